"""A note edited beside a list stores itself, and follows what happens elsewhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.bulk import move_to_deck
from flashcards.collection.card_actions import delete_note, toggle_mark
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind
from flashcards.storage import reading
from flashcards.ui.editor.note_editor import NoteEditor
from flashcards.ui.page import Services
from tests.builders import a_note, add_notes

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """An editor beside a line of something else."""

    def __init__(self, services: Services, collection: Collection, qtbot: QtBot) -> None:
        self.collection, self.services, self.qtbot = collection, services, qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(700, 600)
        self.editor, self.line = NoteEditor(services), QLineEdit()
        row = QHBoxLayout(self.window)
        row.addWidget(self.line)
        row.addWidget(self.editor)
        with qtbot.waitActive(self.window):
            self.window.show()

    def open(self, note_id: int) -> None:
        self.editor.show_note(NoteId(note_id))
        self.until(lambda: self.services.runner.reading == 0 and self.services.runner.unsaved == 0)

    def write(self, text: str, name: str = "Back") -> None:
        area = self.editor.form.areas[name]
        area.setFocus()
        area.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(area, text)

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)

    def note(self, note_id: int = 1) -> Note:
        return self.collection.read(lambda snapshot: reading.notes(snapshot, [NoteId(note_id)]))[NoteId(note_id)]


@pytest.fixture
def desk(services: Services, collection: Collection, qtbot: QtBot) -> Desk:
    notes = [a_note("a"), a_note("b"), a_note("c", NoteKind.CLOZE)]
    add_notes(collection, "Mine::Rules", notes)
    return Desk(services, collection, qtbot)


def test_ctrl_enter_stores_what_was_changed_in_one_step(desk: Desk) -> None:
    desk.open(1)
    desk.write(" at most")

    with (
        desk.qtbot.waitSignal(desk.editor.stored) as stored,
        desk.qtbot.waitSignal(desk.services.notices.said) as said,
    ):
        QTest.keyClick(desk.editor.form.areas["Back"], Qt.Key.Key_Return, CTRL)

    assert stored.args == [NoteId(1)]
    assert desk.note().fields[1] == "30 days at most"
    assert desk.collection.steps().undo == "Edit Note"
    assert not desk.editor.is_changed
    assert said.args == ["The note is saved.", "Undo", desk.services.runner.undo]


def test_that_cards_went_with_what_was_taken_out_is_said_once_it_is_stored(desk: Desk) -> None:
    desk.open(3)
    area = desk.editor.form.areas["Text"]
    area.setFocus()
    area.setPlainText("The {{c1::legal}} record.")

    with desk.qtbot.waitSignal(desk.services.notices.said) as said:
        desk.line.setFocus()

    assert said.args[0] == "The note is saved. 1 card deleted with the schedule."


def test_the_deck_is_said_anew_after_a_move(desk: Desk) -> None:
    desk.open(1)
    before = desk.editor._where.text()

    desk.services.runner.write(Operation.MOVE_CARDS, lambda change: move_to_deck(change, [CardId(1)], "Other"))

    desk.until(lambda: desk.editor._where.text() == "Basic · Other")
    assert before == "Basic · Mine › Rules"


def test_what_was_changed_is_stored_when_the_keyboard_goes_elsewhere(desk: Desk) -> None:
    desk.open(1)
    desk.write("!")

    with desk.qtbot.waitSignal(desk.editor.stored), desk.qtbot.assertNotEmitted(desk.services.notices.said):
        desk.line.setFocus()

    assert desk.note().fields[1] == "30 days!"


def test_what_was_changed_is_stored_when_another_note_is_shown(desk: Desk) -> None:
    desk.open(1)
    desk.write("!")

    desk.open(2)

    assert desk.note(1).fields[1] == "30 days!"
    assert desk.editor.form.areas["Back"].toPlainText() == "30 days"


def test_what_was_not_changed_is_not_stored(desk: Desk) -> None:
    desk.open(1)
    desk.open(2)
    desk.editor.hide()

    assert desk.note(1).revision == 0
    assert desk.collection.steps().undo == "Add Note"


def test_a_note_that_cannot_be_asked_is_not_stored_and_says_why(desk: Desk) -> None:
    desk.open(1)
    desk.editor.form.areas["Front"].setPlainText("")

    desk.editor.flush()

    assert desk.editor.problem == "“Front” is what the card asks with: it cannot be empty."
    assert desk.note().fields[0] == "How long is access to take at most?"


def test_the_keyboard_goes_into_a_note_as_soon_as_it_is_there(desk: Desk) -> None:
    desk.line.setFocus()

    desk.editor.show_note(NoteId(1))
    desk.editor.take_focus()
    desk.until(lambda: "Front" in desk.editor.form.areas)

    desk.until(desk.editor.form.areas["Front"].hasFocus)
    assert not desk.line.hasFocus()


def test_words_that_could_not_be_stored_are_there_when_the_note_is_shown_again(desk: Desk) -> None:
    desk.open(1)
    desk.write(" Thirty.")
    desk.editor.form.areas["Front"].setPlainText("")

    with desk.qtbot.waitSignal(desk.services.notices.said) as said:
        desk.open(2)
    away = desk.editor.problem
    desk.open(1)

    assert said.args[0].startswith("What you wrote in that note is not stored. “Front” is what the card asks with")
    assert away == ""
    assert desk.editor.form.areas["Front"].toPlainText() == ""
    assert desk.editor.form.areas["Back"].toPlainText().endswith(" Thirty.")
    assert desk.editor.problem.startswith("“Front” is what the card asks with")


def test_cards_that_storing_deletes_are_counted_before(desk: Desk) -> None:
    desk.open(3)

    desk.editor.form.areas["Text"].setPlainText("Notice within {{c1::60 days}} of discovery.")
    desk.until(lambda: desk.editor.warning != "")

    assert desk.editor.warning == "Saving deletes 1 card of this note with the schedule. Undo brings it back."


def test_a_change_made_elsewhere_is_shown_and_typed_words_stay(desk: Desk) -> None:
    desk.open(1)
    desk.collection.transact(Operation.MARK, lambda change: toggle_mark(change, NoteId(1)))
    desk.services.runner.undo()
    desk.until(lambda: desk.services.runner.unsaved == 0 and desk.services.runner.reading == 0)
    desk.services.runner.redo()
    desk.until(lambda: desk.editor.form.tags.text() == "marked")

    desk.write("!")
    desk.services.runner.undo()
    desk.until(lambda: desk.services.runner.unsaved == 0 and desk.services.runner.reading == 0)

    assert desk.editor.form.areas["Back"].toPlainText() == "30 days!"
    with desk.qtbot.waitSignal(desk.editor.stored):
        desk.editor.flush()
    assert desk.note().fields[1] == "30 days!"


def test_a_note_that_is_deleted_is_no_longer_shown(desk: Desk) -> None:
    desk.open(1)

    desk.services.runner.write(Operation.DELETE_NOTE, lambda change: delete_note(change, NoteId(1)))
    desk.until(lambda: not desk.editor.form.isVisible())
    desk.services.runner.undo()
    desk.until(desk.editor.form.isVisible)

    assert desk.editor.form.areas["Back"].toPlainText() == "30 days"


def test_no_note_at_all_says_what_to_do(desk: Desk) -> None:
    desk.open(1)
    shown = desk.editor.form.isVisible()

    desk.editor.show_note(None)

    assert shown
    assert not desk.editor.form.isVisible()


def test_ctrl_l_stores_what_was_changed_and_asks_for_the_note_type(desk: Desk) -> None:
    desk.open(1)
    desk.write(" at most")

    with desk.qtbot.waitSignal(desk.editor.type_wanted) as wanted:
        QTest.keyClick(desk.editor.form.areas["Back"], Qt.Key.Key_L, CTRL)
    desk.until(lambda: desk.note().fields[1] == "30 days at most")

    assert wanted.args == [desk.note().note_type_id]


def test_ctrl_l_stays_with_a_note_that_cannot_be_asked(desk: Desk) -> None:
    desk.open(1)
    desk.editor.take_focus()
    desk.editor.form.areas["Front"].setPlainText("")
    asked: list[object] = []
    desk.editor.type_wanted.connect(asked.append)

    QTest.keyClick(desk.editor.form.areas["Front"], Qt.Key.Key_L, CTRL)

    assert asked == []
    assert desk.editor.problem
