"""Note types: which there are, and the one that is being changed."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.collection import note_types, reshaping
from flashcards.collection.note_types import TypeListing
from flashcards.collection.reshaping import Losses, Reshaping
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import BUILT_IN, NoteType
from flashcards.domain.progress import Progress
from flashcards.rendering.checking import TemplateProblem
from flashcards.ui.editor.previewing import PreviewCard
from flashcards.ui.newest import Newest
from flashcards.ui.note_types.looking import NOTHING_LOST, Looked, look
from flashcards.ui.note_types.unsaved import Change, Unsaved
from flashcards.ui.page_model import PageModel
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class TypesState:
    """Everything on the page.

    Attributes:
        current: the type that is shown, as it is stored.
        work: the same as it is to become.
        opened: counts what the forms were given; they take it anew when this has grown.
        changed: the types with changes that are not stored.
        problems: what is wrong with the templates.
        cards: what they make of the note added last, or of the fields' names.
        losses: what storing would delete.
        can_undo, can_redo: there is a change that is not stored to take back, or to make again.
    """

    is_ready: bool = False
    types: tuple[TypeListing, ...] = ()
    current: NoteType = BUILT_IN[0]
    work: Reshaping = Reshaping.of(BUILT_IN[0])  # noqa: RUF009  (frozen)
    opened: int = 0
    changed: frozenset[NoteTypeId] = frozenset()
    problems: tuple[TemplateProblem, ...] = ()
    cards: tuple[PreviewCard, ...] = ()
    losses: Losses = NOTHING_LOST
    can_undo: bool = False
    can_redo: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the type that is shown has changes that are not stored."""
        return self.work != Reshaping.of(self.current)


class TypesViewModel(PageModel):
    """Keeps what is not stored yet of each type until it is, or the type itself changes.

    Signals:
        changed: `state` is another now.
        done: what was done, in words.
        refused: why something was not done.
    """

    heeds = frozenset({Kind.NOTE_TYPE, Kind.NOTE})
    done = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._newest = Newest(runner, self._take, self)
        self.state = TypesState()
        self._unsaved = Unsaved()
        self._wanted: NoteTypeId | None = None
        self._tasks: deque[Task] = deque()

    def refresh(self) -> None:
        """Read all note types."""
        self._newest.ask(note_types.type_list)

    def hide(self) -> None:
        """Let undo be the collection's when the page is seen again, unless something is not stored even then."""
        super().hide()
        if not self._unsaved.ids:
            self._unsaved.drop_all()
            self._set(self.state)

    def select(self, type_id: NoteTypeId) -> None:
        """Show another type; changes of the one before wait."""
        if type_id != self.state.current.id or not self.state.is_ready:
            self._wanted = type_id
            self._show(type_id)

    def edit(self, work: Reshaping, *, anew: bool = False) -> None:
        """Change the type that is shown; nothing is stored.

        Args:
            anew: the forms are to show it, because it was not typed into them.
        """
        current = self.state.current
        if current.is_built_in:
            return
        self._unsaved.change(current, work)
        self._set(replace(self.state, work=work, opened=self.state.opened + anew))
        self._look()

    def turn(self, *, is_undo: bool) -> Change | None:
        """Take back the newest change that is not stored, or make it again, and show its type; None without one."""
        turned = self._unsaved.turn(is_undo=is_undo)
        if turned is not None:
            self._wanted = turned.type_id
            self._show(turned.type_id)
        return turned

    def discard(self) -> None:
        """Drop what is not stored of the type that is shown."""
        self._unsaved.drop(self.state.current.id)
        self._show(self.state.current.id)

    @property
    def unsaved(self) -> tuple[Reshaping, ...]:
        """The types with changes that are not stored, as they are to become."""
        return self._unsaved.works

    @property
    def is_saving(self) -> bool:
        """Whether something is on its way to the disk."""
        return bool(self._tasks)

    def save(self) -> None:
        """Store the type that is shown as it is to become."""
        self._save(self.state.work)

    def save_all(self) -> None:
        """Store every type that was changed, each as a step of its own."""
        for work in self.unsaved:
            self._save(work)

    def discard_all(self) -> None:
        """Drop everything that is not stored."""
        self._unsaved.drop_all()
        self._show(self.state.current.id)

    def _save(self, work: Reshaping) -> None:
        """Store a type; the window shows how far that is where it has many notes, and can stop it."""
        change = partial(_reshape, work=work, progress=self._begin_task().progress)
        self._runner.write(Operation.EDIT_NOTE_TYPE, change, self._say_saved, self._say_not_saved)

    def _begin_task(self) -> Task:
        task = Task(self)
        self._tasks.append(task)
        self._runner.turning.emit(task)
        return task

    def _end_task(self) -> None:
        self._tasks.popleft().end()  # the write lane works in order

    def copy(self, name: str) -> None:
        """Add a copy of the type that is shown, and show it."""
        change = partial(_copy, type_id=self.state.current.id, name=name)
        self._runner.write(Operation.ADD_NOTE_TYPE, change, self._show_copy, self.refused.emit)

    def rename(self, name: str) -> None:
        """Give the type that is shown another name."""
        change = partial(_rename, type_id=self.state.current.id, name=name)
        self._runner.write(Operation.EDIT_NOTE_TYPE, change, self._say_renamed, self.refused.emit)

    def delete(self) -> None:
        """Delete the type that is shown, with its notes; the window shows how far that is, and can stop it."""
        current = self.state.current
        change = partial(_delete, type_id=current.id, name=current.name, progress=self._begin_task().progress)
        self._runner.write(Operation.DELETE_NOTE_TYPE, change, self._say_deleted, self._say_not_saved)

    @Slot(object)
    def _take(self, types: tuple[TypeListing, ...]) -> None:
        stored = {one.note_type.id: one.note_type for one in types}
        self._unsaved.keep_those_of(stored)
        wanted = self._wanted if self._wanted in stored else None
        before = self.state.current
        first_own = next((one.note_type.id for one in types if not one.note_type.is_built_in), types[0].note_type.id)
        current = wanted or (before.id if before.id in stored and self.state.is_ready else first_own)
        is_same = self.state.is_ready and stored[current] == before
        self.state = replace(self.state, is_ready=True, types=types)
        if is_same:
            self._set(self.state)
            self._look()
        else:
            self._show(current)

    def _show(self, type_id: NoteTypeId) -> None:
        found = next((one.note_type for one in self.state.types if one.note_type.id == type_id), None)
        if found is None:
            return
        self._set(
            replace(
                self.state,
                current=found,
                work=self._unsaved.of(found),
                opened=self.state.opened + 1,
                problems=(),
                losses=NOTHING_LOST,
            )
        )
        self._look()

    def _look(self) -> None:
        self._runner.read(partial(look, work=self.state.work), self._take_looked)

    @Slot(object)
    def _take_looked(self, looked: Looked) -> None:
        if looked.work == self.state.work:
            self._set(replace(self.state, problems=looked.problems, cards=looked.cards, losses=looked.losses))

    @Slot(object)
    def _say_not_saved(self, error: Exception) -> None:
        self._end_task()
        self.refused.emit(error)

    @Slot(object)
    def _say_saved(self, saved: NoteType) -> None:
        self._end_task()
        self._unsaved.drop(saved.id)
        self._set(self.state)
        self.done.emit(f"“{saved.name}” saved.")
        self.refresh()

    @Slot(object)
    def _show_copy(self, type_id: NoteTypeId) -> None:
        self._wanted = type_id
        self.done.emit("Note type added.")
        self.refresh()

    @Slot(object)
    def _say_renamed(self, _nothing: object) -> None:
        self.done.emit("Note type renamed.")
        self.refresh()

    @Slot(object)
    def _say_deleted(self, deleted: tuple[str, int]) -> None:
        self._end_task()
        name, notes = deleted
        self._wanted = None
        self.done.emit(f"Deleted “{name}” with {counted(notes, 'note')}.")
        self.refresh()

    def _set(self, state: TypesState) -> None:
        unsaved = self._unsaved
        can_undo, can_redo = unsaved.can_turn(is_undo=True), unsaved.can_turn(is_undo=False)
        self.state = replace(state, changed=unsaved.ids, can_undo=can_undo, can_redo=can_redo)
        self.changed.emit()


def _reshape(transaction: "Transaction", *, work: Reshaping, progress: Progress) -> NoteType:
    reshaping.reshape_type(transaction, work, progress)
    return work.note_type


def _copy(transaction: "Transaction", *, type_id: NoteTypeId, name: str) -> NoteTypeId:
    return note_types.copy_type(transaction, type_id, name)


def _rename(transaction: "Transaction", *, type_id: NoteTypeId, name: str) -> None:
    note_types.rename_type(transaction, type_id, name)


def _delete(transaction: "Transaction", *, type_id: NoteTypeId, name: str, progress: Progress) -> tuple[str, int]:
    return name, note_types.delete_type(transaction, type_id, progress)
