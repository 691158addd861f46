"""Stuck cards and near duplicates, listed from the sidebar."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.browsing import Unit
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.browse.branches import TO_MEND
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
    assert "Forgotten 9 times after it had been learned." in page._count.text()


def test_notes_that_ask_nearly_the_same_are_listed_with_the_other_one(
    page: BrowsePage, collection: Collection, qtbot: QtBot
) -> None:
    words = "which form does the clerk file first when a patient asks for an amendment"
    add_notes(collection, "Twins", [a_note(f"twin {n}", fields=(f"{words} {end}", "x")) for n, end in enumerate("ab")])

    with qtbot.waitSignal(page.view_model.listed):
        page.sidebar.tree.wanted.emit(TO_MEND[1], Joining.INSTEAD)

    assert page.view_model.asked.unit is Unit.NOTES
    assert len(page.table.rows.ids) == 2
    assert "Nearly the same as “which form does" in page._count.text()


def test_that_nothing_wants_mending_is_said(page: BrowsePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page._services.notices.said) as said:
        page.sidebar.tree.wanted.emit(TO_MEND[0], Joining.INSTEAD)

    assert said.args[0] == "There is none: nothing wants mending."
