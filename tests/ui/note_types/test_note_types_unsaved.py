"""Undo on the page of note types takes back what is not saved before what is stored."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.collection import note_types
from flashcards.collection.collection import Collection
from flashcards.collection.reshaping import Reshaping
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.storage import reading
from flashcards.ui.actions import ActionId
from flashcards.ui.main_window import MainWindow
from flashcards.ui.note_types.unsaved import Unsaved
from flashcards.ui.note_types.view import NoteTypesPage
from flashcards.ui.note_types.working import add_field, changed_template, remove_template, set_css
from flashcards.ui.page import PageId, Services
from flashcards.ui.page_makers import page_makers
from flashcards.ui.problems import Problems

BASIC, REVERSED = built_in(NoteKind.BASIC), built_in(NoteKind.REVERSED)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Desk:
    """The window on its page of note types, with two types of the learner's own."""

    def __init__(self, services: Services, collection: Collection, qtbot: QtBot) -> None:
        self.collection, self.qtbot = collection, qtbot
        self.terms, self.forms = (self.copied(name) for name in ("Terms", "Forms"))
        self.services = services
        folder = collection.path.parent
        problems = Problems(folder / "flashcards.log", lambda: "", services.runner)
        shape = QSettings(str(folder / "shape.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(services, page_makers(), problems, shape)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.window.go(PageId.NOTE_TYPES)
        page = self.window.page(PageId.NOTE_TYPES)
        assert isinstance(page, NoteTypesPage)
        self.page = page
        self.until(lambda: page.view_model.state.is_ready)
        page.show_note_type(self.terms)
        self.until(lambda: page.view_model.state.current.id == self.terms)
        self.until(lambda: self.undo_text == "Undo Add Note Type")

    def copied(self, name: str) -> NoteTypeId:
        return self.collection.transact(
            Operation.ADD_NOTE_TYPE, lambda change: note_types.copy_type(change, REVERSED.id, name)
        ).value

    @property
    def undo_text(self) -> str:
        return self.window.commands[ActionId.UNDO].text()

    @property
    def fields(self) -> list[str]:
        return [line.text() for line in self.page.fields.lines]

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)

    def undo(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_Z, CTRL)

    def redo(self) -> None:
        QTest.keyClick(self.window, Qt.Key.Key_Z, CTRL | SHIFT)

    def types(self) -> set[str]:
        self.until(lambda: self.services.runner.unsaved == 0)
        return {one.name for one in self.collection.read(reading.note_types).values() if not one.is_built_in}


@pytest.fixture
def desk(services: Services, collection: Collection, qtbot: QtBot) -> Desk:
    return Desk(services, collection, qtbot)


def test_undo_takes_back_a_change_that_is_not_saved_and_leaves_the_type_where_it_is(desk: Desk) -> None:
    desk.page.fields.more.click()
    said = desk.undo_text
    desk.page.list.setFocus()

    desk.undo()
    after = desk.fields
    desk.redo()

    assert said == "Undo Unsaved Change"
    assert after == ["Front", "Back", "More"]
    assert desk.fields == ["Front", "Back", "More", "Field 4"]
    assert desk.types() == {"Terms", "Forms"}


def test_once_too_often_takes_nothing_that_is_stored_until_the_page_is_left(desk: Desk) -> None:
    desk.page.fields.more.click()
    desk.page.list.setFocus()

    for _ in range(3):
        desk.undo()

    assert desk.types() == {"Terms", "Forms"}
    assert desk.undo_text == "Undo"
    desk.window.go(PageId.SETTINGS)
    assert desk.undo_text == "Undo Add Note Type"
    desk.window.go(PageId.NOTE_TYPES)
    desk.until(lambda: desk.undo_text == "Undo Add Note Type")
    desk.undo()
    desk.until(lambda: desk.types() == {"Terms"})


def test_what_is_taken_back_is_shown_where_it_was(desk: Desk) -> None:
    desk.page.templates.show_place(1)
    desk.page.templates.answer.setPlainText("{{Front}}!")
    desk.page.templates.flush()
    desk.page.show_note_type(desk.forms)
    desk.page.css.setPlainText("b { color: red; }")
    desk.page._show_tab(0)

    desk.undo()
    first = desk.page.view_model.state.current.name, desk.page.tabs.current, desk.page.css.toPlainText()
    desk.page.templates.show_place(0)
    desk.undo()
    second = desk.page.view_model.state.current.name, desk.page.tabs.current, desk.page.templates.place

    assert first == ("Forms", 2, REVERSED.css)
    assert second == ("Terms", 1, 1)
    assert desk.page.templates.answer.toPlainText() == REVERSED.templates[1].answer
    assert desk.page.view_model.unsaved == ()


def test_what_is_saved_is_undone_as_what_is_stored(desk: Desk) -> None:
    desk.page.fields.more.click()
    desk.until(desk.page.save.isEnabled)
    desk.page.save.click()

    desk.until(lambda: desk.undo_text == "Undo Edit Note Type")
    desk.page.list.setFocus()
    desk.undo()

    desk.until(lambda: desk.fields == ["Front", "Back", "More"])
    assert desk.types() == {"Terms", "Forms"}


def test_what_a_text_takes_back_by_itself_is_taken_back() -> None:
    unsaved, green = Unsaved(), set_css(Reshaping.of(BASIC), "green")
    unsaved.change(BASIC, green)

    unsaved.change(BASIC, Reshaping.of(BASIC))
    taken_back = unsaved.can_turn(is_undo=True), unsaved.can_turn(is_undo=False), unsaved.works
    unsaved.change(BASIC, green)

    assert taken_back == (False, True, ())
    assert (unsaved.can_turn(is_undo=True), unsaved.can_turn(is_undo=False)) == (True, False)
    assert unsaved.works == (green,)


def test_another_change_ends_what_could_be_made_again_and_the_same_one_is_none() -> None:
    unsaved, green, red = Unsaved(), *(set_css(Reshaping.of(BASIC), colour) for colour in ("green", "red"))
    unsaved.change(BASIC, green)
    unsaved.turn(is_undo=True)

    unsaved.change(BASIC, Reshaping.of(BASIC))
    assert unsaved.can_turn(is_undo=False)
    unsaved.change(BASIC, red)

    assert unsaved.turn(is_undo=False) is None
    assert unsaved.of(BASIC) == red


def test_changes_of_a_type_that_is_another_now_are_forgotten_and_others_stay() -> None:
    unsaved, changed = Unsaved(), set_css(Reshaping.of(REVERSED), "red")
    unsaved.change(BASIC, add_field(Reshaping.of(BASIC)))
    unsaved.change(REVERSED, changed)

    unsaved.keep_those_of({REVERSED.id: REVERSED})
    turned = unsaved.turn(is_undo=True)

    assert turned is not None
    assert (turned.type_id, turned.before) == (REVERSED.id, changed)
    assert unsaved.turn(is_undo=True) is None


def test_a_card_that_is_gone_is_looked_for_among_the_last() -> None:
    whole = Reshaping.of(REVERSED)

    assert changed_template(whole, whole) is None
    assert changed_template(whole, remove_template(whole, 1)) == 0
    assert changed_template(remove_template(whole, 1), whole) == 1


def test_undo_in_a_message_goes_once_something_is_not_saved(desk: Desk) -> None:
    banner = desk.window._banner
    desk.page.view_model.copy("Terms of mine")
    desk.until(lambda: banner.action == "Undo")
    desk.until(lambda: desk.page.view_model.state.current.name == "Terms of mine")

    desk.page.fields.more.click()

    assert not banner.isVisible()
    desk.page.view_model.copy("Another")
    desk.until(lambda: banner.text == "Note type added." and banner.isVisible())
    assert banner.action == ""


def test_undo_is_offered_for_what_was_just_saved(desk: Desk) -> None:
    desk.page.fields.more.click()
    desk.until(desk.page.save.isEnabled)

    desk.page.save.click()

    desk.until(lambda: desk.undo_text == "Undo Edit Note Type")
    assert (desk.window._banner.text, desk.window._banner.action) == ("“Terms” saved.", "Undo")
