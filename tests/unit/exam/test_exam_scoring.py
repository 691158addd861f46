import pytest

from flashcards.domain.exam import ExamAnswer
from flashcards.domain.note import Level
from flashcards.exam.scoring import Outcome, score, wilson
from tests.unit.exam.exam_builders import a_question


def answered(*chosen: int, is_guess: bool = False, time_ms: int = 0) -> ExamAnswer:
    return ExamAnswer(chosen=frozenset(chosen), is_guess=is_guess, time_ms=time_ms)


QUESTIONS = (
    a_question("right"),
    a_question("sure but wrong", 1, level=Level.ANALYSIS),
    a_question("unanswered", 1),
    a_question("lucky"),
    a_question("half", correct=(0, 1)),
    a_question("does not count", is_pretest=True),
)
ANSWERS = (
    answered(0, time_ms=50),
    answered(1, time_ms=10),
    answered(time_ms=40),
    answered(0, is_guess=True, time_ms=30),
    answered(0, is_guess=True, time_ms=20),
    answered(0, time_ms=60),
)


def test_a_paper_is_scored_by_area_without_what_does_not_count() -> None:
    result = score(QUESTIONS, ANSWERS, areas=3)

    assert (result.overall.right, result.overall.asked) == (2, 5)
    assert [(share.right, share.asked) for share in result.by_area] == [(2, 3), (0, 2), (0, 0)]


def test_levels_that_were_asked_have_a_share() -> None:
    result = score(QUESTIONS, ANSWERS, areas=3)

    assert [(level, share.right, share.asked) for level, share in result.by_level] == [
        (Level.RECALL, 2, 4),
        (Level.ANALYSIS, 0, 1),
    ]


def test_each_question_has_its_outcome() -> None:
    assert score(QUESTIONS, ANSWERS, areas=3).outcomes == (
        Outcome.RIGHT,
        Outcome.SURE_BUT_WRONG,
        Outcome.UNANSWERED,
        Outcome.LUCKY_GUESS,
        Outcome.WRONG_GUESS,
        Outcome.RIGHT,
    )


def test_what_was_sure_but_wrong_is_looked_at_first_and_what_was_known_last() -> None:
    assert score(QUESTIONS, ANSWERS, areas=3).review_order() == (1, 4, 2, 3, 0, 5)


def test_what_was_missed_or_guessed_needs_study() -> None:
    needing = {outcome for outcome in Outcome if outcome.needs_study}

    assert needing == set(Outcome) - {Outcome.RIGHT}


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.859, 1.0), (75, 100, 0.690, 0.801), (0, 10, 0.0, 0.141)],
)
def test_the_interval_is_wilsons(right: int, asked: int, low: float, high: float) -> None:
    assert wilson(right, asked) == pytest.approx((low, high), abs=0.001)
