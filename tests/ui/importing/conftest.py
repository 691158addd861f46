"""Deck files, and the Import page over them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flashcards.ui.importing.state import Phase
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.page import Services

HEAD = """---
deck: {deck}
checked: 2026-11-23
source: 45 CFR 164.524
domain: 1
level: recall
---

"""

WriteDeck = Callable[..., Path]


@pytest.fixture
def write_deck(tmp_path: Path) -> WriteDeck:
    """Write a deck file: one note a pair of question and answer."""

    def write(name: str, *notes: tuple[str, str], deck: str = "Filing::Charts", more: str = "") -> Path:
        path = tmp_path / name
        lines = [
            f"## {path.stem}-{number}\nQ: {question}\nA: {answer}\n" for number, (question, answer) in enumerate(notes)
        ]
        path.write_text(HEAD.format(deck=deck) + "\n".join(lines) + more, encoding="utf-8")
        return path

    return write


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[ImportPage]:
    """The page, shown, with nothing chosen yet."""
    made = ImportPage(services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    with qtbot.waitSignal(made.view_model.changed):
        made.enter()
        made.take_focus()
    yield made
    made.view_model.start_again()


def look_over(page: ImportPage, qtbot: QtBot, *paths: Path) -> None:
    """Open files, and wait until they can be looked over."""
    page.open_files(paths)
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.REVIEW and page.view_model.state.is_settled)
    qtbot.waitUntil(lambda: page.review.table.columns.is_whole)


def carry_out(page: ImportPage, qtbot: QtBot) -> None:
    """Import what is shown."""
    page.view_model.act()
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.DONE)
