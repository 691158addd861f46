import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from flashcards.domain.changes import Kind, Operation
from flashcards.domain.choice import Option
from flashcards.domain.errors import ExamAlreadySubmittedError, StaleCardError
from flashcards.domain.exam import Afterwards, Area, Attempt, AttemptMode, DaysOff, Exam, ExamAnswer, ExamQuestion
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.domain.note import Level
from flashcards.storage import counts, exam_reading
from flashcards.storage.connections import connect
from flashcards.storage.database import Database
from tests.builders import NOON

EXAM = Exam(
    id=ExamId(1),
    name="RHIT exam",
    held_on=date(2027, 3, 14),
    blueprint=(Area("Privacy", 2.5, domain=2), Area("Own", 1.0, deck="My deck")),
    decks=("RHIT", "Privacy rules"),
    minutes_a_day=35,
    days_off=DaysOff(frozenset({6}), (date(2026, 12, 24), date(2026, 12, 25))),
    target=85,
    floor=30,
    dropped=("Own",),
    keeps_after=True,
    is_past=True,
    afterwards=Afterwards.WIND_DOWN,
    result="passed",
)
QUESTION = ExamQuestion(
    guid="q1",
    area=1,
    level=Level.ANALYSIS,
    stem="<p>Which?</p>",
    options=(Option("This", is_correct=True, rationale="Because."), Option("That", is_correct=False)),
    case="A clerk …",
    more="More.",
    citation="45 CFR 164.524",
    tests=("r1", "r2"),
    is_pretest=True,
)
ATTEMPT = Attempt(
    id=AttemptId(1),
    exam_id=ExamId(1),
    name="RHIT exam",
    mode=AttemptMode.PRACTICE,
    seed=77,
    areas=(("Privacy", 0.7), ("Own", 0.3)),
    limit_s=600,
    started_at=NOON,
    predicted=(0.71, 0.8),
)


def add_exam(database: Database, exam: Exam = EXAM) -> None:
    with database.begin(Operation.ADD_EXAM, NOON) as transaction:
        transaction.exams.add(exam)


def begin(database: Database) -> None:
    with database.begin(Operation.SIT_EXAM, NOON) as transaction:
        transaction.exams.begin(ATTEMPT, [QUESTION, replace(QUESTION, guid="q2")])


def save(database: Database, attempt: Attempt, answers: dict[int, ExamAnswer]) -> None:
    with database.begin(Operation.SIT_EXAM, NOON) as transaction:
        transaction.exams.save(attempt, answers)


def steps(database: Database) -> int:
    with database.snapshot() as snapshot:
        return snapshot.number("SELECT count(*) FROM undo_step")


def test_an_exam_is_stored_whole(database: Database) -> None:
    add_exam(database)

    with database.snapshot() as snapshot:
        assert exam_reading.exams(snapshot) == (EXAM,)
        assert exam_reading.exam(snapshot, ExamId(1)) == EXAM
        assert exam_reading.exam(snapshot, ExamId(2)) is None


def test_exams_ahead_come_first_by_date_then_past_ones_newest_first(database: Database) -> None:
    for name, month, is_past in (("late", 6, False), ("soon", 2, False), ("old", 1, True), ("older", 3, True)):
        add_exam(database, replace(EXAM, name=name, held_on=date(2027, month, 1), is_past=is_past))

    with database.snapshot() as snapshot:
        assert [exam.name for exam in exam_reading.exams(snapshot)] == ["soon", "late", "older", "old"]


def test_an_exam_written_elsewhere_is_not_overwritten(database: Database) -> None:
    add_exam(database)

    with database.begin(Operation.EDIT_EXAM, NOON) as transaction:
        transaction.exams.update(transaction.exams.update(replace(EXAM, target=70)))
        with pytest.raises(StaleCardError):
            transaction.exams.update(replace(EXAM, target=60))


def test_an_attempt_and_its_paper_are_stored_whole(database: Database) -> None:
    begin(database)

    with database.snapshot() as snapshot:
        assert exam_reading.attempts(snapshot) == (ATTEMPT,)
        assert exam_reading.open_attempt(snapshot) == ATTEMPT
        questions, answers = exam_reading.paper(snapshot, AttemptId(1))
    assert questions == (QUESTION, replace(QUESTION, guid="q2"))
    assert answers == (ExamAnswer(), ExamAnswer())


def test_sitting_an_exam_is_no_step_for_undo(database: Database) -> None:
    add_exam(database)
    begin(database)
    save(database, replace(ATTEMPT, elapsed_ms=5000, place=1), {1: ExamAnswer(chosen=frozenset({0}))})

    assert steps(database) == 1
    database.undo(NOON)

    with database.snapshot() as snapshot:
        assert exam_reading.exams(snapshot) == ()
        assert len(exam_reading.attempts(snapshot)) == 1


def test_answers_and_progress_are_saved_as_they_are_given(database: Database) -> None:
    begin(database)
    given = ExamAnswer(frozenset({1}), frozenset({0}), is_flagged=True, is_guess=True, time_ms=4200)

    save(database, replace(ATTEMPT, elapsed_ms=5000, place=1), {1: given})

    with database.snapshot() as snapshot:
        assert exam_reading.attempt(snapshot, AttemptId(1)) == replace(ATTEMPT, elapsed_ms=5000, place=1)
        assert exam_reading.paper(snapshot, AttemptId(1))[1] == (ExamAnswer(), given)


def test_what_was_handed_in_stays_as_it_is(database: Database) -> None:
    begin(database)
    handed_in = replace(ATTEMPT, submitted_at=NOON + timedelta(minutes=9), timed_out=True)
    save(database, handed_in, {})

    with pytest.raises(ExamAlreadySubmittedError):
        save(database, replace(handed_in, place=1), {0: ExamAnswer(frozenset({1}))})
    with closing(connect(database.path, mode="rw")) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE exam_answer SET chosen = '[1]'")

    with database.snapshot() as snapshot:
        assert exam_reading.open_attempt(snapshot) is None
        assert exam_reading.attempts(snapshot) == (handed_in,)


def test_a_deleted_attempt_comes_back_whole(database: Database) -> None:
    begin(database)
    save(database, replace(ATTEMPT, submitted_at=NOON), {0: ExamAnswer(frozenset({1}), time_ms=7)})
    with database.begin(Operation.DELETE_ATTEMPT, NOON) as transaction:
        transaction.exams.delete_attempt(AttemptId(1))
    with database.snapshot() as snapshot:
        assert exam_reading.attempts(snapshot) == ()

    changes = database.undo(NOON)

    assert changes.kinds == {Kind.ATTEMPT}
    with database.snapshot() as snapshot:
        assert exam_reading.attempts(snapshot) == (replace(ATTEMPT, submitted_at=NOON),)
        assert exam_reading.paper(snapshot, AttemptId(1))[1][0] == ExamAnswer(frozenset({1}), time_ms=7)
        assert counts.undo_names(snapshot).redo == "Delete Practice Exam"


def test_predictions_stay_on_record_in_their_order(database: Database) -> None:
    for at in (2000, 1000):
        with database.begin(Operation.SIT_EXAM, NOON) as transaction:
            transaction.exams.add_prediction(ExamId(1), at, "readiness", {"low": 0.7})

    with database.snapshot() as snapshot:
        found = exam_reading.predictions(snapshot, ExamId(1))
    assert [(one.at, one.kind, one.value) for one in found] == [
        (1000, "readiness", '{"low": 0.7}'),
        (2000, "readiness", '{"low": 0.7}'),
    ]
