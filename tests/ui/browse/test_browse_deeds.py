"""What is done to many cards at once from the Browse page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.saved_searches import searches
from flashcards.domain.browsing import Column, Standing, Unit
from flashcards.domain.card import Card
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note import Note
from flashcards.domain.review import Rating
from flashcards.storage import reading
from flashcards.ui.actions import ActionId
from flashcards.ui.browse.branches import Branch, Sort
from flashcards.ui.browse.edits import Done
from flashcards.ui.browse.row_painter import RowPainter
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.page import PageId

CARDS = [CardId(number) for number in range(1, 6)]


def cards(collection: Collection) -> list[Card]:
    return list(collection.read(lambda snapshot: reading.cards(snapshot, CARDS)).values())


def notes(collection: Collection) -> list[Note]:
    ids = [NoteId(number) for number in range(1, 10)]
    return list(collection.read(lambda snapshot: reading.notes(snapshot, ids)).values())


def select(page: BrowsePage, *rows: int) -> None:
    page.table.rows.chosen.nothing()
    for row in rows:
        page.table.rows.chosen.turn(row)


def do(page: BrowsePage, qtbot: QtBot, name: ActionId) -> Done:
    with qtbot.waitSignal(page.deeds.done) as done:
        page.commands[name].trigger()
    return done.args[0]  # type: ignore[no-any-return]


def answer(page: BrowsePage, qtbot: QtBot, name: ActionId, line: str) -> Done:
    page.commands[name].trigger()
    QTest.keyClicks(page.deeds.line_sheet.line, line)
    with qtbot.waitSignal(page.deeds.done) as done:
        QTest.keyClick(page.deeds.line_sheet.line, Qt.Key.Key_Return)
    return done.args[0]  # type: ignore[no-any-return]


def test_suspending_is_one_step_and_the_same_again_releases(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    select(page, 0, 1, 2)

    first = do(page, qtbot, ActionId.TURN_SUSPENDED)
    suspended = sum(card.is_suspended for card in cards(collection))
    second = do(page, qtbot, ActionId.TURN_SUSPENDED)

    assert first.sentence == "3 cards suspended."
    assert suspended == 3
    assert second.sentence == "3 cards released."
    assert collection.steps().undo == "Unsuspend"


def test_suspended_cards_are_written_quietly_in_selected_rows_until_a_due_day_releases_them(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    painter = page.table.itemDelegate()
    assert isinstance(painter, RowPainter)
    select(page, 0)
    do(page, qtbot, ActionId.TURN_SUSPENDED)
    qtbot.waitUntil(lambda: page.table.rows.standing(0) is Standing.SUSPENDED)
    select(page, 0, 1)
    inks = [painter._ink(row, Column.FIRST_FIELD) for row in (0, 1)]

    answer(page, qtbot, ActionId.SET_DUE, "3")

    assert inks == ["muted", "text"]
    assert not any(card.is_suspended for card in cards(collection))


def test_a_change_to_notes_goes_to_the_notes_of_the_cards(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    select(page, 3, 4)  # two cards of one note

    done = do(page, qtbot, ActionId.TURN_MARK)

    assert done.sentence == "1 note marked."
    assert [note.fields[0] for note in notes(collection) if "marked" in note.tags] == ["deed"]


def test_a_change_to_cards_goes_to_all_cards_of_the_notes(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.view_model.set_unit(Unit.NOTES)
    select(page, 3)

    done = do(page, qtbot, ActionId.FLAG_ROWS_4)

    assert done.count == 2
    assert [card.flag for card in cards(collection)] == [0, 0, 0, 4, 4]


def test_cards_are_moved_to_a_deck_that_is_typed_or_offered(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    select(page, 0)
    answer(page, qtbot, ActionId.MOVE_CARDS, "New::Deck")
    select(page, 1)
    page.commands[ActionId.MOVE_CARDS].trigger()
    line = page.deeds.line_sheet.line
    QTest.keyClicks(line, "priv")
    QTest.keyClick(line, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.deeds.done):
        QTest.keyClick(line, Qt.Key.Key_Return)

    names = {deck.id: deck.name for deck in collection.read(reading.decks)}
    assert [names[card.deck_id] for card in cards(collection)[:2]] == ["New::Deck", "Privacy"]


def test_tags_are_added_and_taken_off_several_at_once(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    select(page, 0, 1)

    added = answer(page, qtbot, ActionId.TAG_NOTES, "hard law::federal")
    removed = answer(page, qtbot, ActionId.UNTAG_NOTES, "law tag5")

    assert (added.count, removed.count) == (2, 2)
    assert [note.tags for note in notes(collection)[:2]] == [("hard",), ("hard", "tag6")]


def test_an_offered_tag_takes_the_place_of_the_word_that_was_begun(page: BrowsePage, qtbot: QtBot) -> None:
    select(page, 0)
    page.commands[ActionId.TAG_NOTES].trigger()
    line = page.deeds.line_sheet.line

    QTest.keyClicks(line, "mine g6")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Tab)

    assert line.text() == "mine tag6 "


def test_a_due_date_that_is_none_is_refused_and_what_was_typed_stays(page: BrowsePage, qtbot: QtBot) -> None:
    select(page, 0)
    page.commands[ActionId.SET_DUE].trigger()
    sheet = page.deeds.line_sheet
    assert [one.text() for one in sheet.findChildren(QLabel) if one.text().startswith("Set when")] == [
        "Set when 1 card is due"
    ]

    QTest.keyClicks(sheet.line, "soon")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)

    assert sheet.isVisible()
    assert sheet.line.text() == "soon"
    assert "“soon” is no number of days" in sheet._problem.text()


def test_cards_are_made_due_answered_and_reset(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    select(page, 0, 1)
    answer(page, qtbot, ActionId.SET_DUE, "3")
    page.commands[ActionId.GRADE_NOW].trigger()
    assert page.deeds.grade_sheet is not None
    with qtbot.waitSignal(page.deeds.done):
        QTest.keyClick(page.deeds.grade_sheet.buttons[Rating.GOOD], Qt.Key.Key_4)
    assert [card.reps for card in cards(collection)[:3]] == [1, 1, 0]

    page.commands[ActionId.RESET_CARDS].trigger()
    assert page.deeds.reset_sheet is not None
    with qtbot.waitSignal(page.deeds.done) as done:
        page.deeds.reset_sheet.accept_button.click()

    assert done.args[0].sentence == "2 cards reset: they are new again."
    assert [card.memory for card in cards(collection)] == [None] * 5


def test_new_cards_are_put_at_another_place(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    select(page, 0, 1)
    page.commands[ActionId.REPOSITION].trigger()
    sheet = page.deeds.places_sheet
    assert sheet is not None
    sheet.start.set_value(500)

    with qtbot.waitSignal(page.deeds.done):
        sheet.accept_button.click()

    assert sorted(card.position for card in cards(collection))[-2:] == [500, 501]


def test_deleted_notes_leave_the_list_and_undo_brings_them_back(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    select(page, 0, 1, 2)

    do(page, qtbot, ActionId.DELETE_NOTES)
    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 2)
    page._services.runner.undo()

    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 5)
    assert len(notes(collection)) == 4


def test_copies_are_listed_at_once(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    select(page, 0)
    copied = page.table.rows.ids[0]

    do(page, qtbot, ActionId.COPY_NOTES)

    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 6)
    found = [CardId(one) for one in page.table.rows.ids]
    by_id = collection.read(lambda snapshot: reading.cards(snapshot, found))
    (new,) = (card.note_id for card in by_id.values() if card.id not in CARDS)
    both = collection.read(lambda snapshot: reading.notes(snapshot, [by_id[CardId(copied)].note_id, new]))
    assert len({note.fields for note in both.values()}) == 1


def test_nothing_to_change_is_said(page: BrowsePage, qtbot: QtBot) -> None:
    select(page, 0)

    done = answer(page, qtbot, ActionId.UNTAG_NOTES, "nowhere")

    assert done.sentence == "Nothing was changed: no selected note was otherwise."


def test_rows_drawn_onto_a_deck_are_moved_and_onto_a_tag_are_tagged(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    select(page, 0)
    for sort, value in ((Sort.DECK, "Privacy"), (Sort.TAG, "tag6")):
        with qtbot.waitSignal(page.deeds.done):
            page.sidebar.tree.dropped.emit(Branch("", "", "", sort, value))

    assert cards(collection)[0].deck_id == cards(collection)[4].deck_id
    assert notes(collection)[0].tags == ("tag5", "tag6")


def go_to(page: BrowsePage, qtbot: QtBot, path: str) -> None:
    tree = page.sidebar.tree
    qtbot.waitUntil(lambda: tree.branches.index_of_path(path).isValid())
    tree.setFocus()
    tree.setCurrentIndex(tree.branches.index_of_path(path))


def test_a_search_is_saved_renamed_and_deleted(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.view_model.ask("tag:tag6")
    page.commands[ActionId.SAVE_SEARCH].trigger()
    QTest.keyClicks(page.deeds.line_sheet.line, "Six")
    QTest.keyClick(page.deeds.line_sheet.line, Qt.Key.Key_Return)
    go_to(page, qtbot, "/Saved searches/Six")

    page.commands[ActionId.RENAME_BRANCH].trigger()
    QTest.keyClicks(page.deeds.line_sheet.line, "Half a dozen")
    QTest.keyClick(page.deeds.line_sheet.line, Qt.Key.Key_Return)
    go_to(page, qtbot, "/Saved searches/Half a dozen")
    page.commands[ActionId.DELETE_BRANCH].trigger()

    qtbot.waitUntil(lambda: collection.read(searches) == ())
    page._services.runner.undo()
    qtbot.waitUntil(lambda: collection.read(searches) != ())
    assert [(one.name, one.query) for one in collection.read(searches)] == [("Half a dozen", "tag:tag6")]


def test_a_name_that_is_taken_is_refused_and_asked_for_again(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    go_to(page, qtbot, "/Decks/Privacy")
    page.commands[ActionId.RENAME_BRANCH].trigger()
    sheet = page.deeds.line_sheet

    sheet.line.setText("Clerk")
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: sheet.isVisible() and "Clerk" in sheet._problem.text())
    assert "Privacy" in {deck.name for deck in collection.read(reading.decks)}


def test_a_tag_is_renamed_everywhere(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    go_to(page, qtbot, "/Tags/tag6")
    page.commands[ActionId.RENAME_BRANCH].trigger()

    page.deeds.line_sheet.line.setText("six")
    QTest.keyClick(page.deeds.line_sheet.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: [note.tags for note in notes(collection)[:3]] == [("tag5",), ("six",), ("six",)])


def test_the_note_is_edited_beside_the_list_and_stored_before_something_else_is_done(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    page.table.go_to(0)
    qtbot.waitUntil(lambda: page.preview is not None and page.preview.card_id == page.table.rows.ids[0])
    page.commands[ActionId.TO_NOTE].trigger()
    preview = page.preview
    assert preview is not None
    editor = preview.editor
    assert editor is not None
    qtbot.waitUntil(lambda: editor.form.note is not None)
    preview.edit()
    area = next(iter(editor.form.areas.values()))
    assert isinstance(area, QWidget)

    QTest.keyClicks(area, "A")
    do(page, qtbot, ActionId.TURN_MARK)

    stored = notes(collection)[0]
    assert stored.fields[0] == "auditA"
    assert "marked" in stored.tags
    qtbot.waitUntil(lambda: page.table.rows.text(0, 0) == "auditA")


@pytest.mark.parametrize("name", [ActionId.MOVE_CARDS, ActionId.TAG_NOTES, ActionId.SET_DUE, ActionId.GRADE_NOW])
def test_nothing_is_asked_when_nothing_is_selected(page: BrowsePage, qtbot: QtBot, name: ActionId) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.view_model.ask("zebra")

    page.commands[name].trigger()

    assert not page.deeds.line_sheet.isVisible()
    assert page.deeds.grade_sheet is None or not page.deeds.grade_sheet.isVisible()


def test_the_notes_of_the_selected_cards_are_offered_for_export(page: BrowsePage, qtbot: QtBot) -> None:
    select(page, 3, 4)  # two cards of one note

    with qtbot.waitSignal(page.notes_export_wanted) as wanted:
        page.commands[ActionId.EXPORT_NOTES].trigger()

    assert list(wanted.args[0]) == [4]


def test_notes_are_added_from_here_by_ankis_key(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.page_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)

    assert wanted.args == [PageId.ADD]
