"""What came of a practice exam: right answers by area with intervals, time, and the misses worth a look first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from flashcards.domain.exam import ExamAnswer, ExamQuestion
from flashcards.domain.note import Level

Z_80 = 1.2815515655446004
"""The normal quantile that leaves 10 % on either side."""


class Outcome(IntEnum):
    """How a question went, in the order in which misses are looked at."""

    SURE_BUT_WRONG = 1
    WRONG_GUESS = 2
    UNANSWERED = 3
    LUCKY_GUESS = 4
    RIGHT = 5

    @property
    def is_right(self) -> bool:
        """Whether the answer counts as right."""
        return self in {Outcome.RIGHT, Outcome.LUCKY_GUESS}

    @property
    def needs_study(self) -> bool:
        """Whether the cards behind the question should come up again."""
        return self is not Outcome.RIGHT


@dataclass(frozen=True, slots=True)
class Share:
    """Questions right out of those that count.

    Attributes:
        low, high: the 80 % interval of the share behind it (Wilson), 0 to 1; 0 and 1 when nothing was asked.
    """

    right: int
    asked: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share right; 0 when nothing was asked."""
        return self.right / self.asked if self.asked else 0.0


@dataclass(frozen=True, slots=True)
class ExamScore:
    """The result of one attempt; questions that do not count are left out of all but `outcomes` and `time_ms`.

    Attributes:
        by_area: in the order of the blueprint.
        by_level: recall, application, analysis; levels not asked are left out.
        outcomes: of each question on the paper.
        time_ms: spent on each question.
    """

    overall: Share
    by_area: tuple[Share, ...]
    by_level: tuple[tuple[Level, Share], ...]
    outcomes: tuple[Outcome, ...]
    time_ms: tuple[int, ...]

    def review_order(self) -> tuple[int, ...]:
        """Give the places of all questions, those worth a look first: sure but wrong, guesses, unanswered."""
        return tuple(sorted(range(len(self.outcomes)), key=lambda place: (self.outcomes[place], place)))


def score(questions: Sequence[ExamQuestion], answers: Sequence[ExamAnswer], areas: int) -> ExamScore:
    """Score a paper; an unanswered question is wrong, and several right options must all be picked.

    Args:
        areas: how many areas the blueprint has.
    """
    outcomes = tuple(outcome(question, answer) for question, answer in zip(questions, answers, strict=True))
    counted = [
        (question, one.is_right) for question, one in zip(questions, outcomes, strict=True) if not question.is_pretest
    ]
    return ExamScore(
        overall=_share([right for _, right in counted]),
        by_area=tuple(_share([right for question, right in counted if question.area == area]) for area in range(areas)),
        by_level=tuple(
            (level, _share([right for question, right in counted if question.level is level]))
            for level in Level
            if any(question.level is level for question, _ in counted)
        ),
        outcomes=outcomes,
        time_ms=tuple(answer.time_ms for answer in answers),
    )


def outcome(question: ExamQuestion, answer: ExamAnswer) -> Outcome:
    """Say how a question went."""
    if not answer.is_given:
        return Outcome.UNANSWERED
    if answer.chosen == question.correct:
        return Outcome.LUCKY_GUESS if answer.is_guess else Outcome.RIGHT
    return Outcome.WRONG_GUESS if answer.is_guess else Outcome.SURE_BUT_WRONG


def wilson(right: int, asked: int, z: float = Z_80) -> tuple[float, float]:
    """Give the Wilson score interval of a share.

    Source:
        E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if asked == 0:
        return 0.0, 1.0
    share = right / asked
    middle = share + z * z / (2 * asked)
    spread = z * math.sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    scale = 1 + z * z / asked
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _share(rights: Sequence[bool]) -> Share:
    right, asked = sum(rights), len(rights)
    return Share(right, asked, *wilson(right, asked))
