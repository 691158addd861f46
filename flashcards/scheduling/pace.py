"""How long studying takes: the learner's own pace, and the minutes a queue will need.

A card is counted with everything it costs that day: a new card with its steps, a forgotten review with its
relearning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple, Protocol

from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyDay

NEW_S = 38.0
"""Seconds a new card costs most learners on its first day. Source: fsrs-rs simulator defaults."""

REVIEW_S = 13.0
"""Seconds a review costs that is recalled. Source: as above."""

RELEARNING_S = 38.2
"""Seconds a forgotten review costs, relearning included. Source: as above."""

LONGEST_ANSWER_MS = 60_000
"""Time that counts for one answer, as in Anki: a learner who walked away was not thinking."""

PRIOR_ANSWERS = 50
"""How many of the learner's own cards weigh as much as those figures."""

USUAL_S = (NEW_S, REVIEW_S, RELEARNING_S)


class Measured(NamedTuple):
    """What was measured of one learner: the mean seconds, over how many cards.

    Minutes are sums, and sums go by the mean: the time for a card is skewed, so that its median lies 5 to 25 % below.
    """

    mean_s: float
    cards: int


NOTHING_MEASURED = Measured(0.0, 0)
"""For a learner who has just begun."""


class TimedAnswer(Protocol):
    """One line of the review log, as far as time is concerned."""

    @property
    def card_id(self) -> CardId:
        """The card answered."""
        ...

    @property
    def reviewed_on(self) -> StudyDay:
        """The study day of the answer."""
        ...

    @property
    def state(self) -> CardState:
        """The card's state before the answer."""
        ...

    @property
    def rating(self) -> Rating | None:
        """The rating; None for a manual change, which took no time."""
        ...

    @property
    def duration_ms(self) -> int:
        """From showing the question to the rating."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds one card costs a learner on the day it is studied.

    Attributes:
        new_s: a new card with its learning steps.
        review_s: a review that is recalled.
        relearning_s: a review that is forgotten, with its relearning steps.
    """

    new_s: float = NEW_S
    review_s: float = REVIEW_S
    relearning_s: float = RELEARNING_S

    @classmethod
    def shrunk(
        cls,
        new: Measured = NOTHING_MEASURED,
        review: Measured = NOTHING_MEASURED,
        relearning: Measured = NOTHING_MEASURED,
    ) -> "Pace":
        """Give the pace of a learner: own means, drawn towards the usual figures while there are few.

        Who is quick with cards of one kind is taken to be quick with the others, too: on the second day new cards are
        measured and reviews are not, and would otherwise look dear beside them.
        """
        own = (new, review, relearning)
        tempos = (_tempo([*own[:place], NOTHING_MEASURED, *own[place + 1 :]]) for place in range(len(own)))
        return cls(*(_shrunk(*parts) for parts in zip(own, tempos, USUAL_S, strict=True)))

    @classmethod
    def of(cls, answers: Iterable[TimedAnswer]) -> "Pace":
        """Work out the pace of a learner from the review log.

        Args:
            answers: in any order; the newest few hundred are enough.
        """
        new, review, relearning = _seconds_a_card(answers)
        return cls.shrunk(_measured(new), _measured(review), _measured(relearning))

    def review_cost_s(self, retrievability: float) -> float:
        """Give the seconds one review is expected to cost, relearning included, by its chance of recall."""
        return retrievability * self.review_s + (1 - retrievability) * self.relearning_s

    def minutes(self, *, new: int, steps: int, retrievabilities: Iterable[float]) -> float:
        """Give the minutes a queue is expected to take.

        Args:
            new: new cards in it.
            steps: cards in their learning or relearning steps; each is counted with one more look.
            retrievabilities: of the reviews in it, 0 to 1.
        """
        reviews_s = sum(self.review_cost_s(chance) for chance in retrievabilities)
        return (new * self.new_s + steps * self.review_s + reviews_s) / 60


def _tempo(measured: Iterable[Measured]) -> float:
    """Give a learner's seconds as a multiple of the usual ones, over all kinds; 1 where nothing is measured."""
    pairs = list(zip(measured, USUAL_S, strict=True))
    times = sum(one.cards * one.mean_s / usual_s for one, usual_s in pairs)
    return (times + PRIOR_ANSWERS) / (sum(one.cards for one, _ in pairs) + PRIOR_ANSWERS)


def _shrunk(own: Measured, tempo: float, usual_s: float) -> float:
    return (own.mean_s * own.cards + tempo * usual_s * PRIOR_ANSWERS) / (own.cards + PRIOR_ANSWERS)


def _measured(seconds: list[float]) -> Measured:
    return Measured(fmean(seconds), len(seconds)) if seconds else NOTHING_MEASURED


def _seconds_a_card(answers: Iterable[TimedAnswer]) -> tuple[list[float], list[float], list[float]]:
    """Add up what each card cost on each day: begun new that day, recalled, or forgotten.

    A card that was only walked through old steps belongs to none of the three and is left out. So is an answer of which
    nobody knows how long it took, such as one given to many cards at once.
    """
    spent: dict[tuple[CardId, StudyDay], int] = {}
    begun: set[tuple[CardId, StudyDay]] = set()
    forgotten: set[tuple[CardId, StudyDay]] = set()
    reviewed: set[tuple[CardId, StudyDay]] = set()
    for answer in answers:
        if answer.rating is None or answer.duration_ms <= 0:
            continue
        key = (answer.card_id, answer.reviewed_on)
        spent[key] = spent.get(key, 0) + min(answer.duration_ms, LONGEST_ANSWER_MS)
        if answer.state is CardState.NEW:
            begun.add(key)
        elif answer.state is CardState.REVIEW:
            (forgotten if answer.rating is Rating.AGAIN else reviewed).add(key)
    groups = (begun, reviewed - forgotten - begun, forgotten - begun)
    new, review, relearning = ([spent[key] / 1000 for key in group] for group in groups)
    return new, review, relearning
