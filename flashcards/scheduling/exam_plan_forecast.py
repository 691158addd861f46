"""What to expect on exam day at given minutes: recall by area with an 80 % interval, and the work of each day.

The plan is rolled out for several imagined learners. Luck alone would make the interval far too narrow, for the memory
model itself may be wrong: so each is drawn with the errors that `readiness` allows for, the larger the further ahead.
This is recall of the learner's cards, not a score: see `readiness` for what lies between the two.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_rollout import AFTERWARDS_DAYS, Outlook
from flashcards.scheduling.exam_plan_way import furthest
from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.scheduling.readiness import HIGH, LOW
from flashcards.scheduling.readiness_draws import discrepancy, doubted

LEARNERS = 20
DRAWS = 75
"""Learners imagined, and errors of the model drawn for each."""


@dataclass(frozen=True, slots=True)
class Span:
    """A share recalled, 0 to 1, weighted by worth: the mean and the 80 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What to expect.

    Attributes:
        overall: on exam day.
        areas: on exam day, by place in the blueprint; areas without cards are left out.
        afterwards: overall, 30 days later without any study in between.
        minutes, new, reviews: of study on each day, today first, shape (days,).
        on_the_way: share recalled on each morning, today first, the exam day last; shape (days + 1,).
        path: overall on some mornings, by days from today, today first, the exam day last.
    """

    overall: Span
    areas: dict[int, Span]
    afterwards: Span
    minutes: Floats
    new: Floats
    reviews: Floats
    on_the_way: Floats
    path: dict[int, Span]


def forecast(aim: Aim, seed: int, learners: int = LEARNERS) -> Forecast:
    """Roll the plan out to the exam: about a second for 1,000 cards and 90 days.

    Args:
        aim: the exam; with other seconds, what another number of minutes would bring.
        seed: the same seed and cards give the same forecast, and a fair comparison of different minutes.
        learners: to imagine.
    """
    outlook = furthest(aim, learners, seed).outlook
    rng = np.random.default_rng([seed, 0])
    days = len(aim.seconds)
    areas = _drawn(outlook, outlook.recall, days, rng)
    later = _drawn(outlook, outlook.afterwards, days + AFTERWARDS_DAYS, rng)
    return Forecast(
        overall=_overall(outlook, areas),
        areas={area: _span(drawn) for area, drawn in areas.items() if area >= 0},
        afterwards=_overall(outlook, later),
        minutes=outlook.seconds / 60,
        new=outlook.new,
        reviews=outlook.reviews,
        on_the_way=outlook.on_the_way / 100,
        path={
            int(day): _overall(outlook, _drawn(outlook, recall, int(day), rng))
            for day, recall in zip(outlook.mornings, outlook.recall_then, strict=True)
        },
    )


def _overall(outlook: Outlook, areas: dict[int, Floats]) -> Span:
    return _span(sum(drawn * _share(outlook, area) for area, drawn in areas.items()))


class Difference(NamedTuple):
    """What a change costs (below 0) or brings, in points of recall: on exam day, and 30 days later."""

    on_the_day: float
    afterwards: float


def difference(usual: Forecast, changed: Forecast) -> Difference:
    """Say what a change of the plan costs or brings.

    Other seconds: a break, a lighter day, more minutes. Another model: keeping the cards after the exam too.

    Args:
        usual: of the exam as it is planned.
        changed: with the same seed, so with the same luck.
    """
    return Difference(
        100 * (changed.overall.mean - usual.overall.mean), 100 * (changed.afterwards.mean - usual.afterwards.mean)
    )


def _share(outlook: Outlook, area: int) -> float:
    return float(outlook.worth[outlook.area == area].sum())


def _drawn(outlook: Outlook, recall: Floats, days: int, rng: np.random.Generator) -> dict[int, Floats]:
    """Draw the recall of each area as it may truly be, shape (learners, draws)."""
    learner_sd, area_sd = discrepancy(days)
    error = rng.normal(0.0, learner_sd, (len(recall), DRAWS))
    found = {}
    for area in np.unique(outlook.area).tolist():
        inside = recall[:, outlook.area == area]
        own = error + rng.normal(0.0, area_sd, error.shape)
        found[area] = np.stack([doubted(cards, errors) for cards, errors in zip(inside, own, strict=True)])
    return found


def _span(drawn: Floats | int) -> Span:
    low, high = np.quantile(drawn, (LOW, HIGH))
    return Span(float(np.mean(drawn)), float(low), float(high))
