"""Changes of note types that are not saved are asked about before the page is left."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection import note_types
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.storage import reading
from flashcards.ui.actions import ActionId
from flashcards.ui.note_types.leaving import LeavingSheet
from flashcards.ui.note_types.view import NoteTypesPage
from flashcards.ui.page import PageId, Services

REVERSED = built_in(NoteKind.REVERSED)


class Desk:
    """The page with two types of the learner's own."""

    def __init__(self, services: Services, collection: Collection, qtbot: QtBot) -> None:
        self.collection, self.qtbot, self.services = collection, qtbot, services
        self.went: list[str] = []
        self.terms, self.forms = (self.copied(name) for name in ("Terms", "Forms"))
        self.page = NoteTypesPage(services)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.page.enter()
        self.until(lambda: self.page.view_model.state.is_ready)

    def copied(self, name: str) -> NoteTypeId:
        change = self.collection.transact(
            Operation.ADD_NOTE_TYPE, lambda transaction: note_types.copy_type(transaction, REVERSED.id, name)
        )
        return change.value

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)

    def style(self, type_id: NoteTypeId, css: str) -> None:
        self.page.show_note_type(type_id)
        self.page.css.setPlainText(css)

    def spoil(self, type_id: NoteTypeId) -> None:
        self.page.show_note_type(type_id)
        self.page.templates.question.setPlainText("{{#Front}}")

    def leave(self) -> bool:
        return self.page.lets_go(lambda: self.went.append("away"))

    def stored(self, type_id: NoteTypeId) -> str:
        self.until(lambda: self.services.runner.unsaved == 0)
        return self.collection.read(reading.note_types)[type_id].css

    @property
    def sheet(self) -> LeavingSheet:
        assert self.page.leaving.sheet is not None
        return self.page.leaving.sheet


@pytest.fixture
def desk(services: Services, collection: Collection, qtbot: QtBot) -> Desk:
    return Desk(services, collection, qtbot)


def test_esc_goes_back_to_where_the_type_was_asked_for_and_else_to_writing(desk: Desk) -> None:
    went: list[PageId] = []
    desk.page.page_wanted.connect(went.append)

    desk.page.show_note_type(REVERSED.id, PageId.BROWSE)
    desk.page.commands[ActionId.LEAVE_TYPES].trigger()
    desk.page.enter()
    desk.page.commands[ActionId.LEAVE_TYPES].trigger()

    assert went == [PageId.BROWSE, PageId.ADD]


def test_a_page_without_changes_is_left_unasked(desk: Desk) -> None:
    assert desk.leave()
    assert desk.page.leaving.sheet is None


def test_what_was_typed_a_moment_ago_is_asked_about_and_saved(desk: Desk) -> None:
    desk.style(desk.terms, ".card { color: red }")

    assert not desk.leave()
    assert desk.sheet.isVisible()
    assert desk.went == []
    desk.sheet.save.click()

    desk.until(lambda: desk.went == ["away"])
    assert desk.stored(desk.terms) == ".card { color: red }"
    assert desk.leave()


def test_changes_of_several_types_are_saved_together(desk: Desk) -> None:
    desk.style(desk.terms, ".card { color: red }")
    desk.style(desk.forms, ".card { color: blue }")

    assert not desk.leave()
    desk.sheet.save.click()

    desk.until(lambda: desk.went == ["away"])
    assert (desk.stored(desk.terms), desk.stored(desk.forms)) == (".card { color: red }", ".card { color: blue }")


def test_changes_that_are_discarded_are_gone(desk: Desk) -> None:
    before = desk.stored(desk.terms)
    desk.style(desk.terms, ".card { color: red }")

    assert not desk.leave()
    desk.sheet.discard.click()

    assert desk.went == ["away"]
    assert desk.page.css.toPlainText() == before
    assert desk.stored(desk.terms) == before


def test_staying_keeps_everything_as_it_is(desk: Desk) -> None:
    desk.style(desk.terms, ".card { color: red }")

    assert not desk.leave()
    desk.sheet.stay.click()

    assert desk.went == []
    assert desk.page.css.toPlainText() == ".card { color: red }"
    assert not desk.leave()


def test_a_template_that_cannot_be_read_is_not_saved_on_leaving_either(desk: Desk) -> None:
    desk.spoil(desk.terms)

    assert not desk.leave()

    assert not desk.sheet.save.isEnabled()
    assert desk.sheet.discard.isEnabled()


def test_a_type_that_cannot_be_stored_keeps_the_learner_here(desk: Desk) -> None:
    desk.style(desk.terms, ".card { color: red }")
    assert not desk.leave()
    desk.collection.transact(
        Operation.DELETE_NOTE_TYPE, lambda transaction: note_types.delete_type(transaction, desk.terms)
    )

    desk.sheet.save.click()
    desk.until(lambda: desk.services.runner.unsaved == 0)

    assert desk.went == []


def test_whoever_leaves_while_changes_are_saved_waits_unasked(desk: Desk) -> None:
    desk.style(desk.terms, ".card { color: red }")
    desk.page.lets_go(lambda: None)
    desk.sheet.save.click()

    assert not desk.leave()

    assert not desk.sheet.isVisible()
    desk.until(lambda: desk.went == ["away"])
