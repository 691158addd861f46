import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from flashcards.domain.changes import Operation
from flashcards.domain.errors import StorageError
from flashcards.storage import database as database_module
from flashcards.storage.connections import PAGE_BYTES
from flashcards.storage.database import Database
from tests.builders import NOON
from tests.unit.storage.storage_builders import fill, open_database

_START = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flashcards.storage import counts, reading
from flashcards.storage.database import Database

folder = Path(sys.argv[1])
database = Database.open(folder / "collection.db", now=datetime(2026, 11, 23, tzinfo=UTC), backups=folder / "backups")
with database.snapshot() as snapshot:
    assert len(reading.decks(snapshot)) == 1
    assert counts.undo_names(snapshot).undo == "Import"
database.back_up(datetime(2026, 11, 23, tzinfo=UTC))
database.checkpoint()
database.close()
print(sorted({"sqlalchemy", "pydantic", "sqlmodel", "numpy"} & sys.modules.keys()))
"""


def wal_bytes(database: Database) -> int:
    return database.path.with_name("collection.db-wal").stat().st_size


def test_opening_and_reading_do_not_load_the_write_side(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database)

    done = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )

    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_commit_is_on_disk_before_it_returns(database: Database) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "wal_autocheckpoint")

    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        found = [transaction.snapshot.row(f"PRAGMA {name}") for name in pragmas]

    assert found == [("wal",), (2,), (1,), (5000,), (0,)]


def test_a_reader_cannot_write(database: Database) -> None:
    with database.snapshot() as snapshot, pytest.raises(sqlite3.OperationalError, match="readonly"):
        snapshot.row("DELETE FROM note_type")


def test_a_snapshot_does_not_see_what_is_written_meanwhile(database: Database) -> None:
    with database.snapshot() as snapshot:
        fill(database)
        during = snapshot.number("SELECT count(*) FROM note")

    with database.snapshot() as snapshot:
        after = snapshot.number("SELECT count(*) FROM note")
    assert (during, after) == (0, 1)


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        transaction.add_deck("Filing")
        with database.snapshot() as snapshot:
            assert snapshot.number("SELECT count(*) FROM deck") == 0


def test_many_readers_read_at_once(database: Database) -> None:
    fill(database, 3)
    counts: list[int] = []

    def read(depth: int) -> None:
        with database.snapshot() as snapshot:
            if depth:
                read(depth - 1)
            counts.append(snapshot.number("SELECT count(*) FROM note"))

    threads = [Thread(target=read, args=(7,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts == [3] * 32


def test_a_second_writer_waits_for_the_first(database: Database) -> None:
    thread = Thread(target=fill, args=(database, 1))
    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        thread.start()
        transaction.add_deck("Charts")
    thread.join()

    with database.snapshot() as snapshot:
        steps = list(snapshot.rows("SELECT operation FROM undo_step ORDER BY id"))
    assert steps == [("Add Deck",), ("Import",)]


def test_a_transaction_inside_a_transaction_is_a_bug(database: Database) -> None:
    with (
        database.begin(Operation.ADD_DECK, NOON),
        pytest.raises(RuntimeError, match="already open on this thread"),
        database.begin(Operation.ADD_DECK, NOON),
    ):
        pass


def test_a_snapshot_of_a_closed_collection_is_a_bug(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    database.close()

    with pytest.raises(RuntimeError, match="closed"), database.snapshot():
        pass


def test_closing_leaves_everything_in_one_file(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    fill(database)

    database.close()
    database.close()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["collection.db", "collection.db.lock"]


def test_a_snapshot_still_open_does_not_keep_the_collection_from_closing(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    fill(database)

    with database.snapshot() as snapshot:
        database.close()
        assert snapshot.number("SELECT count(*) FROM note") == 1

    with closing(open_database(tmp_path)) as again, again.snapshot() as snapshot:
        assert snapshot.number("SELECT count(*) FROM note") == 1


def test_a_checkpoint_empties_the_log_and_waits_for_no_reader(database: Database) -> None:
    fill(database)
    with database.snapshot():
        fill_more(database)
        database.checkpoint()
        held = wal_bytes(database)

    database.checkpoint()

    assert held > 0
    assert wal_bytes(database) == 0


def test_writing_alone_never_does_a_checkpoint(database: Database) -> None:
    for part in range(4):
        fill_more(database, part)

    assert wal_bytes(database) > 1000 * PAGE_BYTES  # where SQLite would have done one by itself


def test_a_log_that_was_too_long_is_put_away_after_the_next_write(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "LARGEST_LOG_BYTES", 100_000)

    fill_more(database)
    grown = wal_bytes(database)
    fill_more(database)

    assert grown > 100_000
    assert wal_bytes(database) == 0


def test_a_log_that_grew_too_long_is_put_away_at_the_next_idle_moment(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "LARGEST_LOG_BYTES", 100_000)
    fill_more(database)

    while database.index_texts():
        pass

    assert wal_bytes(database) == 0


def test_warming_up_changes_nothing(database: Database) -> None:
    database.warm_up()

    fill(database)
    assert database.verify() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be moved")
def test_a_collection_deleted_while_open_refuses_the_next_write(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database)
        database.path.rename(tmp_path / "moved.db")

        with pytest.raises(StorageError, match="was moved, deleted or replaced while it was open"):
            fill_more(database)


def fill_more(database: Database, part: int = 0) -> None:
    """Write a few megabytes, others for each part."""
    with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        for number in range(50):
            transaction.set_value(f"{part} {number}", "x" * 100_000)
