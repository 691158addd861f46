"""`flashcards check` with the lists that lie beside decks."""

from pathlib import Path

import pytest

from flashcards.__main__ import run

DECK = (
    "---\ndeck: Mine\nchecked: 2026-11-23\nsource: 45 CFR 164.524\ndomain: 1\n---\n"
    "## one\nQ: A chargemaster?\nA: Two\nFacts: C-001\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of decks with a deck one level down."""
    (tmp_path / "decks" / "mine").mkdir(parents=True)
    (tmp_path / "decks" / "mine" / "a.md").write_text(DECK, encoding="utf-8")
    return tmp_path / "decks"


def check(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    run(["check", str(path)], {})
    return [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()[:-1]]


def test_without_lists_neither_words_nor_facts_are_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(folder, capsys) == []


def test_lists_are_found_in_the_folder_and_in_the_one_above(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "words.txt").write_text("HIPAA\n", encoding="utf-8")
    (folder / "facts.txt").write_text("C-002 to C-003\n", encoding="utf-8")
    inside = [
        "“chargemaster” is not in the dictionary [spelling]",
        f"there is no fact C-001 in {folder / 'facts.txt'} [unknown-fact]",
    ]

    assert check(folder / "mine", capsys) == inside
    assert check(folder / "mine" / "a.md", capsys) == inside
    assert check(folder, capsys) == [
        *inside,
        "no note for daily study covers C-002 [uncovered-fact]",
        "no note for daily study covers C-003 [uncovered-fact]",
    ]


def test_a_list_that_is_not_utf_8_is_a_problem_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "words.txt").write_bytes(b"caf\xe9\n")

    assert run(["check", str(folder)], {}) == 2
    assert capsys.readouterr().err == f"flashcards: {folder / 'words.txt'} is not UTF-8; save it as UTF-8.\n"


def test_a_readme_beside_decks_is_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "README.md").write_text("Nothing but words.\n", encoding="utf-8")

    assert run(["check", str(folder)], {}) == 0
    assert capsys.readouterr().out == "1 file, 1 note, 0 findings\n"
