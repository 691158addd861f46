"""Cards read aloud while studying, by a program that writes down what it is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from flashcards.domain.choice import Option, encode_options
from flashcards.domain.ids import CardId
from flashcards.domain.note_type import NoteKind
from flashcards.rendering import Spoken
from flashcards.ui.page import Services
from flashcards.ui.speech.program_voice import NO_PROGRAM
from flashcards.ui.study.reading_aloud import asked, unasked
from flashcards.ui.study.state import StudyState
from tests.ui.study.conftest import Learner

Installed = Callable[..., Path]
V = Qt.Key.Key_V
SPACE = Qt.Key.Key_Space


with_cards = pytest.mark.usefixtures("basic")


def texts(told: str) -> list[str]:
    return [after for before, after in zip(told.splitlines(), told.splitlines()[1:], strict=False) if before == "--"]


@with_cards
def test_a_key_reads_the_side_that_is_shown(learner: Learner, installed: Installed) -> None:
    told = installed("espeak-ng")
    learner.study()

    learner.press(V)
    learner.until(lambda: told.exists() and len(texts(told.read_text())) == 1)
    learner.press(SPACE)
    learner.press(V)
    learner.until(lambda: len(texts(told.read_text())) == 2)

    assert texts(told.read_text()) == ["Question 1?", "Answer 1."]


@with_cards
def test_nothing_is_read_unasked_until_it_is_wanted(learner: Learner, installed: Installed) -> None:
    told = installed("espeak-ng")

    learner.study()
    learner.answer()

    assert not learner.page.reading._speaker.is_reading
    assert not told.exists()


@with_cards
def test_every_side_is_read_where_that_is_wanted(learner: Learner, services: Services, installed: Installed) -> None:
    told = installed("espeak-ng")
    services.look.change(replace(services.look.preferences, reads_aloud=True))

    learner.study()
    learner.until(lambda: told.exists() and len(texts(told.read_text())) == 1)
    learner.press(SPACE)
    learner.until(lambda: len(texts(told.read_text())) == 2)

    assert texts(told.read_text()) == ["Question 1?", "Answer 1."]


@with_cards
def test_the_key_stops_what_is_read(learner: Learner, installed: Installed) -> None:
    told = installed("espeak-ng", "exec /bin/sleep 60")
    learner.study()
    learner.press(V)
    learner.until(lambda: told.exists() and learner.page.reading._speaker.is_reading)

    learner.press(V)

    assert not learner.page.reading._speaker.is_reading


@with_cards
def test_a_card_falls_silent_with_its_side_and_with_the_page(learner: Learner, installed: Installed) -> None:
    installed("espeak-ng", "exec /bin/sleep 60")
    speaker = learner.page.reading._speaker
    learner.study()

    learner.press(V)
    assert speaker.is_reading
    learner.press(SPACE)
    assert not speaker.is_reading
    learner.press(V)
    assert speaker.is_reading
    learner.page.leave()

    assert not speaker.is_reading


@with_cards
def test_a_computer_without_speech_says_so_once_when_nobody_asked(
    learner: Learner, services: Services, installed: Installed
) -> None:
    assert callable(installed)
    services.look.change(replace(services.look.preferences, reads_aloud=True))

    learner.study()
    learner.press(SPACE)

    assert learner.said.messages.count(NO_PROGRAM) == 1


@with_cards
def test_time_stands_still_while_a_card_is_read(learner: Learner, installed: Installed) -> None:
    installed("espeak-ng", "exec /bin/sleep 60")
    learner.study()
    bar = learner.page.time_bar
    assert bar._is_watched()

    learner.press(V)

    assert not bar._is_watched()


def test_options_are_read_with_their_numbers_and_then_the_right_one(
    learner: Learner, installed: Installed, add: Callable[..., tuple[CardId, ...]]
) -> None:
    told = installed("espeak-ng")
    options = [
        Option("May", is_correct=True, rationale="It may.", is_pinned=True),
        Option("Must", is_correct=False, is_pinned=True),
    ]
    add(NoteKind.CHOICE, fields=("Which word?", encode_options(options), "", ""))
    learner.study()

    learner.press(V)
    learner.until(lambda: told.exists() and len(texts(told.read_text())) == 1)
    learner.press(Qt.Key.Key_1)
    learner.press(Qt.Key.Key_Return)
    learner.press(V)
    learner.until(lambda: len(texts(told.read_text())) == 2)

    assert texts(told.read_text()) == ["Which word? 1: May. 2: Must.", "May. It may."]


@with_cards
def test_what_a_template_wants_spoken_is_a_sound_of_the_card(learner: Learner, services: Services) -> None:
    learner.study()
    spoken = (Spoken("Wer?", "de_DE"),)
    state, preferences = with_content(learner.state, spoken=spoken), services.look.preferences

    assert unasked(state, preferences) == spoken
    assert asked(state) == spoken
    assert unasked(state, replace(preferences, plays_sounds=False)) == ()


@with_cards
def test_a_side_with_recorded_sounds_is_not_read_unasked(learner: Learner, services: Services) -> None:
    learner.study()
    reads_all = replace(services.look.preferences, reads_aloud=True)
    with_sound = with_content(learner.state, sounds=("a.mp3",))

    assert unasked(learner.state, reads_all) == (Spoken("Question 1?"),)
    assert unasked(with_sound, reads_all) == ()
    assert asked(with_sound) == (Spoken("Question 1?"),)


def with_content(state: StudyState, **changes: Any) -> StudyState:
    assert state.face is not None
    return replace(state, face=replace(state.face, content=replace(state.face.content, **changes)))
