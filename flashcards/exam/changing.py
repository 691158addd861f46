"""Answers of a practice exam that were changed before it was handed in, and which reasons a miss can have."""

from enum import IntEnum

from flashcards.domain.exam import ExamAnswer, ExamQuestion
from flashcards.domain.miss import Reason


class Change(IntEnum):
    """What changing an answer did."""

    TO_RIGHT = 1
    TO_WRONG = 2
    WRONG_TO_WRONG = 3


def change_of(question: ExamQuestion, answer: ExamAnswer) -> Change | None:
    """Say what changing the answer did; None when it stayed, or when the first choice is not known.

    An answer that was taken back and not given again is wrong; one that was changed and changed back stayed.
    """
    if answer.first is None or answer.first == answer.chosen:
        return None
    if answer.chosen == question.correct:
        return Change.TO_RIGHT
    return Change.TO_WRONG if answer.first == question.correct else Change.WRONG_TO_WRONG


def reasons_for(question: ExamQuestion, answer: ExamAnswer, *, has_limit: bool) -> frozenset[Reason]:
    """Give the reasons that are possible for a question that was missed; none for one that was not.

    Args:
        has_limit: the time of the paper ends.
    """
    if answer.chosen == question.correct:
        return frozenset()
    impossible = set() if has_limit else {Reason.NO_TIME}
    was_kept = answer.first is not None or not answer.is_given
    if was_kept and answer.first != question.correct:
        impossible.add(Reason.CHANGED)
    return frozenset(Reason) - impossible
