import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from flashcards.domain.changes import Operation
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.storage.bulk_rows import BulkReviews, CardSchedule, NewNote
from flashcards.storage.database import Database
from flashcards.storage.pouring import Pourer
from tests.builders import NOON
from tests.unit.storage.storage_builders import contents, fill


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "rows.db", isolation_level=None, check_same_thread=False)) as opened:
        opened.execute("CREATE TABLE line (id INTEGER PRIMARY KEY AUTOINCREMENT, a INTEGER, b TEXT UNIQUE)")
        opened.execute("CREATE INDEX line_a ON line (a)")
        opened.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY)")
        opened.execute("CREATE TRIGGER line_new AFTER INSERT ON line BEGIN INSERT INTO seen VALUES (new.id); END")
        yield opened


@pytest.fixture
def pourer(connection: sqlite3.Connection) -> Iterator[Pourer]:
    opened = Pourer(connection)
    yield opened
    opened.stop()


@pytest.mark.parametrize("rows", [0, 1, 14_999, 15_000, 15_001, 40_000])
def test_any_number_of_rows_goes_in_in_order(connection: sqlite3.Connection, pourer: Pourer, rows: int) -> None:
    values = [value for number in range(rows) for value in (number % 3, f"row {number}")]

    assert pourer.pour("line", ("a = nullif(?, 0)", "b"), values) == rows
    pourer.settle()

    found = connection.execute("SELECT id, a, b FROM line ORDER BY id").fetchall()
    assert found == [(number + 1, number % 3 or None, f"row {number}") for number in range(rows)]


@pytest.mark.parametrize("few", [0, 1000])
def test_indexes_are_there_again_afterwards(connection: sqlite3.Connection, pourer: Pourer, few: int) -> None:
    before = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()

    with pourer.indexes_last("line", 10, few=few):
        inside = connection.execute("SELECT name FROM sqlite_schema WHERE name IN ('line_a', 'line_new')").fetchall()
        pourer.pour("line", ("a", "b"), [value for number in range(10) for value in (number, str(number))])
    pourer.settle()

    assert (inside == []) == (few == 0)
    assert connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall() == before
    assert connection.execute("SELECT count(*) FROM line INDEXED BY line_a WHERE a = 7").fetchone() == (1,)


def test_triggers_for_rows_that_come_back_do_not_look_at_new_ones(
    connection: sqlite3.Connection, pourer: Pourer
) -> None:
    with pourer.indexes_last("line", 10, few=0):
        pourer.pour("line", ("a", "b"), [1, "one"])
    pourer.settle()
    assert connection.execute("SELECT count(*) FROM seen").fetchone() == (0,)

    pourer.pour("line", ("a", "b"), [2, "two"])
    pourer.settle()
    assert connection.execute("SELECT count(*) FROM seen").fetchone() == (1,)


def test_an_error_inside_a_transaction_leaves_the_indexes_as_they_were(
    connection: sqlite3.Connection, pourer: Pourer
) -> None:
    connection.execute("BEGIN")

    with pytest.raises(ZeroDivisionError), pourer.indexes_last("line", 10, few=0):
        raise ZeroDivisionError
    connection.rollback()

    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'line_a'").fetchone() == (1,)


def test_what_sqlite_refuses_is_raised_where_the_rows_came_from(connection: sqlite3.Connection, pourer: Pourer) -> None:
    connection.execute("BEGIN")
    pourer.pour("line", ("a", "b"), [1, "same", 2, "same"])

    with pytest.raises(sqlite3.IntegrityError):
        pourer.settle()
    with pytest.raises(sqlite3.IntegrityError):
        pourer.pour("line", ("a", "b"), [3, "other"])


def test_what_waits_is_dropped_when_the_caller_gives_up(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    pourer = Pourer(connection)
    pourer.drop()
    threads = [thread.name for thread in threading.enumerate()]

    assert "pour" not in threads
    assert connection.execute("SELECT count(*) FROM line").fetchone() == (0,)


def _note(guid: str) -> NewNote:
    return guid, built_in(NoteKind.BASIC).id, f"{guid}\x1fback\x1f", guid, 0, None, "", 1, 2


def test_notes_written_in_bulk_are_undone_and_redone_like_any_others(database: Database) -> None:
    fill(database)
    before = contents(database)
    with database.begin(Operation.IMPORT, NOON) as transaction, transaction.bulk() as writer:
        ids = writer.add_notes([_note("a"), _note("b")], [("Desk", "x"), ("X",)])
        more = writer.add_notes([_note("c")], [()], [Provenance("45 CFR 164.524", domain=2)])
        notes = [*ids, *more]
        nothing = [0] * len(notes)
        cards = writer.add_new_cards([notes, [1] * len(notes), nothing, list(range(len(notes))), nothing])
    after = contents(database)

    assert (ids, more, cards) == (range(2, 4), range(4, 5), range(2, 5))
    assert [row[1] for row in after["tag"]] == ["desk", "x"]
    assert [(row[1], row[6]) for row in after["note"][1:]] == [("a", ""), ("b", ""), ("c", "45 CFR 164.524")]
    database.undo(NOON)
    assert contents(database) == before
    database.redo(NOON)
    assert contents(database) == after
    assert database.verify() == ()


def test_cards_with_schedules_keep_what_is_usual_and_what_is_not(database: Database) -> None:
    seen = CardSchedule(2, 3.5, 5.0, None, 0, None, 4, 10**12, 19_000, 3, 1, 2, 0)
    with database.begin(Operation.IMPORT, NOON) as transaction, transaction.bulk() as writer:
        deck = transaction.add_deck("Desk").id
        notes = iter(writer.add_notes([_note(guid) for guid in "abcd"], [()] * 4))
        for schedules in ((CardSchedule(), CardSchedule()), (CardSchedule(), seen)):
            rows = [(next(notes), deck, 0, 0, 0, *one) for one in schedules]
            writer.add_cards(list(zip(*rows, strict=True)))

    columns = ", ".join(CardSchedule._fields)
    with database.snapshot() as snapshot:
        found = list(snapshot.rows(f"SELECT {columns} FROM card ORDER BY note_id"))
    assert found == [CardSchedule(), CardSchedule(), CardSchedule(), seen]
    assert database.verify() == ()


def test_a_run_of_rows_is_one_line_of_the_journal(database: Database) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction, transaction.bulk() as writer:
        for start in range(0, 500, 100):
            writer.add_notes([_note(str(number)) for number in range(start, start + 100)], [()] * 100)

    with database.snapshot() as snapshot:
        assert list(snapshot.rows("SELECT table_name, row_id, last_row_id FROM undo_change")) == [("note", 1, 500)]


LINES = 20_000


def _lines(count: int = LINES) -> BulkReviews:
    """Give lines of every rating and kind, the later half of the columns first."""
    n = np.arange(count, dtype=np.int64)
    days = (19_000 + n // 100).astype(np.int32)
    rating, kind, state = ((n % most).astype(np.int8) for most in (5, 6, 4))
    columns = (1 + n % 77, 10**12 + n * 10**6, days, rating, kind, state, n % 400, n % 300, n % 60_000)
    return BulkReviews(columns, np.roll(n, count // 2))


def _log(database: Database) -> list[tuple[int | None, ...]]:
    with database.snapshot() as snapshot:
        return list(snapshot.rows("SELECT * FROM review ORDER BY id"))


def _add_reviews(database: Database, *parts: BulkReviews) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction:
        for lines in parts:
            with transaction.bulk() as writer:
                assert [*writer.add_reviews(lines)][-1:] == [len(lines.order)]


def test_a_long_review_log_goes_in_as_a_short_one_does(database: Database, tmp_path: Path) -> None:
    lines = _lines()
    parts = [lines._replace(order=part) for part in np.array_split(lines.order, 3)]
    with closing(Database.open(tmp_path / "rows.db", now=NOON, backups=tmp_path / "none")) as by_rows:
        _add_reviews(by_rows, *parts)
        _add_reviews(database, lines)

        assert len(_log(database)) == LINES
        assert _log(database) == _log(by_rows)
    assert database.verify() == ()
    database.undo(NOON)
    assert _log(database) == []


def test_two_long_review_logs_go_in_one_after_the_other(database: Database) -> None:
    _add_reviews(database, _lines(), _lines())
    _add_reviews(database, _lines())

    found = _log(database)
    assert [row[0] for row in found] == list(range(1, 3 * LINES + 1))
    assert [row[1:] for row in found[:LINES]] == [row[1:] for row in found[LINES : 2 * LINES]]
    assert database.verify() == ()


def test_the_indexes_of_a_long_review_log_come_along(database: Database) -> None:
    lines = _lines()
    with database.snapshot() as snapshot:
        indexes = list(snapshot.rows("SELECT sql FROM sqlite_schema WHERE tbl_name = 'review' AND type = 'index'"))

    for _ in range(2):
        with (
            database.begin(Operation.IMPORT, NOON) as transaction,
            transaction.bulk() as writer,
            writer.indexes_last("review", LINES),
        ):
            assert [*writer.add_reviews(lines)] == [LINES]

    with database.snapshot() as snapshot:
        again = list(snapshot.rows("SELECT sql FROM sqlite_schema WHERE tbl_name = 'review' AND type = 'index'"))
        by_day = snapshot.number("SELECT count(*) FROM review INDEXED BY review_day WHERE reviewed_on = 19007")
        by_card = snapshot.number("SELECT count(*) FROM review INDEXED BY review_card WHERE card_id = 8")
    assert (again, by_day, by_card) == (indexes, 200, 2 * len(range(7, LINES, 77)))
    assert database.verify() == ()


def test_a_long_review_log_leaves_nothing_aside(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = sorted(tmp_path.iterdir())

    _add_reviews(database, _lines())

    assert [path for path in tmp_path.iterdir() if path not in before and path.name.startswith("flashcards-")] == []


def _fail_after_a_long_review_log(database: Database) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction, transaction.bulk() as writer:
        writer.add_notes([_note("a"), _note("a")], [(), ()])
        list(writer.add_reviews(_lines()))
        raise ZeroDivisionError


def test_a_long_review_log_that_is_not_taken_over_leaves_nothing_aside(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises((ZeroDivisionError, sqlite3.IntegrityError)):  # two notes with one guid
        _fail_after_a_long_review_log(database)

    assert [path for path in tmp_path.iterdir() if path.name.startswith("flashcards-")] == []
    assert _log(database) == []


def test_a_review_log_that_cannot_be_is_refused_whole(database: Database) -> None:
    lines = _lines()
    lines.columns[4][7] = 9

    with pytest.raises(ValueError, match="above 5"):
        _add_reviews(database, lines)

    assert _log(database) == []


def test_without_room_aside_a_long_review_log_goes_in_row_by_row(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(database.path / "no such folder"))

    _add_reviews(database, _lines())

    assert len(_log(database)) == LINES


def _fail_half_way(database: Database) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction, transaction.bulk() as writer:
        writer.add_notes([_note("a")], [("x",)])
        raise ZeroDivisionError


def test_an_error_while_rows_are_made_takes_all_of_them_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_half_way(database)

    with database.snapshot() as snapshot:
        assert snapshot.number("SELECT count(*) FROM note") == 0
    assert database.verify() == ()
