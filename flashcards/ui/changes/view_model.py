"""What the last update of the decks changed, and what the learner decides about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.domain.changes import Kind, Operation
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import PageModel
from flashcards.ui.runner import CollectionRunner
from flashcards.wording import counted, long_date

if TYPE_CHECKING:
    from flashcards.collection.rule_changes import UpdateShown
    from flashcards.domain.note import Note
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction
    from flashcards.ui.changes.entries import Entry


@dataclass(frozen=True, slots=True)
class ChangesState:
    """Everything on the page.

    Attributes:
        title: how many rules changed, answers were corrected and questions rewritten.
        summary: when, and what came of it.
        waiting: how many notes wait for a decision, in words.
    """

    is_ready: bool = False
    title: str = ""
    summary: str = ""
    waiting: str = ""
    entries: "tuple[Entry, ...]" = ()


class ChangesViewModel(PageModel):
    """Reads the last update, again whenever a note changed, and stores decisions.

    Signals:
        changed: `state` is another now.
    """

    heeds = frozenset({Kind.NOTE, Kind.SETTINGS})

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._newest = Newest(runner, self._take, self)
        self.state = ChangesState()

    @Slot()
    def refresh(self) -> None:
        """Ask for the last update."""
        self._newest.ask(self._read)

    def keep(self, guid: str) -> None:
        """Leave a note in the learner's words."""
        self._runner.write(Operation.CHOOSE_WORDS, partial(_keep, guid))

    def take(self, guid: str) -> None:
        """Give a note the publisher's words."""
        self._runner.write(Operation.CHOOSE_WORDS, partial(_take_theirs, guid, self._clock))

    def edit(self, note: "Note") -> None:
        """Store a note the learner has written anew."""
        self._runner.write(Operation.CHOOSE_WORDS, partial(_edit, note, self._clock))

    def _read(self, snapshot: "Snapshot") -> ChangesState:
        from flashcards.collection.rule_changes import changes_of_last_update
        from flashcards.ui.changes.entries import entry_of

        update = changes_of_last_update(snapshot)
        entries = tuple(entry_of(change) for change in update.notes)
        title, summary = _title(entries), _summary(update, entries, self._zone)
        return ChangesState(is_ready=True, title=title, summary=summary, waiting=_waiting(entries), entries=entries)

    @Slot(object)
    def _take(self, state: ChangesState) -> None:
        self.state = state
        self.changed.emit()


def _title(entries: "tuple[Entry, ...]") -> str:
    from flashcards.ui.changes.wording import changes_counted

    if not entries:
        return "Rule changes"
    told = changes_counted(entry.changed for entry in entries if entry.changed)
    return told or f"{counted(len(entries), 'note')} to decide about"


def _summary(update: "UpdateShown", entries: "tuple[Entry, ...]", zone: tzinfo | None) -> str:
    if update.at is None:
        return ""
    cards = sum(change.cards_due for change in update.notes)
    others = sum(not entry.reasons for entry in entries)
    told = [
        f"Deck update of {long_date(update.at.astimezone(zone).date())}",
        f"{counted(cards, 'studied card')} brought up for review" if cards else "",
        f"{counted(others, 'note')} mended that you had changed" if others and others < len(entries) else "",
    ]
    return " · ".join(filter(None, told))


def _waiting(entries: "tuple[Entry, ...]") -> str:
    count = sum(entry.is_waiting for entry in entries)
    if not count:
        return ""
    return (
        f"{counted(count, 'note')} {'waits' if count == 1 else 'wait'} for your decision. Your words stay until then."
    )


def _keep(guid: str, transaction: "Transaction") -> None:
    from flashcards.collection.deciding import keep_mine

    keep_mine(transaction, guid)


def _take_theirs(guid: str, clock: Callable[[], datetime], transaction: "Transaction") -> None:
    from flashcards.collection.deciding import take_theirs

    take_theirs(transaction, guid, clock())


def _edit(note: "Note", clock: Callable[[], datetime], transaction: "Transaction") -> None:
    from flashcards.collection.deciding import edit_mine

    edit_mine(transaction, note, clock())
