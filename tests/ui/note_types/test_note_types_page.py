"""Note types are changed on their page, by name, field, card and styling."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection import editing, note_types
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import NoteKind, NoteType, built_in
from flashcards.settings import Preferences, ThemeChoice
from flashcards.storage import reading
from flashcards.ui.actions import ActionId
from flashcards.ui.note_types.view import NoteTypesPage
from flashcards.ui.page import Services
from tests.builders import NOON, a_note

REVERSED = built_in(NoteKind.REVERSED)


class Desk:
    """The page, with a type of the learner's own in it that has one note."""

    def __init__(self, services: Services, collection: Collection, qtbot: QtBot) -> None:
        self.services, self.collection, self.qtbot = services, collection, qtbot
        copy = collection.transact(Operation.ADD_NOTE_TYPE, lambda t: note_types.copy_type(t, REVERSED.id, "Terms"))
        self.own = copy.value
        note = a_note("a", note_type_id=self.own, fields=("MPI", "Master patient index", "Chapter 3"))
        collection.transact(Operation.ADD_NOTE, lambda t: editing.add_note(t, note, "Mine", NOON))
        self.page = NoteTypesPage(services)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.page.enter()
        self.until(lambda: self.page.view_model.state.current.id == self.own)

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)

    def settle(self) -> None:
        self.until(lambda: self.services.runner.reading == 0 and self.services.runner.unsaved == 0)

    def stored(self, type_id: NoteTypeId | None = None) -> NoteType:
        return self.collection.read(reading.note_types)[type_id or self.own]

    def press(self, name: ActionId) -> None:
        self.page.commands[name].trigger()

    def save(self) -> None:
        self.until(self.page.save.isEnabled)
        self.page.save.click()
        self.settle()


@pytest.fixture
def desk(services: Services, collection: Collection, qtbot: QtBot) -> Desk:
    return Desk(services, collection, qtbot)


def test_the_list_names_all_types_and_the_own_one_is_shown(desk: Desk) -> None:
    names = [desk.page.list.item(row).text() for row in range(desk.page.list.count())]

    assert names == ["Basic", "Basic (and reversed)", "Cloze", "Choice", "Typed answer", "Terms"]
    assert desk.page.list.currentItem().text() == "Terms"
    assert [line.text() for line in desk.page.fields.lines] == ["Front", "Back", "More"]


def test_the_rows_of_the_list_grow_and_shrink_with_the_text(desk: Desk) -> None:
    usual = desk.page.list.sizeHintForRow(0)

    desk.services.theme.wear(Preferences(theme=ThemeChoice.LIGHT, text_percent=150))
    large = [desk.page.list.visualItemRect(desk.page.list.item(row)).height() for row in range(desk.page.list.count())]
    desk.services.theme.wear(Preferences(theme=ThemeChoice.LIGHT))

    assert large == [usual * 3 // 2] * desk.page.list.count()
    assert desk.page.list.sizeHintForRow(0) == usual


def test_a_renamed_field_is_renamed_in_the_cards_and_saved_in_one_step(desk: Desk) -> None:
    line = desk.page.fields.lines[0]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Term")
    QTest.keyClick(line, Qt.Key.Key_Return)

    shown = desk.page.templates.question.toPlainText()
    desk.save()

    assert shown == "{{Term}}"
    assert desk.stored().fields == ("Term", "Back", "More")
    assert desk.collection.steps().undo == "Edit Note Type"
    assert not desk.page.save.isEnabled()


def test_a_field_that_goes_is_taken_out_of_the_cards_and_that_is_said(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.services.notices.said) as said:
        desk.page.fields._remove(1)
    shown = desk.page.templates.answer.toPlainText()
    problems = desk.page.view_model.state.problems
    desk.save()

    assert said.args[0].startswith("“Back” is taken out of ")
    assert "Back" not in shown
    assert problems == ()
    assert not any("Back" in f"{one.question}{one.answer}" for one in desk.stored().templates)


def test_a_field_no_card_names_goes_without_a_word(desk: Desk) -> None:
    said: list[str] = []
    desk.services.notices.said.connect(lambda text, *_rest: said.append(text))
    desk.page.fields.more.click()

    desk.page.fields._remove(3)

    assert said == []


def test_a_field_that_is_added_is_named_at_once_and_tab_goes_on_through_its_line(desk: Desk) -> None:
    form = desk.page.fields
    form.more.setFocus()
    QTest.keyClick(form.more, Qt.Key.Key_Space)
    named = form.lines[-1].hasFocus(), form.lines[-1].selectedText()

    desk.until(form._stops[-1].isVisible)
    stops: list[QWidget | None] = []
    for _ in range(3):
        QTest.keyClick(desk.page.focusWidget(), Qt.Key.Key_Tab)
        stops.append(desk.page.focusWidget())

    assert named == (True, form.lines[-1].text())
    assert stops[-1] is form.more


def test_what_saving_would_delete_is_said_before(desk: Desk) -> None:
    desk.page.view_model.edit(desk.page.view_model.state.work)
    desk.page.fields._remove(2)
    desk.page.templates._remove()
    desk.until(lambda: desk.page.told != "")

    told = desk.page.told
    desk.page.discard.click()
    desk.settle()

    assert told == ("Saving deletes the text of “More” in 1 note and 1 card with the schedule. Undo brings it back.")
    assert desk.page.told == ""
    assert [line.text() for line in desk.page.fields.lines] == ["Front", "Back", "More"]


def test_a_template_that_cannot_be_read_is_underlined_and_not_saved(desk: Desk) -> None:
    desk.page.templates.question.setPlainText("{{Front}} {{#More}}")
    desk.until(lambda: desk.page.templates.problem != "")

    assert desk.page.templates.problem == "Question: {{#More}} is never closed."
    assert len(desk.page.templates.question.extraSelections()) == 1
    assert not desk.page.save.isEnabled()
    desk.press(ActionId.SAVE_TYPE)
    assert desk.page.problem == "“Card 1”: {{#More}} is never closed."


def test_a_changed_template_shows_on_the_newest_note_at_once(desk: Desk) -> None:
    desk.page.templates.question.setPlainText("What is {{Front}}?")

    desk.until(lambda: desk.page.preview.cards[0].content.question == "What is MPI?")
    assert desk.stored().templates == REVERSED.templates


def test_a_card_that_is_added_makes_cards_of_the_notes_there_are(desk: Desk) -> None:
    desk.page.templates._add()
    desk.page.templates.question.setPlainText("{{More}}: {{Front}}")
    desk.save()

    (note,) = desk.collection.read(lambda s: editing.recently_added(s, 1))
    cards = desk.collection.read(lambda s: reading.cards_of_notes(s, [note.note_id]))
    assert [one.name for one in desk.stored().templates] == ["Card 1", "Card 2", "Card 3"]
    assert [card.ordinal for card in cards] == [0, 1, 2]


def test_in_a_small_window_the_name_of_the_card_keeps_its_room(desk: Desk) -> None:
    desk.page.tabs.chosen.emit(1)
    desk.page.resize(828, 640)

    desk.until(lambda: desk.page.templates.more.mapTo(desk.page, QPoint(0, 0)).y() > desk.page.templates.which.y() + 20)
    form = desk.page.templates
    beside = form.which.mapTo(desk.page, form.which.rect().bottomLeft()).y()

    assert form.which.width() > 160
    assert form.more.mapTo(desk.page, QPoint(0, 0)).y() > beside


def test_styling_is_stored(desk: Desk) -> None:
    desk.page.css.setPlainText(".card { color: green; }")
    desk.save()

    assert desk.stored().css == ".card { color: green; }"


def test_changes_of_one_type_wait_while_another_is_looked_at(desk: Desk) -> None:
    desk.page.templates.answer.setPlainText("{{Back}}!")
    desk.page.list.setCurrentRow(0)
    desk.settle()
    read_only = desk.page.templates.answer.isReadOnly()
    desk.page.list.setCurrentRow(5)
    desk.settle()

    assert read_only
    assert desk.page.templates.answer.toPlainText() == "{{Back}}!"
    assert desk.page.list.item(5).text() == "Terms •"
    assert desk.stored().templates == REVERSED.templates


def test_a_built_in_type_is_copied_and_not_changed(desk: Desk) -> None:
    desk.page.list.setCurrentRow(2)
    desk.settle()
    can = [desk.page.commands[name].isEnabled() for name in (ActionId.RENAME_TYPE, ActionId.DELETE_TYPE)]

    desk.press(ActionId.COPY_TYPE)
    assert desk.page.naming.sheet is not None
    desk.page.naming.sheet._line.setText("terms")
    desk.page.naming.sheet._accept()
    desk.settle()
    refused = desk.page.naming.sheet.isVisible()
    desk.page.naming.sheet._line.setText("Gaps")
    desk.page.naming.sheet._accept()
    desk.until(lambda: desk.page.view_model.state.current.name == "Gaps")

    assert can == [False, False]
    assert refused
    assert not desk.page.naming.sheet.isVisible()
    assert desk.page.view_model.state.current.kind is NoteKind.CUSTOM


def test_a_type_is_deleted_with_its_notes_and_undo_brings_it_back(desk: Desk) -> None:
    said: list[str] = []
    desk.services.notices.said.connect(lambda text, _action, _act: said.append(text))

    desk.press(ActionId.DELETE_TYPE)
    desk.until(lambda: desk.page.list.count() == 5)
    desk.services.runner.undo()
    desk.until(lambda: desk.page.list.count() == 6)

    assert said == ["Deleted “Terms” with 1 note."]


def test_undo_of_a_saved_change_is_shown(desk: Desk) -> None:
    desk.page.fields._add()
    desk.save()
    lines = len(desk.page.fields.lines)

    desk.services.runner.undo()
    desk.until(lambda: len(desk.page.fields.lines) == 3)

    assert lines == 4
