"""What the result of a practice exam says."""

from flashcards.collection.practice import Sat
from flashcards.domain.choice import Option
from flashcards.domain.exam import Attempt, AttemptMode, ExamAnswer, ExamQuestion
from flashcards.domain.ids import AttemptId
from flashcards.exam.scoring import Outcome, score
from flashcards.ui.practice.resulting import result_of
from tests.builders import NOON

OPTIONS = Option("Yes", is_correct=True), Option("No", is_correct=False)


def a_paper(*, unscored: int) -> Sat:
    questions = tuple(
        ExamQuestion(f"q{place}", 0, None, "?", OPTIONS, is_pretest=place < unscored) for place in range(4)
    )
    answers = (ExamAnswer(frozenset({0}), time_ms=900),) * 4
    attempt = Attempt(AttemptId(1), None, "RHIT", AttemptMode.EXAM, 1, (("Privacy", 1.0),), 60, NOON, submitted_at=NOON)
    return Sat(attempt, questions, answers, score(questions, answers, 1))


def test_beside_the_count_of_answers_stands_that_it_takes_in_what_did_not_count() -> None:
    result = result_of(a_paper(unscored=2))

    assert result.title == "RHIT: 2 of 2 right"
    assert result.outcomes == ((Outcome.RIGHT, 4),)
    assert result.outcomes_of == "Of all 4 questions, with the 2 that did not count."


def test_where_every_question_counts_nothing_is_said_of_it() -> None:
    assert result_of(a_paper(unscored=0)).outcomes_of == ""
