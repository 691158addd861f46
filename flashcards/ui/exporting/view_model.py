"""What is exported, in which format, and the writing of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.errors import CancelledError
from flashcards.domain.ids import NoteId
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task
from flashcards.wording import counted, pictures_and_sounds

if TYPE_CHECKING:
    from flashcards.collection.collection import Look
    from flashcards.collection.exporting import Exported
    from flashcards.formats.format import WriteFormat
    from flashcards.storage.snapshot import Snapshot

EVERYTHING = ""
"""The deck that stands for the whole collection."""
CHOSEN = "::"
"""The deck that stands for chosen notes: no deck can be called so."""


@dataclass(frozen=True, slots=True)
class ExportState:
    """What the sheet shows.

    Attributes:
        decks: names of all decks, parents before children.
        deck: what is to be written; with its sub-decks.
        notes: those that were chosen, if any were.
        form: id of the format.
        with_schedule, with_media: what the learner wishes; only some formats have a place for either.
        doing: what is being done; empty when nothing is.
        share: how much of it is done.
    """

    decks: tuple[str, ...] = ()
    deck: str = EVERYTHING
    notes: tuple[NoteId, ...] = ()
    form: str = ""
    with_schedule: bool = False
    with_media: bool = True
    doing: str = ""
    share: float = 0.0


class ExportViewModel(QObject):
    """Writes one file at a time.

    Signals:
        changed: `state` is another now.
        exported: a sentence that says what was written, and the `Path` it was written to.
        failed: what went wrong; nothing was written.
    """

    changed = Signal()
    exported = Signal(str, object)
    failed = Signal(object)

    def __init__(
        self, runner: CollectionRunner, formats: "Sequence[WriteFormat]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self.formats = tuple(formats)
        self._path = Path()
        self._task: Task | None = None
        self.state = ExportState(form=self.formats[0].id if self.formats else "")
        runner.closing.connect(self.cancel)

    @property
    def form(self) -> "WriteFormat | None":
        """The format that is chosen."""
        return next((one for one in self.formats if one.id == self.state.form), None)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._task is not None

    def begin(self, deck: str, notes: Sequence[NoteId] = ()) -> None:
        """Offer to export a deck, chosen notes, or everything."""
        if not self.is_writing:
            self._set(deck=deck, notes=tuple(notes))
            self._runner.read(_deck_names, self._take_decks)

    def choose_deck(self, name: str) -> None:
        """Say what is to be written."""
        self._set(deck=name)

    def choose_format(self, name: str) -> None:
        """Say in which format."""
        self._set(form=name)

    def set_with_schedule(self, *, with_schedule: bool) -> None:
        """Say whether due days, memory and reviews go along."""
        self._set(with_schedule=with_schedule)

    def set_with_media(self, *, with_media: bool) -> None:
        """Say whether pictures and sounds go along."""
        self._set(with_media=with_media)

    def file_name(self) -> str:
        """Give a name for the file."""
        is_chosen = self.state.deck == CHOSEN
        named = "Chosen notes" if is_chosen else self.state.deck.replace("::", " - ") or "Flashcards"
        cleaned = "".join(sign for sign in named if sign.isprintable() and sign not in '<>:"/\\|?*').strip(" .")
        return (cleaned or "Flashcards") + (self.form.suffix if self.form else "")

    def write(self, path: Path) -> None:
        """Write the file. What `state` says goes along is settled now."""
        form = self.form
        if form is None or self.is_writing:
            return
        self._path = path
        self._task = Task()
        self._task.progressed.connect(self._take_progress)
        self._set(doing="Exporting", share=0.0)
        work = partial(_export, form, path, self.state, self._task)
        self._runner.look(work, self._take_exported, self._take_failure)

    @Slot()
    def cancel(self) -> None:
        """Stop writing; nothing is left of it."""
        if self._task is not None:
            self._task.cancel()

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]  # its own fields
        self.changed.emit()

    @Slot(object)
    def _take_decks(self, names: tuple[str, ...]) -> None:
        self._set(decks=names)

    @Slot(str, float)
    def _take_progress(self, doing: str, share: float) -> None:
        if self._task is not None:
            self._set(doing=doing, share=share)

    @Slot(object)
    def _take_exported(self, exported: "Exported") -> None:
        self._end()
        self.exported.emit(told(exported, self._path), self._path)

    @Slot(object)
    def _take_failure(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, CancelledError):
            self.failed.emit(error)

    def _end(self) -> None:
        self._task = None
        self._set(doing="", share=0.0)


def told(exported: "Exported", path: Path) -> str:
    """Say what was written, and what the format has no place for."""
    parts = [counted(exported.notes, "note")]
    parts += [counted(exported.reviews, "review")] if exported.reviews else []
    parts += [pictures_and_sounds(exported.media)] if exported.media else []
    return " ".join((f"Exported {', '.join(parts)} to {path.name}.", *exported.remarks))


def _deck_names(snapshot: "Snapshot") -> tuple[str, ...]:
    from flashcards.collection.decks import deck_names

    return deck_names(snapshot)


def _export(form: "WriteFormat", path: Path, state: ExportState, task: Task, look: "Look") -> "Exported":
    from flashcards.collection.exporting import Extent, export

    is_chosen = state.deck == CHOSEN
    deck = None if is_chosen else state.deck or None
    notes = state.notes if is_chosen else None
    extent = Extent(deck, notes, with_schedule=state.with_schedule, with_media=state.with_media)
    return export(look, form, path, extent, task.progress)
