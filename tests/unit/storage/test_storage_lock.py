import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.domain.errors import CollectionLockedError
from tests.unit.storage.storage_builders import fill, open_database

_HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flashcards.storage.database import Database

folder = Path(sys.argv[1])
database = Database.open(folder / "collection.db", now=datetime(2026, 11, 23, tzinfo=UTC), backups=folder / "backups")
print("open", flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_collection_open_in_another_process_is_refused(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        with pytest.raises(CollectionLockedError) as caught:
            open_database(tmp_path)
        other.kill()

    assert str(caught.value) == (
        f"{tmp_path / 'collection.db'} is already open in another Flashcards window or command (process {other.pid}). "
        "Nothing was changed. Use that window, or close it and try again."
    )


def test_a_process_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        other.kill()

    with closing(open_database(tmp_path)) as database:
        fill(database)


def test_a_collection_open_in_this_process_is_refused(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        with pytest.raises(CollectionLockedError):
            open_database(tmp_path)
        fill(database)

        with pytest.raises(CollectionLockedError, match=f"process {os.getpid()}"):
            open_database(tmp_path)


def test_a_collection_that_was_closed_can_be_opened(tmp_path: Path) -> None:
    open_database(tmp_path).close()

    with closing(open_database(tmp_path)) as database:
        fill(database)


def test_a_collection_that_cannot_be_opened_is_not_left_locked(tmp_path: Path) -> None:
    (tmp_path / "collection.db").write_text("This is no collection, but it is long enough to be looked at.")
    with pytest.raises(Exception, match="damaged"):
        open_database(tmp_path)
    (tmp_path / "collection.db").unlink()

    with closing(open_database(tmp_path)) as database:
        fill(database)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows would keep everybody from reading a locked file")
def test_a_hard_link_to_a_collection_that_is_open_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "collection.db"
    link.parent.mkdir()
    open_database(tmp_path).close()
    os.link(tmp_path / "collection.db", link)

    with closing(open_database(tmp_path)) as database:
        with pytest.raises(CollectionLockedError, match="under another name"):
            open_database(link.parent)
        fill(database)

    with closing(open_database(link.parent)) as database:
        assert database.verify() == ()
