"""A practice exam by keyboard."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection import practice, wanted
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.errors import StorageError
from flashcards.domain.exam import AttemptMode, ExamAnswer
from flashcards.domain.ids import AttemptId
from flashcards.exam.scoring import Outcome
from flashcards.storage import exam_reading
from flashcards.ui.actions import ActionId
from flashcards.ui.page import Services
from flashcards.ui.practice.printing import print_result, result_html
from flashcards.ui.practice.resulting import OUTCOME_NAMES, result_of
from flashcards.ui.practice.state import Phase
from flashcards.ui.practice.view import PracticePage
from flashcards.ui.runner import CollectionRunner
from tests.builders import Clock
from tests.ui.practice.conftest import begin, open_attempt


def press(page: PracticePage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or page, key)


def stored(collection: Collection, attempt_id: AttemptId) -> tuple[ExamAnswer, ...]:
    return collection.read(lambda snapshot: exam_reading.paper(snapshot, attempt_id))[1]


def settled(runner: CollectionRunner, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: runner.unsaved == 0 and runner.reading == 0)


def hand_in(page: PracticePage, qtbot: QtBot) -> None:
    if page.view_model.state.phase is not Phase.LIST:
        press(page, Qt.Key.Key_L)
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if page.view_model.state.left:
        page.asking.act.click()
    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.RESULT)


@pytest.mark.parametrize(("key", "picked"), [(Qt.Key.Key_2, 1), (Qt.Key.Key_D, 3)])
def test_a_digit_or_a_letter_picks_and_the_answer_is_stored_at_once(
    page: PracticePage, attempt_id: AttemptId, questions: Collection, qtbot: QtBot, key: Qt.Key, picked: int
) -> None:
    open_attempt(page, attempt_id, qtbot)

    press(page, key)

    qtbot.waitUntil(lambda: stored(questions, attempt_id)[0].chosen == frozenset({picked}))


def test_flags_guesses_and_crossed_out_options_are_stored(
    page: PracticePage, attempt_id: AttemptId, questions: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)

    press(page, Qt.Key.Key_X, Qt.Key.Key_3, Qt.Key.Key_F, Qt.Key.Key_G)
    settled(runner, qtbot)

    answer = stored(questions, attempt_id)[0]
    assert answer == ExamAnswer(struck=frozenset({2}), is_flagged=True, is_guess=True)


def test_after_the_last_question_comes_the_list_and_a_number_leads_back(
    page: PracticePage, attempt_id: AttemptId, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)

    press(page, Qt.Key.Key_1, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N)
    assert page.view_model.state.phase is Phase.LIST
    assert page.view_model.state.left == 2
    cell = next(one for one in page.list.findChildren(QPushButton) if one.text() == "2")
    cell.click()

    assert (page.view_model.state.phase, page.view_model.state.place) == (Phase.QUESTION, 1)


def test_an_exam_goes_on_after_a_crash_at_the_same_question_and_time(
    page: PracticePage,
    attempt_id: AttemptId,
    services: Services,
    clock: Clock,
    runner: CollectionRunner,
    qtbot: QtBot,
) -> None:
    open_attempt(page, attempt_id, qtbot)
    clock.forward(seconds=60)
    press(page, Qt.Key.Key_N)
    clock.forward(seconds=30)
    press(page, Qt.Key.Key_2)
    settled(runner, qtbot)

    page.view_model._clockwork.stop()  # nothing more is stored: as after SIGKILL
    clock.forward(days=2)
    again = PracticePage(services)
    qtbot.addWidget(again)
    open_attempt(again, attempt_id, qtbot)

    state = again.view_model.state
    assert (state.place, state.clock) == (1, "8:30")
    assert state.showing is not None
    assert state.showing.choice is not None
    assert sorted(state.showing.choice.picked) == [1]


def test_the_time_used_is_stored_without_an_answer_too(
    page: PracticePage, attempt_id: AttemptId, questions: Collection, clock: Clock, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    clock.forward(seconds=45)

    page.view_model.save()

    def used() -> int:
        attempt = questions.read(lambda snapshot: exam_reading.attempt(snapshot, attempt_id))
        return attempt.elapsed_ms if attempt else 0

    qtbot.waitUntil(lambda: used() == 45_000)


def test_time_that_is_over_hands_the_exam_in(
    page: PracticePage, attempt_id: AttemptId, clock: Clock, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    clock.forward(seconds=601)

    qtbot.waitUntil(lambda: page.view_model.state.phase is Phase.RESULT)

    result = page.view_model.state.result
    assert result is not None
    assert "handed in because the time was over" in result.subtitle


def test_the_key_of_the_list_shows_it_and_leads_back(page: PracticePage, attempt_id: AttemptId, qtbot: QtBot) -> None:
    open_attempt(page, attempt_id, qtbot)
    press(page, Qt.Key.Key_N, Qt.Key.Key_L)
    assert page.view_model.state.phase is Phase.LIST

    press(page, Qt.Key.Key_L)

    assert (page.view_model.state.phase, page.view_model.state.place) == (Phase.QUESTION, 1)


def test_a_pause_hides_the_question_and_is_for_practice_only(
    page: PracticePage,
    questions: Collection,
    attempt_id: AttemptId,
    clock: Clock,
    runner: CollectionRunner,
    qtbot: QtBot,
) -> None:
    open_attempt(page, attempt_id, qtbot)
    press(page, Qt.Key.Key_Space)
    assert page.view_model.state.phase is Phase.QUESTION

    qtbot.waitUntil(lambda: runner.unsaved == 0 and runner.reading == 0)
    questions.transact(Operation.DELETE_ATTEMPT, partial(practice.delete_attempt, attempt_id=attempt_id))
    open_attempt(page, begin(questions, AttemptMode.PRACTICE), qtbot)
    press(page, Qt.Key.Key_Space)
    assert (page.view_model.state.phase, page.view_model.state.showing) == (Phase.PAUSED, None)
    clock.forward(minutes=30)
    press(page, Qt.Key.Key_Space)

    assert (page.view_model.state.phase, page.view_model.state.clock) == (Phase.QUESTION, "10:00")


def test_what_was_missed_comes_up_tomorrow_until_that_is_undone(
    page: PracticePage,
    attempt_id: AttemptId,
    questions: Collection,
    services: Services,
    runner: CollectionRunner,
    qtbot: QtBot,
) -> None:
    said: list[str] = []
    services.notices.said.connect(lambda text, *_: said.append(text))
    open_attempt(page, attempt_id, qtbot)
    for _ in range(3):
        press(page, Qt.Key.Key_1, Qt.Key.Key_G, Qt.Key.Key_N)

    with qtbot.waitSignal(page.view_model.studied):
        hand_in(page, qtbot)

    assert said == ["3 cards behind what you missed or guessed come up tomorrow."]
    assert len(questions.read(wanted.wants)) == 3
    runner.undo()
    settled(runner, qtbot)
    assert questions.read(wanted.wants) == {}


def test_the_review_explains_every_option_and_steps_back_to_the_result(
    page: PracticePage, attempt_id: AttemptId, clock: Clock, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    press(page, Qt.Key.Key_1)
    for _ in range(2):
        press(page, Qt.Key.Key_N)
        clock.forward(seconds=1)
    hand_in(page, qtbot)

    page.result.review.click()
    state = page.view_model.state
    assert (state.phase, state.showing is not None and state.showing.is_answer) == (Phase.REVIEW, True)
    first = state.verdict
    press(page, Qt.Key.Key_N, Qt.Key.Key_N)
    assert page.view_model.state.place == 2
    assert first.split(" · ")[0] in {"Wrong, not marked as a guess", "Not answered"}
    press(page, Qt.Key.Key_Escape)

    assert page.view_model.state.phase is Phase.RESULT


def test_an_exam_that_was_deleted_is_said_to_be_gone(page: PracticePage, qtbot: QtBot) -> None:
    open_attempt(page, AttemptId(77), qtbot)

    assert page.view_model.state.phase is Phase.GONE


@pytest.mark.fails
def test_an_answer_that_cannot_be_stored_is_kept_and_said(
    page: PracticePage, attempt_id: AttemptId, questions: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    settled(runner, qtbot)
    questions.close()

    press(page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.view_model.state.problem.startswith("Your last answers are not stored yet."))

    state = page.view_model.state
    assert state.showing is not None
    assert state.showing.choice is not None
    assert sorted(state.showing.choice.picked) == [1]


def test_questions_that_were_never_shown_are_left_out_of_the_review(
    page: PracticePage, attempt_id: AttemptId, clock: Clock, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    clock.forward(seconds=5)
    hand_in(page, qtbot)
    result = page.view_model.state.result
    assert result is not None
    assert result.note.startswith(
        "2 questions were never shown, which counts as wrong. They stay unseen for the next paper"
    )

    page.view_model.review(1)
    assert page.view_model.state.phase is Phase.RESULT
    page.result.review.click()

    assert (page.view_model.state.phase, page.view_model.state.looked_at) == (Phase.REVIEW, 1)


def test_a_result_is_written_as_a_pdf(page: PracticePage, attempt_id: AttemptId, tmp_path: Path, qtbot: QtBot) -> None:
    open_attempt(page, attempt_id, qtbot)
    hand_in(page, qtbot)
    assert page.view_model.back.sat is not None

    print_result(page.view_model.back.sat, tmp_path / "result.pdf")

    assert (tmp_path / "result.pdf").read_bytes()[:5] == b"%PDF-"
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_result_that_cannot_be_written_is_refused(
    page: PracticePage, attempt_id: AttemptId, tmp_path: Path, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    hand_in(page, qtbot)
    assert page.view_model.back.sat is not None
    (tmp_path / "file").write_bytes(b"no folder")

    with pytest.raises(StorageError, match="cannot be written"):
        print_result(page.view_model.back.sat, tmp_path / "file" / "result.pdf")


def test_the_report_says_how_long_each_question_took(
    page: PracticePage, attempt_id: AttemptId, clock: Clock, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    for seconds in (61, 5, 20):
        clock.forward(seconds=seconds)
        press(page, Qt.Key.Key_1, Qt.Key.Key_N)
    clock.forward(seconds=30)  # on the list
    hand_in(page, qtbot)
    sat = page.view_model.back.sat
    assert sat is not None

    report = result_html(sat)

    assert [one.time_ms for one in result_of(sat).spent] == [61_000, 5_000, 20_000]
    assert "Longest: question 1 (1:01), question 3 (0:20), question 2 (0:05)." in report
    for took in ("1:01", "0:05", "0:20"):
        assert f"<td>{took}</td>" in report
        assert f"<span class='quiet'>{took}, Privacy</span>" in report


def test_the_page_of_the_result_leads_from_a_bar_to_its_question(
    page: PracticePage, attempt_id: AttemptId, clock: Clock, qtbot: QtBot
) -> None:
    open_attempt(page, attempt_id, qtbot)
    clock.forward(seconds=1)
    press(page, Qt.Key.Key_N)
    clock.forward(seconds=12)
    hand_in(page, qtbot)

    page.result.times.setFocus()
    press(page, Qt.Key.Key_Right)
    said = page.result.times.accessibleDescription()
    press(page, Qt.Key.Key_Return)

    assert said == "Question 2: not answered, 0:12, Privacy"
    state = page.view_model.state
    assert (state.phase, state.number, state.verdict) == (Phase.REVIEW, 2, "Not answered · 0:12")


def test_a_click_on_a_bar_opens_its_question(page: PracticePage, attempt_id: AttemptId, qtbot: QtBot) -> None:
    open_attempt(page, attempt_id, qtbot)
    hand_in(page, qtbot)

    with qtbot.waitSignal(page.result.times.chosen) as chosen:
        QTest.mouseClick(page.result.times, Qt.MouseButton.LeftButton, pos=QPoint(2 + 2 * 22 + 5, 60))

    assert chosen.args == [2]


def test_letters_do_nothing_on_the_page_of_the_result(page: PracticePage, attempt_id: AttemptId, qtbot: QtBot) -> None:
    open_attempt(page, attempt_id, qtbot)
    hand_in(page, qtbot)
    before = page.view_model.state

    press(page, *(Qt.Key(key) for key in range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)))

    assert page.view_model.state == before


def test_no_question_comes_before_the_first(page: PracticePage, attempt_id: AttemptId, qtbot: QtBot) -> None:
    open_attempt(page, attempt_id, qtbot)
    back = page._commands[ActionId.PREVIOUS_QUESTION]
    at_first = back.isEnabled()

    press(page, Qt.Key.Key_N)

    assert (at_first, back.isEnabled()) == (False, True)
    press(page, Qt.Key.Key_P)
    assert (page.view_model.state.place, back.isEnabled()) == (0, False)


def test_who_did_not_mark_a_guess_is_not_said_to_have_been_sure() -> None:
    assert OUTCOME_NAMES[Outcome.SURE_BUT_WRONG] == "Wrong, not marked as a guess"
