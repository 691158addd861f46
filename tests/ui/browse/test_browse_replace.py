"""Find and replace from the Browse page, looked at first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.collection.bulk import Manner, Place
from flashcards.collection.collection import Collection
from flashcards.domain.ids import NoteId
from flashcards.rendering.difference import Span
from flashcards.storage import reading
from flashcards.ui.actions import ActionId
from flashcards.ui.browse.replace_model import spans
from flashcards.ui.browse.replace_sheet import ReplaceSheet
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.widgets.marked_text import MarkedText


@pytest.fixture
def sheet(page: BrowsePage) -> ReplaceSheet:
    page.table.select_all()
    page.commands[ActionId.FIND_REPLACE].trigger()
    assert page.deeds.replace_sheet is not None
    return page.deeds.replace_sheet


def fields(collection: Collection) -> list[str]:
    ids = [NoteId(number) for number in range(1, 5)]
    return [note.fields[1] for note in collection.read(lambda look: reading.notes(look, ids)).values()]


def test_what_would_change_is_shown_and_then_done_in_one_step(
    page: BrowsePage, sheet: ReplaceSheet, collection: Collection, qtbot: QtBot
) -> None:
    QTest.keyClicks(sheet.wanted, "ANSWER")
    QTest.keyClicks(sheet.instead, "reply")
    qtbot.waitUntil(sheet.accept_button.isEnabled)
    shown = [one.accessibleName() for one in sheet._changes.findChildren(MarkedText)]
    assert sheet._says.text() == "3 notes would change, in 3 places."
    assert ("answer audit" in shown, "reply audit" in shown) == (True, True)

    with qtbot.waitSignal(page.deeds.done) as done:
        QTest.keyClick(sheet.wanted, Qt.Key.Key_Return)

    assert done.args[0].sentence == "3 notes changed."
    assert fields(collection) == ["reply audit", "reply breach", "reply census", "paper"]
    page._services.runner.undo()
    qtbot.waitUntil(lambda: fields(collection)[0] == "answer audit")


def test_a_pattern_with_a_fault_is_said_and_cannot_be_carried_out(sheet: ReplaceSheet, qtbot: QtBot) -> None:
    sheet.manner.set_value(Manner.PATTERN)
    QTest.keyClicks(sheet.wanted, "answer (")

    qtbot.waitUntil(sheet._problem.isVisible)

    assert "fault" in sheet._problem.text()
    assert not sheet.accept_button.isEnabled()


def test_one_field_alone_is_searched(sheet: ReplaceSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sheet.field.count() > 1)
    sheet.field.setCurrentIndex(1)

    QTest.keyClicks(sheet.wanted, "audit")
    qtbot.waitUntil(lambda: "1 note would have nothing to ask any more" in sheet._says.text())
    QTest.keyClicks(sheet.instead, "check")

    qtbot.waitUntil(lambda: sheet._says.text() == "1 note would change, in 1 place.")


def test_tags_can_be_searched_instead_of_fields(
    page: BrowsePage, sheet: ReplaceSheet, collection: Collection, qtbot: QtBot
) -> None:
    before = collection.read(reading.tag_names)
    qtbot.waitUntil(lambda: sheet.field.count() > 1)
    sheet.field.set_value(Place.TAGS)
    QTest.keyClicks(sheet.wanted, before[0])
    QTest.keyClicks(sheet.instead, "R&D")
    qtbot.waitUntil(sheet.accept_button.isEnabled)

    with qtbot.waitSignal(page.deeds.done):
        QTest.keyClick(sheet.wanted, Qt.Key.Key_Return)

    assert "R&D" in collection.read(reading.tag_names)
    assert before[0] not in collection.read(reading.tag_names)


def test_what_is_not_found_cannot_be_replaced(sheet: ReplaceSheet, qtbot: QtBot) -> None:
    QTest.keyClicks(sheet.wanted, "zebra")

    qtbot.waitUntil(lambda: sheet._says.text() == "It is not found in the selected notes.")

    assert not sheet.accept_button.isEnabled()


def test_only_what_stands_around_a_change_is_shown() -> None:
    text = "a" * 100 + "OLD" + "b" * 100

    shown = spans(text, [(100, 103)])

    assert shown == (
        Span("…", is_changed=False),
        Span("a" * 60, is_changed=False),
        Span("OLD", is_changed=True),
        Span("b" * 60 + "…", is_changed=False),
    )
