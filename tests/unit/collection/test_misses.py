"""The log of misses, over papers."""

from flashcards.collection.misses import Missed, miss_log, missed_places, possible_reasons
from flashcards.collection.practice import Sat
from flashcards.domain.choice import Option
from flashcards.domain.exam import Attempt, AttemptMode, ExamAnswer, ExamQuestion
from flashcards.domain.ids import AttemptId
from flashcards.domain.miss import Reason
from flashcards.exam.changing import Change
from flashcards.exam.scoring import score
from tests.builders import NOON

RIGHT, WRONG = frozenset({0}), frozenset({1})
OPTIONS = Option("Yes", is_correct=True), Option("No", is_correct=False), Option("Never", is_correct=False)


def a_paper(*answers: ExamAnswer, limit_s: int = 60) -> Sat:
    """Questions by turns of privacy and of coding."""
    questions = tuple(ExamQuestion(f"q{place}", place % 2, None, "?", OPTIONS) for place in range(len(answers)))
    areas = (("Privacy", 0.5), ("Coding", 0.5))
    attempt = Attempt(AttemptId(1), None, "RHIT", AttemptMode.EXAM, 1, areas, limit_s, NOON, submitted_at=NOON)
    return Sat(attempt, questions, answers, score(questions, answers, 2))


def missed(reason: Reason | None, first: frozenset[int] | None = None) -> ExamAnswer:
    return ExamAnswer(WRONG, time_ms=5, first=first, reason=reason)


def test_reasons_are_counted_over_papers_by_area_the_most_frequent_first() -> None:
    first = a_paper(missed(Reason.TORN), missed(Reason.MISREAD), ExamAnswer(RIGHT, time_ms=5))
    second = a_paper(missed(Reason.MISREAD), missed(Reason.MISREAD), missed(None))

    log = miss_log([first, second])

    assert log.by_reason == (
        Missed(Reason.MISREAD, (("Coding", 2), ("Privacy", 1))),
        Missed(Reason.TORN, (("Privacy", 1),)),
        Missed(None, (("Privacy", 1),)),
    )
    assert (log.missed, log.explained) == (5, 4)


def test_what_was_never_shown_was_not_missed_for_a_reason() -> None:
    paper = a_paper(ExamAnswer(), ExamAnswer(time_ms=5))

    assert missed_places(paper) == (1,)
    assert miss_log([paper]).missed == 1


def test_changed_answers_are_counted_by_what_that_did() -> None:
    answers = (
        ExamAnswer(RIGHT, time_ms=5, first=WRONG),
        ExamAnswer(RIGHT, time_ms=5, first=RIGHT),
        missed(None, first=RIGHT),
        ExamAnswer(frozenset({2}), time_ms=5, first=WRONG),
        ExamAnswer(RIGHT, time_ms=5, first=WRONG),
    )

    log = miss_log([a_paper(*answers)])

    assert log.changes == ((Change.TO_RIGHT, 2), (Change.TO_WRONG, 1), (Change.WRONG_TO_WRONG, 1))


def test_without_a_limit_the_time_cannot_have_run_out() -> None:
    paper = a_paper(missed(None), limit_s=0)

    assert Reason.NO_TIME not in possible_reasons(paper, 0)
    assert Reason.NO_TIME in possible_reasons(a_paper(missed(None)), 0)
