from dataclasses import replace
from datetime import date, timedelta

import pytest

from flashcards.collection import exams, practice
from flashcards.collection.collection import Collection
from flashcards.collection.practice import NoQuestionsError, PaperWish, Supply
from flashcards.domain.changes import Operation
from flashcards.domain.errors import ExamAlreadySubmittedError
from flashcards.domain.exam import Afterwards, Area, Attempt, AttemptMode, Exam, ExamAnswer, Mix
from flashcards.domain.ids import ExamId, NoteId
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.exam.scoring import Outcome
from flashcards.storage import exam_reading
from tests.builders import NOON, TODAY, a_note, add_notes, reopened

EXAM = Exam(
    ExamId(0),
    "RHIT exam",
    date(2027, 3, 14),
    (Area("Privacy", 3, domain=2), Area("Own", 1, deck="Mine")),
)
WISH = PaperWish(Mix(4, 400), AttemptMode.EXAM, seed=5)


@pytest.fixture
def filled(collection: Collection) -> Collection:
    """Recall notes r0 to r3, and questions q0 to q3 about them; q0 is kept for exams; one question in the own deck."""
    recall = [a_note(f"r{number}", fields=(f"Front {number}", "Back", "")) for number in range(4)]
    add_notes(collection, "Privacy rules", recall)
    questions = [
        a_note(
            f"q{number}",
            NoteKind.CHOICE,
            provenance=Provenance(domain=2, level=Level.RECALL, tests=(f"r{number}",), is_exam_only=number == 0),
        )
        for number in range(4)
    ]
    add_notes(collection, "Privacy rules", questions)
    add_notes(collection, "Mine::Charts", [a_note("own", NoteKind.CHOICE)])
    return collection


def add_exam(collection: Collection, exam: Exam = EXAM) -> Exam:
    exam_id = collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam)).value
    return replace(exam, id=exam_id)


def begin(collection: Collection, exam: Exam = EXAM) -> Attempt:
    return collection.transact(Operation.SIT_EXAM, lambda change: practice.begin(change, exam, WISH, NOON)).value


def wrong_everywhere(attempt: Attempt, collection: Collection) -> list[ExamAnswer]:
    questions, _ = collection.read(lambda snapshot: exam_reading.paper(snapshot, attempt.id))
    return [ExamAnswer(frozenset({next(iter({0, 1} - question.correct))})) for question in questions]


def hand_in(collection: Collection, attempt: Attempt, answers: list[ExamAnswer]) -> practice.Sat:
    return collection.transact(
        Operation.SIT_EXAM,
        lambda change: practice.hand_in(change, attempt, answers, NOON + timedelta(minutes=5), timed_out=False),
    ).value


def test_exams_ahead_and_over_are_told_apart_by_their_day(collection: Collection) -> None:
    for name, on in (("past", 22), ("today", 23), ("later", 30)):
        add_exam(collection, replace(EXAM, name=name, held_on=date(2026, 11, on)))

    assert [exam.name for exam in collection.read(lambda look: exams.ahead(look, TODAY))] == ["today", "later"]
    assert [exam.name for exam in collection.read(lambda look: exams.over(look, TODAY))] == ["past"]


def test_an_exam_that_is_over_is_put_away_with_its_result(collection: Collection) -> None:
    exam = add_exam(collection)

    collection.transact(Operation.EDIT_EXAM, lambda change: exams.put_away(change, exam, " 312 ", Afterwards.MAINTAIN))

    (kept,) = collection.read(exams.exams)
    assert (kept.is_past, kept.result, kept.afterwards) == (True, "312", Afterwards.MAINTAIN)


def test_a_note_belongs_to_the_first_area_that_fits() -> None:
    find = exams.area_finder(replace(EXAM, decks=("Privacy rules", "Mine")))

    assert find(2, "Privacy rules::Notice") == 0
    assert find(2, "Mine") == 0
    assert find(None, "Mine::Charts") == 1
    assert find(None, "Privacy rules") is None
    assert find(2, "Elsewhere") is None


def test_the_supply_says_what_is_unseen(filled: Collection) -> None:
    exam = add_exam(filled)
    assert filled.read(lambda look: practice.supply(look, exam)) == (Supply(4, 4), Supply(1, 1))

    attempt = begin(filled, exam)
    assert filled.read(lambda look: practice.supply(look, exam)) == (Supply(4, 4), Supply(1, 1)), "none was shown yet"
    questions, _ = filled.read(lambda look: exam_reading.paper(look, attempt.id))
    shown = {place: ExamAnswer(time_ms=900) for place, one in enumerate(questions) if one.guid in {"own", "q0"}}
    filled.transact(Operation.SIT_EXAM, lambda change: practice.save(change, attempt, shown))

    assert filled.read(lambda look: practice.supply(look, exam)) == (Supply(4, 3), Supply(1, 0))


def test_a_paper_is_fixed_when_it_begins(filled: Collection) -> None:
    attempt = begin(filled)
    before = filled.read(lambda look: exam_reading.paper(look, attempt.id))

    filled.transact(
        Operation.DELETE_NOTE, lambda change: change.delete_notes([NoteId(number) for number in range(1, 10)])
    )

    assert filled.read(lambda look: exam_reading.paper(look, attempt.id)) == before
    assert sorted(question.guid for question in before[0])[:2] == ["own", "q0"]
    assert len(before[0]) == 4


def test_an_exam_without_questions_says_how_to_get_some(collection: Collection) -> None:
    with pytest.raises(NoQuestionsError, match="no multiple-choice questions for the RHIT exam yet"):
        begin(collection)

    assert collection.read(exam_reading.attempts) == ()


def test_an_exam_goes_on_after_a_restart(filled: Collection) -> None:
    attempt = begin(filled)
    session = filled.read(lambda look: practice.resume(look, attempt.id, NOON))
    assert session is not None
    session.go(2, NOON + timedelta(seconds=30))
    session.pick(1)
    saved = session.attempt(NOON + timedelta(seconds=40))
    filled.transact(Operation.SIT_EXAM, lambda change: practice.save(change, saved, {2: session.answer}))

    again = reopened(filled)
    later = NOON + timedelta(days=1)
    resumed = again.read(lambda look: practice.resume(look, attempt.id, later))

    assert resumed is not None
    assert (resumed.place, sorted(resumed.answer.chosen)) == (2, [1])
    assert resumed.remaining_ms(later) == 360_000
    again.close()


def test_an_attempt_is_handed_in_once(filled: Collection) -> None:
    attempt = begin(filled)
    done = hand_in(filled, attempt, wrong_everywhere(attempt, filled))

    assert (done.score.overall.right, done.score.overall.asked) == (0, 4)
    assert set(done.score.outcomes) == {Outcome.SURE_BUT_WRONG}
    assert filled.read(practice.history) == (done,)
    with pytest.raises(ExamAlreadySubmittedError):
        hand_in(filled, attempt, [ExamAnswer()] * 4)
    with pytest.raises(ExamAlreadySubmittedError):
        filled.read(lambda look: practice.resume(look, attempt.id, NOON))


def test_what_was_never_shown_is_not_looked_back_on(filled: Collection) -> None:
    attempt = begin(filled)
    answers = [ExamAnswer(time_ms=900), ExamAnswer(), ExamAnswer(frozenset({0})), ExamAnswer()]

    done = hand_in(filled, attempt, answers)

    assert set(done.review_order()) == {0, 2}
    assert set(done.score.outcomes) >= {Outcome.UNANSWERED}


def test_a_deleted_attempt_comes_back_by_undo(filled: Collection) -> None:
    attempt = begin(filled)
    filled.transact(Operation.DELETE_ATTEMPT, lambda change: practice.delete_attempt(change, attempt.id))
    assert filled.read(exam_reading.attempts) == ()

    filled.undo()

    assert filled.read(exam_reading.attempts) == (attempt,)


def test_what_is_stored_of_a_question_is_read_back(filled: Collection) -> None:
    found = filled.read(lambda look: practice.candidates(look, EXAM))

    (first,) = [one for one in found if one.guid == "q0"]
    assert (first.area, first.level, first.tests, first.is_reserved) == (0, Level.RECALL, ("r0",), True)
    assert [option.is_correct for option in first.options] == [True, False, False, False]
