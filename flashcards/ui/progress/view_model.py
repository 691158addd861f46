"""What the Progress page shows: read when it is seen, counted first where the log is longer than the tallies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.collection.statistics.asking import Period
from flashcards.collection.statistics.habits import Grouping
from flashcards.domain.changes import Operation
from flashcards.ui.page_model import COUNTED, PageModel
from flashcards.ui.progress.history_charts import Split
from flashcards.ui.progress.sections import Found, Wanted, find
from flashcards.ui.progress.state import ProgressState, Section
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


class ProgressViewModel(PageModel):
    """Reads one section at a time.

    Signals:
        changed: `state` is another now.
    """

    heeds = COUNTED

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self.state = ProgressState()
        self._split = Split.STANDING
        self._grouping = Grouping.DECK
        self._asked: Wanted | None = None
        self._is_counting = False

    @Slot()
    def refresh(self) -> None:
        """Read the section that is shown."""
        self._asked = wanted = Wanted(self.state.section, self.state.question, self._split, self._grouping)
        query = partial(find, wanted=wanted, now=self._clock(), zone=self._zone)
        self._runner.read(query, self._take)

    def choose_section(self, section: Section) -> None:
        """Show another section."""
        self._show(replace(self.state, section=section, charts={}))

    def choose_period(self, period: Period) -> None:
        """Look further back, or less far."""
        self._show(replace(self.state, question=replace(self.state.question, period=period)))

    def choose_deck(self, name: str) -> None:
        """Look at one deck with those below it, or at everything with ""."""
        self._show(replace(self.state, question=replace(self.state.question, deck=name, search="")))

    def choose_search(self, line: str) -> None:
        """Look at the cards a search finds instead of a deck; "" ends that."""
        self._show(replace(self.state, question=replace(self.state.question, search=line.strip())))

    def choose_split(self, split: Split) -> None:
        """Tell answers apart by something else."""
        self._split = split
        self.refresh()

    def choose_grouping(self, grouping: Grouping) -> None:
        """Tell cards apart by something else."""
        self._grouping = grouping
        self.refresh()

    def _show(self, state: ProgressState) -> None:
        self.state = state
        self.changed.emit()
        self.refresh()

    @Slot(object)
    def _take(self, found: Found) -> None:
        if found.wanted != self._asked:
            return  # something else was asked for meanwhile
        if not found.is_counted:
            self._count(self.state.counted or 0.0)
            return
        self.state = replace(
            self.state,
            is_ready=True,
            decks=found.decks or self.state.decks,
            charts=found.charts,
            counted=None,
            problem=found.problem,
            has_answers=found.has_answers,
        )
        self.changed.emit()

    def _count(self, share: float) -> None:
        """Count a portion of the log, on the write lane; answers given meanwhile are stored in between."""
        self.state = replace(self.state, counted=share)
        self.changed.emit()
        if not self._is_counting:
            self._is_counting = True
            self._runner.write(Operation.COUNT_REVIEWS, _count_on, self._go_on, self._give_up, undoable=False)

    @Slot(object)
    def _go_on(self, share: float) -> None:
        self._is_counting = False
        if not self._is_shown:
            return
        if share < 1:
            self._count(share)
        else:
            self.refresh()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        self._is_counting = False
        self._runner.failed.emit(error)


def _count_on(transaction: "Transaction") -> float:
    return transaction.count_reviews()
