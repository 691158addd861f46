"""A terminal command that can make no backup at its end: what it has stored is told as stored."""

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flashcards import paths
from flashcards.__main__ import run
from flashcards.collection.collection import Collection
from tests.builders import Clock, a_note, add_notes


@pytest.fixture
def usual(home: Path) -> Path:
    """Put one card in the collection that is opened when none is named, and a file where its backups belong."""
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=Clock())) as collection:
        add_notes(collection, "Filing", [a_note("there")])
    paths.backups().write_text("in the way", encoding="utf-8")
    return paths.collection()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file with one note."""
    path = tmp_path / "terms.csv"
    path.write_text("front,back\none,two\n", encoding="utf-8")
    return path


def _warning() -> str:
    folder = paths.backups()
    return (
        f"All is saved, but no backup could be made in {folder}: {folder} cannot be opened: its folder is missing, is "
        "not a folder, or may not be used. Nothing saved before is lost. Check the folder, or choose another place "
        "with --collection FILE. `flashcards backup` makes one.\n"
    )


def test_an_import_is_reported_and_the_missing_backup_is_told(
    usual: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["import", str(file), "--json"], {})

    said = capsys.readouterr()
    assert (code, said.err) == (0, _warning())
    assert json.loads(said.out)["added"] == 1


def test_so_it_is_after_taking_an_import_back(usual: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", str(file)], {})
    capsys.readouterr()

    code = run(["revert", "1"], {})

    said = capsys.readouterr()
    assert (code, said.err) == (0, _warning())
    assert said.out.startswith("1 note removed")


def test_so_it_is_after_a_review(
    usual: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n4\nq\n"))

    code = run(["review"], {})

    assert (code, capsys.readouterr().err) == (0, _warning())


def test_the_backup_that_was_asked_for_and_cannot_be_made_is_a_problem(
    usual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["backup"], {})

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith(f"flashcards: {paths.backups()} cannot be opened")


def _with_small_disk(disk: Path, free: str, collection: Path, file: Path) -> "subprocess.CompletedProcess[str]":
    """Begin a collection, fill the small disk mounted for it, and import a file; the disk is gone afterwards.

    Args:
        free: what is left on the disk, as `truncate` has it.
    """
    disk.mkdir()
    private = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    mount = f"mount -t tmpfs -o size=32m tmpfs {disk}"
    if subprocess.run([*private, "sh", "-c", mount], check=False).returncode:
        pytest.skip("this system lets nobody make a small disk for a moment")
    program = f'"$0" -m flashcards --collection {collection}'
    fill = f"{{ head -c 64M /dev/zero > {disk}/ballast || truncate -s -{free} {disk}/ballast; }}"
    return subprocess.run(
        [
            *private,
            "sh",
            "-c",
            f'{mount} && {program} review && {fill} && {program} import "$1" --json',
            sys.executable,
            file,
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"TMPDIR": str(disk)},
    )


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs Linux to make a small disk for a moment")
def test_an_import_that_fills_the_disk_but_for_the_backup_is_reported(file: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"

    done = _with_small_disk(disk, "2M", disk / "mine.db", file)

    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[-1])["added"] == 1
    folder = disk / "mine-backups"
    assert done.stderr.splitlines()[-1].startswith(
        f"All is saved, but no backup could be made in {folder}: The disk is full: {folder} cannot grow."
    )


@pytest.mark.skipif(not shutil.which("unshare"), reason="as above")
def test_an_import_names_the_temporary_folder_when_that_is_full(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    rows = (f"question {number},answer {number}\n" for number in range(15_000))
    large.write_text("front,back\n" + "".join(rows), encoding="utf-8")
    disk = tmp_path / "disk"

    done = _with_small_disk(disk, "16K", tmp_path / "mine.db", large)

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        f"flashcards: The disk of the temporary folder {disk} is full. Nothing saved before is lost, but the last "
        "action was not saved. Free some space there, or name another folder in TMPDIR, then try again."
    )
