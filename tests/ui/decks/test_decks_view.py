"""The Decks page by keyboard."""

from datetime import UTC, timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection import exams
from flashcards.collection.card_actions import bury_cards
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.custom_study import CustomSession
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.learning import ReviewOrder
from flashcards.domain.preset import DeckOptions
from flashcards.storage import counts, reading
from flashcards.ui.actions import ActionId
from flashcards.ui.decks.deck_tree import DECK_MIME
from flashcards.ui.decks.options import read_tree
from flashcards.ui.decks.options_sheet import PLANNED, OptionsSheet
from flashcards.ui.decks.view import DecksPage
from flashcards.ui.page import Services
from flashcards.ui.stay_sheet import StaySheet
from flashcards.ui.widgets.easy_days import EasyDays
from tests.builders import NOON, TODAY, a_note, add_notes, add_review


@pytest.fixture
def page(services: Services, collection: Collection, qtbot: QtBot) -> DecksPage:
    """The page, shown and filled, with the keyboard on the tree."""
    add_notes(collection, "Clerk::Filing", [a_note("one")])
    add_notes(collection, "Privacy", [a_note("two")])
    made = DecksPage(services)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
    made.enter()
    made.take_focus()
    qtbot.waitUntil(lambda: made.tree.current_deck() is not None)
    return made


def current(page: DecksPage) -> str:
    deck = page.view_model.deck(page.tree.current_deck())  # type: ignore[arg-type]  # there is one
    return deck.name if deck else ""


def test_arrow_keys_move_and_enter_studies(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_Down)
    on = current(page)

    with qtbot.waitSignal(page.study_wanted) as wanted:
        QTest.keyClick(page.tree, Qt.Key.Key_Return)

    assert on == "Clerk::Filing"
    assert wanted.args == [page.tree.current_deck()]


def test_c_asks_for_a_custom_session_in_the_deck_under_the_cursor(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_Down)

    with qtbot.waitSignal(page.custom_wanted) as wanted:
        QTest.keyClick(page.tree, Qt.Key.Key_C)

    assert wanted.args == [CustomSession(deck="Clerk::Filing")]


def test_left_folds_and_right_unfolds_and_it_is_remembered(
    page: DecksPage, collection: Collection, qtbot: QtBot
) -> None:
    def folded() -> bool:
        return collection.read(reading.decks)[0].is_collapsed

    QTest.keyClick(page.tree, Qt.Key.Key_Left)
    qtbot.waitUntil(folded)
    QTest.keyClick(page.tree, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not folded())


def test_a_deck_with_cards_is_deleted_once_that_is_confirmed_and_undo_is_offered(
    page: DecksPage, services: Services, qtbot: QtBot
) -> None:
    sheet = asked_to_delete(page)
    assert sheet.accessibleName() == "Delete “Clerk” with 1 card and its history?"

    with qtbot.waitSignal(services.notices.said) as said:
        sheet.act.click()

    text, action, undo = said.args
    assert (text, action) == ("Deleted “Clerk” with 1 card.", "Undo")
    qtbot.waitUntil(lambda: current(page) == "Privacy")

    undo()

    qtbot.waitUntil(lambda: len(page.view_model.state.decks) == 3)


def asked_to_delete(page: DecksPage) -> StaySheet:
    """Press Del on the deck under the cursor, and give what asks."""
    QTest.keyClick(page.tree, Qt.Key.Key_Delete)
    sheet = page.deleting.sheet
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def test_a_deck_with_cards_stays_where_nothing_but_its_keys_is_pressed(page: DecksPage, qtbot: QtBot) -> None:
    sheet = asked_to_delete(page)

    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(page.window().focusWidget(), key)

    qtbot.waitUntil(sheet.isHidden)
    assert page.tree.hasFocus()
    assert current(page) == "Clerk"


def test_an_empty_deck_goes_at_once_and_the_cursor_goes_to_the_nearest(page: DecksPage, qtbot: QtBot) -> None:
    for name in ("Notes::A", "Notes::B", "Notes::C"):
        page.view_model.add(name)
        qtbot.waitUntil(lambda name=name: current(page) == name)  # type: ignore[misc]  # bound at once
    page.tree.go_to(page.view_model.state.decks[4].id)
    seen = [current(page)]

    for after in ("Notes::C", "Notes::A", "Notes"):
        QTest.keyClick(page.tree, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda after=after: current(page) == after)  # type: ignore[misc]  # bound at once
        seen.append(current(page))

    assert seen == ["Notes::B", "Notes::C", "Notes::A", "Notes"]


def test_renaming_takes_a_name_and_gives_the_keyboard_back(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_F2)
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    offered = line.text()

    line.selectAll()
    QTest.keyClicks(line, "Office")
    QTest.keyClick(line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: current(page) == "Office")
    qtbot.waitUntil(page.tree.hasFocus)
    assert offered == "Clerk"


def test_a_name_that_is_taken_is_refused_in_the_sheet_with_what_was_typed(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_F2)
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    line.setText("Privacy")

    with qtbot.waitSignal(page.view_model.name_refused) as refused:
        QTest.keyClick(line, Qt.Key.Key_Return)

    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert refused.args[0] in shown
    assert line.isVisible()
    assert line.text() == "Privacy"


def test_a_new_deck_is_the_one_the_cursor_is_on(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    line = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    line.setText("Privacy::Consent")
    QTest.keyClick(line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: current(page) == "Privacy::Consent")
    assert page.tree.hasFocus()


def test_shift_b_shows_the_cards_of_the_deck_under_the_cursor(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_Down)

    with qtbot.waitSignal(page.browse_wanted) as wanted:
        QTest.keyClick(page.tree, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)

    assert wanted.args == ["deck:Clerk::Filing"]


def test_a_deck_is_learnt_anew_with_those_below_it_and_undo_brings_it_back(
    page: DecksPage, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    card = add_review(collection, "Clerk::Filing", "studied", 3)

    def state() -> CardState:
        return collection.read(lambda snapshot: reading.cards(snapshot, [card]))[card].state

    with qtbot.waitSignal(services.notices.said) as said:
        QTest.keyClick(page.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    text, action, undo = said.args
    anew = state()

    undo()

    assert (text, action) == ("Reset 1 card of “Clerk”: they are new again.", "Undo")
    assert anew is CardState.NEW
    qtbot.waitUntil(lambda: state() is CardState.REVIEW)


def test_a_deck_nobody_studied_has_nothing_to_be_reset(page: DecksPage, services: Services, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_Down)

    with qtbot.waitSignal(services.notices.said) as said:
        QTest.keyClick(page.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)

    assert said.args[:2] == ["No card of “Filing” was studied yet.", ""]


def draw_onto(page: DecksPage, place: QPoint) -> bool:
    """Draw the deck under the cursor to a place of the tree; say whether it was taken."""
    carried = QMimeData()
    carried.setData(DECK_MIME, b"")
    page.tree._drawn = page.tree.current_deck()
    button, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = QDragMoveEvent(place, Qt.DropAction.MoveAction, carried, button, modifiers)
    page.tree.dragMoveEvent(move)
    if move.isAccepted():
        page.tree.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.MoveAction, carried, button, modifiers))
    return move.isAccepted()


def names(page: DecksPage) -> list[str]:
    return [deck.name for deck in page.view_model.state.decks]


def test_a_deck_drawn_onto_another_lies_in_it_and_undo_takes_it_back(
    page: DecksPage, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    privacy = page.tree.model().index(1, 0)
    with qtbot.waitSignal(services.notices.said) as said:
        taken = draw_onto(page, page.tree.visualRect(privacy).center())
    qtbot.waitUntil(lambda: names(page) == ["Privacy", "Privacy::Clerk", "Privacy::Clerk::Filing"])
    on = current(page)

    step = collection.steps().undo

    said.args[2]()

    assert taken
    assert step == "Move Deck"
    assert said.args[:2] == ["Moved “Clerk” into “Privacy”.", "Undo"]
    assert on == "Privacy::Clerk"
    qtbot.waitUntil(lambda: names(page) == ["Clerk", "Clerk::Filing", "Privacy"])


def test_a_deck_drawn_below_all_lies_in_none(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_Down)

    draw_onto(page, QPoint(40, page.tree.viewport().height() - 5))

    qtbot.waitUntil(lambda: names(page) == ["Clerk", "Filing", "Privacy"])


def test_a_deck_is_not_drawn_into_itself_nor_into_one_below_it(
    page: DecksPage, services: Services, qtbot: QtBot
) -> None:
    top = page.tree.model().index(0, 0)
    filing = page.tree.model().index(0, 0, top)
    taken = draw_onto(page, page.tree.visualRect(top).center())

    with qtbot.waitSignal(services.notices.said) as said:
        draw_onto(page, page.tree.visualRect(filing).center())

    assert not taken
    assert said.args[0] == "“Clerk” cannot be moved into itself. Choose another name."
    assert names(page) == ["Clerk", "Clerk::Filing", "Privacy"]


def test_only_decks_are_drawn_onto_the_tree(page: DecksPage) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/list.csv")])
    button, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, files, button, modifiers)

    page.tree.dragEnterEvent(event)

    assert (event.isAccepted(), page.tree.acceptDrops()) == (False, False)


@pytest.fixture
def sheet(page: DecksPage) -> OptionsSheet:
    """The options of the first deck, opened."""
    QTest.keyClick(page.tree, Qt.Key.Key_O)
    assert page.options_sheet is not None
    return page.options_sheet


def set_line(sheet: OptionsSheet, option: str, value: object) -> None:
    """Give a deck a value of its own."""
    line = next(one for one in sheet.lines if one.option == option)
    QTest.keyClick(line.choice, Qt.Key.Key_Right)
    line.control.show(value)


def test_options_show_what_is_inherited_and_save_what_is_own(
    sheet: OptionsSheet, collection: Collection, qtbot: QtBot
) -> None:
    said = {line.option: (line.control.read(), line.value()) for line in sheet.lines}
    own = DeckOptions(
        new_limit=7,
        learning_steps_s=(30, 600),
        review_order=ReviewOrder.RANDOM,
        buries_siblings=False,
        easy_days=(1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0),
    )

    for option, value in own.said().items():
        set_line(sheet, option, value)
    sheet.accept()

    qtbot.waitUntil(lambda: collection.read(reading.decks)[0].options == own)
    assert said["new_limit"] == (20, None)
    assert said["learning_steps_s"] == ((60, 600), None)
    assert {value for _, value in said.values()} == {None}


def test_options_are_saved_by_key_and_given_up_only_when_that_is_said_twice(
    sheet: OptionsSheet, collection: Collection, qtbot: QtBot
) -> None:
    first = sheet.lines[0].choice
    QTest.keyClick(first, Qt.Key.Key_Right)

    QTest.keyClick(first, Qt.Key.Key_Escape)
    asked = (sheet.isVisible(), sheet._problem.text())
    QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert asked == (True, "You changed these options. Ctrl+Enter saves them; Esc once more leaves them as they were.")
    assert sheet.isHidden()
    qtbot.waitUntil(lambda: collection.read(reading.decks)[0].options == DeckOptions(new_limit=20))


def test_options_begin_at_the_top_every_time(page: DecksPage, sheet: OptionsSheet, qtbot: QtBot) -> None:
    place = sheet._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: place.maximum() > 0)
    place.setValue(place.maximum())
    sheet.give_up()

    QTest.keyClick(page.tree, Qt.Key.Key_O)

    qtbot.waitUntil(lambda: sheet.isVisible() and place.maximum() > 0)
    assert place.value() == 0


def test_options_that_are_as_they_were_go_with_one_esc(sheet: OptionsSheet) -> None:
    QTest.keyClick(sheet.lines[0].choice, Qt.Key.Key_Escape)

    assert sheet.isHidden()


def test_a_preset_is_shared_and_can_be_made_a_decks_own(
    page: DecksPage, sheet: OptionsSheet, collection: Collection, qtbot: QtBot
) -> None:
    set_line(sheet, "new_limit", 7)
    sheet.accept()
    qtbot.waitUntil(lambda: len(page.view_model.state.tree.presets) == 1)
    page.tree.go_to(next(deck.id for deck in page.view_model.state.decks if deck.name == "Privacy"))
    QTest.keyClick(page.tree, Qt.Key.Key_O)
    preset = page.view_model.state.tree.presets[0].preset
    sheet.preset.set_value(preset.id)
    sheet.preset.chosen.emit(preset.id)
    sheet.name.setText("Few")
    sheet.accept()
    qtbot.waitUntil(lambda: [len(use.decks) for use in page.view_model.state.tree.presets] == [2])

    QTest.keyClick(page.tree, Qt.Key.Key_O)
    sheet.own.click()
    set_line(sheet, "new_limit", 9)
    sheet.accept()

    qtbot.waitUntil(lambda: len(page.view_model.state.tree.presets) == 2)
    options = {
        deck.name: (deck.preset and deck.preset.name, deck.options.new_limit) for deck in page.view_model.state.decks
    }
    assert options == {"Clerk": ("Few", 7), "Clerk::Filing": (None, None), "Privacy": ("Privacy", 9)}


def test_a_deleted_preset_can_be_brought_back(
    page: DecksPage, sheet: OptionsSheet, services: Services, qtbot: QtBot
) -> None:
    set_line(sheet, "new_limit", 7)
    sheet.accept()
    qtbot.waitUntil(lambda: len(page.view_model.state.tree.presets) == 1)
    QTest.keyClick(page.tree, Qt.Key.Key_O)

    with qtbot.waitSignal(services.notices.said) as said:
        sheet.delete.click()

    qtbot.waitUntil(lambda: page.view_model.state.tree.presets == ())
    assert said.args[:2] == ["Deleted the preset. Its decks are studied as those above them.", "Undo"]
    services.runner.undo()
    qtbot.waitUntil(lambda: len(page.view_model.state.tree.presets) == 1)


def test_steps_that_are_none_are_refused_and_the_sheet_stays(sheet: OptionsSheet) -> None:
    set_line(sheet, "learning_steps_s", (60,))
    line = next(one for one in sheet.lines if one.option == "learning_steps_s")
    assert isinstance(line.control.widget, QLineEdit)
    line.control.widget.setText("soon")

    sheet.accept()

    problems = [one.text() for one in sheet.findChildren(QLabel) if one.property("role") == "problem"]
    assert sheet.isVisible()
    assert problems[0].startswith("“soon” is not a step.")


def test_a_weekday_goes_from_all_to_half_to_none_and_back(sheet: OptionsSheet) -> None:
    set_line(sheet, "easy_days", (1.0,) * 7)
    days = sheet.findChild(EasyDays)
    assert days is not None

    seen = []
    for _ in range(3):
        QTest.keyClick(days.days[6], Qt.Key.Key_Space)
        seen.append((days.value[6], days.days[6].accessibleName()))

    assert seen == [
        (0.5, "Sunday: half of the usual reviews"),
        (0.0, "Sunday: none of the usual reviews"),
        (1.0, "Sunday: all of the usual reviews"),
    ]


def test_u_takes_back_the_cards_that_were_buried_and_is_offered_only_when_there_are_any(
    page: DecksPage, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.text().startswith("Unbury"))
    assert button.isHidden()
    card_id = collection.read(lambda snapshot: next(counts.new_cards(snapshot, TODAY)).id)

    services.runner.write(Operation.BURY, lambda change: bury_cards(change, [card_id], TODAY))
    qtbot.waitUntil(button.isVisible)
    words = button.text()
    with qtbot.waitSignal(services.notices.said) as said:
        QTest.keyClick(page.tree, Qt.Key.Key_U)
    qtbot.waitUntil(button.isHidden)

    assert (words, said.args[:2]) == ("Unbury 1 card in Clerk", ["1 card back for today.", "Undo"])
    assert collection.read(lambda snapshot: counts.buried_cards(snapshot, TODAY)) == []


def test_letters_are_left_to_the_window(page: DecksPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.tree, Qt.Key.Key_P)

    assert current(page) == "Clerk"


def test_every_action_of_the_list_can_be_reached(page: DecksPage) -> None:
    texts = {one.objectName() for one in page.commands_menu().actions() if not one.isSeparator()}

    assert texts == {
        ActionId.STUDY_DECK,
        ActionId.STUDY_CHOSEN,
        ActionId.DECK_OPTIONS,
        ActionId.RENAME_DECK,
        ActionId.DELETE_DECK,
        ActionId.UNBURY_DECK,
        ActionId.EXPORT_DECK,
        ActionId.BROWSE_DECK,
        ActionId.RESET_DECK,
    }


def test_options_say_that_an_exams_plan_overrules_them_while_one_is_ahead(
    page: DecksPage, sheet: OptionsSheet, collection: Collection
) -> None:
    def is_said() -> bool:
        return any(each.text() == PLANNED and each.isVisibleTo(sheet) for each in sheet.findChildren(QLabel))

    before = is_said()
    exam = Exam(ExamId(0), "RHIT", (NOON + timedelta(days=20)).date(), (Area("All", 1, domain=1),))
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
    tree = collection.read(lambda snapshot: read_tree(snapshot, NOON, UTC))
    sheet.ask(tree.decks[0], tree, print)

    assert (before, is_said()) == (False, True)
