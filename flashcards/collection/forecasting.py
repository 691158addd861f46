"""What to expect of an exam at some minutes a day: the plan rolled out for imagined learners. Loads numpy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

import numpy as np

from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import Known, study_time
from flashcards.collection.studying import learner_calendar
from flashcards.domain.exam import Exam
from flashcards.domain.study_day import date_of
from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_rollout import Outlook, roll_out
from flashcards.scheduling.exam_plan_steepness import choose_steepness
from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.scheduling.readiness import HIGH, LOW, discrepancy
from flashcards.storage.snapshot import Snapshot

LEARNERS = 6
DRAWS = 40
SEED = 20_261_128
LESS, MORE, MUCH_MORE = -10, 10, 20
LEAST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A share recalled on exam day, 0 to 1, and its 80 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MinutesOutlook:
    """What so many minutes a day lead to; `areas` in the order of the blueprint, None for one without cards."""

    minutes: int
    overall: Span
    areas: tuple[Span | None, ...]


@dataclass(frozen=True, eq=False)
class ForecastWork:
    """Everything a forecast is made of; making it needs no collection any more.

    Attributes:
        aims: by minutes a day, in rising order.
        days: to the exam.
    """

    exam: Exam
    aims: tuple[tuple[int, Aim], ...]
    steepness: float
    days: int

    def parts(self) -> "list[ForecastWork]":
        """Give the same work in parts, each for one number of minutes."""
        return [replace(self, aims=(aim,)) for aim in self.aims]


def forecast_work(
    snapshot: Snapshot, exam: Exam, now: datetime, shelf: PlanShelf, zone: tzinfo | None = None
) -> ForecastWork | None:
    """Gather what a forecast needs; None when there is no day of study left, or no card."""
    day = learner_calendar(snapshot, zone).day(now)
    days = (exam.held_on - date_of(day)).days
    if days <= 0:
        return None
    known = Known.of(snapshot, day)
    _, aim = known.aim(exam, shelf)
    if len(aim.cards) == 0:
        return None
    steepness = aim.day.steepness if aim.day else choose_steepness(aim.model, aim.cards, aim.seconds)
    minutes = sorted({max(LEAST_MINUTES, exam.minutes_a_day + step) for step in (LESS, 0, MORE, MUCH_MORE)})
    aims = []
    for one in minutes:
        time = study_time(replace(exam, minutes_a_day=one), known.own)
        aims.append((one, replace(aim, seconds=time.seconds_back(date_of(day), exam.held_on, known.spent_s), day=None)))
    return ForecastWork(exam, tuple(aims), steepness, days)


def forecast(work: ForecastWork) -> tuple[MinutesOutlook, ...]:
    """Roll the plan out at each number of minutes: some seconds of work."""
    return tuple(_outlook(minutes, roll_out(aim, work.steepness, LEARNERS, SEED), work) for minutes, aim in work.aims)


def _outlook(minutes: int, found: Outlook, work: ForecastWork) -> MinutesOutlook:
    recall = _doubted(found, work.days, len(work.exam.blueprint))
    areas = []
    for area in range(len(work.exam.blueprint)):
        mine = found.area == area
        areas.append(_span(recall[:, mine].mean(axis=1)) if mine.any() else None)
    return MinutesOutlook(minutes, _span(recall @ found.worth), tuple(areas))


def _doubted(found: Outlook, days: int, areas: int) -> Floats:
    """Give recall as it may turn out when the model is wrong as it usually is, shape (draws, cards)."""
    rng = np.random.default_rng(SEED)
    learner_sd, area_sd = discrepancy(days)
    learner = rng.normal(0.0, learner_sd, (DRAWS, 1))
    by_area = rng.normal(0.0, area_sd, (DRAWS, areas + 1))[:, found.area]
    drawn = found.recall[np.arange(DRAWS) % found.recall.shape[0]]
    held = np.clip(drawn, 1e-6, 1 - 1e-6)
    doubted = 1 / (1 + np.exp(-(np.log(held / (1 - held)) + learner + by_area)))
    return np.where(drawn > 0, doubted, 0.0)


def _span(shares: Floats) -> Span:
    low, high = np.quantile(shares, (LOW, HIGH))
    return Span(float(shares.mean()), float(low), float(high))


def usual(outlooks: Sequence[MinutesOutlook], minutes: int) -> MinutesOutlook:
    """Give the outlook at the learner's own minutes."""
    return min(outlooks, key=lambda one: abs(one.minutes - minutes))
