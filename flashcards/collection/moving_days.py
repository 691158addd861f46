"""The days before anything is moved: what today brings, what falls due, what waiting does. Loads numpy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from itertools import count, islice

import numpy as np
from numpy.typing import NDArray

from flashcards.collection import breaks, planning
from flashcards.collection.breaks import Moved, PlannedBreak
from flashcards.collection.plan_learner import learner_model
from flashcards.collection.sitting import Sitting, gather
from flashcards.collection.studying import learner_calendar
from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.scheduling import shifting
from flashcards.scheduling.exam_plan_model import PlanMemory, memory_of
from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.storage import planning as stored
from flashcards.storage import reading
from flashcards.storage.planning import ScheduledReview
from flashcards.storage.snapshot import Snapshot
from flashcards.study.session import QueueItem

Waits = Floats | NDArray[np.floating]
"""Days that each of some reviews waits."""

_MEMORY_COLUMNS = tuple(
    ScheduledReview._fields.index(name) for name in ("stability_days", "difficulty", "last_review_on")
)


@dataclass(frozen=True, eq=False)
class Days:
    """The days as they are.

    Attributes:
        plan: of the exams ahead.
        without: a break that is taken for ended: its reviews have their own days.
    """

    snapshot: Snapshot
    now: datetime
    zone: tzinfo | None = None
    plan: planning.TodaysPlan | None = None
    without: PlannedBreak | None = None

    @cached_property
    def day(self) -> StudyDay:
        """Today."""
        return learner_calendar(self.snapshot, self.zone).day(self.now)

    @cached_property
    def sitting(self) -> Sitting:
        """What would be studied now."""
        return gather(self.snapshot, self.now, zone=self.zone, plan=self.plan)

    def next_waits(self, number: int, after: StudyDay | None = None) -> Floats:
        """Give how many days from today the next days are that belong to no break, shape (number,).

        Args:
            after: the day before the first of them; today without it.
        """
        ended = None if self.without is None else self.without.days
        planned = [one for one in breaks.ahead(self.snapshot, date_of(self.day)) if one != ended]
        first = (self.day if after is None else after) + 1
        ahead = (day for day in count(first) if not any(one.has(date_of(StudyDay(day))) for one in planned))
        return np.array(list(islice(ahead, number)), dtype=np.float64) - self.day

    def free(self, deck_id: DeckId) -> bool:
        """Say whether a deck's cards keep their due days, for no exam plan chooses them."""
        return self.plan is None or deck_id not in self.plan.decks

    def waiting(self, state: CardState) -> list[QueueItem]:
        """Give the free cards of a state that today brings within its limits, as they will be shown."""
        return [item for item in self.sitting.session.ahead if item.state is state and self.free(item.deck_id)]

    def due_by(self, last: StudyDay) -> list[ScheduledReview]:
        """Give the free reviews due by a day."""
        back = {} if self.without is None else self.without.days_back(self.day)
        furthest = max((moved.given for moved in back.values()), default=last)
        rows = stored.scheduled_reviews(self.snapshot, self.day, max(last, furthest))
        days = (row._replace(due_on=back[row.id].before) if _is_given(row, back) else row for row in rows)
        return [row for row in days if row.due_on <= last and self.free(row.deck_id)]

    @cached_property
    def memory(self) -> PlanMemory:
        """The learner's memory model."""
        settings = reading.learning_settings(self.snapshot)
        return memory_of(learner_model(self.snapshot, settings, self.day))

    def losses(self, rows: Sequence[ScheduledReview], days: int | Floats) -> Floats:
        """Give what reviews lose by waiting some days from today; see `shifting.loss_of_waiting`."""
        stability, difficulty, elapsed = self._memories(rows)
        return shifting.loss_of_waiting(self.memory, stability, difficulty, elapsed, days)

    def forgotten(self, rows: Sequence[ScheduledReview], days: Waits, later: Waits) -> float:
        """Give how many more reviews are forgotten so many days from today than some days before, on average."""
        stability, _, elapsed = self._memories(rows)
        recall = self.memory.recall
        return float((recall(stability, elapsed + days) - recall(stability, elapsed + later)).sum())

    def _memories(self, rows: Sequence[ScheduledReview]) -> tuple[Floats, Floats, Floats]:
        """Give stability, difficulty and the days since the last review, shape (rows,) each."""
        stability, difficulty, last = (
            np.array([row[column] for row in rows], dtype=np.float64) for column in _MEMORY_COLUMNS
        )
        return stability, difficulty, np.maximum(self.day - last, 0.0)


def _is_given(row: ScheduledReview, back: Mapping[CardId, Moved]) -> bool:
    """Say whether a review is due on the day a break gave it."""
    return row.id in back and row.due_on == back[row.id].given
