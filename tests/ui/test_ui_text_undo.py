"""Whose Ctrl+Z it is: the text's or the window's."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flashcards.ui.key_field import KeyField
from flashcards.ui.text_undo import Editor, TextUndo, text_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Desk:
    """A window that undoes and redoes, with one text in it."""

    def __init__(self, qtbot: QtBot, editor: Editor) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.editor = editor
        self.done: list[str] = []
        QVBoxLayout(self.window).addWidget(editor)
        self.watch = TextUndo(self.window)
        for key, name in (("Ctrl+Z", "undo"), ("Ctrl+Shift+Z", "redo"), ("Ctrl+Del", "delete")):
            QShortcut(QKeySequence(key), self.window, lambda name=name: self.done.append(name))
        with qtbot.waitActive(self.window):
            self.window.show()
        editor.setFocus()

    def undo(self) -> None:
        QTest.keyClick(self.editor, Qt.Key.Key_Z, CTRL)

    def redo(self) -> None:
        QTest.keyClick(self.editor, Qt.Key.Key_Z, CTRL | SHIFT)


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox])
def test_the_window_undoes_until_something_is_typed_and_then_the_text_does(qtbot: QtBot, kind: type[Editor]) -> None:
    desk = Desk(qtbot, kind())
    desk.undo()
    desk.redo()
    assert desk.done == ["undo", "redo"]

    QTest.keyClicks(desk.editor, "1")
    desk.undo()
    assert desk.done == ["undo", "redo"]
    desk.undo()  # once too often: it is not the window's turn
    assert desk.done == ["undo", "redo"]
    desk.redo()
    desk.redo()
    assert desk.done == ["undo", "redo"]


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit])
def test_a_word_is_deleted_in_a_text_and_what_is_selected_elsewhere_only_without_one(
    qtbot: QtBot, kind: type[QLineEdit | QTextEdit | QPlainTextEdit]
) -> None:
    desk = Desk(qtbot, kind())
    QTest.keyClick(desk.editor, Qt.Key.Key_Delete, CTRL)
    without = list(desk.done)
    QTest.keyClicks(desk.editor, "two words")
    QTest.keyClick(desk.editor, Qt.Key.Key_Home)

    QTest.keyClick(desk.editor, Qt.Key.Key_Delete, CTRL)

    assert (without, desk.done) == (["delete"], ["delete"])
    assert text_of(desk.editor).strip() == "words"


def test_a_text_that_is_begun_anew_leaves_undo_to_the_window(qtbot: QtBot) -> None:
    desk = Desk(qtbot, QPlainTextEdit())
    QTest.keyClicks(desk.editor, "a note")
    desk.undo()
    assert isinstance(desk.editor, QPlainTextEdit)

    desk.editor.setPlainText("")  # as when a note was added
    desk.undo()

    assert desk.done == ["undo"]


def test_a_field_for_keys_keeps_the_keys_of_undo(qtbot: QtBot) -> None:
    field = KeyField()
    desk = Desk(qtbot, field)
    pressed: list[str] = []
    field.pressed.connect(pressed.append)

    desk.undo()
    desk.redo()

    assert (pressed, desk.done) == (["Ctrl+Z", "Ctrl+Shift+Z"], [])


def test_a_text_that_lost_the_keyboard_is_no_longer_watched(qtbot: QtBot) -> None:
    desk = Desk(qtbot, QLineEdit())
    desk.editor.clearFocus()

    assert desk.watch._watched is None
