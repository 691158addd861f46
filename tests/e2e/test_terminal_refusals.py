"""What cannot be done by the terminal is said in one plain sentence, and leaves with 2."""

import os
from pathlib import Path

import pytest

from flashcards.__main__ import run
from flashcards.domain.errors import ImportRefusedError
from flashcards.formats import registry
from tests.permissions import a_public_folder, an_ordinary_user
from tests.unit.formats.format_builders import READING

Captured = pytest.CaptureFixture[str]


def _refused(arguments: list[str], capsys: Captured) -> str:
    capsys.readouterr()
    assert run(arguments, {}) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()[-1].removeprefix("flashcards: ")


@pytest.mark.parametrize("typed", ["abc", "1.5", "9" * 30, "²"])
def test_what_is_no_number_of_an_import_is_refused_in_plain_words(home: Path, capsys: Captured, typed: str) -> None:
    said = _refused(["revert", typed], capsys)

    assert said == f"“{typed}” is no number of an import. `flashcards imports` lists those there are."


@pytest.mark.parametrize("typed", ["abc", "0"])
def test_what_is_no_number_of_cards_is_refused_in_plain_words(home: Path, capsys: Captured, typed: str) -> None:
    said = _refused(["review", "--search", "x", "--limit", typed], capsys)

    assert said.startswith(f"“{typed}” is no number of cards: --limit takes one from 1 up. ")


@pytest.mark.parametrize("named", ["/", "."])
def test_a_whole_disk_is_no_folder_to_import(
    home: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    root = Path(home.anchor)
    monkeypatch.chdir(root)

    said = _refused(["import", named], capsys)

    assert said == (
        f"{root}: this is a whole disk, not a folder of notes. Nothing was changed. Choose the folder the notes are in."
    )


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such permissions here")
@pytest.mark.parametrize("name", [None, "crowdanki"])
def test_a_folder_nobody_may_look_into_is_not_said_to_be_empty(name: str | None) -> None:
    with a_public_folder() as folder:
        closed = folder / "closed"
        closed.mkdir(mode=0)
        with an_ordinary_user(), pytest.raises(ImportRefusedError) as refused:
            registry.read(closed, READING, name)

    assert str(refused.value) == "closed: this folder cannot be opened (Permission denied). Nothing was changed."
