"""What to expect of an exam at some minutes a day: the plan rolled out for imagined learners. Loads numpy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import Known
from flashcards.collection.studying import learner_calendar
from flashcards.domain.exam import Exam
from flashcards.domain.study_day import date_of
from flashcards.scheduling import exam_plan_forecast
from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_forecast import Forecast, Span
from flashcards.storage.snapshot import Snapshot

LEARNERS = 6
COST_LEARNERS = 10
SEED = 20_261_128
LESS, MORE, MUCH_MORE = -10, 10, 20
LEAST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class MinutesOutlook:
    """What so many minutes a day lead to.

    Attributes:
        areas: in the order of the blueprint, None for one without cards.
        path: overall on some days up to the exam, in their order.
        kept: share of the days of study that is expected to be kept.
    """

    minutes: int
    overall: Span
    areas: tuple[Span | None, ...]
    path: tuple[tuple[date, Span], ...] = ()
    kept: float = 1.0


@dataclass(frozen=True, eq=False)
class ForecastWork:
    """Everything a forecast is made of; making it needs no collection any more.

    Attributes:
        aims: by minutes a day, in rising order.
        kept: share of the days of study that is expected to be kept.
    """

    exam: Exam
    aims: tuple[tuple[int, Aim], ...]
    kept: float = 1.0

    def parts(self) -> "list[ForecastWork]":
        """Give the same work in parts, each for one number of minutes."""
        return [replace(self, aims=(aim,)) for aim in self.aims]


def forecast_work(
    snapshot: Snapshot, exam: Exam, now: datetime, shelf: PlanShelf, zone: tzinfo | None = None
) -> ForecastWork | None:
    """Gather what a forecast needs; None when there is no day of study left, or no card."""
    day = learner_calendar(snapshot, zone).day(now)
    if exam.held_on <= date_of(day):
        return None
    known = Known.of(snapshot, day)
    _, aim = known.aim(exam, shelf)
    if len(aim.cards) == 0:
        return None
    minutes = sorted({max(LEAST_MINUTES, exam.minutes_a_day + step) for step in (LESS, 0, MORE, MUCH_MORE)})
    aims = []
    for one in minutes:
        time = known.study_time(replace(exam, minutes_a_day=one))
        aims.append((one, replace(aim, seconds=time.seconds_back(date_of(day), exam.held_on, known.used_s), day=None)))
    return ForecastWork(exam, tuple(aims), known.study_time(exam).kept)


def forecast(work: ForecastWork) -> tuple[MinutesOutlook, ...]:
    """Roll the plan out at each number of minutes: some seconds of work."""
    return tuple(_outlook(minutes, aim, work) for minutes, aim in work.aims)


@dataclass(frozen=True, eq=False)
class ChangeWork:
    """What the cost of a change of plan is worked out from; that needs no collection any more."""

    exam: Exam
    usual: Aim
    changed: Aim


def change_work(
    known: Known,
    exam: Exam,
    shelf: PlanShelf,
    minutes: Mapping[date, int | None] | None = None,
    *,
    is_kept: bool = False,
) -> ChangeWork | None:
    """Gather what it takes to say what a change costs; None when there is no day of study left, or no card.

    Args:
        minutes: days that get minutes of their own, or their usual ones again with None.
        is_kept: the cards are to be kept after the exam; without it the exam's own wish holds.
    """
    today = date_of(known.day)
    if exam.held_on <= today:
        return None
    _, aim = known.aim(exam, shelf)
    if len(aim.cards) == 0:
        return None
    own = {day: one for day, one in {**known.own, **(minutes or {})}.items() if one is not None}
    time = replace(known.study_time(exam), own_minutes=own)
    usual = replace(aim, day=None)
    return ChangeWork(
        exam,
        replace(usual, model=replace(aim.model, keeps_after=False)) if is_kept else usual,
        replace(
            usual,
            seconds=time.seconds_back(today, exam.held_on, known.used_s),
            model=replace(aim.model, keeps_after=is_kept or aim.model.keeps_after),
        ),
    )


def outcome(aim: Aim) -> Forecast:
    """Roll out one side of a change: about a second of work. Both sides make a `difference`."""
    return exam_plan_forecast.forecast(aim, SEED, COST_LEARNERS)


def _outlook(minutes: int, aim: Aim, work: ForecastWork) -> MinutesOutlook:
    found = exam_plan_forecast.forecast(aim, SEED, LEARNERS)
    exam = work.exam
    today = exam.held_on - timedelta(days=len(aim.seconds))
    return MinutesOutlook(
        minutes=minutes,
        overall=found.overall,
        areas=tuple(found.areas.get(area) for area in range(len(exam.blueprint))),
        path=tuple((today + timedelta(days=day), span) for day, span in found.path.items()),
        kept=work.kept,
    )


def usual(outlooks: Sequence[MinutesOutlook], minutes: int) -> MinutesOutlook:
    """Give the outlook at the learner's own minutes."""
    return min(outlooks, key=lambda one: abs(one.minutes - minutes))
