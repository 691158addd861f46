"""A forecast in words. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from flashcards.domain.exam import Exam
from flashcards.wording import day_and_month, percent

if TYPE_CHECKING:
    from flashcards.collection.forecasting import MinutesOutlook
    from flashcards.scheduling.exam_plan_forecast import Span

MOSTLY_KEPT = 0.97
"""Above this nothing is said of missed days."""

LEFT_BEHIND = 0.6
"""An area is left behind when less than this part of what is recalled overall is recalled of it."""

WAITING = "Working out what your minutes lead to…"
ALL_MINUTES = "This is what comes when all of these minutes go to this exam; the others take their part of them."
AGAIN = "Working out anew what your minutes lead to. Until then, what was expected before:"


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """Some minutes a day, or an area: what is recalled on exam day.

    Attributes:
        is_usual: the learner's own minutes.
    """

    name: str
    mean: float
    low: float
    high: float
    said: str
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A day on the way to the exam: the share recalled, 0 to 1, and its interval."""

    on: date
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OutlookState:
    """The panel.

    Attributes:
        by_minutes: the curve, in rising minutes.
        path, by_area: at the learner's own minutes.
        kept: that days are missed, and that other exams share the minutes; or "".
        behind: which areas the plan all but leaves, and what would help; or "".
        made: which share of it is worked out; below 1 the rest shows what was expected before, if anything.
    """

    headline: str = WAITING
    path: tuple[PathPoint, ...] = ()
    by_minutes: tuple[OutlookRow, ...] = ()
    by_area: tuple[OutlookRow, ...] = ()
    kept: str = ""
    behind: str = ""
    made: float = 0.0


def made_anew(before: OutlookState, made: float = 0.0) -> OutlookState:
    """Say that a forecast is being worked out, beside what was expected before."""
    return replace(before, headline=AGAIN if before.by_minutes else WAITING, made=made)


def outlook_state(exam: Exam, outlooks: "Sequence[MinutesOutlook]", *, is_alone: bool = True) -> OutlookState:
    """Put a forecast into words.

    Args:
        is_alone: no other exam takes its part of the minutes.
    """
    if not outlooks:
        return OutlookState("There is nothing to forecast yet: no card is studied for this exam.", made=1.0)
    from flashcards.collection.forecasting import usual

    own = usual(outlooks, exam.minutes_a_day)
    more = next((one for one in outlooks if one.minutes > own.minutes), None)
    headline = f"At {own.minutes} min a day: {_span(own.overall)} recalled on {day_and_month(exam.held_on)}"
    return OutlookState(
        headline=f"{headline}; at {more.minutes}: {_span(more.overall)}" if more else headline,
        path=tuple(PathPoint(on, span.mean, span.low, span.high) for on, span in own.path),
        by_minutes=tuple(_row(f"{one.minutes} min a day", one.overall, is_usual=one is own) for one in outlooks),
        kept=" ".join(filter(None, (_kept(own.kept), "" if is_alone else ALL_MINUTES))),
        behind=_behind(exam, own),
        by_area=tuple(
            _row(area.name, span) for area, span in zip(exam.blueprint, own.areas, strict=True) if span is not None
        ),
        made=1.0,
    )


def _row(name: str, span: "Span", *, is_usual: bool = False) -> OutlookRow:
    return OutlookRow(name, span.mean, span.low, span.high, _span(span), is_usual)


def _behind(exam: Exam, own: "MinutesOutlook") -> str:
    """Name the areas that the plan all but leaves, but for those the learner agreed to leave out."""
    named = [
        f"{area.name} ({_span(span)})"
        for area, span in zip(exam.blueprint, own.areas, strict=True)
        if span is not None and area.name not in exam.dropped and span.mean < LEFT_BEHIND * own.overall.mean
    ]
    if not named:
        return ""
    them = "it" if len(named) == 1 else "them"
    return (
        f"The plan leaves behind {'; '.join(named)}: for their time other cards bring more of the exam. "
        f"More minutes a day, fewer decks or a higher “Least of each area” would bring {them} further."
    )


def _kept(share: float) -> str:
    if share > MOSTLY_KEPT:
        return ""
    return f"Of late you studied on about {percent(share)} of your days; this expects that to go on."


def _span(span: "Span") -> str:
    low, high = round(span.low * 100), round(span.high * 100)
    return percent(span.high) if low == high else f"{low}–{percent(span.high)}"
