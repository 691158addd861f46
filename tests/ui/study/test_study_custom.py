"""Custom sessions on the Study page: with effect on the schedule, and without."""

import pytest
from PySide6.QtCore import Qt

from flashcards.domain.card import CardState
from flashcards.domain.custom_study import BegunSession, CustomSession, SessionOrder
from flashcards.domain.ids import CardId
from flashcards.ui.study.state import Phase
from tests.ui.study.conftest import Learner

CTRL = Qt.KeyboardModifier.ControlModifier


def begin(learner: Learner, ids: tuple[CardId, ...], *, moves_schedule: bool) -> None:
    asked = CustomSession(order=SessionOrder.ADDED, moves_schedule=moves_schedule)
    learner.page.enter()
    learner.page.study_session(BegunSession(asked, ids))
    learner.until(lambda: learner.state.phase is Phase.QUESTION)


def rate(learner: Learner, key: Qt.Key) -> None:
    learner.until(lambda: learner.state.phase is Phase.QUESTION)
    learner.press(Qt.Key.Key_Space)
    learner.press(key)


def test_answers_of_a_session_without_effect_leave_card_and_log_alone(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    before = learner.card(basic[0])
    begin(learner, basic[:1], moves_schedule=False)

    rate(learner, Qt.Key.Key_3)

    learner.until(lambda: learner.state.phase is Phase.OVER)
    assert (learner.card(basic[0]), learner.reviews(basic[0])) == (before, ())
    assert learner.state.summary is not None
    assert learner.state.summary.title == "Session done; your schedule is as it was"
    assert learner.state.summary.answered == 1


def test_the_header_and_the_buttons_say_what_kind_of_session_it_is(learner: Learner, basic: tuple[CardId, ...]) -> None:
    begin(learner, basic, moves_schedule=False)

    learner.press(Qt.Key.Key_Space)

    assert learner.state.session == "Custom session: cards you chose · the schedule stays as it is"
    assert [one.returns for one in learner.state.promises] == ["once more", "done here", "done here", "done here"]


def test_a_missed_card_comes_once_more_and_is_counted(learner: Learner, basic: tuple[CardId, ...]) -> None:
    begin(learner, basic[:2], moves_schedule=False)

    rate(learner, Qt.Key.Key_1)

    assert learner.question == "Question 2?"
    assert learner.state.counts.total == 2
    rate(learner, Qt.Key.Key_3)
    learner.until(lambda: learner.state.phase is Phase.QUESTION)
    assert learner.question == "Question 1?"


@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_U, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Z, CTRL)])
def test_undo_takes_back_an_answer_that_is_not_stored(
    learner: Learner, basic: tuple[CardId, ...], key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    begin(learner, basic, moves_schedule=False)
    rate(learner, Qt.Key.Key_1)

    learner.press(key, modifiers)

    learner.until(lambda: learner.state.phase is Phase.QUESTION and learner.question == "Question 1?")
    assert (learner.state.counts.total, learner.page.view_model.play.progress.answered) == (4, 0)


def test_what_was_stored_in_between_is_undone_before_older_answers(learner: Learner, basic: tuple[CardId, ...]) -> None:
    begin(learner, basic, moves_schedule=False)
    rate(learner, Qt.Key.Key_3)
    learner.press(Qt.Key.Key_1, CTRL)
    assert learner.card(basic[1]).flag == 1

    learner.press(Qt.Key.Key_U)
    learner.until_stored()
    learner.until(lambda: not learner.page.view_model.lanes.is_gathering and learner.state.face is not None)
    assert learner.card(basic[1]).flag == 0
    learner.press(Qt.Key.Key_U)

    learner.until(lambda: learner.state.phase is Phase.QUESTION and learner.question == "Question 1?")


def test_answers_of_a_session_with_effect_are_reviews_and_undone_as_such(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    begin(learner, basic[2:], moves_schedule=True)
    rate(learner, Qt.Key.Key_4)
    assert (learner.card(basic[2]).state, len(learner.reviews(basic[2]))) == (CardState.REVIEW, 1)

    learner.press(Qt.Key.Key_U)

    learner.until(lambda: learner.state.phase is Phase.QUESTION and learner.question == "Question 3?")
    assert (learner.card(basic[2]).state, learner.reviews(basic[2])) == (CardState.NEW, ())
    assert learner.state.counts.total == 2


def test_a_session_does_not_bring_back_what_it_dealt_with_when_it_is_gathered_anew(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    begin(learner, basic, moves_schedule=False)
    rate(learner, Qt.Key.Key_3)

    learner.page.view_model.reload()
    learner.until_stored()

    assert (learner.question, learner.state.counts.total) == ("Question 2?", 3)


def test_the_usual_sitting_takes_the_place_of_a_session(learner: Learner, basic: tuple[CardId, ...]) -> None:
    begin(learner, basic[3:], moves_schedule=False)

    learner.study()

    assert (learner.state.session, learner.question) == ("", "Question 1?")


def test_undoing_an_older_answer_leaves_a_session_without_effect_as_it_is(
    learner: Learner, basic: tuple[CardId, ...]
) -> None:
    begin(learner, basic[:1], moves_schedule=True)
    rate(learner, Qt.Key.Key_4)
    learner.until_stored()
    begin(learner, basic[1:], moves_schedule=False)

    learner.press(Qt.Key.Key_U)
    learner.until(lambda: learner.said.messages != [])
    undo = learner.said.actions[-1]
    assert undo is not None
    undo()
    learner.until(lambda: learner.reviews(basic[0]) == ())
    learner.until(lambda: learner.state.phase is Phase.QUESTION)

    assert (learner.question, learner.page.view_model.play.progress.answered) == ("Question 2?", 0)
