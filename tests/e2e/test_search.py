"""`flashcards search`, as a learner calls it."""

import json
from pathlib import Path

import pytest

from flashcards.cli.main import run_command


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("FLASHCARDS_HOME", str(tmp_path))
    assert run_command(["status"]) == 0
    capsys.readouterr()
    return tmp_path


def test_a_search_prints_cards_with_their_guids(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["search", "kind:choice domain:2 source:164.524", "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found
    assert set(found[0]) == {"card", "guid", "ord"}


def test_without_json_each_card_has_a_line_and_the_last_counts(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["search", "deck:RHIT* -is:new"]) == 0

    assert capsys.readouterr().out == "0 cards\n"


def test_a_search_needs_no_quotation_marks_and_may_begin_with_a_minus(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["search", "-deck:RHIT*", "-is:new"]) == 0

    assert capsys.readouterr().out == "0 cards\n"


def test_what_cannot_be_understood_is_told_in_one_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["search", "fracture is:dew"]) == 2

    said = capsys.readouterr().err
    assert said.startswith("flashcards: “is:dew” is not known.")
    assert said.rstrip().endswith("At sign 10: is:dew")


@pytest.mark.parametrize("query", ["(" * 300 + "audit" + ")" * 300, "-" * 3000 + "audit"])
def test_what_lies_too_deep_is_told_in_one_line(home: Path, query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["search", query]) == 2

    said = capsys.readouterr().err
    assert said.startswith("flashcards: Parentheses and minus signs lie in each other more than 50 deep here.")
    assert said.count("\n") == 1


def test_of_a_word_that_is_too_long_the_beginning_is_written(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["search", "a" * 20_000]) == 2

    said = capsys.readouterr().err
    assert said.startswith("flashcards: A word of a search has at most 10,000 signs; this one has 20,000.")
    assert said.rstrip().endswith(f"At sign 1: {'a' * 60}…")
