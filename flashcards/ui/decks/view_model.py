"""The deck tree: what is in it, and what the learner does to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import Operation
from flashcards.domain.deck import SEPARATOR
from flashcards.domain.errors import CancelledError, FlashcardsError
from flashcards.domain.ids import DeckId, PresetId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.progress import Progress
from flashcards.ui.decks.options import Saved, Tree, delete_preset, read_tree, save_options
from flashcards.ui.decks.words import shared_text, summary
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import COUNTED, PageModel
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.task import Task
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.collection.bundled import BundledDeck
    from flashcards.collection.deck_updates import Loaded
    from flashcards.collection.decks import DeckListing
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction
    from flashcards.ui.page import Folders


NO_DECKS = Tree((), LearningSettings())
"""Before they are read."""


@dataclass(frozen=True, slots=True)
class DecksState:
    """Everything on the page.

    Attributes:
        tree: the decks, and what their options are made of.
        summary: what the whole collection holds.
        shared: why decks below another may show more together, or "".
        available: bundled decks the learner has not taken, or has deleted.
    """

    is_ready: bool = False
    tree: Tree = NO_DECKS
    summary: str = ""
    shared: str = ""
    available: "tuple[BundledDeck, ...]" = ()

    @property
    def decks(self) -> "tuple[DeckListing, ...]":
        """Every deck, parents before children."""
        return self.tree.decks


class DecksViewModel(PageModel):
    """Reads the tree, again whenever something in it changed, and carries out what is asked of decks.

    Signals:
        changed: `state` is another now.
        done: a sentence that says what was done; it can be undone.
        loaded: a sentence that says what a bundled deck brought, or why nothing was done.
        named: the id of the deck that was added or renamed.
        name_refused: a sentence that says why a name cannot be taken.
    """

    heeds = COUNTED
    done = Signal(str)
    loaded = Signal(str)
    named = Signal(object)
    name_refused = Signal(str)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        folders: "Folders",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._folder = folders.decks
        self._plans = folders.plans
        self._shipped: tuple[BundledDeck, ...] | None = None
        self._newest_tree = Newest(runner, self._take_tree, self)
        self._newest_missing = Newest(runner, self._take_missing, self)
        self._task: Task | None = None
        self._moving = ""
        self.state = DecksState()

    def deck(self, deck_id: DeckId) -> "DeckListing | None":
        """Give a deck of the tree."""
        return next((deck for deck in self.state.decks if deck.id == deck_id), None)

    def fold(self, deck_id: DeckId, *, is_collapsed: bool) -> None:
        """Remember whether a deck is folded."""
        self._runner.write(Operation.EDIT_DECK, partial(_fold, deck_id, is_collapsed), undoable=False)

    def add(self, name: str) -> None:
        """Add a deck."""
        self._runner.write(Operation.ADD_DECK, partial(_add, name), self._tell_named, self._refuse_name)

    def rename(self, deck_id: DeckId, name: str) -> None:
        """Give a deck another name."""
        change = partial(_rename, deck_id, name)
        self._runner.write(Operation.EDIT_DECK, change, self._tell_named, self._refuse_name)

    def move(self, deck_id: DeckId, above_id: DeckId | None) -> None:
        """Put a deck, with those below it, into another, or into none. It can be undone."""
        deck, above = self.deck(deck_id), None if above_id is None else self.deck(above_id)
        if deck is None:
            return
        name = deck.leaf if above is None else f"{above.name}{SEPARATOR}{deck.leaf}"
        if name != deck.name:
            where = "to the top" if above is None else f"into “{above.leaf}”"
            self._moving = f"Moved “{deck.leaf}” {where}."
            self._runner.write(Operation.MOVE_DECK, partial(_rename, deck_id, name), self._say_moved, self._refuse_move)

    def save_options(self, deck_id: DeckId, saved: Saved) -> None:
        """Give a deck the preset and the options chosen for it."""
        self._runner.write(Operation.EDIT_DECK, partial(save_options, deck_id, saved))

    @Slot(object)
    def delete_preset(self, preset_id: PresetId) -> None:
        """Delete a preset. It can be undone."""
        self._runner.write(Operation.DELETE_PRESET, partial(delete_preset, preset_id), self._say_preset_deleted)

    def delete(self, deck_id: DeckId) -> None:
        """Delete a deck with what is in it. It can be undone."""
        deck = self.deck(deck_id)
        if deck is not None:
            self._runner.write(Operation.DELETE_DECK, partial(_delete, deck), self._say_deleted)

    def reset(self, deck_id: DeckId) -> None:
        """Make the cards of a deck new again. It can be undone; one of very many cards shows how far it is."""
        if self._task is None and (deck := self.deck(deck_id)) is not None:
            task = self._task = Task(self)
            self._runner.turning.emit(task)
            work = partial(_reset, deck, self._zone, task.progress)
            self._runner.write(Operation.RESET_CARD, work, self._say_reset, self._fail_reset)

    def unbury(self, deck_id: DeckId) -> None:
        """Take back a deck's cards that were set aside until tomorrow."""
        work = partial(_unbury, deck_id, self._clock(), self._zone)
        self._runner.write(Operation.UNBURY, work, self._say_unburied)

    def load(self, key: str) -> None:
        """Take one of the decks that come with the program."""
        work = partial(_load, self._folder, key, self._clock)
        self._runner.write(Operation.ADD_DECK, work, self._say_loaded)

    @Slot()
    def refresh(self) -> None:
        """Ask for the tree, and then for the bundled decks that are not in it."""
        self._newest_tree.ask(partial(read_tree, now=self._clock(), zone=self._zone, plans=self._plans))
        self._newest_missing.ask(self._missing)

    def _missing(self, snapshot: "Snapshot") -> "tuple[BundledDeck, ...]":
        """Give the bundled decks that were not taken, or are deleted; their files are read only when there are any."""
        from flashcards.collection import bundled

        missing = set(bundled.not_taken(snapshot, self._folder))
        if not missing:
            return ()
        if self._shipped is None:
            self._shipped = bundled.available(self._folder)
        return tuple(deck for deck in self._shipped if deck.key in missing)

    @Slot(object)
    def _take_tree(self, found: Tree) -> None:
        self.state = replace(
            self.state, is_ready=True, tree=found, summary=summary(found.decks), shared=shared_text(found.decks)
        )
        self.changed.emit()

    @Slot(object)
    def _take_missing(self, available: "tuple[BundledDeck, ...]") -> None:
        self.state = replace(self.state, available=available)
        self.changed.emit()

    @Slot(object)
    def _tell_named(self, deck_id: DeckId) -> None:
        self.named.emit(deck_id)

    @Slot(object)
    def _say_moved(self, _deck_id: DeckId) -> None:
        self.done.emit(self._moving)

    @Slot(object)
    def _refuse_move(self, error: Exception) -> None:
        if isinstance(error, FlashcardsError):
            self.loaded.emit(str(error))
        else:
            self._runner.failed.emit(error)

    @Slot(object)
    def _refuse_name(self, error: Exception) -> None:
        """Say in the sheet what is expected to go wrong, and leave anything else to the window."""
        if isinstance(error, FlashcardsError):
            self.name_refused.emit(str(error))
        else:
            self._runner.failed.emit(error)

    @Slot(object)
    def _say_deleted(self, deleted: tuple[str, int]) -> None:
        name, cards = deleted
        self.done.emit(f"Deleted “{name}” with {counted(cards, 'card')}.")

    @Slot(object)
    def _say_preset_deleted(self, _nothing: object) -> None:
        self.done.emit("Deleted the preset. Its decks are studied as those above them.")

    @Slot(object)
    def _say_unburied(self, cards: int) -> None:
        self.done.emit(f"{counted(cards, 'card')} back for today.")

    @Slot(object)
    def _say_reset(self, reset: tuple[str, int]) -> None:
        self._end_task()
        name, cards = reset
        if cards:
            self.done.emit(f"Reset {counted(cards, 'card')} of “{name}”: they are new again.")
        else:
            self.loaded.emit(f"No card of “{name}” was studied yet.")

    @Slot(object)
    def _fail_reset(self, error: Exception) -> None:
        self._end_task()
        if isinstance(error, CancelledError):
            self.loaded.emit(str(error))
        else:
            self._runner.failed.emit(error)

    def _end_task(self) -> None:
        if self._task is not None:
            self._task.end()
        self._task = None

    @Slot(object)
    def _say_loaded(self, loaded: "Loaded") -> None:
        self.loaded.emit(f"Added {counted(loaded.added, 'note')}.")


def _fold(deck_id: DeckId, is_collapsed: bool, transaction: "Transaction") -> None:  # noqa: FBT001  (bound by partial)
    from flashcards.collection.decks import fold_deck

    fold_deck(transaction, deck_id, is_collapsed=is_collapsed)


def _add(name: str, transaction: "Transaction") -> DeckId:
    from flashcards.collection.decks import add_deck

    return add_deck(transaction, name).id


def _rename(deck_id: DeckId, name: str, transaction: "Transaction") -> DeckId:
    from flashcards.collection.decks import rename_deck

    rename_deck(transaction, deck_id, name)
    return deck_id


def _delete(deck: "DeckListing", transaction: "Transaction") -> tuple[str, int]:
    from flashcards.collection.decks import delete_deck

    return deck.leaf, delete_deck(transaction, deck.id)


def _reset(deck: "DeckListing", zone: tzinfo | None, progress: Progress, transaction: "Transaction") -> tuple[str, int]:
    from flashcards.collection.resetting import reset_deck

    return deck.leaf, reset_deck(transaction, deck.id, zone, progress=progress)


def _unbury(deck_id: DeckId, now: datetime, zone: tzinfo | None, transaction: "Transaction") -> int:
    from flashcards.collection.decks import unbury_deck
    from flashcards.collection.studying import learner_calendar

    return unbury_deck(transaction, deck_id, learner_calendar(transaction.snapshot, zone).day(now))


def _load(folder: Path, key: str, clock: Callable[[], datetime], transaction: "Transaction") -> "Loaded":
    from flashcards.collection.bundled import load

    return load(transaction, folder, [key], clock())
