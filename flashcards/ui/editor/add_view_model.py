"""New notes: what is written, what it would become, and adding it."""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from flashcards.collection import editing
from flashcards.collection.unfinished import Unfinished, UnfinishedFile
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.rendering import card_ordinals
from flashcards.ui.editor.add_state import AddState, emptied, given_back, unfinished_of, with_type, with_unfinished
from flashcards.ui.editor.previewing import PreviewCard, preview
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import PageModel
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

KEEP_MS = 400
"""How long typing must rest before what is written is kept."""


class Read(NamedTuple):
    """What the page is read from."""

    supplies: editing.Supplies
    recent: tuple[editing.Listed, ...]


class Looked(NamedTuple):
    """What was found out about a note being written."""

    number: int
    cards: tuple[PreviewCard, ...]
    twin: NoteId | None


class AddViewModel(PageModel):
    """Keeps all that is written, and shows the cards it would make.

    Signals:
        changed: `state` is another now.
        text_wanted: what stands in the form is about to be worked with: it must be handed over at once.
        added: a note was added (an `Added`).
        refused: why a note was not added; it is still in the form.
    """

    heeds = frozenset({Kind.NOTE, Kind.NOTE_TYPE, Kind.DECK, Kind.TAG})
    text_wanted = Signal()
    added = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        collection: Path,
        parent: QObject | None = None,
    ) -> None:
        """Take what is asked.

        Args:
            collection: its file; what is not finished lies beside it.
        """
        super().__init__(runner, clock, zone, parent)
        self._newest = Newest(runner, self._take, self)
        self.state = AddState()
        self._file = UnfinishedFile(collection)
        self._kept_count = self._look_count = 0
        self._adding: deque[Note] = deque()  # the write lane works in order
        self._keep_later = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep_later.timeout.connect(self.keep)

    def refresh(self) -> None:
        """Read note types, decks, tags and what was added; the first time, what was not finished too."""
        if self.state.is_ready:
            self._newest.ask(_read)
        else:
            self._runner.work(self._file.read, self._take_unfinished)

    def write(self, note: Note, kept: frozenset[str]) -> None:
        """Take a note as it is now; it is kept once typing rests."""
        self.state = replace(self.state, note=note, kept=kept)
        self._keep_later.start()

    def look(self) -> None:
        """Find out which cards the note would make, and whether there is one like it."""
        self._look_count += 1
        state = self.state
        job = partial(_look, number=self._look_count, note=state.note, note_type=state.note_type, deck=state.deck)
        self._runner.read(job, self._take_looked)

    def choose_type(self, note_type: NoteType) -> None:
        """Write a note of another type."""
        if note_type.id != self.state.note_type.id:
            self._set(with_type(self.state, note_type))
            self._keep_later.start()
            self.look()

    def choose_deck(self, name: str) -> None:
        """Have the cards go to another deck, which need not exist."""
        if name.strip() and name != self.state.deck:
            self._set(replace(self.state, deck=name.strip()))
            self._keep_later.start()

    def add(self) -> None:
        """Add the note as it is, and begin the next at once; it comes back if it cannot be added."""
        note = replace(self.state.note, guid=secrets.token_urlsafe(8))
        if not card_ordinals(self.state.note_type, note.fields):
            self.refused.emit(editing.NoCardsError(editing.why_no_cards(self.state.note_type)))
            return
        self._adding.append(note)
        change = partial(_add, note=note, deck=self.state.deck, now=self._clock())
        self._look_count += 1
        self._set(emptied(self.state))
        self._runner.write(Operation.ADD_NOTE, change, self._say_added, self._give_back)

    @Slot()
    def keep(self) -> None:
        """Keep what is written, now."""
        self._keep_later.stop()
        if self.state.is_ready:
            self._kept_count += 1
            self._runner.work(partial(self._file.write, unfinished_of(self.state), self._kept_count), _nothing)

    @Slot(object)
    def _take_unfinished(self, unfinished: Unfinished | None) -> None:
        self._runner.read(partial(_read_first, unfinished=unfinished), self._begin)

    @Slot(object)
    def _begin(self, found: tuple[Read, Unfinished | None]) -> None:
        read, unfinished = found
        if self.state.is_ready:
            return
        state = replace(self.state, is_ready=True, supplies=read.supplies, recent=read.recent)
        if read.supplies.decks:
            state = replace(state, deck=_own_deck(read.supplies.decks))
        self._set(replace(state, opened=1) if unfinished is None else with_unfinished(state, unfinished))
        self.look()

    @Slot(object)
    def _take(self, read: Read) -> None:
        state = replace(self.state, supplies=read.supplies, recent=read.recent)
        types = {one.id: one for one in read.supplies.note_types}
        now = types.get(state.note_type.id)
        if now is None or now.fields != state.note_type.fields:
            self.text_wanted.emit()
            state = replace(state, note=self.state.note, kept=self.state.kept)
            state = with_type(state, now or read.supplies.note_types[0])
        elif now != state.note_type:
            state = replace(state, note_type=now)
        self._set(state)
        self.look()

    @Slot(object)
    def _take_looked(self, looked: Looked) -> None:
        if looked.number == self._look_count:
            self._set(replace(self.state, cards=looked.cards, twin=looked.twin))

    @Slot(object)
    def _say_added(self, added: editing.Added) -> None:
        self._adding.popleft()
        self.keep()
        self.added.emit(added)

    @Slot(object)
    def _give_back(self, error: Exception) -> None:
        """Put a note that could not be added back into the form."""
        self.text_wanted.emit()
        self._set(given_back(self.state, replace(self._adding.popleft(), guid="")))
        self.keep()
        self.look()
        self.refused.emit(error)

    def _set(self, state: AddState) -> None:
        self.state = state
        self.changed.emit()


def _own_deck(decks: tuple[str, ...]) -> str:
    from flashcards.ui.editor.add_state import DEFAULT_DECK

    return next((name for name in decks if name == DEFAULT_DECK), DEFAULT_DECK)


def _read(snapshot: "Snapshot") -> Read:
    return Read(editing.supplies(snapshot), editing.recently_added(snapshot))


def _read_first(snapshot: "Snapshot", *, unfinished: Unfinished | None) -> tuple[Read, Unfinished | None]:
    return _read(snapshot), unfinished


def _look(snapshot: "Snapshot", *, number: int, note: Note, note_type: NoteType, deck: str) -> Looked:
    twin = editing.twin_of(snapshot, note_type, note.fields[0], note.id)
    return Looked(number, preview(note, note_type, deck), twin)


def _add(transaction: "Transaction", *, note: Note, deck: str, now: datetime) -> editing.Added:
    return editing.add_note(transaction, note, deck, now)


def _nothing(_value: object) -> None:
    """What is kept is kept; there is nothing to say."""
