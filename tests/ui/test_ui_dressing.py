"""Another size of text and another palette reach what is seen of the window at once, and the rest when it is shown."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QMenuBar, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from flashcards.settings import Preferences, ThemeChoice
from flashcards.ui import dressing
from flashcards.ui.dressing import Dressing
from flashcards.ui.stylesheet import stylesheet
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import DARK, LIGHT
from flashcards.ui.widgets.text import label


def at(percent: int) -> Preferences:
    """Give light preferences with a size of text."""
    return Preferences(theme=ThemeChoice.LIGHT, text_percent=percent)


def dressed(window: QWidget, theme: Theme, qtbot: QtBot) -> QWidget:
    """Have a window dressed part by part, and show it."""
    qtbot.addWidget(window)
    Dressing(theme, window, (window,))
    window.show()
    return window


def test_a_part_of_the_window_that_is_not_seen_is_dressed_when_it_is_shown(theme: Theme, qtbot: QtBot) -> None:
    worn_by_all = theme.application.styleSheet()
    window, seen, unseen = QStackedWidget(), label("Seen", "title"), label("Unseen", "title")
    window.addWidget(seen)
    window.addWidget(unseen)
    dressed(window, theme, qtbot)

    theme.wear(at(200))
    qtbot.waitUntil(lambda: seen.font().pixelSize() == 52)
    before = unseen.font().pixelSize()
    window.setCurrentWidget(unseen)

    assert (before, unseen.font().pixelSize()) == (26, 52)
    assert theme.application.styleSheet() == worn_by_all


def test_what_comes_into_the_window_later_is_dressed_too(theme: Theme, qtbot: QtBot) -> None:
    window = dressed(QWidget(), theme, qtbot)
    theme.wear(at(200))

    late = label("Late", "title")
    late.setParent(window)
    late.show()

    assert late.font().pixelSize() == 52


def test_text_that_was_large_is_large_again(theme: Theme, qtbot: QtBot) -> None:
    window, bar = QMainWindow(), QMenuBar()
    bar.addMenu("File")
    window.setMenuBar(bar)
    dressed(window, theme, qtbot)

    sizes = []
    for percent in (150, 100, 150):
        theme.wear(at(percent))
        sizes.append(bar.font().pixelSize())

    assert sizes == [21, 14, 21]


class Crowd:
    """A window with a page of many parts: six groups of twenty labels, in a column, and one that is hidden."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.window = QStackedWidget()
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        self.groups = [QWidget() for _ in range(7)]
        for group in self.groups:
            row = QHBoxLayout(group)
            for _ in range(20):
                row.addWidget(label("Title", "title"))
            column.addWidget(group)
        self.groups[-1].hide()
        self.window.addWidget(self.page)
        dressed(self.window, theme, qtbot)

    def sizes(self) -> list[int]:
        found = (group.findChild(QLabel) for group in self.groups)
        return [one.font().pixelSize() for one in found if isinstance(one, QLabel)]


def test_a_page_of_many_parts_is_dressed_in_several_turns_and_seen_at_once(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dressing, "TURN_S", 0.0)
    crowd = Crowd(theme, qtbot)
    height = crowd.groups[0].height()

    theme.wear(at(200))
    at_first, is_painted = crowd.sizes(), (crowd.window.updatesEnabled(), crowd.page.updatesEnabled())
    qtbot.waitUntil(crowd.page.updatesEnabled)

    assert (at_first, is_painted) == ([52, 26, 26, 26, 26, 26, 26][: len(at_first)], (True, False))
    assert crowd.sizes() == [52, 52, 52, 52, 52, 52, 26]
    qtbot.waitUntil(lambda: crowd.groups[0].height() > height)
    assert crowd.page.layout().isEnabled()  # type: ignore[union-attr]  # it has one
    assert {group.height() for group in crowd.groups[:6]} == {crowd.groups[0].height()}


def test_another_size_between_two_turns_is_the_one_that_is_worn(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dressing, "TURN_S", 0.0)
    crowd = Crowd(theme, qtbot)

    theme.wear(at(200))
    theme.wear(at(150))
    qtbot.waitUntil(crowd.page.updatesEnabled)

    assert crowd.sizes() == [39, 39, 39, 39, 39, 39, 26]


def test_another_palette_between_two_turns_is_worn_at_once(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dressing, "TURN_S", 0.0)
    crowd = Crowd(theme, qtbot)

    theme.wear(at(200))
    theme.wear(replace(at(200), theme=ThemeChoice.DARK))

    assert crowd.sizes() == [52] * 7
    assert crowd.page.updatesEnabled()


def test_parts_that_are_shown_together_are_measured_anew_once(theme: Theme, qtbot: QtBot) -> None:
    crowd, empty = Crowd(theme, qtbot), QWidget()
    crowd.window.addWidget(empty)
    crowd.window.setCurrentWidget(empty)
    theme.wear(at(200))
    told: list[int] = []
    theme.changed.connect(lambda: told.append(theme.scaled(100)))

    crowd.window.setCurrentWidget(crowd.page)
    at_once = crowd.sizes()
    qtbot.waitUntil(lambda: told == [200])

    assert at_once == [52, 52, 52, 52, 52, 52, 26]
    crowd.groups[-1].show()
    assert crowd.sizes()[-1] == 52


class Hint(QFrame):
    """Goes with what it is for, wherever it lies."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        owner.destroyed.connect(self.deleteLater)


def test_what_is_gone_from_the_window_is_dressed_no_more(theme: Theme, qtbot: QtBot) -> None:
    window, page = QWidget(), QWidget()
    page.setParent(window)
    dressed(window, theme, qtbot)
    (made,) = window.findChildren(Dressing)
    hint = Hint(page)
    hint.show()
    page.show()
    before = len(made._parts)

    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(hint))
    theme.wear(at(200))

    assert (before, len(made._parts)) == (2, 0)


def test_without_a_window_the_application_is_dressed_again(theme: Theme, qtbot: QtBot) -> None:
    window = dressed(QWidget(), theme, qtbot)
    theme.wear(at(120))
    with_window = theme.application.styleSheet()
    window.close()

    theme.wear(at(150))

    assert with_window == stylesheet(LIGHT, 100)
    assert theme.application.styleSheet() == stylesheet(LIGHT, 150)


def test_another_palette_is_worn_by_all_and_by_no_part_alone(theme: Theme, qtbot: QtBot) -> None:
    window, part = QWidget(), label("Seen", "title")
    part.setParent(window)
    dressed(window, theme, qtbot)
    theme.wear(at(200))
    own = part.styleSheet()

    theme.wear(Preferences(theme=ThemeChoice.DARK, text_percent=200))

    assert own == stylesheet(LIGHT, 200)
    assert part.styleSheet() == ""
    assert theme.application.styleSheet() == stylesheet(DARK, 200)
