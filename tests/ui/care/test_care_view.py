"""The page that looks after the collection."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection import media
from flashcards.collection.collection import Collection
from flashcards.collection.upkeep import Contents
from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note_type import NoteKind
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.care.view import CarePage
from flashcards.ui.care.words import lost, of_backup, size, when
from flashcards.ui.page import PageId, Services
from flashcards.ui.reopening import Reopening
from tests.builders import NOON, Clock, a_note, add_notes


def add_media(collection: Collection, name: str) -> None:
    collection.transact(
        Operation.ATTACH_FILES, lambda change: media.add_media(change, collection.media, name, name.encode())
    )


@pytest.fixture
def page(services: Services, collection: Collection, qtbot: QtBot) -> CarePage:
    """The page over a collection with an empty card, a missing picture and one that no note uses."""
    add_notes(collection, "Filing", [a_note("gaps", NoteKind.CLOZE)])
    collection.transact(Operation.IMPORT, lambda change: change.add_cards([Card(CardId(0), NoteId(1), DeckId(1), 7)]))
    add_notes(collection, "Filing", [a_note("picture", fields=('<img src="gone.png">', "x", ""))])
    add_media(collection, "waste.png")
    made = CarePage(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
    made.enter()
    qtbot.waitUntil(lambda: made.view_model.state.backups is not None)
    return made


@pytest.fixture
def checked(page: CarePage, qtbot: QtBot) -> CarePage:
    page.check.look.click()
    qtbot.waitUntil(lambda: page.view_model.state.overview is not None)
    return page


def until_checked_again(page: CarePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.view_model.state.is_busy and page.view_model.state.overview is not None)


def test_everything_that_was_found_is_said(checked: CarePage) -> None:
    check = checked.check

    assert check.file.text == "Nothing is wrong with the file. 2 notes, 4 cards and 0 answers were read."
    assert check.empty.text == "1 card asks nothing: what it asked was taken out of its note."
    assert check.missing.text.startswith("1 file that notes show or play is missing: gone.png. Import the deck")
    assert check.unused.text == "1 file with a picture or sound that no note uses (1 KB)."
    assert check.empty_notes.isHidden()
    assert check.loose.isHidden()
    assert check.file.act.isHidden()


def test_nothing_is_said_of_the_use_of_pictures_where_there_are_none(
    services: Services, collection: Collection, qtbot: QtBot
) -> None:
    add_notes(collection, "Filing", [a_note("plain")])
    page = CarePage(services)
    qtbot.addWidget(page)
    page.enter()

    page.check.look.click()
    until_checked_again(page, qtbot)

    assert page.check.missing.text == "No note has pictures or sounds."
    assert page.check.unused.isHidden()


def test_the_empty_card_goes_and_undo_brings_it_back(
    checked: CarePage, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    def cards() -> int:
        return len(collection.read(lambda snapshot: reading.cards_of_notes(snapshot, [NoteId(1)])))

    with qtbot.waitSignal(services.notices.said) as said:
        checked.check.empty.act.click()
    until_checked_again(checked, qtbot)
    after = (cards(), checked.check.empty.text)
    said.args[2]()

    assert said.args[:2] == ["1 card deleted.", "Undo"]
    assert after == (2, "Every card asks something.")
    qtbot.waitUntil(lambda: cards() == 3)


def test_an_unused_file_leaves_the_list_and_then_the_disk_once_that_is_said_twice(
    checked: CarePage, collection: Collection, qtbot: QtBot
) -> None:
    def files() -> int:
        return len(list(collection.media.files()))

    checked.check.unused.act.click()
    until_checked_again(checked, qtbot)
    kept = files()
    checked.check.loose.act.click()
    asked = (files(), checked.check.loose.act.text())
    checked.check.loose.act.click()

    qtbot.waitUntil(lambda: files() == 0)
    until_checked_again(checked, qtbot)
    assert (kept, asked) == (1, (1, "Yes, delete for good"))
    assert checked.check.loose.isHidden()


def test_notes_with_missing_files_are_shown_in_browse(checked: CarePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(checked.browse_wanted) as wanted:
        checked.check.missing.act.click()

    assert wanted.args == ["nid:2"]


def test_what_was_found_is_not_said_any_more_once_something_changed(
    checked: CarePage, collection: Collection, services: Services, qtbot: QtBot
) -> None:
    def rename(transaction: Transaction) -> None:
        transaction.delete_notes([NoteId(2)])

    with qtbot.waitSignal(services.runner.changed):
        services.runner.write(Operation.DELETE_NOTE, rename)

    assert checked.check.file.isHidden()
    assert checked.check.look.text() == "Check now"


def test_a_backup_is_listed_and_going_back_says_what_it_costs(
    page: CarePage, services: Services, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    page.backups.back_up.click()
    qtbot.waitUntil(lambda: bool(page.view_model.state.backups))
    add_notes(collection, "Filing", [a_note("later")])
    page.enter()
    qtbot.waitUntil(lambda: page.view_model.state.contents.notes == 3)

    button_named(page, "Go back to it", qtbot).click()
    sheet = page.backups.sheet
    assert sheet is not None
    told = [one.text() for one in sheet.findChildren(QLabel)]
    with qtbot.waitSignal(page.reopen_wanted) as wanted:
        sheet.go_back.click()

    assert told[0] == "Go back to the backup of today, 12:00?"
    assert told[1].startswith("1 note that came since would be gone. What there is now is kept as a backup first")
    (backup,) = page.view_model.state.backups or ()
    assert wanted.args == [Reopening(services.folders.collection, backup.path)]


def test_a_backup_made_by_key_or_unasked_is_listed_at_once(page: CarePage, services: Services, qtbot: QtBot) -> None:
    made: list[object] = []
    services.runner.back_up(made.append)

    qtbot.waitUntil(lambda: bool(page.view_model.state.backups))
    assert button_named(page, "Go back to it", qtbot).isEnabled()


def test_escape_leaves_the_collection_as_it_is(page: CarePage, qtbot: QtBot) -> None:
    page.backups.back_up.click()
    qtbot.waitUntil(lambda: bool(page.view_model.state.backups))
    wanted: list[object] = []
    page.reopen_wanted.connect(wanted.append)
    button_named(page, "Go back to it", qtbot).click()
    sheet = page.backups.sheet
    assert sheet is not None

    QTest.keyClick(sheet.cancel, Qt.Key.Key_Escape)

    assert sheet.isHidden()
    assert wanted == []


def test_another_collection_is_opened_in_place_of_this_one(
    page: CarePage, services: Services, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    other = collection.path.with_name("Anatomy.db")
    Collection.open(other, backups=other.parent / "other-backups", clock=clock).close()
    page.enter()
    qtbot.waitUntil(lambda: len(page.view_model.state.collections) == 2)

    with qtbot.waitSignal(page.reopen_wanted) as wanted:
        button_named(page, "Open", qtbot).click()

    told = [one.text() for one in page.collections.findChildren(QLabel) if one.isVisible()]
    assert wanted.args == [Reopening(other)]
    assert [one for one in told if one in {"Usual collection", "Open now", "Anatomy"}] == [
        "Usual collection",
        "Open now",
        "Anatomy",
    ]


def test_a_new_collection_is_begun_under_a_name_that_is_free(
    page: CarePage, collection: Collection, qtbot: QtBot
) -> None:
    page.collections.begin.click()
    sheet = page.collections.name_sheet
    assert sheet is not None
    line = sheet.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "Collection")
    QTest.keyClick(line, Qt.Key.Key_Return)
    refused = [one.text() for one in sheet.findChildren(QLabel) if one.text().startswith("There is a collection")]
    line.setText("Coding")

    with qtbot.waitSignal(page.reopen_wanted) as wanted:
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert len(refused) == 1
    assert wanted.args == [Reopening(collection.path.with_name("Coding.db"))]


def test_the_way_back_leads_to_settings(page: CarePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.page_wanted) as wanted:
        button_named(page, "Back to Settings", qtbot).click()

    assert wanted.args == [PageId.SETTINGS]


def test_what_going_back_costs_is_counted_both_ways() -> None:
    then, now = Contents(10, 20, 100), Contents(12, 24, 512)

    assert lost(then, now).startswith("2 notes and 412 answers that came since would be gone. What there is now")
    assert lost(now, Contents(11, 20, 512)).startswith("1 note taken away since would be back.")
    assert lost(now, now).startswith("There are as many notes and answers now as then;")


def test_times_and_sizes_are_said_as_people_say_them(clock: Clock) -> None:
    def at(hours: int) -> str:
        return when(NOON - timedelta(hours=hours), NOON, NOON.tzinfo)

    assert (at(1), at(13), at(48)) == ("today, 11:00", "yesterday, 23:00", "November 21, 2026, 12:00")
    assert (size(20), size(4_200_000)) == ("1 KB", "4.2 MB")


def test_a_backup_that_cannot_be_read_is_said_to_be_so(page: CarePage, collection: Collection, qtbot: QtBot) -> None:
    folder = page._services.folders.backups
    folder.mkdir(exist_ok=True)
    (folder / "backup-2026-11-20T10-00.db").write_bytes(b"no database")

    page.enter()

    qtbot.waitUntil(lambda: bool(page.view_model.state.backups))
    (backup,) = page.view_model.state.backups or ()
    assert of_backup(backup) == "Cannot be read"
    assert not button_named(page, "Go back to it", qtbot).isEnabled()


def button_named(page: CarePage, words: str, qtbot: QtBot) -> QPushButton:
    """Give a button, once it is shown."""

    def found() -> list[QPushButton]:
        return [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_backups_of_one_minute_are_told_apart_by_their_seconds(page: CarePage, qtbot: QtBot) -> None:
    folder = page._services.folders.backups
    folder.mkdir(parents=True, exist_ok=True)
    for name, second in (
        ("backup-2026-11-20T10-00.db", 5),
        ("backup-2026-11-20T10-00-2.db", 9),
        ("backup-2026-11-20T10-01.db", 61),
    ):
        (folder / name).write_bytes(b"no database")
        written = datetime(2026, 11, 20, 10, 0, tzinfo=UTC).timestamp() + second
        os.utime(folder / name, (written, written))

    page.enter()
    qtbot.waitUntil(lambda: len(page.view_model.state.backups or ()) == 3)

    said = [one.text() for one in page.backups.rows.findChildren(QLabel)]
    assert [one for one in said if one.startswith("November")] == [
        "November 20, 2026, 10:01",
        "November 20, 2026, 10:00:09",
        "November 20, 2026, 10:00:05",
    ]
