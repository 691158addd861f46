"""A note as one of the dialects gives it, still in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flashcards.domain.note_type import NoteKind
from flashcards.formats.markdown_notes.lines import Line
from flashcards.formats.transfer import TransferCard


@dataclass(frozen=True, slots=True)
class FoundOption:
    """One option of a choice note, in Markdown."""

    text: str
    is_correct: bool
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A note.

    Attributes:
        line: 1-based.
        texts: Markdown: question and answer, or the text of a cloze with its gaps in our writing.
        options: of a choice note.
        context: the headings it is under, outermost first.
        deck: where it says it belongs, parts joined by `::`; None when it does not say.
        cards: schedules, by ordinal.
        guid: an identity the text gives.
    """

    line: int
    kind: NoteKind
    texts: tuple[str, ...]
    options: Sequence[FoundOption] = ()
    context: tuple[str, ...] = ()
    deck: str | None = None
    tags: Sequence[str] = ()
    cards: tuple[TransferCard, ...] = ()
    guid: str = ""


@dataclass(slots=True)
class Harvest:
    """Everything found in one file.

    Attributes:
        notes: in order.
        problems: line and message.
        passed: lines that are in no note.
        taken_in: lines that a note has taken in, though a blank line parts them from it.
    """

    notes: list[Found] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    passed: list[Line] = field(default_factory=list)
    taken_in: list[Line] = field(default_factory=list)
