"""The Browse page by keyboard and mouse."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from flashcards.collection.card_actions import delete_note, flag_cards, suspend_cards
from flashcards.collection.collection import Collection
from flashcards.collection.decks import rename_deck
from flashcards.collection.editing import store_note
from flashcards.domain.browsing import Column, Standing, Unit
from flashcards.domain.changes import Operation
from flashcards.domain.custom_study import CustomSession
from flashcards.domain.ids import CardId, NoteId
from flashcards.storage import reading
from flashcards.ui.actions import ActionId
from flashcards.ui.browse.beside_sidebar import BesideSidebar
from flashcards.ui.browse.branches import Branch
from flashcards.ui.browse.head import Head
from flashcards.ui.browse.sidebar import Joining
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.browse.widths import GOOD_FIRST_FIELD, LEAST_FIRST_FIELD
from flashcards.ui.page import PageId, Services
from tests.builders import NOON, a_note, add_notes


def questions(page: BrowsePage) -> list[str]:
    return [page.table.rows.text(row, 0) for row in range(len(page.table.rows.ids))]


def settle(page: BrowsePage, qtbot: QtBot) -> None:
    model = page.view_model
    qtbot.waitUntil(lambda: not model.state.is_searching and not model._typed.isActive())


def ask(page: BrowsePage, qtbot: QtBot, line: str) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.view_model.ask(line)


def test_typing_searches_and_what_is_found_is_counted(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        QTest.keyClicks(page.head.line, "tag:tag6")

    assert questions(page) == ["breach", "census"]
    assert page._count.text() == "1 of 2 cards selected"


def test_what_is_found_can_be_studied(page: BrowsePage, qtbot: QtBot) -> None:
    ask(page, qtbot, "tag:tag6")

    with qtbot.waitSignal(page.custom_wanted) as wanted:
        QTest.keyClick(page.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)

    assert wanted.args == [CustomSession(line="tag:tag6")]


def test_esc_empties_the_search_and_then_leaves_it(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        QTest.keyClicks(page.head.line, "tag:tag6")
    page.head.line.setFocus()

    with qtbot.waitSignal(page.view_model.listed):
        QTest.keyClick(page.head.line, Qt.Key.Key_Escape)
    emptied = (page.head.line.text(), len(questions(page)), page.head.line.hasFocus())
    QTest.keyClick(page.head.line, Qt.Key.Key_Escape)

    assert emptied == ("", 5, True)
    assert page.table.hasFocus()


def test_a_mistake_is_said_and_underlined_when_asked_and_the_list_stays(page: BrowsePage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.head.line, "census is:lost")
    QTest.keyClick(page.head.line, Qt.Key.Key_Return)

    assert page.head.line.wrong_part == "is:lost"
    assert page.view_model.state.wrong is not None
    assert "is:lost” is not known" in page.view_model.state.wrong.sentence
    assert len(questions(page)) == 5


def test_half_a_word_is_no_mistake_while_it_is_typed(page: BrowsePage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.head.line, "is:")
    settle(page, qtbot)

    assert page.head.line.wrong_part == ""
    qtbot.waitUntil(lambda: page.head.line.wrong_part == "is:")


def test_a_wrong_regular_expression_is_pointed_at_when_the_search_fails(page: BrowsePage, qtbot: QtBot) -> None:
    page.view_model.ask("deed re:(")

    qtbot.waitUntil(lambda: page.view_model.state.wrong is not None)
    assert len(questions(page)) == 5


def test_of_searches_made_at_once_only_the_last_is_shown(page: BrowsePage, qtbot: QtBot) -> None:
    lists: list[str] = []
    page.view_model.listed.connect(lambda found: lists.append(found.asked.line))

    for line in ("audit", "breach", "census", "deed"):
        page.view_model.ask(line)
    qtbot.waitUntil(lambda: bool(lists))

    assert lists == ["deed"]
    assert questions(page) == ["deed", "paper"]


def test_a_click_on_a_header_sorts_and_another_turns_it_round(page: BrowsePage, qtbot: QtBot) -> None:
    for _ in range(2):
        with qtbot.waitSignal(page.view_model.listed):
            page.table.header_clicked.emit(Column.CREATED)

    assert page.view_model.asked.order.is_descending
    with qtbot.waitSignal(page.view_model.listed):
        page.table.header_clicked.emit(Column.FIRST_FIELD)
    assert questions(page)[0] == "audit"
    assert page.table.rows.headerData(0, Qt.Orientation.Horizontal) == "Question ↑"


def test_what_is_selected_stays_selected_when_it_is_sorted_anew(page: BrowsePage, qtbot: QtBot) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Home)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    before = set(page.table.selected_ids())

    for _ in range(2):
        with qtbot.waitSignal(page.view_model.listed):
            page.view_model.sort_by(Column.CREATED)

    assert set(page.table.selected_ids()) == before
    assert len(before) == 2


def test_keys_select_all_the_others_and_single_rows(page: BrowsePage) -> None:
    page.table.setFocus()
    page.commands[ActionId.SELECT_ALL].trigger()
    assert page._count.text() == "5 of 5 cards selected"
    QTest.keyClick(page.table, Qt.Key.Key_End)
    QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert page.table.rows.chosen.rows() == [3, 4]

    page.commands[ActionId.INVERT_SELECTION].trigger()

    assert page.table.rows.chosen.rows() == [0, 1, 2]


def test_clicks_select_as_in_any_list(page: BrowsePage) -> None:
    def click(row: int, modifiers: Qt.KeyboardModifier) -> None:
        place = page.table.visualRect(page.table.rows.index(row, 0)).center()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)

    click(1, Qt.KeyboardModifier.NoModifier)
    click(3, Qt.KeyboardModifier.ShiftModifier)
    click(2, Qt.KeyboardModifier.ControlModifier)
    assert page.table.rows.chosen.rows() == [1, 3]

    click(3, Qt.KeyboardModifier.NoModifier)

    assert page.table.rows.chosen.rows() == [3]


def test_drawing_selected_rows_keeps_them_selected(page: BrowsePage, qtbot: QtBot) -> None:
    page.table.drag_wanted.disconnect()
    page.table.select_all()
    view, place = page.table.viewport(), page.table.visualRect(page.table.rows.index(1, 0)).center()

    with qtbot.waitSignal(page.table.drag_wanted):
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(view, place + QPoint(60, 40))

    assert page.table.rows.chosen.count == 5


def test_notes_are_listed_with_their_own_columns_and_back(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.commands[ActionId.TURN_UNIT].trigger()

    assert questions(page) == ["audit", "breach", "census", "deed"]
    assert "Cards" in [page.table.rows.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert page.view_model.asked.unit is Unit.NOTES


def test_the_cursor_stays_on_its_note_when_notes_are_listed_and_back(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    add_notes(collection, "Privacy", [a_note(word, fields=(word, "x")) for word in ("folio", "grant", "habit")])
    with qtbot.waitSignal(page.view_model.listed):
        page.search("folio or grant or habit or deed")
    page.table.go_to(questions(page).index("grant"))

    seen = []
    for _ in range(2):
        with qtbot.waitSignal(page.view_model.listed):
            page.commands[ActionId.TURN_UNIT].trigger()
        seen.append((page.unit, questions(page)[page.table.row], page.table.rows.chosen.rows() == [page.table.row]))

    assert seen == [(Unit.NOTES, "grant", True), (Unit.CARDS, "grant", True)]


def test_what_is_done_while_the_list_turns_to_notes_is_done_to_the_cards_still_seen(page: BrowsePage) -> None:
    page.table.go_to(3)

    page.commands[ActionId.TURN_UNIT].trigger()

    assert page.view_model.asked.unit is Unit.NOTES
    assert (page.unit, page.selected_ids()) == (Unit.CARDS, [page.table.rows.ids[3]])


def test_a_word_that_is_no_field_is_hinted_at_until_another_search(page: BrowsePage, qtbot: QtBot) -> None:
    ask(page, qtbot, "foo:bar")
    hinted = page.head._hint.text(), page.head._hint.isVisible(), page.head._problem.isVisible()

    ask(page, qtbot, "audit")

    assert hinted[0].startswith("There is no field and no search word called “foo”.")
    assert hinted[1:] == (True, False)
    assert not page.head._hint.isVisible()


def test_the_sidebar_searches_and_joins_with_what_is_searched(page: BrowsePage, qtbot: QtBot) -> None:
    def choose(line: str, how: Joining) -> str:
        with qtbot.waitSignal(page.view_model.listed):
            page.sidebar.tree.wanted.emit(Branch("", line, ""), how)
        return page.head.line.text()

    assert choose("tag:tag6", Joining.INSTEAD) == "tag:tag6"
    assert choose("tag:tag5", Joining.OR) == "tag:tag6 or tag:tag5"
    assert questions(page) == ["audit", "breach", "census"]
    assert choose("census", Joining.NOT) == "(tag:tag6 or tag:tag5) -census"
    assert questions(page) == ["audit", "breach"]


def test_the_sidebar_shows_what_there_is_and_is_filtered(page: BrowsePage, qtbot: QtBot) -> None:
    tree = page.sidebar.tree
    qtbot.waitUntil(lambda: tree.branches.index_of_path("/Decks/Clerk/Filing").isValid())
    page.commands[ActionId.FILTER_SIDEBAR].trigger()

    QTest.keyClicks(page.sidebar.filter, "filing")
    QTest.keyClick(page.sidebar.filter, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.view_model.listed):
        QTest.keyClick(tree, Qt.Key.Key_Return)

    assert page.head.line.text() == "deck:Clerk::Filing"


def test_the_sidebar_marks_what_is_searched_and_nothing_else(page: BrowsePage, qtbot: QtBot) -> None:
    def marked() -> list[str]:
        tree = page.sidebar.tree
        return [tree.branches.path(index) for index in tree.branches.indexes() if tree.is_marked(index)]

    qtbot.waitUntil(lambda: page.sidebar.tree.branches.index_of_path("/Decks/Privacy").isValid())
    first = marked()
    ask(page, qtbot, "deck:Privacy")
    deck = marked()
    QTest.keyClicks(page.head.line, " audit")

    assert (first, deck, marked()) == (["/All cards"], ["/Decks/Privacy"], [])


def test_earlier_searches_are_offered(page: BrowsePage, qtbot: QtBot) -> None:
    ask(page, qtbot, "tag:tag6")
    ask(page, qtbot, "audit")
    menu = page.head.line.history_menu()

    offered = [line.text() for line in menu.actions()]
    with qtbot.waitSignal(page.view_model.listed):
        menu.actions()[1].trigger()

    assert offered == ["audit", "tag:tag6"]
    assert questions(page) == ["breach", "census"]


def test_what_was_typed_and_gone_on_from_is_an_earlier_search_too(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        QTest.keyClicks(page.head.line, "census")

    QTest.keyClick(page.head.line, Qt.Key.Key_Down)

    assert [line.text() for line in page.head.line.history_menu().actions()] == ["census"]


def test_the_search_stays_selected_while_its_first_card_comes(page: BrowsePage, qtbot: QtBot) -> None:
    ask(page, qtbot, "audit")
    page.leave()
    page.enter()
    page.take_focus()

    qtbot.waitUntil(lambda: page.preview is not None and page.preview.card_id is not None)

    assert page.head.line.selectedText() == "audit"


def test_sorted_the_other_way_round_the_card_of_the_cursor_is_in_sight(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    add_notes(collection, "Many", [a_note(f"many {n:03}", fields=(f"many {n:03}", "x")) for n in range(200)])
    ask(page, qtbot, "many")
    with qtbot.waitSignal(page.view_model.listed):
        page.table.header_clicked.emit(Column.FIRST_FIELD)

    shown = page.table.visualRect(page.table.currentIndex())
    assert page.table.row == 199
    assert page.table.viewport().rect().contains(shown.center())


def test_a_replacement_leaves_what_was_found(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    ask(page, qtbot, "audit")
    note = collection.read(lambda look: reading.notes(look, [NoteId(1)]))[NoteId(1)]

    write = partial(store_note, note=replace(note, fields=("inspection", "answer")), now=NOON)
    page._services.runner.write(Operation.FIND_AND_REPLACE, write)
    qtbot.waitUntil(lambda: (page.table.rows.text(0, 0), questions(page))[1] == ["inspection"])

    assert len(page.table.rows.ids) == 1


def test_a_deck_that_is_renamed_keeps_the_cursor_the_keyboard_and_the_search(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    tree = page.sidebar.tree
    qtbot.waitUntil(lambda: tree.branches.index_of_path("/Decks/Privacy").isValid())
    tree.setCurrentIndex(tree.branches.index_of_path("/Decks/Privacy"))
    tree.setFocus()
    with qtbot.waitSignal(page.view_model.listed):
        QTest.keyClick(tree, Qt.Key.Key_Return)

    page.commands[ActionId.RENAME_BRANCH].trigger()
    page.deeds.line_sheet.line.setText("Confidentiality")
    with qtbot.waitSignal(page.view_model.listed):
        page.deeds.line_sheet.accept()
    renamed = tree.branches.path(tree.currentIndex()), page.head.line.text(), questions(page), tree.hasFocus()
    with qtbot.waitSignal(page.view_model.listed):
        page._services.runner.undo()
    qtbot.waitUntil(lambda: page.head.line.text() == "deck:Privacy")

    assert renamed == ("/Decks/Confidentiality", "deck:Confidentiality", ["deed", "paper"], True)
    assert tree.branches.path(tree.currentIndex()) == "/Decks/Privacy"


def test_a_deck_that_is_renamed_stays_unfolded(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    page._services.runner.write(Operation.ADD_DECK, lambda change: change.add_deck("Privacy::Forms"))
    tree = page.sidebar.tree
    qtbot.waitUntil(lambda: tree.branches.index_of_path("/Decks/Privacy/Forms").isValid())
    tree.expand(tree.branches.index_of_path("/Decks/Privacy"))
    privacy = next(one for one in collection.read(reading.decks) if one.name == "Privacy")

    rename = partial(rename_deck, deck_id=privacy.id, name="Confidentiality")
    page._services.runner.write(Operation.EDIT_DECK, rename)
    qtbot.waitUntil(lambda: tree.branches.index_of_path("/Decks/Confidentiality/Forms").isValid())

    assert tree.isExpanded(tree.branches.index_of_path("/Decks/Confidentiality"))
    assert "/Decks/Confidentiality" in page._kept.names("open branches")


def test_what_was_changed_stays_in_sight_and_is_shown_as_it_is_now(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    ask(page, qtbot, "-is:suspended")
    first = CardId(page.table.rows.ids[0])

    page._services.runner.write(Operation.SUSPEND, lambda change: suspend_cards(change, [first]))
    page._services.runner.write(Operation.FLAG, lambda change: flag_cards(change, [first], 3))
    qtbot.waitUntil(lambda: (page.table.rows.text(0, 0), page.table.rows.flag(0))[1] == 3)

    assert len(page.table.rows.ids) == 5
    assert page.table.rows.standing(0) is Standing.SUSPENDED


def test_a_deleted_note_leaves_the_list_and_comes_back_when_it_is_undone(page: BrowsePage, qtbot: QtBot) -> None:
    runner, before = page._services.runner, list(page.table.rows.ids)

    runner.write(Operation.DELETE_NOTE, lambda change: delete_note(change, NoteId(1)))
    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 4)
    left = list(page.table.rows.ids)
    runner.undo()
    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 5)

    assert left == [one for one in before if one != 1]
    assert list(page.table.rows.ids) == before


def test_the_list_has_its_keyboard_back_when_cards_that_went_come_back(page: BrowsePage, qtbot: QtBot) -> None:
    runner = page._services.runner
    page.head.line.setText("audit")
    page.view_model.ask("audit")
    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 1)
    page.table.setFocus()

    runner.write(Operation.DELETE_NOTE, lambda change: delete_note(change, NoteId(1)))
    qtbot.waitUntil(page.nothing.isVisible)
    line_had_keyboard = page.head.line.hasFocus()
    is_claimed = claims_undo(page.head.line)
    runner.undo()
    qtbot.waitUntil(lambda: len(page.table.rows.ids) == 1)

    assert (line_had_keyboard, is_claimed) == (True, False)
    assert page.table.hasFocus()


def test_what_was_typed_in_the_search_is_taken_back_there(page: BrowsePage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.head.line, "x")

    assert claims_undo(page.head.line)
    page.table.setFocus()
    page.head.line.setFocus()
    assert not claims_undo(page.head.line)


def claims_undo(line: QLineEdit) -> bool:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    QApplication.sendEvent(line, event)
    return event.isAccepted()


def test_the_card_of_the_cursor_stands_beside_the_list_and_its_history_is_a_key_away(
    page: BrowsePage, qtbot: QtBot
) -> None:
    page.table.go_to(1)
    qtbot.waitUntil(lambda: page.preview is not None and page.preview.card_id == page.table.rows.ids[1])
    assert page.preview is not None
    qtbot.waitUntil(lambda: page.preview is not None and page.preview.card.question.toPlainText() == "breach")

    page.commands[ActionId.SHOW_INFO].trigger()

    preview = page.preview
    qtbot.waitUntil(lambda: preview._info is not None and preview._stack.currentWidget() is preview._info)
    page.commands[ActionId.SHOW_PREVIEW].trigger()
    assert not preview.isVisible()


def test_looking_at_another_card_leaves_the_keyboard_in_the_list(page: BrowsePage, qtbot: QtBot) -> None:
    page.table.setFocus()

    QTest.keyClick(page.table, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: page.preview is not None and page.preview.card_id == page.table.rows.ids[1])
    assert page.table.hasFocus()


def test_a_column_is_shown_and_hidden_by_the_menu_of_the_header(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.view_model.set_columns((*page.table.columns_in_order(), Column.TAGS))
    place = page.table.rows.columns.index(Column.TAGS)

    assert page.table.rows.text(0, place) == "tag5"


def test_a_search_that_finds_nothing_offers_others(page: BrowsePage, qtbot: QtBot) -> None:
    ask(page, qtbot, "zebra")

    assert page.nothing.isVisible()
    with qtbot.waitSignal(page.view_model.listed):
        page.nothing.wanted.emit("census")
    assert questions(page) == ["census"]


def test_an_empty_collection_says_where_cards_come_from(services: Services, qtbot: QtBot) -> None:
    page = BrowsePage(services)
    qtbot.addWidget(page)
    page.show()

    with qtbot.waitSignal(page.view_model.listed):
        page.enter()
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.nothing.sentence.button.click()

    assert wanted.args == [PageId.DECKS]


def test_when_all_cards_are_selected_all_notes_are(page: BrowsePage, qtbot: QtBot) -> None:
    page.table.select_all()

    with qtbot.waitSignal(page.view_model.listed):
        page.commands[ActionId.TURN_UNIT].trigger()
    notes = page.table.rows.chosen.count
    with qtbot.waitSignal(page.view_model.listed):
        page.commands[ActionId.TURN_UNIT].trigger()

    assert notes == 4
    assert page.table.rows.chosen.count == 5


def test_columns_give_way_a_little_before_the_last_is_cut(page: BrowsePage, qtbot: QtBot) -> None:
    table, header = page.table, page.table.horizontalHeader()
    page.resize(1600, 800)
    qtbot.waitUntil(lambda: table.viewport().width() > 700)
    usual = [header.sectionSize(place) for place in range(1, header.count())]
    around = table.width() - table.viewport().width()
    needed = sum(usual) + LEAST_FIRST_FIELD + around

    table.setFixedWidth(needed - 60)
    qtbot.waitUntil(lambda: table.width() == needed - 60)
    fitted, seen = header.length(), table.viewport().width()

    assert fitted <= seen


def test_the_columns_on_the_right_are_spared_where_the_question_would_be_cut(page: BrowsePage, qtbot: QtBot) -> None:
    table, header = page.table, page.table.horizontalHeader()
    page.resize(1600, 800)
    qtbot.waitUntil(lambda: table.viewport().width() > 700)
    recall, deck = (table.rows.columns.index(one) for one in (Column.RETRIEVABILITY, Column.DECK))

    table.setFixedWidth(GOOD_FIRST_FIELD + 84 + 96 + 60)
    qtbot.waitUntil(lambda: header.isSectionHidden(recall))
    question = header.sectionSize(0)
    is_deck_hidden = header.isSectionHidden(deck)
    table.setFixedWidth(700)
    qtbot.waitUntil(lambda: not header.isSectionHidden(recall))

    assert question >= GOOD_FIRST_FIELD
    assert not is_deck_hidden


def test_columns_the_learner_has_chosen_are_never_spared(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.view_model.set_columns((*page.table.columns_in_order(), Column.STATE))
    page.table.setFixedWidth(300)
    qtbot.waitUntil(lambda: page.table.width() == 300)

    header = page.table.horizontalHeader()
    assert not any(header.isSectionHidden(place) for place in range(header.count()))


def test_columns_of_words_give_way_until_the_question_can_be_read(page: BrowsePage, qtbot: QtBot) -> None:
    table, header = page.table, page.table.horizontalHeader()
    page.resize(1600, 800)
    qtbot.waitUntil(lambda: table.viewport().width() > 700)
    deck, due = (table.rows.columns.index(one) for one in (Column.DECK, Column.DUE))
    usual_deck, usual_due = header.sectionSize(deck), header.sectionSize(due)

    width = table.width() - header.sectionSize(0) + GOOD_FIRST_FIELD - 30
    table.setFixedWidth(width)
    qtbot.waitUntil(lambda: table.width() == width)

    assert header.sectionSize(0) == GOOD_FIRST_FIELD
    assert (header.sectionSize(deck), header.sectionSize(due)) == (usual_deck - 30, usual_due)


def test_a_column_the_learner_has_set_stays_as_wide(page: BrowsePage, qtbot: QtBot) -> None:
    table, header = page.table, page.table.horizontalHeader()
    page.resize(1600, 800)
    qtbot.waitUntil(lambda: table.viewport().width() > 700)
    place = table.rows.columns.index(Column.DECK)
    table.set_widths({Column.DECK: 200})
    before = header.sectionSize(place)

    table.setFixedWidth(header.length() - header.sectionSize(0) + LEAST_FIRST_FIELD - 20)
    qtbot.waitUntil(lambda: table.viewport().width() < 700 and header.length() <= table.viewport().width())

    assert header.sectionSize(place) == before


def test_the_parts_of_a_page_made_with_large_text_get_their_usual_sizes_back_with_it(
    services: Services, collection: Collection, qtbot: QtBot
) -> None:
    usual = services.look.preferences
    add_notes(collection, "Clerk", [a_note("one")])
    services.theme.wear(replace(usual, text_percent=150))
    page = BrowsePage(services)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitActive(page):
        page.show()
    page.enter()
    qtbot.waitUntil(lambda: page.preview is not None and page.preview.isVisible())
    large = page.sidebar.width()

    services.theme.wear(usual)
    page.resize(1101, 700)  # the navigation beside it changes, too

    qtbot.waitUntil(lambda: page.beside.orientation() is Qt.Orientation.Horizontal and page.table.width() > 400)
    assert (large, page.sidebar.width()) == (309, 206)
    assert page.preview is not None
    assert page.preview.width() < page.table.width()


def test_a_sidebar_drawn_wider_keeps_its_share_of_the_text(page: BrowsePage, services: Services) -> None:
    whole = page.sidebar.parentWidget()
    assert isinstance(whole, BesideSidebar)
    whole.setSizes([240, whole.width() - 240])
    whole.splitterMoved.emit(240, 1)

    services.theme.wear(replace(services.look.preferences, text_percent=125))

    assert page.sidebar.width() == 300


def test_the_search_keeps_its_width_where_text_is_large_and_room_is_small(
    page: BrowsePage, services: Services, qtbot: QtBot
) -> None:
    head = page.findChild(Head)
    assert head is not None
    beside = head.units.mapTo(head, QPoint()).y() < head.line.geometry().bottom()

    services.theme.wear(replace(services.look.preferences, text_percent=150))
    page.resize(900, 700)

    qtbot.waitUntil(
        lambda: head.units.mapTo(head, QPoint()).y() > head.line.mapTo(head, head.line.rect().bottomLeft()).y()
    )
    assert beside
    assert head.line.width() > head.units.width()
