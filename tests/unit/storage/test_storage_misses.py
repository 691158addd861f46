"""First choices, and why questions were missed: what the file keeps, from its format 14 on."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from flashcards.domain.changes import Kind, Operation
from flashcards.domain.exam import ExamAnswer
from flashcards.domain.ids import AttemptId
from flashcards.domain.miss import Reason
from flashcards.storage import exam_reading
from flashcards.storage.connections import connect
from flashcards.storage.database import Database
from flashcards.storage.exam_codec import encode_question
from flashcards.storage.migrations import MIGRATIONS, migrate
from tests.builders import NOON
from tests.unit.storage.storage_builders import open_database
from tests.unit.storage.test_storage_exams import ATTEMPT, QUESTION, begin, save

WRONG = ExamAnswer(frozenset({1}), time_ms=7, first=frozenset({0}))
BEFORE = 13
"""The newest format without reasons."""


@pytest.fixture
def handed_in(database: Database) -> Database:
    begin(database)
    save(database, replace(ATTEMPT, submitted_at=NOON + timedelta(minutes=9)), {0: WRONG, 1: WRONG})
    return database


def give(database: Database, reason: Reason | None, place: int = 0) -> None:
    with database.begin(Operation.GIVE_REASON, NOON) as transaction:
        transaction.exams.give_reason(AttemptId(1), place, reason)


def answers(database: Database) -> tuple[ExamAnswer, ...]:
    with database.snapshot() as snapshot:
        return exam_reading.paper(snapshot, AttemptId(1))[1]


def test_a_reason_is_said_of_an_answer_that_was_handed_in(handed_in: Database) -> None:
    give(handed_in, Reason.MISREAD)

    assert answers(handed_in) == (replace(WRONG, reason=Reason.MISREAD), WRONG)


def test_a_reason_is_a_step_that_undo_takes_back_and_redo_gives_again(handed_in: Database) -> None:
    give(handed_in, Reason.MISREAD)
    give(handed_in, Reason.TORN)

    changes = handed_in.undo(NOON)
    assert changes.operation is Operation.GIVE_REASON
    assert changes.kinds == {Kind.ATTEMPT}
    assert answers(handed_in)[0].reason is Reason.MISREAD
    handed_in.undo(NOON)
    assert answers(handed_in) == (WRONG, WRONG)
    handed_in.redo(NOON)
    handed_in.redo(NOON)
    assert answers(handed_in)[0].reason is Reason.TORN


def test_a_reason_can_be_taken_back(handed_in: Database) -> None:
    give(handed_in, Reason.MISREAD)
    give(handed_in, None)

    assert answers(handed_in) == (WRONG, WRONG)


def test_a_reason_for_a_paper_that_is_gone_is_passed_over(handed_in: Database) -> None:
    with handed_in.begin(Operation.DELETE_ATTEMPT, NOON) as transaction:
        transaction.exams.delete_attempt(AttemptId(1))

    give(handed_in, Reason.MISREAD)

    assert handed_in.undo(NOON).operation is Operation.DELETE_ATTEMPT
    assert answers(handed_in) == (WRONG, WRONG)


@pytest.mark.parametrize("change", ["first = '[1]'", "chosen = '[0]'", "time_ms = 1", "question = '{}'", "reason = 6"])
def test_nothing_else_of_what_was_handed_in_can_be_changed(handed_in: Database, change: str) -> None:
    with closing(connect(handed_in.path, mode="rw")) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(f"UPDATE exam_answer SET {change}")


def test_papers_of_the_format_before_are_kept_and_take_reasons(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    with closing(connect(path, mode="rwc")) as connection:
        migrate(connection, path, back_up=lambda: None, steps=MIGRATIONS[:BEFORE])
        connection.execute(
            "INSERT INTO exam_attempt (id, name, mode, seed, areas, limit_s, started_at, submitted_at)"
            """ VALUES (1, 'RHIT', 1, 5, '[["Privacy", 0.7], ["Own", 0.3]]', 60, 0, 9)"""
        )
        connection.execute(
            "INSERT INTO exam_answer (attempt_id, place, guid, question, chosen, time_ms)"
            " VALUES (1, 0, 'q1', ?, '[1]', 7)",
            (encode_question(QUESTION),),
        )

    with closing(open_database(tmp_path)) as database:
        assert answers(database) == (ExamAnswer(frozenset({1}), time_ms=7),)
        give(database, Reason.NOT_KNOWN)
        assert answers(database)[0].reason is Reason.NOT_KNOWN
        assert database.verify() == ()
    assert list(tmp_path.rglob("backups/*")), "an older file is backed up first"
