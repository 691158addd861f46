"""What every file format offers: recognising a file, reading it, writing one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flashcards.domain.note_type import BUILT_IN, NoteType
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.transfer import Transfer

HEAD_BYTES = 65_536
"""How much of a file `Format.recognises` is shown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read.

    Attributes:
        calendar: turns times into study days.
        now: the time, aware.
        layout: a `text_layout.TextLayout` in which the learner says how a table is laid out; None: as it is detected.
        note_types: the collection's; a table only names its types, and this is where their fields come from.
        progress: told how far the reading is.
    """

    calendar: StudyCalendar
    now: datetime
    layout: object | None = None
    note_types: Sequence[NoteType] = BUILT_IN
    progress: Progress = field(default=no_progress, compare=False)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read.

    Attributes:
        id: a stable name for the terminal and the import history, such as `"anki-package"`.
        label: what it is called on screen.
        suffixes: file name endings, lower case, with the dot, for the file chooser; empty for folders.
        recognises: says whether a file, or a folder, is of this format, from its path and its first `HEAD_BYTES` bytes
            (empty for a folder). Must not raise.
        read: reads it. Raises `ImportRefusedError` when nothing can be read; what is wrong in part is a `Problem`.
        is_table: it has rows and columns, which a `text_layout.TextLayout` lays out (`text_detect.detect_layout`).
    """

    id: str
    label: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path, Reading], Transfer]
    is_table: bool = False


def _no_remarks(_transfer: Transfer) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class WriteFormat:
    """A format that can be written.

    Attributes:
        suffix: with the dot; empty for a folder.
        carries_schedule: whether due days, memory and reviews can go along.
        write: writes a file, whole or not at all. Raises `ExportRefusedError`.
        carries_media: whether pictures and sounds can go along.
        remarks: says in sentences what of a transfer the format writes otherwise than it is.
    """

    id: str
    label: str
    suffix: str
    carries_schedule: bool
    write: Callable[[Transfer, Path, Progress], None]
    carries_media: bool = False
    remarks: Callable[[Transfer], tuple[str, ...]] = _no_remarks
