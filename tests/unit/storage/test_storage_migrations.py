import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.dialects.sqlite import dialect
from sqlmodel import SQLModel

from flashcards.domain.card import CardState
from flashcards.domain.errors import CollectionTooNewError
from flashcards.domain.exam import RHIT_BLUEPRINT, Exam
from flashcards.domain.ids import ExamId
from flashcards.storage import exam_reading, reading, statements  # noqa: F401 - `statements` loads all tables
from flashcards.storage.connections import connect
from flashcards.storage.database import Database
from flashcards.storage.migrations import MIGRATIONS, migrate
from flashcards.storage.tables import ALL_TABLES
from tests.builders import NOON
from tests.old_collections import old_collection
from tests.unit.storage.storage_builders import fill, open_database

NEWEST = len(MIGRATIONS)

_TYPES = {"INTEGER": "INTEGER", "TEXT": "VARCHAR", "REAL": "FLOAT"}


@pytest.mark.parametrize("table", sorted(ALL_TABLES))
def test_a_table_has_the_columns_sqlmodel_thinks_it_has(database: Database, table: str) -> None:
    with database.snapshot() as snapshot:
        info = list(snapshot.rows(f"PRAGMA table_info({table})"))

    stored = [(name, _TYPES[kind], not required and not key, bool(key)) for _, name, kind, required, _, key in info]
    assert stored == [
        (column.name, column.type.compile(dialect()), column.nullable, column.primary_key)
        for column in SQLModel.metadata.tables[table].columns
    ]


def test_every_table_is_strict(database: Database) -> None:
    with database.snapshot() as snapshot:
        found = [row[1:] for row in snapshot.rows("PRAGMA table_list")]

    assert {name for name, _, _, _, is_strict in found if is_strict} == ALL_TABLES
    own = {name for name, kind, *_ in found if kind == "table" and not name.startswith("sqlite_")}
    assert own == ALL_TABLES


@pytest.mark.parametrize(
    "change",
    [
        "stability = 1.0",
        "state = 2",
        "state = 2, stability = 1.0",
        "state = 4",
        "flag = 8",
        "ordinal = -1",
        "deck_id = 77",
        "is_suspended = 2",
        "position = 'first'",
        "state = 2, stability = 0.0, difficulty = 5.0",
        "state = 2, stability = 1.0, difficulty = 11.0",
    ],
)
def test_a_card_that_makes_no_sense_is_refused_by_the_file(database: Database, change: str) -> None:
    fill(database)

    with closing(connect(database.path, mode="rw")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(f"UPDATE card SET {change}")


def test_a_file_of_format_1_is_opened(tmp_path: Path) -> None:
    old_collection(1, tmp_path)

    with closing(open_database(tmp_path)) as database:
        with database.snapshot() as snapshot:
            cards = reading.cards(snapshot, [1, 2, 3, 4])  # type: ignore[list-item]
            reviews = [len(reading.reviews_of_card(snapshot, card_id)) for card_id in cards]
            tags = [note.tags for note in reading.notes(snapshot, [1, 2, 3]).values()]  # type: ignore[list-item]
        assert [card.state for card in cards.values()] == [
            CardState.REVIEW,
            CardState.LEARNING,
            CardState.NEW,
            CardState.NEW,
        ]
        assert reviews == [2, 1, 0, 0]
        assert tags == [("desk", "marked"), ("billing",), ()]
        assert database.verify() == ()
        assert database.undo(NOON).operation == "Answer Card"


def test_the_exam_date_of_format_1_becomes_an_exam(tmp_path: Path) -> None:
    old_collection(1, tmp_path)
    settings = json.dumps({"exam_on": "2027-03-14", "exam_name": "RHIT", "minutes_a_day": 35})
    with closing(connect(tmp_path / "collection.db", mode="rw")) as connection:
        connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('learning', ?)", (settings,))

    with closing(open_database(tmp_path)) as database, database.snapshot() as snapshot:
        (exam,) = exam_reading.exams(snapshot)

    assert exam == Exam(ExamId(1), "RHIT", date(2027, 3, 14), RHIT_BLUEPRINT, minutes_a_day=35)


def a_step(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")


def a_failing_step(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE media")
    connection.execute("INSERT INTO missing VALUES (1)")


@pytest.fixture
def raw(tmp_path: Path) -> sqlite3.Connection:
    open_database(tmp_path).close()
    return connect(tmp_path / "collection.db", mode="rw")


def test_a_step_runs_once_and_after_a_backup(raw: sqlite3.Connection, tmp_path: Path) -> None:
    backups: list[bool] = []

    def back_up() -> None:
        backups.append(raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").fetchone() == (0,))

    with closing(raw):
        was = [migrate(raw, tmp_path, back_up=back_up, steps=(*MIGRATIONS, a_step)) for _ in range(2)]

        assert raw.execute("PRAGMA user_version").fetchone() == (NEWEST + 1,)
    assert (was, backups) == ([NEWEST, NEWEST + 1], [True])


def test_a_new_file_needs_no_backup(tmp_path: Path) -> None:
    backups: list[None] = []

    with closing(connect(tmp_path / "new.db", mode="rwc")) as connection:
        was = migrate(connection, tmp_path, back_up=lambda: backups.append(None), steps=(*MIGRATIONS, a_step))

    assert (was, backups) == (0, [])


def test_a_step_that_fails_leaves_the_format_before_it(raw: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(raw):
        with pytest.raises(sqlite3.OperationalError, match="missing"):
            migrate(raw, tmp_path, back_up=lambda: None, steps=(*MIGRATIONS, a_step, a_failing_step))

        assert raw.execute("PRAGMA user_version").fetchone() == (NEWEST + 1,)
        assert raw.execute("SELECT count(*) FROM media").fetchone() == (0,)
        assert not raw.in_transaction


def test_opening_an_older_file_makes_a_backup_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database)
    monkeypatch.setattr("flashcards.storage.opening.MIGRATIONS", (*MIGRATIONS, a_step))

    with closing(open_database(tmp_path)) as database, database.snapshot() as snapshot:
        assert snapshot.number("SELECT count(*) FROM extra") == 0

    with closing(connect(tmp_path / "backups" / "backup-2026-11-23T12-00.db", mode="ro")) as backup:
        assert backup.execute("PRAGMA user_version").fetchone() == (NEWEST,)
        assert backup.execute("SELECT count(*) FROM note").fetchone() == (1,)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    path = tmp_path / "collection.db"
    with closing(connect(path, mode="rw")) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()

    with pytest.raises(CollectionTooNewError, match="made by a newer version of Flashcards") as caught:
        open_database(tmp_path)

    assert (caught.value.found, caught.value.newest_known) == (99, NEWEST)
    assert path.read_bytes() == before
    assert not (tmp_path / "backups").exists()
