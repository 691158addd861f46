"""The import history, and taking an import back from it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection.card_actions import edit_note
from flashcards.collection.collection import Collection
from flashcards.collection.importing import RevertPlan, Schedule
from flashcards.domain.changes import Operation
from flashcards.domain.note import Note
from flashcards.formats.transfer import TransferCard
from flashcards.storage import reading
from flashcards.storage.import_history import ImportEntry, TouchedNote
from flashcards.storage.snapshot import Snapshot
from flashcards.ui.importing.history_panel import RevertSheet
from flashcards.ui.importing.history_view_model import touched_words
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.page import Services
from tests.builders import NOON, TODAY, Clock
from tests.transfer_builders import a_transfer, a_transfer_note
from tests.ui.importing.conftest import WriteDeck, carry_out, look_over
from tests.unit.collection.importing_desk import ImportDesk

CHARTS = (("Where is chart 7?", "In section 7"), ("Where is chart 8?", "In section 8"))


@pytest.fixture
def imported(page: ImportPage, write_deck: WriteDeck, qtbot: QtBot) -> ImportPage:
    """The page after an import of two notes, at its beginning again."""
    look_over(page, qtbot, write_deck("charts.md", *CHARTS))
    carry_out(page, qtbot)
    page.view_model.start_again()
    qtbot.waitUntil(lambda: bool(page.history.view_model.lines))
    return page


def words(page: ImportPage) -> list[str]:
    return [one.text() for one in page.history.findChildren(QLabel) if one.isVisible()]


def guids(collection: Collection) -> list[str]:
    return collection.read(lambda snapshot: [row[0] for row in snapshot.rows("SELECT guid FROM note ORDER BY id")])


def edit(collection: Collection, guid: str, clock: Clock) -> None:
    def mine(snapshot: Snapshot) -> Note:
        note_id = reading.note_ids_by_guid(snapshot, [guid])[guid]
        return reading.notes(snapshot, [note_id])[note_id]

    note = collection.read(mine)
    fields = (note.fields[0], "Ask Dana", note.fields[2])
    changed = Note(**{name: getattr(note, name) for name in note.__slots__} | {"fields": fields})
    clock.forward(hours=1)
    collection.transact(Operation.EDIT_NOTE, lambda change: edit_note(change, changed, clock()))


def asked_after_an_edit(imported: ImportPage, collection: Collection, clock: Clock, qtbot: QtBot) -> RevertSheet:
    """Edit a note, ask for its import to be taken back, and give the sheet that asks first."""
    edit(collection, "charts-1", clock)
    with qtbot.waitSignal(imported.history.view_model.asked):
        take_back(imported)
    assert imported.history.sheet is not None
    return imported.history.sheet


def take_back(page: ImportPage, called: str = "Take back") -> None:
    button = next(one for one in page.history.findChildren(QPushButton) if one.text() == called)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_there_is_no_history_before_the_first_import(page: ImportPage) -> None:
    assert not page.history.isVisible()


def test_the_history_says_what_came_in_and_when(imported: ImportPage) -> None:
    assert words(imported) == [
        "Imports so far",
        "charts.md",
        "November 23, 2026, 12:00 · Flashcards deck text · 2 notes added",
    ]


def test_the_history_says_how_many_schedules_were_taken_over(
    page: ImportPage, collection: Collection, qtbot: QtBot
) -> None:
    desk = ImportDesk(collection)
    card = TransferCard(0, "Filing", state=2, stability=4.0, difficulty=5.0, due_on=TODAY, interval_days=4, source_id=7)
    for known in (card, card._replace(stability=9.0, due_on=TODAY + 9, interval_days=9)):
        note = a_transfer_note("Where is chart 7?", guid="chart-7", cards=(known,))
        desk.bring(a_transfer(note, has_schedule=True), schedule=Schedule.ALL)

    page.history.view_model.refresh()

    qtbot.waitUntil(lambda: len(page.history.view_model.lines) == 2)
    newest, oldest = (line.told for line in page.history.view_model.lines)
    assert newest.endswith(" · test · 1 schedule taken over")
    assert oldest.endswith(" · test · 1 note added")
    assert newest in words(page)


def test_an_import_nobody_has_touched_is_taken_back_at_once(
    imported: ImportPage, collection: Collection, services: Services, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(services.notices.said) as said:
        take_back(imported)

    assert said.args[:2] == ["The import was taken back: 2 notes removed.", "Undo"]
    assert guids(collection) == []
    qtbot.waitUntil(lambda: "Taken back" in words(imported))


def test_what_becomes_of_the_pictures_of_an_import_is_said(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "form.png").write_bytes(b"picture")
    table = tmp_path / "list.csv"
    table.write_text('question,answer\n"Which form? <img src=""form.png"">",The first\n', encoding="utf-8")
    look_over(page, qtbot, table)
    carry_out(page, qtbot)
    page.view_model.start_again()
    qtbot.waitUntil(lambda: bool(page.history.view_model.lines))

    with qtbot.waitSignal(page.history.view_model.reverted) as said:
        take_back(page)

    assert said.args == ["The import was taken back: 1 note removed, 1 picture or sound off the list."]


@pytest.mark.parametrize(
    ("done", "words"),
    [
        ((True, False, False), "You have edited 1 note of this import since."),
        ((False, False, True), "A later import has changed 1 note of this one."),
        (
            (False, True, True),
            "You have studied 1 note of this import since. A later import has changed 1 note of this one.",
        ),
    ],
)
def test_what_a_later_import_has_changed_is_not_called_edited(done: tuple[bool, bool, bool], words: str) -> None:
    entry = ImportEntry(1, NOON, "csv", "a.csv", "A", {}, None)

    assert touched_words(RevertPlan(entry, (), (), (TouchedNote(1, "a", *done),))) == words


def test_what_was_edited_since_is_named_first_and_can_be_kept(
    imported: ImportPage, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    sheet = asked_after_an_edit(imported, collection, clock, qtbot)
    named = sheet.table.rows.index(0, 0).data()
    told = [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]
    place = sheet.sheet.geometry()

    with qtbot.waitSignal(imported.history.view_model.reverted) as said:
        QTest.keyClick(sheet.keep, Qt.Key.Key_Space)

    assert named == "Where is chart 8?, edited"
    assert told[:2] == ["Take back charts.md", "You have edited 1 note of this import since."]
    assert abs(place.center().x() - sheet.rect().center().x()) <= 1
    assert abs(place.center().y() - sheet.rect().center().y()) <= 1
    assert said.args == ["The import was taken back: 1 note removed, 1 note kept."]
    assert guids(collection) == ["charts-1"]


def test_what_was_kept_can_be_taken_back_later(
    imported: ImportPage, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    sheet = asked_after_an_edit(imported, collection, clock, qtbot)
    sheet.keep.click()
    qtbot.waitUntil(lambda: any("taken back but for 1 note" in text for text in words(imported)))
    qtbot.waitUntil(lambda: imported.history.view_model.reverting == 0)

    with qtbot.waitSignal(imported.history.view_model.asked):
        take_back(imported, "Take back the rest")
    offered = [one.text() for one in sheet.findChildren(QPushButton) if one.isVisible()]
    with qtbot.waitSignal(imported.history.view_model.reverted) as said:
        sheet.everything.click()

    assert offered == ["Cancel", "Take these back, too"]
    assert said.args == ["The import was taken back: 1 note removed."]
    assert guids(collection) == []
    qtbot.waitUntil(lambda: "Taken back" in words(imported))


def test_everything_can_be_taken_back_all_the_same(
    imported: ImportPage, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    sheet = asked_after_an_edit(imported, collection, clock, qtbot)

    with qtbot.waitSignal(imported.history.view_model.reverted):
        sheet.everything.click()

    assert guids(collection) == []


def test_escape_takes_nothing_back(imported: ImportPage, collection: Collection, clock: Clock, qtbot: QtBot) -> None:
    sheet = asked_after_an_edit(imported, collection, clock, qtbot)

    QTest.keyClick(sheet.keep, Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert guids(collection) == ["charts-0", "charts-1"]
