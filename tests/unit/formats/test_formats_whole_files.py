"""What a file that is written may replace, and what not."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.domain.errors import ExportRefusedError
from flashcards.formats.writing import target_of, whole_file


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "collection.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    return path


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal", ".lock"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_collection_and_what_belongs_to_it_are_never_replaced(database: Path, ending: str, *, is_there: bool) -> None:
    path = database.with_name(database.name + ending)
    if is_there and ending:
        path.write_bytes(b"kept")
    before = {one.name: one.read_bytes() for one in database.parent.iterdir()}

    with pytest.raises(ExportRefusedError, match="is a collection or another database"), whole_file(path) as file:
        file.write(b"new")

    assert {one.name: one.read_bytes() for one in database.parent.iterdir()} == before


def test_a_link_to_a_collection_is_one(database: Path, tmp_path: Path) -> None:
    link = tmp_path / "cards.csv"
    link.symlink_to(database)

    with pytest.raises(ExportRefusedError):
        target_of(link)


def test_what_is_behind_a_link_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)

    with whole_file(link) as file:
        file.write(b"new")

    assert (link.is_symlink(), target.read_text()) == (True, "new")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link.csv", "target.csv"]


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(ExportRefusedError, match="cannot be written"):
        target_of(tmp_path / "a")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(ExportRefusedError, match="is no ordinary file"), whole_file(path):
            pass

    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("name", [".", "", "folder"])
def test_folders_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ExportRefusedError, match="is a folder"), whole_file(Path(name)):
        pass


@pytest.mark.parametrize("content", [b"", b"old", b"SQLite"])
def test_other_files_are_replaced(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "notes.lock"
    path.write_bytes(content)

    with whole_file(path) as file:
        file.write(b"new")

    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("place", ["file/notes.csv", "n" * 250])
def test_a_place_where_nothing_can_be_is_refused(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")

    with pytest.raises(ExportRefusedError, match="cannot be written"), whole_file(tmp_path / place):
        pass
