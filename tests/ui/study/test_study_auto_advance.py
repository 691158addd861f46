"""Auto-advance: only what is looked at goes on by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating
from flashcards.settings import AfterAnswer
from flashcards.ui.page import Services
from flashcards.ui.study.state import Phase
from tests.ui.study.conftest import Learner

SHIFT = Qt.KeyboardModifier.ShiftModifier


def look_on(learner: Learner, seconds: int) -> None:
    """Let time pass with the card before one's eyes."""
    learner.page.time_bar.auto._timer.stop()
    for _ in range(seconds):
        learner.clock.now += timedelta(seconds=1)
        learner.page.time_bar.auto.tick()


@pytest.fixture
def running(learner: Learner, basic: tuple[CardId, ...], services: Services) -> tuple[CardId, ...]:
    services.look.change(
        replace(services.look.preferences, question_seconds=3, answer_seconds=2, after_answer=AfterAnswer.GOOD)
    )
    learner.study()
    learner.press(Qt.Key.Key_A, SHIFT)
    return basic


def test_the_answer_shows_and_then_the_chosen_rating_is_given(learner: Learner, running: tuple[CardId, ...]) -> None:
    look_on(learner, 2)
    before = learner.state.phase
    look_on(learner, 1)
    shown = learner.state.phase
    look_on(learner, 2)

    assert (before, shown) == (Phase.QUESTION, Phase.ANSWER)
    assert [one.rating for one in learner.reviews(running[0])] == [Rating.GOOD]
    assert learner.reviews(running[1]) == ()


def test_it_can_wait_after_the_answer(learner: Learner, running: tuple[CardId, ...], services: Services) -> None:
    services.look.change(replace(services.look.preferences, after_answer=AfterAnswer.WAIT))

    look_on(learner, 60)

    assert (learner.state.phase, learner.reviews(running[0])) == (Phase.ANSWER, ())


def test_time_does_not_count_while_something_is_open(learner: Learner, running: tuple[CardId, ...]) -> None:
    learner.press(Qt.Key.Key_C)
    look_on(learner, 10)
    learner.press(Qt.Key.Key_C)

    assert (learner.state.phase, learner.page.time_bar.auto.share) == (Phase.QUESTION, 0.0)


def test_time_does_not_count_while_the_keyboard_is_elsewhere(learner: Learner, running: tuple[CardId, ...]) -> None:
    focused = learner.page.focusWidget()
    assert focused is not None
    focused.clearFocus()
    look_on(learner, 10)

    assert learner.state.phase is Phase.QUESTION


def test_a_machine_that_slept_was_not_looked_at(learner: Learner, running: tuple[CardId, ...]) -> None:
    learner.page.time_bar.auto._timer.stop()
    learner.clock.now += timedelta(hours=1)

    learner.page.time_bar.auto.tick()

    assert learner.state.phase is Phase.QUESTION


def test_the_same_key_turns_it_off_and_the_bar_goes(learner: Learner, running: tuple[CardId, ...]) -> None:
    was_seen = learner.page.time_bar.isVisible()

    learner.press(Qt.Key.Key_A, SHIFT)
    look_on(learner, 60)

    assert (was_seen, learner.page.time_bar.isVisible(), learner.state.phase) == (True, False, Phase.QUESTION)
