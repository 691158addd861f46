"""How practice exams that were not gone through to the end stand among the others."""

from datetime import date, timedelta

from flashcards.collection.practice import Sat
from flashcards.domain.choice import Option
from flashcards.domain.exam import Area, Attempt, AttemptMode, Exam, ExamAnswer, ExamQuestion
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.exam.scoring import score
from flashcards.ui.exam.ready import _record
from flashcards.ui.exam.state import PracticePanelState, panel_state
from tests.builders import NOON

EXAM = Exam(ExamId(1), "RHIT", date(2026, 12, 14), (Area("Privacy", 1, domain=2),))
RIGHT, SEEN, NEVER_SHOWN = ExamAnswer(frozenset({0}), time_ms=900), ExamAnswer(time_ms=900), ExamAnswer()


def a_paper(number: int, answers: list[ExamAnswer], *, timed_out: bool = False) -> Sat:
    at = NOON + timedelta(hours=number)
    attempt = Attempt(
        AttemptId(number),
        EXAM.id,
        EXAM.name,
        AttemptMode.EXAM,
        seed=1,
        areas=(("Privacy", 1.0),),
        limit_s=60,
        started_at=at,
        submitted_at=at,
        timed_out=timed_out,
        predicted=(0.6, 0.8),
    )
    options = Option("Yes", is_correct=True), Option("No", is_correct=False)
    questions = tuple(ExamQuestion(f"q{place}", 0, None, "?", options) for place in range(len(answers)))
    return Sat(attempt, questions, tuple(answers), score(questions, answers, 1))


def panel(*newest_first: Sat) -> PracticePanelState:
    return panel_state(EXAM, (), None, newest_first)


def test_a_paper_that_ran_out_of_time_is_marked_and_not_compared() -> None:
    first, second = a_paper(1, [RIGHT] * 4), a_paper(2, [RIGHT] * 4)
    cut = a_paper(3, [RIGHT, SEEN, NEVER_SHOWN, NEVER_SHOWN], timed_out=True)

    found = panel(cut, second, first)

    assert [one.what for one in found.past] == [
        "4 questions, exam, time ran out with 3 not answered",
        "4 questions, exam",
        "4 questions, exam",
    ]
    assert found.trend == "As many right as the time before. Not compared: papers with questions never shown."


def test_where_the_only_other_paper_ran_out_of_time_the_missing_comparison_is_explained() -> None:
    found = panel(a_paper(2, [RIGHT, NEVER_SHOWN], timed_out=True), a_paper(1, [RIGHT, RIGHT]))

    assert found.trend == "Not compared: papers with questions never shown."


def test_gaps_that_were_handed_in_are_compared_and_named() -> None:
    found = panel(a_paper(2, [RIGHT, SEEN]), a_paper(1, [RIGHT, RIGHT]))

    assert found.past[0].what == "2 questions, exam, 1 not answered"
    assert found.trend.startswith("50 points fewer than the time before")


def test_beside_a_prediction_stands_that_questions_were_not_answered() -> None:
    cut = a_paper(2, [RIGHT, NEVER_SHOWN], timed_out=True)

    assert _record([cut, a_paper(1, [RIGHT, RIGHT])]) == (
        "So far: predicted 60–80\N{NARROW NO-BREAK SPACE}%, got 50\N{NARROW NO-BREAK SPACE}% with 1 of 2 questions "
        "not answered; predicted 60–80\N{NARROW NO-BREAK SPACE}%, got 100\N{NARROW NO-BREAK SPACE}%."
    )
