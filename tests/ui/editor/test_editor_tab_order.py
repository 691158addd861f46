"""Tab goes through a form from the top to the bottom, whatever was put in meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flashcards.domain.note_type import NoteKind, built_in
from flashcards.ui.editor.field_edit import FieldEdit
from flashcards.ui.editor.note_form import NoteForm
from flashcards.ui.editor.options_form import OptionsForm
from flashcards.ui.page import Services
from tests.builders import a_note


class Desk:
    """A form between two buttons, made before its fields are."""

    def __init__(self, services: Services, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.form = NoteForm(services, can_keep=True)
        layout = QHBoxLayout(self.window)
        for part in (QPushButton("before"), self.form, QPushButton("after")):
            layout.addWidget(part)
        with qtbot.waitActive(self.window):
            self.window.show()

    def open(self, kind: NoteKind) -> None:
        self.form.open(a_note("a", kind), built_in(kind))
        self.form.take_focus()

    def walk(self, steps: int) -> list[str]:
        """Give where Tab goes, from where the keyboard is."""
        areas = list(self.form.areas.values())
        self._qtbot.waitUntil(lambda: all(area.isVisible() for area in areas))
        found = []
        for _ in range(steps):
            focused = self.window.focusWidget()
            found.append(focused.accessibleName() or getattr(focused, "text", str)())
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        return found


@pytest.fixture
def desk(services: Services, qtbot: QtBot) -> Desk:
    return Desk(services, qtbot)


OPTION = ("Option {0}", "Option {0} is right", "Option {0} keeps its place", "Move Option {0} down")
LAST = ("Source", "Tags", "after", "before")


def test_fields_come_before_source_and_tags(desk: Desk) -> None:
    desk.open(NoteKind.BASIC)
    assert desk.walk(8) == ["Front", "Back", "More", *LAST, "Front"]

    desk.open(NoteKind.CLOZE)
    assert desk.walk(6) == ["Text", "More", *LAST]


def test_options_come_right_after_the_question(desk: Desk) -> None:
    desk.open(NoteKind.CHOICE)

    assert desk.walk(5) == ["Question", *(one.format("A") for one in OPTION)]


def test_options_moved_and_added_stand_in_their_place(desk: Desk) -> None:
    desk.open(NoteKind.CHOICE)
    (options,) = desk.form.findChildren(OptionsForm)
    options.rows[0].down.click()
    options.add()
    count = len(options.rows)

    options.rows[-2].why.area.setFocus()
    last = "ABCDEFGHIJ"[count - 1]
    assert desk.walk(2)[1] == f"Option {last}"
    options.rows[-1].why.area.setFocus()
    assert desk.walk(3)[1:] == ["Add an option", "More"]


def test_a_field_shown_as_html_keeps_its_place(desk: Desk) -> None:
    desk.open(NoteKind.BASIC)
    front = desk.form.findChildren(FieldEdit)[0]
    front.toggle_source()
    assert desk.walk(3) == ["Front", "Back", "More"]

    front.toggle_source()
    front.area.setFocus()
    assert desk.walk(3) == ["Front", "Back", "More"]
