"""`flashcards check` with the files of changes beside decks."""

from pathlib import Path

import pytest

from flashcards.__main__ import run

DECK = "---\ndeck: Mine\nchecked: 2026-11-23\nsource: 45 CFR 164.524\ndomain: 1\n---\n## one\nQ: One?\nA: Two\n"
ENTRY = "# 2026-11-23\n## one\nWhy: It is two now.\nSource: 45 CFR 164.524\n"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Make a folder of decks with a deck one level down; give that."""
    folder = tmp_path / "decks" / "mine"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(DECK, encoding="utf-8")
    return folder


def test_a_file_of_changes_is_checked_with_its_folder_and_alone(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = deck / "CHANGES"
    file.write_text(ENTRY + "## two\nWhy: New.\nSource: me\n## three\nSource: me\n", encoding="utf-8")
    wrong = [
        f"{file}:5: there is no note “two” in this deck; if it was withdrawn, write “## withdrawn two” [unknown-note]",
        f"{file}:8: “Why:” is missing: one sentence that tells the learner what is another now",
    ]

    codes = [run(["check", str(path)], {}) for path in (deck.parent, file)]

    assert codes == [1, 1]
    assert capsys.readouterr().out.splitlines() == [
        *wrong,
        "1 file, 1 note, 2 findings",
        *wrong,
        "0 files, 0 notes, 2 findings",
    ]


def test_changes_without_mistakes_pass(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (deck / "CHANGES").write_text(ENTRY, encoding="utf-8")

    assert run(["check", str(deck)], {}) == 0
    assert capsys.readouterr().out == "1 file, 1 note, 0 findings\n"
