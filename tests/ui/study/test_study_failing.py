"""What happens when an answer cannot be stored, or the collection changes under the page."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from flashcards.collection.card_actions import flag_cards, suspend_cards
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.errors import StorageError
from flashcards.domain.ids import CardId
from flashcards.ui.study.state import Phase
from tests.ui.study.conftest import Learner


class Disk:
    """Another program that keeps the collection locked for writing, for as long as it likes."""

    def __init__(self, collection: Collection) -> None:
        collection._database._connection.execute("PRAGMA busy_timeout = 0")  # so that no test waits for it
        self._other = sqlite3.connect(collection.path, isolation_level=None)

    def refuse(self) -> None:
        self._other.execute("BEGIN IMMEDIATE")

    def relent(self) -> None:
        self._other.execute("ROLLBACK")

    def close(self) -> None:
        self._other.close()


@pytest.fixture
def disk(collection: Collection) -> Iterator[Disk]:
    made = Disk(collection)
    yield made
    made.close()


def test_an_answer_that_is_not_stored_is_asked_again_and_can_be_retried(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, disk: Disk
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)
    disk.refuse()

    learner.press(Qt.Key.Key_4)
    learner.until(lambda: learner.state.problem != "")
    assert learner.state.problem.startswith("Your last answer was not saved.")
    assert learner.page.problem.isVisible()
    learner.until(lambda: learner.question == "Question 1?")
    assert learner.state.share == 0.0

    disk.relent()
    learner.page.problem.retry.click()

    assert len(learner.reviews(basic[0])) == 1
    learner.until(lambda: learner.question == "Question 2?")
    assert (learner.state.problem, learner.state.share) == ("", 0.25)


def test_answering_the_card_anew_replaces_the_answer_that_was_not_stored(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, disk: Disk
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)
    disk.refuse()
    learner.press(Qt.Key.Key_4)
    learner.until(lambda: learner.state.problem != "" and learner.question == "Question 1?")
    disk.relent()

    learner.answer()

    assert learner.state.problem == ""
    assert len(learner.reviews(basic[0])) == 1


def test_several_answers_that_are_not_stored_are_all_kept(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, disk: Disk
) -> None:
    learner.study()
    disk.refuse()

    for _ in range(2):
        learner.press(Qt.Key.Key_Space)
        learner.press(Qt.Key.Key_4)
    learner.until(lambda: learner.state.problem.startswith("Your last 2 answers were not saved."))
    disk.relent()
    learner.page.problem.retry.click()

    assert [len(learner.reviews(card_id)) for card_id in basic] == [1, 1, 0, 0]


def test_a_card_changed_elsewhere_is_not_overwritten(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)
    collection.transact(Operation.FLAG, lambda change: flag_cards(change, basic[:1], 5))

    learner.press(Qt.Key.Key_3)
    learner.until(lambda: learner.said.messages != [])

    assert learner.said.messages[0].startswith("This card was changed elsewhere")
    learner.until(lambda: learner.question == "Question 1?")
    assert learner.card(basic[0]).flag == 5
    assert learner.reviews(basic[0]) == ()


def test_a_change_made_on_another_page_is_seen_at_once(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()

    runner = learner.page.view_model.lanes._runner
    runner.write(Operation.SUSPEND, lambda change: suspend_cards(change, basic[1:3]))
    learner.until(lambda: learner.state.counts.new == 2)

    assert (learner.question, learner.state.phase) == ("Question 1?", Phase.QUESTION)


def test_a_change_made_elsewhere_leaves_the_answer_shown(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)

    runner = learner.page.view_model.lanes._runner
    runner.write(Operation.SUSPEND, lambda change: suspend_cards(change, basic[1:3]))
    learner.until(lambda: learner.state.counts.new == 2)

    assert learner.state.phase is Phase.ANSWER


def test_a_deed_that_cannot_be_stored_is_reported_and_the_card_comes_back(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, disk: Disk
) -> None:
    learner.study()
    disk.refuse()

    learner.press(Qt.Key.Key_Minus)
    learner.until(lambda: learner.said.problems != [])
    disk.relent()

    assert isinstance(learner.said.problems[0], StorageError)
    learner.until(lambda: learner.state.counts.new == 4)


def test_an_edit_that_cannot_be_stored_stays_in_the_editor(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, disk: Disk
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_E)
    learner.page.stage.editor.areas["Front"].setPlainText("Better question?")
    disk.refuse()

    learner.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    learner.until(lambda: learner.said.problems != [])
    learner.until_stored()
    assert learner.page.stage.editor.areas["Front"].toPlainText() == "Better question?"
    assert learner.page.stage.editor.isVisible()

    disk.relent()
    learner.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    learner.until(lambda: learner.question == "Better question?")
    assert learner.note(basic[0]).fields[0] == "Better question?"


def test_when_even_reading_fails_nothing_is_lost_and_retry_stores_the_answer(
    learner: Learner, basic: tuple[CardId, ...], collection: Collection, tmp_path: Path
) -> None:
    learner.study()
    learner.press(Qt.Key.Key_Space)
    learner.until_answered()
    for connection in collection._database._pool._idle:  # what is open already would read on
        connection.close()
    collection._database._pool._idle.clear()
    collection.path.rename(tmp_path / "elsewhere.db")

    learner.press(Qt.Key.Key_4)
    learner.until(lambda: learner.state.problem != "")
    learner.until_stored()
    (tmp_path / "elsewhere.db").rename(collection.path)
    learner.page.problem.retry.click()

    assert len(learner.reviews(basic[0])) == 1
    learner.until(lambda: learner.question == "Question 2?")
