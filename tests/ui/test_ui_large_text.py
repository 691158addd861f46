"""At 200 % text in a small window every page turns, and nothing is cut off at the side."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.ui.decks.view import DecksPage
from flashcards.ui.first_run.view import FirstRunPage
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.page import Page, Services
from flashcards.ui.progress.view import ProgressPage
from flashcards.ui.settings.view import SettingsPage
from flashcards.ui.today.view import TodayPage
from flashcards.ui.tuning.view import TuningPage
from flashcards.ui.widgets.beside import Beside
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.text import label
from tests.builders import a_note, add_notes

WORDS = (QLabel, QPushButton, QToolButton)


@pytest.mark.parametrize(
    "make", [TodayPage, DecksPage, SettingsPage, FirstRunPage, ImportPage, TuningPage, ProgressPage]
)
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_cut_off_at_the_side(
    make: Callable[[Services], Page], percent: int, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    add_notes(collection, "Clerk::Filing", [a_note("one"), a_note("two")])
    services.theme.wear(replace(services.look.preferences, text_percent=percent))
    page = make(services)
    qtbot.addWidget(page)
    page.resize(930, 640)
    page.show()
    with qtbot.waitSignal(page.view_model.changed):  # type: ignore[attr-defined]  # every page has one
        page.enter()
    page.leave()
    qtbot.wait(50)

    bodies = [(area.widget(), area.viewport()) for area in page.findChildren(QScrollArea) if area.isVisible()]
    assert all(body.width() <= port.width() for body, port in bodies if body is not None)
    shown = [one for one in page.findChildren(QWidget) if isinstance(one, WORDS) and one.isVisible()]
    outside = [one.property("text") for one in shown if not _is_within(page.rect(), one)]
    assert outside == []
    assert len(shown) > 3


def _is_within(page: QRect, one: QWidget) -> bool:
    left = one.mapTo(one.window(), one.rect().topLeft()).x()
    return left >= page.left() and left + one.width() - 1 <= page.right()


def test_two_things_stand_side_by_side_where_there_is_room_and_turn_where_there_is_not(qtbot: QtBot) -> None:
    first, second, host = QPushButton("First"), QPushButton("Second"), QWidget()
    both = Beside(first, second)
    both.setParent(host)
    qtbot.addWidget(host)
    host.resize(700, 300)
    host.show()

    both.resize(600, 200)
    wide = first.y() == second.y()
    both.resize(both.minimumSizeHint().width(), 200)
    qtbot.waitUntil(lambda: second.y() > first.geometry().bottom())

    assert wide


def test_a_page_is_no_higher_than_its_content_at_the_width_it_has(qtbot: QtBot) -> None:
    page = PageColumn()
    qtbot.addWidget(page)
    for _ in range(12):
        page.column.addWidget(
            Beside(label("Some words that wrap in a narrow page. " * 3, wraps=True), QPushButton("Do it"))
        )
    page.column.addStretch(1)
    page.resize(900, 200)
    page.show()
    body = page.widget()

    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)

    assert body is not None
    assert body.height() == body.heightForWidth(body.width())
