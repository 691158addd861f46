"""Leaving a practice exam: the clock of an exam goes on, and it is asked before."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.exam import Attempt, AttemptMode
from flashcards.domain.ids import AttemptId
from flashcards.storage import exam_reading
from flashcards.ui.page import PageId, Services
from flashcards.ui.practice.state import Phase
from flashcards.ui.practice.view import PracticePage
from flashcards.ui.runner import CollectionRunner
from tests.builders import Clock
from tests.ui.practice.conftest import begin, open_attempt


@pytest.fixture
def said(services: Services) -> list[str]:
    found: list[str] = []
    services.notices.said.connect(lambda text, *_: found.append(text))
    return found


def press(page: PracticePage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or page, key)


def settled(runner: CollectionRunner, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: runner.unsaved == 0 and runner.reading == 0)


def stored(collection: Collection, attempt_id: AttemptId) -> Attempt:
    found = collection.read(lambda snapshot: exam_reading.attempt(snapshot, attempt_id))
    assert found is not None
    return found


def test_an_exam_asks_before_it_is_left_and_stays_unless_told_otherwise(
    page: PracticePage, attempt_id: AttemptId, said: Sequence[str], qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    wanted: list[object] = []
    page.page_wanted.connect(wanted.append)

    press(page, Qt.Key.Key_Escape)
    assert page.asking.isVisible()
    assert "Its clock goes on while you are away" in page.asking.accessibleDescription()
    press(page, Qt.Key.Key_Return)

    assert not page.asking.isVisible()
    assert (wanted, list(said)) == ([], [])
    press(page, Qt.Key.Key_Escape)
    page.asking.act.click()
    assert wanted == [PageId.EXAM]


def test_the_clock_of_an_exam_goes_on_while_the_learner_is_elsewhere(
    page: PracticePage,
    attempt_id: AttemptId,
    clock: Clock,
    said: Sequence[str],
    questions: Collection,
    runner: CollectionRunner,
    qtbot: QtBot,
) -> None:
    open_attempt(page, attempt_id, qtbot)
    clock.forward(seconds=60)
    page.leave()
    settled(runner, qtbot)
    assert stored(questions, attempt_id).left_at == clock()

    clock.forward(seconds=180)
    open_attempt(page, attempt_id, qtbot)

    assert page.view_model.state.clock == "6:00"
    assert list(said) == ["The clock of the exam goes on at 10:00. Go back to it on Exam or Today."]
    settled(runner, qtbot)
    assert stored(questions, attempt_id).left_at is None, "a crash from now on takes no more time"


def test_time_that_is_over_while_the_learner_is_elsewhere_hands_the_exam_in(
    page: PracticePage,
    attempt_id: AttemptId,
    clock: Clock,
    said: Sequence[str],
    questions: Collection,
    qtbot: QtBot,
) -> None:
    open_attempt(page, attempt_id, qtbot)
    press(page, Qt.Key.Key_1)
    clock.forward(seconds=599.9)
    page.leave()

    clock.forward(seconds=5)

    qtbot.waitUntil(lambda: stored(questions, attempt_id).timed_out)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1].startswith("The time was over, so the exam was handed in.")
    assert stored(questions, attempt_id).elapsed_ms == 600_000


def test_an_exam_whose_time_was_over_while_the_program_was_closed_is_handed_in_when_it_is_opened(
    page: PracticePage, attempt_id: AttemptId, clock: Clock, services: Services, runner: CollectionRunner, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    page.leave()
    settled(runner, qtbot)

    clock.forward(days=2)
    again = PracticePage(services)
    qtbot.addWidget(again)
    again.open_attempt(attempt_id)
    qtbot.waitUntil(lambda: again.view_model.state.phase is Phase.RESULT)

    result = again.view_model.state.result
    assert result is not None
    assert "handed in because the time was over" in result.subtitle
    settled(runner, qtbot)


def test_practice_is_left_without_a_question_and_its_clock_stands_still(
    page: PracticePage,
    questions: Collection,
    clock: Clock,
    said: Sequence[str],
    services: Services,
    runner: CollectionRunner,
    qtbot: QtBot,
) -> None:
    attempt_id = begin(questions, AttemptMode.PRACTICE)
    open_attempt(page, attempt_id, qtbot)
    unsaid: list[str] = []
    services.notices.unsaid.connect(unsaid.append)

    with qtbot.waitSignal(page.page_wanted) as wanted:
        press(page, Qt.Key.Key_Escape)
    page.leave()
    settled(runner, qtbot)
    clock.forward(minutes=30)
    open_attempt(page, attempt_id, qtbot)

    assert wanted.args == [PageId.EXAM]
    assert page.view_model.state.clock == "10:00"
    assert list(said) == ["The practice waits with 10:00 on the clock. Go on with it on Exam or Today."]
    assert unsaid == list(said)


def test_handing_in_with_gaps_asks_and_esc_goes_back(page: PracticePage, attempt_id: AttemptId, qtbot: QtBot) -> None:
    open_attempt(page, attempt_id, qtbot)
    press(page, Qt.Key.Key_1, Qt.Key.Key_L)

    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.asking.isVisible()
    assert page.asking.accessibleName() == "Hand in with 2 questions not answered?"
    press(page, Qt.Key.Key_Escape)

    assert (page.asking.isVisible(), page.view_model.state.phase) == (False, Phase.LIST)


def test_the_question_goes_when_the_time_is_over(
    page: PracticePage, attempt_id: AttemptId, clock: Clock, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    press(page, Qt.Key.Key_Escape)

    clock.forward(seconds=601)
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.RESULT)

    assert not page.asking.isVisible()
