import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from flashcards.domain.changes import Operation
from flashcards.domain.errors import (
    CollectionDamagedError,
    CollectionLockedError,
    CollectionTooNewError,
    NothingToUndoError,
    StorageError,
)
from flashcards.storage.backup import is_good, newest_good_backup
from flashcards.storage.connections import PAGE_BYTES, connect
from flashcards.storage.database import Database
from flashcards.storage.restore import restore_backup
from tests.builders import NOON
from tests.unit.storage.storage_builders import contents, fill, open_database

FIRST = "backup-2026-11-23T12-00.db"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "backups").iterdir())


def set_value(database: Database, value: int) -> None:
    with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        transaction.set_value("value", value)


def value_in(path: Path) -> str:
    with closing(connect(path, mode="ro")) as connection:
        (value,) = connection.execute("SELECT value FROM setting").fetchone()
        return str(value)


def test_a_backup_holds_what_is_still_in_the_log(database: Database, tmp_path: Path) -> None:
    fill(database, 100)

    path = database.back_up(NOON)

    assert path == tmp_path / "backups" / FIRST
    with closing(Database.open(path, now=NOON, backups=tmp_path / "none")) as backup:
        assert contents(backup) == contents(database)
        assert backup.verify() == ()
        assert backup.undo(NOON).operation is Operation.IMPORT


def test_a_backup_is_one_file(database: Database, tmp_path: Path) -> None:
    fill(database)

    database.back_up(NOON)

    assert names(tmp_path) == [FIRST]
    assert (tmp_path / "backups" / FIRST).read_bytes()[18:20] == b"\x01\x01"  # no write-ahead log


def test_a_backup_is_made_only_if_something_was_written(database: Database) -> None:
    fill(database)
    made = [database.back_up(NOON) is not None, database.back_up(NOON + timedelta(hours=1)) is not None]

    database.undo(NOON)

    assert [*made, database.back_up(NOON + timedelta(hours=2)) is not None] == [True, False, True]


def test_what_was_written_before_a_crash_is_backed_up_after_it(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        database.back_up(NOON)
        fill(database)

    with closing(open_database(tmp_path)) as database:
        assert database.back_up(NOON + timedelta(hours=1)) is not None


def test_no_backup_is_overwritten(database: Database, tmp_path: Path) -> None:
    for value in (1, 2, 3):
        set_value(database, value)
        database.back_up(NOON)

    assert [value_in(tmp_path / "backups" / name) for name in names(tmp_path)] == ["2", "3", "1"]
    assert names(tmp_path) == ["backup-2026-11-23T12-00-2.db", "backup-2026-11-23T12-00-3.db", FIRST]


def test_making_a_backup_thins_the_old_ones(database: Database, tmp_path: Path) -> None:
    for hours in (0, 1, 2):
        set_value(database, hours)
        database.back_up(NOON + timedelta(hours=hours))
    set_value(database, 99)

    database.back_up(NOON + timedelta(days=10))

    assert names(tmp_path) == ["backup-2026-11-23T14-00.db", "backup-2026-12-03T12-00.db"]


def test_a_damaged_collection_is_not_backed_up(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database, 500)
        database.back_up(NOON)
        set_value(database, 1)
    with (tmp_path / "collection.db").open("rb+") as file:
        file.seek(30 * PAGE_BYTES)
        file.write(b"\xa5" * (2 * PAGE_BYTES))

    with closing(open_database(tmp_path)) as database, pytest.raises(CollectionDamagedError) as caught:
        database.back_up(NOON + timedelta(hours=1))

    assert caught.value.backup == tmp_path / "backups" / FIRST
    assert names(tmp_path) == [FIRST]


def test_a_backup_folder_that_cannot_be_written_is_a_problem_with_a_name(tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file")

    with closing(open_database(tmp_path)) as database, pytest.raises(StorageError, match="backups"):
        database.back_up(NOON)


def test_the_newest_good_backup_is_the_one_that_passes_its_check(database: Database, tmp_path: Path) -> None:
    for hours in (0, 1):
        fill(database, 50, tag=f"t{hours}") if hours == 0 else set_value(database, hours)
        database.back_up(NOON + timedelta(hours=hours))
    os.truncate(tmp_path / "backups" / "backup-2026-11-23T13-00.db", 8192)

    assert newest_good_backup(tmp_path / "backups") == tmp_path / "backups" / FIRST
    assert newest_good_backup(tmp_path / "missing") is None


def test_a_file_that_is_no_collection_is_no_good_backup(tmp_path: Path) -> None:
    (tmp_path / "backup-2026-11-23T12-00.db").touch()

    assert not is_good(tmp_path / "backup-2026-11-23T12-00.db")


def saved_twice(folder: Path) -> tuple[Path, Path]:
    """Give a backup with value 1 and a closed collection with value 2."""
    with closing(open_database(folder)) as database:
        set_value(database, 1)
        backup = database.back_up(NOON)
        set_value(database, 2)
        assert backup is not None
        return backup, database.path


def test_restoring_keeps_what_was_there_as_a_backup(tmp_path: Path) -> None:
    backup, collection = saved_twice(tmp_path)

    kept = restore_backup(backup, collection, backups=tmp_path / "backups", now=NOON + timedelta(hours=1))

    assert kept == tmp_path / "backups" / "backup-2026-11-23T13-00.db"
    assert (value_in(kept), value_in(collection), value_in(backup)) == ("2", "1", "1")
    with closing(open_database(tmp_path)) as database:
        database.undo(NOON)
        with pytest.raises(NothingToUndoError):
            database.undo(NOON)


def test_restoring_over_a_damaged_collection_keeps_the_damaged_file(tmp_path: Path) -> None:
    backup, collection = saved_twice(tmp_path)
    os.truncate(collection, 9000)
    damaged = collection.read_bytes()

    kept = restore_backup(backup, collection, backups=tmp_path / "backups", now=NOON)

    assert kept == tmp_path / "backups" / "damaged-2026-11-23T12-00.db"
    assert kept.read_bytes() == damaged
    assert value_in(collection) == "1"


def test_restoring_ignores_the_log_of_the_file_it_replaces(tmp_path: Path) -> None:
    backup, collection = saved_twice(tmp_path)
    collection.with_name("collection.db-wal").write_bytes(b"stale" * 1000)

    restore_backup(backup, collection, backups=tmp_path / "backups", now=NOON)

    with closing(open_database(tmp_path)) as database:
        assert database.verify() == ()
        assert value_in(collection) == "1"


def test_restoring_where_nothing_was_keeps_nothing(tmp_path: Path) -> None:
    backup, collection = saved_twice(tmp_path)
    collection.unlink()

    assert restore_backup(backup, collection, backups=tmp_path / "backups", now=NOON) is None
    assert value_in(collection) == "1"


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    backup, collection = saved_twice(tmp_path)
    os.truncate(backup, 9000)
    before = collection.read_bytes()

    with pytest.raises(CollectionDamagedError, match=FIRST):
        restore_backup(backup, collection, backups=tmp_path / "backups", now=NOON)

    assert collection.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backups", "collection.db", "collection.db.lock"]


def test_a_backup_of_a_newer_version_is_not_restored(tmp_path: Path) -> None:
    backup, collection = saved_twice(tmp_path)
    with closing(connect(backup, mode="rw")) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(CollectionTooNewError):
        restore_backup(backup, collection, backups=tmp_path / "backups", now=NOON)

    assert value_in(collection) == "2"


def test_an_open_collection_is_not_replaced(tmp_path: Path) -> None:
    backup, collection = saved_twice(tmp_path)

    with closing(open_database(tmp_path)), pytest.raises(CollectionLockedError):
        restore_backup(backup, collection, backups=tmp_path / "backups", now=NOON)
