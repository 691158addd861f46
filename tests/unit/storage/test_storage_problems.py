import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from flashcards.domain.changes import Operation
from flashcards.domain.errors import CollectionDamagedError, CollectionError, StorageError
from flashcards.domain.ids import NoteId
from flashcards.storage import exam_reading, reading, writer
from flashcards.storage.connections import PAGE_BYTES, connect
from flashcards.storage.database import Database
from flashcards.storage.peek import Peek
from flashcards.storage.problems import Place, sort_problem
from tests.builders import NOON
from tests.permissions import a_public_folder, an_ordinary_user
from tests.unit.storage.storage_builders import contents, fill, open_database

LOADED = writer
"""The write side, loaded while root may still read the program's files."""

PAGE = PAGE_BYTES


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with a_public_folder() as folder:
        yield folder


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A collection of 500 notes with one good backup, closed."""
    with closing(open_database(tmp_path)) as database:
        fill(database, 500)
        database.back_up(NOON)
    return tmp_path / "collection.db"


def beyond_roots(path: Path) -> int:
    """Give where the pages begin that only a table's contents lie on: what opening reads lies before."""
    with closing(connect(path, mode="ro")) as connection:
        return int(connection.execute("SELECT max(rootpage) FROM sqlite_schema").fetchone()[0]) * PAGE


def overwrite(path: Path, first: int, last: int) -> None:
    with path.open("rb+") as file:
        file.seek(first)
        file.write(b"\xa5" * (last - first))


def read_all(database: Database) -> int:
    with database.snapshot() as snapshot:
        return len(reading.notes(snapshot, list(range(1, 501))))  # type: ignore[arg-type]


def read_some(database: Database) -> None:
    with database.snapshot() as snapshot:
        reading.learning_settings(snapshot)
        reading.note_types(snapshot)
        reading.notes(snapshot, [NoteId(7)])
        exam_reading.exams(snapshot)


def test_damage_found_while_reading_names_the_newest_good_backup(closed: Path) -> None:
    size = closed.stat().st_size
    overwrite(closed, beyond_roots(closed), size)

    with closing(open_database(closed.parent)) as database, pytest.raises(CollectionDamagedError) as caught:
        read_all(database)

    backup = closed.parent / "backups" / "backup-2026-11-23T12-00.db"
    assert caught.value.backup == backup
    assert str(caught.value) == (
        f"{closed} is damaged (its contents contradict each other). The file was left as it is. "
        f"The newest good backup is {backup}. To go back to it, close Flashcards and run: "
        f'flashcards --collection "{closed}" restore --newest'
    )
    assert closed.stat().st_size == size


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("UPDATE note SET checked_on = 'last week' WHERE id = 7", "note 7 cannot be read"),
        ("UPDATE note_type SET fields = '[' WHERE id = (SELECT min(id) FROM note_type)", "note type 1 cannot be read"),
        ("INSERT INTO setting (key, value) VALUES ('learning', 'garbage{')", "setting learning cannot be read"),
        (
            "INSERT INTO exam (name, held_on, blueprint, minutes_a_day, target, floor)"
            " VALUES ('RHIT', 'next spring', '[]', 25, 80, 25)",
            "exam 1 cannot be read",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_damage(closed: Path, change: str, finding: str) -> None:
    with closing(sqlite3.connect(closed)) as file, file:
        file.execute(change)

    with closing(open_database(closed.parent)) as database:
        with pytest.raises(CollectionDamagedError, match=finding) as caught:
            read_some(database)
        found = database.verify()

    assert caught.value.backup == closed.parent / "backups" / "backup-2026-11-23T12-00.db"
    assert any(one.startswith(finding) for one in found)


def test_a_backup_with_the_same_damage_is_passed_over(closed: Path) -> None:
    older = closed.parent / "backups" / "backup-2026-11-23T12-00.db"
    with closing(open_database(closed.parent)) as database:
        with database.begin(Operation.ADD_DECK, NOON) as transaction:
            transaction.add_deck("Ledger")
        newer = database.back_up(NOON + timedelta(hours=1))
    assert newer is not None
    for path in (closed, newer):
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE note SET checked_on = 'last week' WHERE id = 7")

    with closing(open_database(closed.parent)) as database, pytest.raises(CollectionDamagedError) as caught:
        read_all(database)

    assert caught.value.backup == older


def test_damage_found_while_writing_changes_nothing(closed: Path) -> None:
    overwrite(closed, beyond_roots(closed), closed.stat().st_size)
    before = closed.read_bytes()

    with (
        closing(open_database(closed.parent)) as database,
        pytest.raises(CollectionDamagedError),
        database.begin(Operation.DELETE_NOTE, NOON) as transaction,
    ):
        transaction.delete_notes(list(range(1, 501)))  # type: ignore[arg-type]

    assert closed.read_bytes() == before


def test_a_damaged_backup_is_not_named(closed: Path) -> None:
    overwrite(closed, beyond_roots(closed), closed.stat().st_size)
    overwrite(closed.parent / "backups" / "backup-2026-11-23T12-00.db", 3 * PAGE, 9 * PAGE)

    with closing(open_database(closed.parent)) as database, pytest.raises(CollectionDamagedError) as caught:
        read_all(database)

    assert caught.value.backup is None
    assert "There is no backup yet: move the file away to begin anew, or repair a copy of it." in str(caught.value)


def test_a_truncated_file_is_refused(closed: Path) -> None:
    os.truncate(closed, closed.stat().st_size // 2)
    before = closed.read_bytes()

    with pytest.raises(CollectionDamagedError, match="its contents contradict each other"):
        open_database(closed.parent)

    assert closed.read_bytes() == before


def test_a_file_cut_off_inside_its_header_is_refused(closed: Path) -> None:
    os.truncate(closed, 60)

    with pytest.raises(CollectionDamagedError, match="its contents contradict each other"):
        open_database(closed.parent)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    path.write_text("front,back\n" * 1000)

    with pytest.raises(CollectionDamagedError, match="it is not a collection file"):
        open_database(tmp_path)

    assert path.read_text() == "front,back\n" * 1000


def test_an_empty_file_beside_a_good_backup_is_damage(closed: Path) -> None:
    closed.write_bytes(b"")

    with pytest.raises(CollectionDamagedError, match="it is empty"):
        open_database(closed.parent)


def test_an_empty_file_is_a_new_collection(tmp_path: Path) -> None:
    (tmp_path / "collection.db").touch()

    with closing(open_database(tmp_path)) as database:
        fill(database)
        assert database.verify() == ()


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "collection.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE col (id INTEGER)")
    before = path.read_bytes()

    with pytest.raises(CollectionError, match="belongs to another program") as caught:
        open_database(tmp_path)

    assert not isinstance(caught.value, CollectionDamagedError)
    assert path.read_bytes() == before


def test_a_collection_that_lost_a_table_is_refused(closed: Path) -> None:
    with closing(connect(closed, mode="rw")) as connection:
        connection.execute("DROP TABLE media")

    with pytest.raises(CollectionDamagedError, match="it lacks media"):
        open_database(closed.parent)


def test_a_data_folder_that_is_a_file_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")

    with pytest.raises(StorageError, match="its folder is missing, is not a folder, or may not be used"):
        Database.open(tmp_path / "data" / "collection.db", now=NOON, backups=tmp_path)


def test_a_collection_that_is_a_folder_is_out_of_reach(tmp_path: Path) -> None:
    (tmp_path / "collection.db").mkdir()

    with pytest.raises(StorageError, match=r"collection\.db cannot be opened"):
        open_database(tmp_path)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a file system in which nobody can make a folder")
def test_a_data_folder_that_cannot_be_made_is_out_of_reach(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="choose another place with --collection FILE"):
        Database.open(Path("/proc/flashcards/collection.db"), now=NOON, backups=tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no write permission to take away")
def test_a_read_only_folder_is_refused_in_a_sentence(public_folder: Path) -> None:
    public_folder.chmod(0o555)

    with an_ordinary_user(), pytest.raises(StorageError) as caught:
        open_database(public_folder)

    assert str(caught.value) == (
        f"{public_folder / 'collection.db.lock'} cannot be written: it, its folder or its disk is read-only. "
        "Nothing saved before is lost. Allow writing there, or choose another place with --collection FILE."
    )


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
@pytest.mark.parametrize("is_killed", [False, True])
def test_a_collection_in_a_read_only_folder_can_be_looked_into(public_folder: Path, is_killed: bool) -> None:
    elsewhere = public_folder / "copied while it was open"
    with an_ordinary_user():
        elsewhere.mkdir(mode=0o777)
        with closing(open_database(public_folder)) as database:
            fill(database)
            if is_killed:
                for file in public_folder.glob("collection.db*"):
                    shutil.copyfile(file, elsewhere / file.name)
    folder = elsewhere if is_killed else public_folder
    folder.chmod(0o555)
    before = sorted(path.name for path in folder.iterdir())

    with an_ordinary_user(), closing(Peek(folder / "collection.db", backups=folder)) as peek:
        with peek.snapshot() as snapshot:
            found = len(reading.notes(snapshot, [NoteId(1)]))
        findings = peek.verify()

    assert (found, findings) == (1, ())
    assert sorted(path.name for path in folder.iterdir()) == before
    folder.chmod(0o777)


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_data_folder_inside_a_read_only_folder_is_refused(public_folder: Path) -> None:
    public_folder.chmod(0o555)

    with an_ordinary_user(), pytest.raises(StorageError, match="cannot be written"):
        open_database(public_folder / "Flashcards")


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_read_only_file_is_refused_before_anything_is_studied(public_folder: Path) -> None:
    with an_ordinary_user():
        with closing(open_database(public_folder)) as database:
            fill(database)
        (public_folder / "collection.db").chmod(0o444)

        with pytest.raises(StorageError, match=r"collection\.db cannot be written"):
            open_database(public_folder)


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
def test_a_folder_that_becomes_read_only_loses_nothing_that_was_saved(public_folder: Path) -> None:
    with an_ordinary_user():
        with closing(open_database(public_folder)) as database:
            fill(database)
        for path in public_folder.iterdir():
            path.chmod(0o666)
    public_folder.chmod(0o555)

    with an_ordinary_user(), pytest.raises(StorageError, match=r"cannot be (opened|written)"):
        open_database(public_folder)

    public_folder.chmod(0o777)
    with closing(open_database(public_folder)) as database:
        assert read_all(database) == 1


def test_a_write_the_disk_has_no_room_for_is_rolled_back(database: Database) -> None:
    fill(database)
    before = contents(database)

    limit_pages(database, 80)

    with pytest.raises(StorageError) as caught, database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        transaction.set_value("large", "x" * 1_000_000)

    assert str(caught.value) == (
        f"The disk is full: {database.path} cannot grow. Nothing saved before is lost, but the last action was not "
        "saved. Free some space, then try again."
    )
    assert contents(database) == before
    assert database.verify() == ()
    limit_pages(database, 100_000)
    with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        transaction.set_value("large", "x" * 1_000_000)
    database.undo(NOON)
    assert contents(database) == before


_FULL = """
import sys
from contextlib import closing
from pathlib import Path
from flashcards.domain.changes import Operation
from flashcards.domain.errors import StorageError
from tests.builders import NOON
from tests.permissions import a_public_folder, an_ordinary_user
from tests.unit.storage.storage_builders import fill, open_database

folder = Path(sys.argv[1])
saved = 0
with closing(open_database(folder)) as database:
    fill(database)
    try:
        while True:
            with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
                transaction.set_value(f"{saved}", "x" * 50_000)
            saved += 1
    except StorageError as error:
        print(error)
    try:
        database.back_up(NOON)
    except StorageError as error:
        print(error)
    (folder / "ballast").unlink()
    fill(database, 0)
    with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        transaction.set_value("after", 1)
with closing(open_database(folder)) as database:
    with database.snapshot() as snapshot:
        print(saved > 3, snapshot.number("SELECT count(*) FROM setting") == saved + 1, database.verify())
"""


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs Linux to make a small disk for a moment")
def test_a_disk_that_really_is_full_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    private = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    mount = f"mount -t tmpfs -o size=4m tmpfs {disk} && head -c 2000000 /dev/zero > {disk}/ballast"
    if subprocess.run([*private, "sh", "-c", mount], check=False).returncode:
        pytest.skip("this system lets nobody make a small disk for a moment")

    done = subprocess.run(
        [*private, "sh", "-c", f'{mount} && exec "$0" -c "$1" {disk}', sys.executable, _FULL],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).parents[3],
        env=os.environ | {"PYTHONPATH": "."},
    )

    assert done.stderr == ""
    first, second, last = done.stdout.splitlines()
    assert first.startswith(
        f"The disk is full: {disk / 'collection.db'} cannot grow. Nothing saved before is lost, but"
    )
    assert second.startswith("The disk is full: ")
    assert last == "True True ()"


def test_another_program_that_holds_the_file_is_named_as_the_cause(database: Database) -> None:
    fill(database)
    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        transaction.snapshot.row("PRAGMA busy_timeout = 0")
    with closing(connect(database.path, mode="rw")) as other:
        other.execute("BEGIN IMMEDIATE")

        with (
            pytest.raises(StorageError, match=r"Another program is using .* Close that program, then try again"),
            database.begin(Operation.ADD_DECK, NOON),
        ):
            pass


@pytest.mark.parametrize(
    ("code", "beginning"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, "The disk failed while reading or writing"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "c.db cannot be written"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "c.db cannot be opened"),
        (sqlite3.SQLITE_PERM, "c.db cannot be opened"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "Another program is using c.db"),
    ],
)
def test_the_finer_codes_of_sqlite_are_sorted_by_their_kind(code: int, beginning: str, tmp_path: Path) -> None:
    error = sqlite3.OperationalError("from SQLite")
    error.sqlite_errorcode = code

    problem = sort_problem(error, Place(Path("c.db"), tmp_path), is_writing=True)

    assert isinstance(problem, StorageError)
    assert str(problem).startswith(beginning)


def test_a_full_disk_is_the_same_problem_whoever_reports_it(tmp_path: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "backup.partial")

    assert str(sort_problem(error, Place(Path("c.db"), tmp_path))) == (
        "The disk is full: backup.partial cannot grow. Nothing saved before is lost. Free some space, then try again."
    )


def test_a_mistake_of_the_program_is_no_expected_problem(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), database.snapshot() as snapshot:
        snapshot.row("SELECT 1 FROM missing")


def limit_pages(database: Database, pages: int) -> None:
    """Let the write connection use no more than some pages of 4 KiB."""
    database._connection.execute(f"PRAGMA max_page_count = {pages}")
