"""What the program does unasked, once the first page is on screen and whenever there is time."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.ui.page import Notices
from flashcards.ui.review_counter import ReviewCounter
from flashcards.ui.runner import CollectionRunner
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.collection.deck_updates import Loaded
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

FIRST_CHORES_MS = 400
BACKUP_EVERY_MS = 30 * 60 * 1000
INDEX_AFTER_MS = 3000
"""After the last change: by then nobody waits for the write lane."""


class Housekeeping(QObject):
    """Readies the write lane, keeps bundled decks, index of words and tallies up to date, backs up, until it closes.

    Signals:
        changes_wanted: the learner wants to see what an update has changed.
    """

    changes_wanted = Signal()

    def __init__(
        self,
        runner: CollectionRunner,
        notices: Notices,
        decks_folder: Path,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._notices = notices
        self._folder = decks_folder
        self._clock = clock
        self._zone = zone
        self._first = QTimer(self, singleShot=True, interval=FIRST_CHORES_MS)
        self._first.timeout.connect(self.begin)
        self._backup = QTimer(self, interval=BACKUP_EVERY_MS)
        self._backup.timeout.connect(self._back_up)
        self._index = QTimer(self, singleShot=True, interval=INDEX_AFTER_MS)
        self._index.timeout.connect(self._index_texts)
        self._counter = ReviewCounter(runner, self)
        self._index.timeout.connect(self._counter.begin_if_needed)
        runner.changed.connect(self._index_later)
        runner.closing.connect(self.stop)

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be begun."""
        return self._first.isActive() or self._backup.isActive() or self._index.isActive()

    def start(self) -> None:
        """Begin in a moment."""
        self._first.start()
        self._backup.start()
        self._index.start()

    @Slot()
    def begin(self) -> None:
        """Do what is done once."""
        self._runner.warm_up()
        self._runner.read(partial(_outdated, folder=self._folder), self._update)

    @Slot()
    def stop(self) -> None:
        """Begin nothing any more; the runner's closing does it."""
        self._first.stop()
        self._backup.stop()
        self._index.stop()
        self._counter.stop()

    @Slot(object)
    def _update(self, keys: tuple[str, ...]) -> None:
        if keys:
            load = partial(_load, folder=self._folder, keys=keys, now=self._clock(), zone=self._zone)
            self._runner.write(Operation.LOAD_BUNDLED_DECKS, load, self._say_updated)

    @Slot(object)
    def _say_updated(self, loaded: "Loaded") -> None:
        if loaded.rules or loaded.conflicts:
            self._notices.announce(_changes_told(loaded), "Show", self._want_changes)
        elif loaded.added or loaded.changed or loaded.removed:
            self._notices.say(
                f"The decks were brought up to date: {counted(loaded.added, 'note')} added, "
                f"{loaded.changed} changed, {loaded.removed} removed. Your schedule and your own edits are kept.",
                "Undo",
                self._runner.undo,
            )

    @Slot(object)
    def _index_later(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.NOTE):
            self._index.start()

    @Slot()
    def _index_texts(self) -> None:
        self._runner.index_texts(self._index_more)

    @Slot(object)
    def _index_more(self, taken: int) -> None:
        """Go on with the next portion; a change in between comes first, for the lane is first come, first served."""
        if taken and not self._index.isActive():
            self._index_texts()
        elif not taken:
            self._runner.read(partial(_warm_up, now=self._clock(), zone=self._zone), self._note_warm)

    @Slot(object)
    def _note_warm(self, _nothing: None) -> None:
        """The next search is quick; nobody has to hear of it."""

    @Slot()
    def _want_changes(self) -> None:
        self.changes_wanted.emit()

    @Slot()
    def _back_up(self) -> None:
        self._runner.back_up(self._note_backup)

    @Slot(object)
    def _note_backup(self, _path: Path | None) -> None:
        """A backup nobody asked for needs no words; a failed one is said by the runner."""


# What lanes do holds nothing of Qt: the last to let go of it would be a lane, and its timers would go on without it.


def _outdated(snapshot: "Snapshot", *, folder: Path) -> tuple[str, ...]:
    from flashcards.collection.bundled import outdated

    return outdated(snapshot, folder)


def _load(
    transaction: "Transaction", *, folder: Path, keys: tuple[str, ...], now: datetime, zone: tzinfo | None
) -> "Loaded":
    from flashcards.collection.bundled import load

    return load(transaction, folder, keys, now, zone)


def _warm_up(snapshot: "Snapshot", *, now: datetime, zone: tzinfo | None) -> None:
    from flashcards.collection.browsing import warm_up

    warm_up(snapshot, now, zone)


def _changes_told(loaded: "Loaded") -> str:
    """Say what an update changed that the learner should see."""
    from flashcards.ui.changes.wording import changes_counted

    told = (
        changes_counted(rule.changed for rule in loaded.rules),
        f"{counted(loaded.cards_due, 'card')} brought up for review" if loaded.cards_due else "",
        f"{counted(len(loaded.conflicts), 'note')} of yours to decide about" if loaded.conflicts else "",
    )
    return ", ".join(filter(None, told)) + "."
