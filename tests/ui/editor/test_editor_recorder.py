"""Recording a sound: a message where nothing can be recorded, and nothing loaded before it is wanted."""

import importlib
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from flashcards.ui.background import Lane
from flashcards.ui.editor.recorder import NO_INPUT, NO_SYSTEM, Recorder
from tests.builders import NOON


def missing_library() -> str:
    try:
        importlib.import_module("PySide6.QtMultimedia")
    except ImportError as error:
        return str(error).partition(":")[0]
    return ""


def has_microphone() -> bool:
    from PySide6.QtMultimedia import QMediaDevices

    return not QMediaDevices.defaultAudioInput().isNull()


@pytest.fixture(autouse=True)
def _quiet_qt() -> None:
    """Let Qt say that a machine without a microphone has none."""


@pytest.fixture
def recorder(qtbot: QtBot) -> Iterator[Recorder]:
    lane = Lane("media")
    made = Recorder(lane)
    yield made
    made.drop()
    lane.close()


@pytest.mark.skipif(not missing_library(), reason="the system has the library")
def test_a_missing_library_is_a_message(recorder: Recorder, qtbot: QtBot) -> None:
    with qtbot.waitSignal(recorder.failed) as failed:
        recorder.begin(NOON)

    assert failed.args == [NO_SYSTEM.format(missing_library())]
    assert not recorder.is_recording


@pytest.mark.skipif(bool(missing_library()), reason="the system lacks an audio library")
def test_without_a_microphone_it_says_so(recorder: Recorder, qtbot: QtBot) -> None:
    if has_microphone():
        pytest.skip("this computer has a microphone")

    with qtbot.waitSignal(recorder.failed) as failed:
        recorder.begin(NOON)

    assert failed.args == [NO_INPUT]
