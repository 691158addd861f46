"""The Browse page is made ready before anybody asks for it, and never instead of the one that is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.getting_ready import GettingReady
from flashcards.ui.main_window import MainWindow
from flashcards.ui.page import PageId, Services
from flashcards.ui.page_makers import page_makers
from flashcards.ui.problems import Problems
from tests.builders import a_note, add_notes


@pytest.fixture
def window(services: Services, collection: Collection, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on Decks, with three cards."""
    add_notes(collection, "Clerk", [a_note(word, fields=(word, "answer")) for word in ("audit", "breach", "census")])
    problems = Problems(tmp_path / "log", lambda: "Test")
    geometry = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = MainWindow(services, page_makers(), problems, geometry)
    with qtbot.waitActive(made):
        made.show()
    made.go(PageId.DECKS)
    yield made
    made.deleteLater()


def test_the_page_and_its_first_list_are_there_before_it_is_opened(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    ready = GettingReady(services, window)

    qtbot.waitUntil(lambda: ready.is_done, timeout=30_000)
    page = window.page(PageId.BROWSE)
    assert isinstance(page, BrowsePage)
    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 3)

    assert window.page_shown is PageId.DECKS


def test_what_was_read_ahead_is_read_again_when_the_page_is_opened(
    window: MainWindow, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    ready = GettingReady(services, window)
    qtbot.waitUntil(lambda: ready.is_done, timeout=30_000)
    page = window.page(PageId.BROWSE)
    assert isinstance(page, BrowsePage)
    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 3)
    add_notes(collection, "Clerk", [a_note("deed", fields=("deed", "answer"))])

    window.go(PageId.BROWSE)

    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 4)


def test_a_page_the_learner_opened_meanwhile_stays(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    ready = GettingReady(services, window)
    window.go(PageId.BROWSE)
    page = window.page(PageId.BROWSE)

    qtbot.waitUntil(lambda: ready.is_done, timeout=30_000)

    assert window.page(PageId.BROWSE) is page


def test_nothing_is_begun_once_the_collection_closes(window: MainWindow, services: Services) -> None:
    ready = GettingReady(services, window)

    services.runner.closing.emit()

    assert ready.is_done
    assert not window.has(PageId.BROWSE)
