"""Giving notes another type from the Browse page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.ids import NoteId
from flashcards.domain.note_type import NoteKind
from flashcards.storage import reading
from flashcards.ui.actions import ActionId
from flashcards.ui.browse.type_sheet import TypeSheet
from flashcards.ui.browse.view import BrowsePage


def opened(page: BrowsePage, *rows: int) -> TypeSheet:
    page.table.rows.chosen.nothing()
    for row in rows:
        page.table.rows.chosen.turn(row)
    page.commands[ActionId.CHANGE_TYPE].trigger()
    assert page.deeds.type_sheet is not None
    return page.deeds.type_sheet


def choose_kind(sheet: TypeSheet, kind: NoteKind) -> None:
    assert sheet._types is not None
    new = next(one for one in sheet._types.offered if one.kind is kind)
    sheet.kind.set_value(new.id)
    sheet.kind.chosen.emit(new.id)


def test_notes_get_another_type_and_what_that_does_is_said_before(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    sheet = opened(page, 0, 1)
    qtbot.waitUntil(lambda: sheet._types is not None)

    choose_kind(sheet, NoteKind.REVERSED)
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    said = sheet._says.text()
    with qtbot.waitSignal(page.deeds.done) as done:
        sheet.accept_button.click()

    assert said.startswith("2 notes would change; 2 cards keep their schedule. 2 cards would be new.")
    assert done.args[0].sentence == "2 notes of another type now."
    types = collection.read(reading.note_types)
    notes = collection.read(lambda look: reading.notes(look, [NoteId(1), NoteId(2), NoteId(3)]))
    kinds = [types[note.note_type_id].kind for note in notes.values()]
    assert kinds == [NoteKind.REVERSED, NoteKind.REVERSED, NoteKind.BASIC]


def test_rows_stay_where_they_are_though_the_search_finds_them_no_longer(page: BrowsePage, qtbot: QtBot) -> None:
    page.search("note:Basic")
    qtbot.waitUntil(lambda: page.head.line.text() == "note:Basic" and not page.view_model.state.is_searching)
    before = list(page.table.rows.ids)
    sheet = opened(page, 0)
    qtbot.waitUntil(lambda: sheet._types is not None)
    searched: list[object] = []
    page.view_model.listed.connect(searched.append)

    choose_kind(sheet, NoteKind.TYPED)
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    with qtbot.waitSignals([(page.deeds.done, "done"), (page.view_model.rows_outdated, "outdated")]):
        sheet.accept_button.click()

    assert searched == []
    assert list(page.table.rows.ids) == before


def test_why_nothing_would_change_is_said_and_enter_changes_what_would(page: BrowsePage, qtbot: QtBot) -> None:
    sheet = opened(page, 0, 1)
    qtbot.waitUntil(lambda: sheet._types is not None)

    choose_kind(sheet, NoteKind.CLOZE)
    qtbot.waitUntil(lambda: "nothing to ask" in sheet._says.text())
    said = sheet._says.text()
    choose_kind(sheet, NoteKind.REVERSED)
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    sheet.kind.setFocus()
    QTest.keyClick(sheet.kind, Qt.Key.Key_Tab)
    assert sheet._fields[0].hasFocus()
    with qtbot.waitSignal(page.deeds.done):
        QTest.keyClick(sheet.kind, Qt.Key.Key_Return)

    assert said.startswith("Nothing would change: 2 notes would have nothing to ask. Cloze notes need gaps")
    assert sheet.isHidden()


def test_notes_of_several_types_are_refused_with_the_reason(page: BrowsePage, qtbot: QtBot) -> None:
    sheet = opened(page, 0, 4)

    qtbot.waitUntil(sheet._problem.isVisible)

    assert "The notes have 2 types" in sheet._problem.text()
    assert not sheet.accept_button.isEnabled()
