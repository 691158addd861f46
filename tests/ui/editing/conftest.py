"""What tests of the text area share."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.theme import Theme

Made = Callable[[str], FieldArea]


@pytest.fixture
def made(qtbot: QtBot, theme: Theme) -> Made:
    """Make an area with the keyboard at the end of its text."""

    def make(html: str) -> FieldArea:
        area = FieldArea("Back", html, theme)
        qtbot.addWidget(area)
        with qtbot.waitActive(area):
            area.show()
        area.moveCursor(QTextCursor.MoveOperation.End)
        return area

    return make
