"""Packages made to do harm: each is refused or cleaned, in seconds and within memory, and nothing is left behind."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.unit.formats.anki_hostile import CASES

ROOT = Path(__file__).parents[3]
MAX_SECONDS = 20.0
MAX_MEMORY_MIB = 400

REFUSED = {
    "no zip": "it is no zip file",
    "empty": "it is no zip file",
    "cut": "it is no zip file",
    "encrypted": "it is locked with a password",
    "too new": "a newer version of Anki made it (format 99",
    "no version": "it does not say which version of Anki made it",
    "empty version": "it does not say which version of Anki made it",
    "newer schema": "a version of Anki made it that cannot be read (schema 19",
    "older schema": "a version of Anki made it that cannot be read (schema 10",
    "no database": "it is no SQLite database",
    "no names": "it is damaged",
    "no zstd": "“collection.anki21b” in it is damaged",
    "cut stream": "“collection.anki21b” in it is damaged: its end is cut off",
    "nothing in stream": "“collection.anki21b” in it is damaged: its end is cut off",
    "no tables": "it has no plain table “col”",
    "empty col": "its collection is empty",
    "no beginning": "the day it was begun cannot be read",
    "view of notes": "it has no plain table “notes”",
    "virtual table": "it has no plain table “notes”",
    "trap in notes": "cannot be read",
    "trap in log": "cannot be read",
    "many tables": "it has no end",
    "bomb in zip": "as no real deck does",
    "bomb in zstd": "as no real deck does",
    "honest bomb": "as no real deck does",
    "giant names": "it holds more than",
    "giant settings": "a value in it is longer than 8 MB",
    "giant defaults": "it holds more than",
    "many notes": "it holds more than",
}
CLEANED = {
    "endless log": "The review log cannot be read; cards come without it",
    "computed column": "The review log cannot be read; cards come without it",
    "twice": "another file has the same name",
    "linked": "it is a link or a device",
    "bomb in list": "The list of media cannot be read",
    "deep list": "",
    "deep json": "The settings “models” of the collection cannot be read",
    "deep json list": "The list of media cannot be read",
    "deep protobuf": "",
    "triggers": "",
    "giant field": f"Note {1_700_000_000_001} was left out: it is longer than can be read",
    "large settings": "",
    "giant card data": "it has no note",
    "bomb in media": "",
    "many files": "The list of media cannot be read",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Read all of them in one process of its own, with a temporary folder of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    packages = {name: str(folder / f"{place}.apkg") for place, name in enumerate(CASES)}
    for name, path in packages.items():
        CASES[name](Path(path))
    (folder / "temporary").mkdir()
    environment = os.environ | {"TMPDIR": str(folder / "temporary"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.unit.formats.read_packages", json.dumps(packages)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found | {"left": [path.name for path in (folder / "temporary").iterdir()]}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_is_refused_in_a_sentence(name: str, report: Mapping[str, Any]) -> None:
    found = report["found"][name]

    assert REFUSED[name] in found.get("refused", f"read: {found}")
    assert "Nothing was changed." in found["refused"]


@pytest.mark.parametrize("name", sorted(CLEANED))
def test_what_is_wrong_in_part_is_left_out_and_the_rest_comes_in(name: str, report: Mapping[str, Any]) -> None:
    found = report["found"][name]

    assert found.get("notes"), found
    assert CLEANED[name] in "\n".join(found["said"])


def test_a_file_that_expands_to_more_than_its_package_says_is_refused_alone(report: Mapping[str, Any]) -> None:
    (media,) = report["found"]["bomb in media"]["media"]

    assert "“a.png” in it was left out: it is not as long as its package says." in media


def test_every_case_is_expected() -> None:
    assert set(REFUSED) | set(CLEANED) == set(CASES)


@pytest.mark.parametrize("name", sorted(CASES))
def test_none_takes_long(name: str, report: Mapping[str, Any]) -> None:
    assert report["found"][name]["seconds"] < MAX_SECONDS


def test_none_takes_much_memory(report: Mapping[str, Any]) -> None:
    assert report["memory"] < MAX_MEMORY_MIB


def test_no_temporary_file_is_left(report: Mapping[str, Any]) -> None:
    assert report["left"] == []
