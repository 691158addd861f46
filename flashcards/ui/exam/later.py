"""What today's plan leaves for later, in figures. No Qt."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from flashcards.collection.plan_rest import Rest, rest_of
from flashcards.collection.planning import TodaysPlan
from flashcards.domain.exam import Exam
from flashcards.wording import counted, grouped

AREAS_NAMED = 3


class Figure(NamedTuple):
    """How many cards, and which."""

    number: str
    what: str


@dataclass(frozen=True, slots=True)
class Later:
    """The cards of an exam that do not come today; without `said` nothing is left.

    Attributes:
        said, areas: those worth less than today's minutes, by area.
        others_said, others: all other cards, by why they do not come.
    """

    said: str = ""
    areas: tuple[Figure, ...] = ()
    others_said: str = ""
    others: tuple[Figure, ...] = ()


NOTHING_LEFT = Later()


def left_for_later(exam: Exam, plan: TodaysPlan) -> Later:
    """Name the areas of what is worth studying and does not fit today, and account for all other cards."""
    rest = rest_of(plan, exam)
    areas = Counter(area for area in rest.areas if 0 <= area < len(exam.blueprint))
    if not areas:
        return NOTHING_LEFT
    named = [Figure(grouped(number), exam.blueprint[area].name) for area, number in areas.most_common(AREAS_NAMED)]
    unnamed = len(rest.areas) - sum(number for _, number in areas.most_common(AREAS_NAMED))
    if unnamed:
        named.append(Figure(grouped(unnamed), "Other areas"))
    others = rest.siblings + rest.waiting + rest.closed
    return Later(
        said=f"Left for later: {counted(len(rest.areas), 'card')} worth less than today’s minutes.",
        areas=tuple(named),
        others_said=f"Not among them: {counted(others, 'card')}." if others else "",
        others=_others(rest),
    )


def _others(rest: Rest) -> tuple[Figure, ...]:
    """Account for the cards that are in neither count."""
    return tuple(
        Figure(grouped(number), why)
        for number, why in (
            (rest.siblings, "More of the same notes, on other days"),
            (rest.waiting, "Gain nothing by coming today"),
            (rest.closed, "Studied today, in their steps or set aside"),
        )
        if number
    )
