"""Undo and redo while studying, also after a restart."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.sitting import gather
from flashcards.collection.studying import record_answer
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating
from flashcards.storage import reading
from flashcards.ui.page import PageId
from flashcards.ui.study.state import Phase
from tests.builders import a_note, add_notes
from tests.ui.study.conftest import Learner

Add = Callable[..., tuple[CardId, ...]]


def test_u_brings_back_the_card_answered_last(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.answer()
    learner.answer()

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question == "Question 2?")
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question == "Question 1?")

    assert learner.reviews(basic[0]) == ()
    assert learner.state.share == 0.0
    assert tuple(learner.state.counts) == (4, 0, 0)


def test_keys_pressed_while_undo_is_on_its_way_do_nothing(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.answer()

    learner.press(Qt.Key.Key_U)
    learner.answer()
    learner.until(lambda: learner.question == "Question 1?")

    assert learner.state.phase is Phase.QUESTION
    assert learner.reviews(basic[1]) == ()


def test_redo_answers_the_card_again(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.answer()
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question == "Question 1?")
    learner.until_stored()

    learner.page.view_model.lanes._runner.redo()
    learner.until(lambda: learner.question == "Question 2?")

    assert len(learner.reviews(basic[0])) == 1
    assert learner.state.share == 0.2


def test_redo_puts_a_card_aside_as_the_deed_did_and_brings_none_of_its_note(learner: Learner, add: Add) -> None:
    add(NoteKind.CLOZE, fields=("{{c1::One}} and {{c2::two}}.", ""))
    add(NoteKind.BASIC)
    learner.study()
    learner.press(Qt.Key.Key_At)
    learner.until_stored()
    done = (learner.question, learner.state.counts)
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question != done[0])
    learner.until_stored()

    learner.page.view_model.lanes._runner.redo()
    learner.until(lambda: learner.question == done[0])
    learner.until_stored()

    assert (learner.question, learner.state.counts) == done


def test_an_answer_of_an_earlier_session_is_taken_back_only_when_the_learner_says_so(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    sitting = collection.read(lambda snapshot: gather(snapshot, learner.clock()))
    sitting.session.advance(learner.clock())
    sitting.session.supply(collection.read(lambda snapshot: reading.cards(snapshot, basic)))
    answered = sitting.session.answer(Rating.EASY, learner.clock() + timedelta(seconds=3), 3000)
    collection.transact(Operation.ANSWER_CARD, lambda change: record_answer(change, answered, sitting.settings))
    learner.study()
    assert learner.question == "Question 2?"

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.said.messages != [])

    asked = "The step to undo next is “Answer Card”, which was not done in this session."
    assert learner.said.messages == [f"{asked} Undo on any other page takes it."]
    assert len(learner.reviews(basic[0])) == 1
    undo = learner.said.actions[-1]
    assert undo is not None
    undo()
    learner.until(lambda: learner.question == "Question 1?")
    assert learner.reviews(basic[0]) == ()


def test_what_was_done_before_the_session_stays_when_its_own_steps_are_undone(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    collection.transact(Operation.IMPORT, lambda transaction: transaction.add_deck("Brought in"))
    learner.study()
    learner.answer()

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question == "Question 1?")
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.said.messages != [])
    learner.answer()

    asked = "The step to undo next is “Import”, which was not done in this session."
    assert learner.said.messages == [f"{asked} Undo on any other page takes it."]
    assert "Brought in" in [deck.name for deck in collection.read(reading.decks)]
    assert len(learner.reviews(basic[0])) == 1


def test_what_was_done_elsewhere_in_between_is_not_taken_back_from_the_card(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()
    learner.answer()
    learner.until_stored()
    learner.page.leave()
    runner = learner.page.view_model.lanes._runner
    runner.write(Operation.EDIT_DECK, lambda transaction: transaction.add_deck("Ledger"))
    learner.until_stored()
    learner.page.enter()
    learner.until_stored()

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.said.messages != [])

    assert "Ledger" in [deck.name for deck in collection.read(reading.decks)]
    assert len(learner.reviews(basic[0])) == 1


def test_what_was_stored_over_the_study_page_is_a_step_of_the_session(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()
    learner.page.view_model.lanes._runner.write(Operation.EDIT_DECK, lambda transaction: transaction.add_deck("Ledger"))
    learner.until_stored()

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: "Ledger" not in [deck.name for deck in collection.read(reading.decks)])

    assert learner.said.messages == []


def test_redo_leaves_alone_what_was_undone_before_the_session(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    collection.transact(Operation.IMPORT, lambda transaction: transaction.add_deck("Brought in"))
    collection.undo()
    learner.study()

    learner.page.turn(is_undo=False)
    learner.until(lambda: learner.said.messages != [])

    asked = "The step to redo next is “Import”, which was not done in this session."
    assert learner.said.messages == [f"{asked} Redo on any other page takes it."]
    assert "Brought in" not in [deck.name for deck in collection.read(reading.decks)]


def test_undo_in_the_summary_brings_the_last_card_back(learner: Learner, add: Add) -> None:
    (card_id,) = add(NoteKind.BASIC)
    learner.study()
    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_4)
    assert learner.state.phase is Phase.OVER

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.state.phase is Phase.QUESTION)

    assert learner.reviews(card_id) == ()


def test_undoing_something_else_leaves_the_summary(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()
    learner.answer()
    learner.press(Qt.Key.Key_Escape)
    learner.until_stored()
    runner = learner.page.view_model.lanes._runner
    runner.write(Operation.ADD_DECK, lambda transaction: transaction.add_deck("Ledger"))
    learner.until_stored()
    assert learner.state.phase is Phase.OVER

    runner.undo()
    learner.until(lambda: len(collection.read(reading.decks)) == 2)
    learner.until_stored()

    assert learner.state.phase is Phase.OVER
    assert learner.state.summary is not None
    assert (learner.state.summary.answered, learner.state.summary.can_go_on) == (1, True)


def test_doing_an_answer_again_in_the_summary_counts_it_there(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.answer()
    learner.answer()
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question == "Question 2?")
    learner.press(Qt.Key.Key_Escape)
    assert learner.state.summary is not None
    assert learner.state.summary.answered == 1

    learner.page.view_model.lanes._runner.redo()
    learner.until(lambda: learner.state.summary is not None and learner.state.summary.answered == 2)
    learner.until_stored()

    assert learner.state.phase is Phase.OVER


def test_a_session_whose_only_answer_is_undone_is_left_for_today_and_counts_it_when_done_again(
    learner: Learner, basic: tuple[CardId, ...], qtbot: QtBot
) -> None:
    learner.study()
    learner.answer()
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question == "Question 1?")
    with qtbot.waitSignal(learner.page.page_wanted) as wanted:
        learner.press(Qt.Key.Key_Escape)
    assert (wanted.args, learner.state.summary) == ([PageId.TODAY], None)

    learner.page.view_model.lanes._runner.redo()
    learner.until(lambda: learner.question == "Question 2?")
    learner.press(Qt.Key.Key_Escape)

    assert learner.state.summary is not None
    assert learner.state.summary.answered == 1


def test_undoing_a_bury_shows_the_card_again(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Minus)

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.question == "Question 1?")

    assert learner.card(basic[0]).buried_until is None


def test_undo_with_nothing_of_the_session_to_undo_lets_the_learner_go_on(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.said.messages != [])

    learner.answer()

    assert learner.question == "Question 2?"


def test_the_windows_undo_takes_back_what_was_done_just_before(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()
    learner.answer()
    learner.until_stored()

    learner.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    learner.page.view_model.lanes._runner.undo()

    assert learner.card(basic[1]).flag == 0
    assert len(learner.reviews(basic[0])) == 1


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_undo_and_redo_in_a_typed_answer_are_those_of_the_text_once_it_is_typed_in(learner: Learner, add: Add) -> None:
    add(NoteKind.TYPED, fields=("Average census?", "310", ""))
    learner.study()
    line = learner.page.stage.card.entry.line
    window = QAction(learner.page)
    window.setShortcuts([QKeySequence("Ctrl+Z"), QKeySequence("Ctrl+Shift+Z")])
    learner.page.addAction(window)
    taken: list[str] = []
    window.triggered.connect(lambda: taken.append("window"))

    learner.press(Qt.Key.Key_Z, CTRL)
    before = list(taken)
    learner.write("31")
    learner.press(Qt.Key.Key_Z, CTRL)
    undone = line.text()
    learner.press(Qt.Key.Key_Z, CTRL)  # once too often
    learner.press(Qt.Key.Key_Z, CTRL | SHIFT)
    redone = line.text()
    learner.press(Qt.Key.Key_Z, CTRL | SHIFT)

    assert (before, undone, redone, taken) == (["window"], "", "31", ["window"])


def test_a_typed_answer_does_not_come_back_by_undo_on_the_next_card(learner: Learner, collection: Collection) -> None:
    notes = [a_note(f"typed-{i}", NoteKind.TYPED, fields=(f"Census {i}?", "310", "")) for i in (1, 2)]
    add_notes(collection, "Filing", notes)
    learner.study()
    learner.write("310")
    learner.press(Qt.Key.Key_Return)
    learner.press(Qt.Key.Key_Return)
    learner.until(lambda: learner.question == "Census 2?")

    assert not learner.page.stage.card.entry.line.isUndoAvailable()


def test_redo_finishes_a_day_again_that_undo_had_taken_up(learner: Learner, add: Add) -> None:
    (card_id,) = add(NoteKind.BASIC)
    learner.study()
    learner.press(Qt.Key.Key_Space)
    learner.press(Qt.Key.Key_4)
    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.state.phase is Phase.QUESTION)
    learner.until_stored()

    learner.page.turn(is_undo=False)
    learner.until(lambda: learner.state.phase is Phase.OVER)

    assert learner.state.summary is not None
    assert (learner.state.summary.title, learner.state.summary.answered) == ("Done for today", 1)
    assert len(learner.reviews(card_id)) == 1
