"""What the Progress page shows: read when it is seen, counted first where the log is longer than the tallies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.collection.statistics.asking import Period, Question
from flashcards.collection.statistics.habits import Grouping
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import COUNTED, PageModel
from flashcards.ui.progress.history_charts import Split
from flashcards.ui.progress.sections import Found, Wanted, find, look_back
from flashcards.ui.progress.state import ProgressState, Section
from flashcards.ui.review_counter import ReviewCounter
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.statistics.unpredicted import Unpredicted


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
        self._newest = Newest(runner, self._take, self)
        self.state = ProgressState()
        self._split = Split.STANDING
        self._grouping = Grouping.DECK
        self._asked: Wanted | None = None
        self._shown: Wanted | None = None
        self._unpredicted: Unpredicted | None = None
        self._is_looking_back = False
        self._counter = ReviewCounter(runner, self)
        self._counter.counted.connect(self._tell_counted)

    @Slot()
    def refresh(self) -> None:
        """Read the section that is shown."""
        self._shown = None
        state = self.state
        self._asked = wanted = Wanted(state.section, state.question, self._split, self._grouping, self._unpredicted)
        self._newest.ask(partial(find, wanted=wanted, now=self._clock(), zone=self._zone))

    @property
    def is_up_to_date(self) -> bool:
        """Whether what was asked last is what is shown."""
        return self._shown == self._asked

    def choose_section(self, section: Section) -> None:
        """Show another section."""
        self._show(replace(self.state, section=section, charts={}))

    def choose(self, question: Question) -> None:
        """Ask something else."""
        self._show(replace(self.state, question=question))

    def choose_period(self, period: Period) -> None:
        """Look further back, or less far."""
        self.choose(replace(self.state.question, period=period))

    def choose_deck(self, name: str) -> None:
        """Look at one deck with those below it, or at everything with ""."""
        self.choose(replace(self.state.question, deck=name, search=""))

    def choose_search(self, line: str) -> None:
        """Look at the cards a search finds instead of a deck; "" ends that."""
        self.choose(replace(self.state.question, search=line.strip()))

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
            self.state = replace(self.state, counted=self.state.counted or 0.0)
            self.changed.emit()
            self._counter.begin()
            return
        self._shown = found.wanted
        self.state = replace(
            self.state,
            is_ready=True,
            decks=found.decks or self.state.decks,
            charts=found.charts,
            counted=None,
            problem=found.problem,
            wrong=found.wrong,
            has_answers=found.has_answers,
        )
        self.changed.emit()
        if self.state.section is Section.MEMORY and self._unpredicted is None and not self._is_looking_back:
            self._is_looking_back = True
            self._runner.read(look_back, self._take_unpredicted)

    @Slot(object)
    def _take_unpredicted(self, found: "Unpredicted") -> None:
        """Show the reviews too that nothing was predicted of, if there are any."""
        self._unpredicted, self._is_looking_back = found, False
        if len(found.predicted.card):
            self.refresh_if_shown()

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        """An answer brings its own prediction; after anything else the log may be another."""
        if changes.operation is not Operation.ANSWER_CARD and changes.touches(Kind.REVIEW, Kind.SETTINGS):
            self._unpredicted = None
        super()._heed(changes)

    def hide(self) -> None:
        """The page is not seen: leave it as it is, and count no further."""
        super().hide()
        self._counter.stop()

    @Slot(float)
    def _tell_counted(self, share: float) -> None:
        if self._is_shown:
            self.state = replace(self.state, counted=share)
            self.changed.emit()
            if share >= 1:
                self.refresh()
