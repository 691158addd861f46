"""What a deck says is no command to the terminal it is printed on."""

import io
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flashcards import paths
from flashcards.__main__ import run
from flashcards.collection.collection import Collection
from tests.builders import Clock, a_note, add_notes

EVIL = "a\x1b[31mred\x1b]0;title\x07 \x9b2J b\tc"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def usual(home: Path) -> None:
    with closing(Collection.open(paths.collection(), backups=paths.backups(), clock=Clock())) as collection:
        add_notes(collection, "Filing", [a_note("one", fields=(EVIL, "b", ""))])


@pytest.mark.usefixtures("usual")
@pytest.mark.parametrize("arguments", [["search", "red"], ["review"]])
def test_a_terminal_gets_no_control_characters_of_a_note(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))

    assert run(arguments, {}) == 0

    said = terminal.getvalue()
    assert "red" in said
    assert not {sign for sign in said if not sign.isprintable()} - {"\n", "\t"}


@pytest.mark.usefixtures("usual")
def test_a_program_gets_a_note_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "red"], {}) == 0

    assert "a\x1b[31mred" in capsys.readouterr().out


@pytest.mark.usefixtures("usual")
def test_a_file_name_in_a_refusal_is_no_command_either(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "n\x1b[31mo.csv"], {}) == 2

    assert capsys.readouterr().err.startswith("flashcards: n?[31mo.csv: ")
