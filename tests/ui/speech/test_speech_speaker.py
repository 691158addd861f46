"""Texts read aloud by real programs, and a sentence where there are none."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flashcards.rendering import Spoken
from flashcards.ui.background import Lane
from flashcards.ui.speech.manner import Manner, Voice
from flashcards.ui.speech.program_voice import NO_PROGRAM, REFUSED
from flashcards.ui.speech.speaker import NO_LIBRARY, Speaker
from flashcards.ui.speech.system_voice import SystemVoice

Installed = Callable[..., Path]


def missing_library() -> str:
    try:
        importlib.import_module("PySide6.QtTextToSpeech")
    except ImportError as error:
        return str(error).partition(":")[0]
    return ""


@pytest.fixture
def lane() -> Iterator[Lane]:
    made = Lane("media")
    yield made
    made.close()


@pytest.fixture
def speaker(qtbot: QtBot, lane: Lane) -> Iterator[Speaker]:
    made = Speaker(lane, uses_programs=True)
    yield made
    made.stop()


def test_texts_are_read_one_after_another(speaker: Speaker, installed: Installed, qtbot: QtBot) -> None:
    told = installed("espeak-ng")

    speaker.read((Spoken("One."), Spoken("Deux.", "fr_FR")), Manner())

    assert speaker.is_reading
    qtbot.waitUntil(lambda: not speaker.is_reading)
    assert told.read_text().splitlines() == ["-s", "170", "--", "One.", "-s", "170", "-v", "fr-fr", "--", "Deux."]


def test_without_any_program_it_says_what_to_install(speaker: Speaker, installed: Installed, qtbot: QtBot) -> None:
    assert callable(installed)

    with qtbot.waitSignal(speaker.failed) as failed:
        speaker.read((Spoken("One."),), Manner())

    assert failed.args == [NO_PROGRAM]
    assert not speaker.is_reading


def test_what_one_program_cannot_do_the_next_does(speaker: Speaker, installed: Installed, qtbot: QtBot) -> None:
    installed("spd-say", 'echo "Failed to connect" >&2; exit 1')
    told = installed("espeak-ng")

    speaker.read((Spoken("One."),), Manner())

    qtbot.waitUntil(lambda: not speaker.is_reading)
    assert "One." in told.read_text()


def test_what_no_program_can_do_is_said_in_its_own_words(speaker: Speaker, installed: Installed, qtbot: QtBot) -> None:
    installed("espeak-ng", 'echo "error: No such device" >&2')

    with qtbot.waitSignal(speaker.failed) as failed:
        speaker.read((Spoken("One."), Spoken("Two.")), Manner())

    assert failed.args == [REFUSED.format("espeak-ng", "error: No such device")]


def test_stopping_ends_the_program_and_what_it_speaks_through(
    speaker: Speaker, installed: Installed, qtbot: QtBot
) -> None:
    told = installed("spd-say", '[ "$1" = -w ] && exec /bin/sleep 60')
    speaker.read((Spoken("A long text."),), Manner())
    qtbot.waitUntil(lambda: told.exists() and "A long text." in told.read_text())

    speaker.stop()

    assert not speaker.is_reading
    qtbot.waitUntil(lambda: told.read_text().splitlines()[-1] == "-S")


def test_another_text_takes_the_place_of_the_one_that_is_read(
    speaker: Speaker, installed: Installed, qtbot: QtBot
) -> None:
    told = installed("espeak-ng", '[ "$4" = First. ] && exec /bin/sleep 60')
    speaker.read((Spoken("First."),), Manner())

    speaker.read((Spoken("Second."),), Manner())

    qtbot.waitUntil(lambda: not speaker.is_reading)
    assert told.read_text().splitlines()[-1] == "Second."


def test_the_voices_of_the_first_program_are_found(speaker: Speaker, installed: Installed, qtbot: QtBot) -> None:
    installed("espeak-ng", 'echo "Pty Language Age VoiceName"; echo " 5 af --/M Afrikaans gmw/af"')

    with qtbot.waitSignal(speaker.voices_found) as found:
        speaker.ask_voices()

    assert found.args == [(Voice("espeak-ng:af", "Afrikaans", "af"),)]


@pytest.mark.skipif(not missing_library(), reason="the system has the library")
def test_a_missing_library_is_a_message(lane: Lane, qtbot: QtBot) -> None:
    speaker = Speaker(lane, uses_programs=False)

    told: list[object] = []
    speaker.voices_found.connect(told.append)
    speaker.failed.connect(told.append)

    speaker.ask_voices()
    speaker.read((Spoken("One."),), Manner())

    qtbot.waitUntil(lambda: not speaker.is_reading)
    assert told == [(), NO_LIBRARY.format(missing_library())]


@pytest.mark.skipif(bool(missing_library()), reason="the system lacks a library for speech")
def test_qt_reads_where_it_can(qtbot: QtBot) -> None:
    voice = SystemVoice(engine="mock")

    with qtbot.waitSignal(voice.found) as found:
        voice.ask_voices()
    with qtbot.waitSignal(voice.ended):
        voice.say("Two words.", Manner(voice=found.args[0][-1].id))

    assert "Anneli" in [one.name for one in found.args[0]]
