"""What giving notes another note type would do, asked off the GUI thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection import bulk, editing
from flashcards.domain.browsing import Unit
from flashcards.domain.ids import CardId, NoteId, NoteTypeId
from flashcards.domain.note_type import NoteType
from flashcards.ui.runner import CollectionRunner
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Types:
    """The type some notes have, and all there are, by name."""

    old: NoteType
    offered: tuple[NoteType, ...]


@dataclass(frozen=True, slots=True)
class TypeWish:
    """The type notes are to have, and what its fields and cards are made of."""

    new_id: NoteTypeId
    mapping: bulk.TypeMapping


class TypeModel(QObject):
    """Asks for one preview at a time; of those asked for meanwhile only the newest.

    Signals:
        begun: the `Types`.
        looked: a `TypeChangePreview`.
        refused: why it cannot be done.
    """

    begun = Signal(object)
    looked = Signal(object)
    refused = Signal(str)

    def __init__(self, runner: CollectionRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._notes: tuple[Unit, tuple[int, ...]] = (Unit.NOTES, ())
        self._is_running = False
        self._waiting: TypeWish | None = None

    def begin(self, unit: Unit, ids: Sequence[int]) -> None:
        """Take the cards or notes that are to have another type."""
        self._notes = (unit, tuple(ids))
        self._runner.read(partial(_types, notes=self._notes), self._take_types, self._fail)

    def look(self, wish: TypeWish) -> None:
        """Ask what it would do; `looked` or `refused` says."""
        self._waiting = wish
        self._ask()

    def _ask(self) -> None:
        if not self._is_running and self._waiting is not None:
            wish, self._waiting, self._is_running = self._waiting, None, True
            self._runner.read(partial(_preview, notes=self._notes, wish=wish), self._take, self._fail)

    @Slot(object)
    def _take_types(self, types: Types) -> None:
        self.begun.emit(types)

    @Slot(object)
    def _take(self, preview: bulk.TypeChangePreview) -> None:
        self._is_running = False
        if self._waiting is None:
            self.looked.emit(preview)
        self._ask()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._is_running = False
        if isinstance(error, bulk.NoteTypeChangeError):
            self.refused.emit(str(error))
        else:
            self._runner.failed.emit(error)
        self._ask()


def summary(preview: bulk.TypeChangePreview) -> str:
    """Say what it would do, and what would be lost."""
    if not preview.notes:
        return _nothing(preview)
    said = [
        f"{counted(preview.notes, 'note')} would change; {counted(preview.cards_kept, 'card')} keep their schedule."
    ]
    if preview.cards_added:
        said.append(f"{counted(preview.cards_added, 'card')} would be new.")
    if preview.cards_lost:
        seen = f", {preview.seen_lost} of them studied" if preview.seen_lost else ""
        said.append(f"{counted(preview.cards_lost, 'card')} would go{seen}.")
    said += [
        f"“{name}” is filled in on {counted(count, 'note')} and would be lost." for name, count in preview.lost_fields
    ]
    if preview.lost_options:
        said.append(f"Wrong options and reasons of {counted(preview.lost_options, 'note')} would be lost.")
    if preview.left:
        said.append(f"{counted(len(preview.left), 'note')} would have nothing to ask, and stay as they are.")
    return " ".join(said)


def _nothing(preview: bulk.TypeChangePreview) -> str:
    if not preview.left:
        return "Nothing would change: the notes are of this type, with these fields and cards."
    would = f"Nothing would change: {counted(len(preview.left), 'note')} would have nothing to ask."
    return f"{would} Cloze notes need gaps, such as {{{{c1::word}}}}."


def _ids(snapshot: "Snapshot", notes: tuple[Unit, tuple[int, ...]]) -> list[NoteId]:
    unit, ids = notes
    return list(map(NoteId, ids)) if unit is Unit.NOTES else bulk.notes_of(snapshot, map(CardId, ids))


def _types(snapshot: "Snapshot", *, notes: tuple[Unit, tuple[int, ...]]) -> Types:
    old_id = bulk.only_type(snapshot, _ids(snapshot, notes))
    there = editing.supplies(snapshot).note_types
    return Types(next(one for one in there if one.id == old_id), there)


def _preview(snapshot: "Snapshot", *, notes: tuple[Unit, tuple[int, ...]], wish: TypeWish) -> bulk.TypeChangePreview:
    return bulk.preview_note_type(snapshot, _ids(snapshot, notes), wish.new_id, wish.mapping)
