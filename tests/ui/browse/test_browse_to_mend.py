"""Stuck cards and near duplicates, listed from the sidebar."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.browsing import Unit
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.actions import ActionId
from flashcards.ui.browse.branches import TO_MEND, Branch, is_listed
from flashcards.ui.browse.sidebar import Joining
from flashcards.ui.browse.view import BrowsePage
from tests.builders import TODAY, a_note, add_notes


def test_stuck_cards_are_listed_and_why_is_said_of_each(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    def forget(change: Transaction) -> None:
        card = reading.cards(change.snapshot, [CardId(2)])[CardId(2)]
        memory = MemoryState(stability_days=1.0, difficulty=8.0)
        change.update_cards([replace(card, state=CardState.REVIEW, memory=memory, lapses=9, reps=20, due_on=TODAY)])

    collection.transact(Operation.EDIT_NOTE, forget)
    with qtbot.waitSignal(page.view_model.listed):
        page.sidebar.tree.wanted.emit(TO_MEND[0], Joining.INSTEAD)

    assert list(page.table.rows.ids) == [2]
    assert page.head.line.text() == ""
    assert page.head.line.placeholderText() == "Stuck cards, the most forgotten first"
    assert page.foot is page.mending  # messages leave the repairs uncovered
    assert "Forgotten 9 times after it had been learned." in page.mending.why.text()


def test_notes_that_ask_nearly_the_same_are_listed_with_the_other_one(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    words = "which form does the clerk file first when a patient asks for an amendment"
    add_notes(collection, "Twins", [a_note(f"twin {n}", fields=(f"{words} {end}", "x")) for n, end in enumerate("ab")])

    with qtbot.waitSignal(page.view_model.listed):
        page.sidebar.tree.wanted.emit(TO_MEND[1], Joining.INSTEAD)

    assert page.view_model.asked.unit is Unit.NOTES
    assert len(page.table.rows.ids) == 2
    tree = page.sidebar.tree
    assert [tree.branches.path(index) for index in tree.branches.indexes() if tree.is_marked(index)] == [
        "/To mend/Near duplicates"
    ]
    assert "Nearly the same as “which form does" in page.mending.why.text()


def test_notes_that_could_ask_better_say_why_and_a_list_can_be_split(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    fields = ("Which parts has a record?", "<ul><li>one</li><li>two</li></ul>", "")
    add_notes(collection, "Mine", [a_note("list", fields=fields)])
    with qtbot.waitSignal(page.view_model.listed):
        page.sidebar.tree.wanted.emit(TO_MEND[2], Joining.INSTEAD)
    qtbot.waitUntil(lambda: page.mending.why.text() != "")

    page.mending.split.click()

    qtbot.waitUntil(lambda: page.mending.split_sheet is not None and page.mending.split_sheet.isVisible())
    assert page.head.line.placeholderText() == "To reword, the newest first"
    assert page.mending.why.text() == "The answer is a list; ask for one thing, or make gaps."
    assert [one.text() for one in page.mending._buttons.findChildren(QPushButton) if one.isVisible()] == [
        "Reword",
        "Split",
        "Delete",
    ]


@pytest.mark.parametrize(("branch", "name"), [(branch, branch.title) for branch in TO_MEND], ids=str)
def test_where_nothing_wants_mending_that_stands_in_place_of_the_list(
    page: BrowsePage, qtbot: QtBot, branch: Branch, name: str
) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.sidebar.tree.wanted.emit(branch, Joining.INSTEAD)

    said = [one.text() for one in page.nothing.findChildren(QLabel) if one.isVisible() and one.text()]
    assert said == ["Nothing wants mending", f"{name}: there is none."]
    assert is_listed(branch, page.view_model.asked.line, page.view_model.asked.name)
    assert page.mending.isHidden()


def list_stuck(page: BrowsePage, collection: Collection, qtbot: QtBot, *ids: int) -> None:
    """Make cards leeches, and list them."""

    def forget(change: Transaction) -> None:
        for card in reading.cards(change.snapshot, [CardId(one) for one in ids]).values():
            memory = MemoryState(stability_days=1.0, difficulty=8.0)
            change.update_cards(
                [replace(card, state=CardState.REVIEW, memory=memory, lapses=20 - card.id, reps=20, due_on=TODAY)]
            )

    collection.transact(Operation.EDIT_NOTE, forget)
    with qtbot.waitSignal(page.view_model.listed):
        page.sidebar.tree.wanted.emit(TO_MEND[0], Joining.INSTEAD)


def test_a_stuck_list_answer_is_split_after_its_notes_were_seen(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    add_notes(collection, "Lists", [a_note("list", fields=("Which three?", "<ul><li>A<li>B<li>C</ul>"))])
    list_stuck(page, collection, qtbot, 6)
    QTest.mouseClick(page.mending.split, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.mending.split_sheet is not None and page.mending.split_sheet.isVisible())
    sheet = page.mending.split_sheet
    assert sheet is not None
    shown = [one.text() for one in sheet.findChildren(QLabel)]

    with qtbot.waitSignal(page._services.notices.said) as said:
        sheet.accept_button.click()

    assert "Which three? (2 of 3)" in shown
    assert said.args[0] == "Split into 3 notes, which come up among the first new ones."
    assert collection.steps().undo == "Split Note"


def test_only_what_mends_the_card_is_offered(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    list_stuck(page, collection, qtbot, 2)
    mending = page.mending

    offered = [one.text() for one in mending.findChildren(QPushButton) if not one.isHidden()]

    assert offered == ["Reword", "Compare", "Suspend", "Reset", "No longer a leech"]
    assert mending.isVisible()


def test_a_suspended_stuck_card_is_released_by_the_same_button(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    list_stuck(page, collection, qtbot, 2)
    with qtbot.waitSignal(page.deeds.done):
        page.mending.suspend.click()
    with qtbot.waitSignal(page.view_model.listed):
        page.sidebar.tree.wanted.emit(TO_MEND[0], Joining.INSTEAD)

    assert page.mending.suspend.text() == "Release"


def test_what_a_stuck_card_may_be_taken_for_is_listed(page: BrowsePage, collection: Collection, qtbot: QtBot) -> None:
    words = "which form does the clerk file first when a patient asks for an amendment"
    add_notes(collection, "Twins", [a_note(f"twin {n}", fields=(f"{words} {end}", "x")) for n, end in enumerate("ab")])
    list_stuck(page, collection, qtbot, 6)

    with qtbot.waitSignal(page.view_model.listed):
        page.mending.compare.click()

    assert page.view_model.asked.unit is Unit.NOTES
    assert len(page.table.rows.ids) == 2


def test_when_the_mended_card_leaves_the_list_the_next_one_is_gone_to(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.view_model.listed):
        page.view_model.ask("")
    page.table.go_to(1)
    gone = page.table.rows.ids[1]

    with qtbot.waitSignal(page.view_model.listed):
        page.commands[ActionId.DELETE_NOTES].trigger()

    assert gone not in page.table.rows.ids
    assert page.table.row == 1
