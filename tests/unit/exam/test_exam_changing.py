"""First choices: what changing an answer did, and which reasons a miss can have."""

import pytest

from flashcards.domain.exam import ExamAnswer
from flashcards.domain.miss import Reason
from flashcards.exam.changing import Change, change_of, reasons_for
from tests.unit.exam.exam_builders import a_question

RIGHT, WRONG, OTHER, NONE = frozenset({0}), frozenset({1}), frozenset({2}), frozenset[int]()


@pytest.mark.parametrize(
    ("first", "chosen", "change"),
    [
        (WRONG, RIGHT, Change.TO_RIGHT),
        (RIGHT, WRONG, Change.TO_WRONG),
        (RIGHT, NONE, Change.TO_WRONG),
        (WRONG, OTHER, Change.WRONG_TO_WRONG),
        (WRONG, NONE, Change.WRONG_TO_WRONG),
        (RIGHT, RIGHT, None),
        (WRONG, WRONG, None),
        (None, WRONG, None),
    ],
)
def test_an_answer_that_was_changed_is_told_from_one_that_stayed(
    first: frozenset[int] | None, chosen: frozenset[int], change: Change | None
) -> None:
    assert change_of(a_question(), ExamAnswer(chosen, first=first)) is change


@pytest.mark.parametrize(
    ("answer", "has_limit", "impossible"),
    [
        (ExamAnswer(WRONG, first=RIGHT), True, set()),
        (ExamAnswer(WRONG, first=WRONG), True, {Reason.CHANGED}),
        (ExamAnswer(WRONG, first=WRONG), False, {Reason.CHANGED, Reason.NO_TIME}),
        (ExamAnswer(WRONG), True, set()),  # of a paper from before first choices were kept
        (ExamAnswer(), True, {Reason.CHANGED}),
        (ExamAnswer(first=RIGHT), True, set()),
        (ExamAnswer(RIGHT, first=RIGHT), True, set(Reason)),
    ],
)
def test_only_what_can_have_happened_is_a_reason(answer: ExamAnswer, has_limit: bool, impossible: set[Reason]) -> None:
    assert reasons_for(a_question(), answer, has_limit=has_limit) == set(Reason) - impossible
