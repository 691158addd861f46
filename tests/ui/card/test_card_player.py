"""Sounds: played in order where there is something to hear them with, and otherwise a message."""

import importlib
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from flashcards.ui.background import Lane
from flashcards.ui.card import player as players
from flashcards.ui.card.player import NO_OUTPUT, NOT_A_SOUND, NOT_PLAYED, NOT_THERE, Found, Player


def has_multimedia() -> bool:
    try:
        importlib.import_module("PySide6.QtMultimedia")
    except ImportError:
        return False
    return True


needs_multimedia = pytest.mark.skipif(not has_multimedia(), reason="the system lacks an audio library")


@pytest.fixture(autouse=True)
def _quiet_qt() -> None:
    """Let Qt say that a machine without speakers has none, and that a broken file is broken."""


class Heard:
    """A player, and what it said."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.said: list[str] = []
        self.played: list[str] = []
        player.failed.connect(self.said.append)


@pytest.fixture
def a_player(qtbot: QtBot, media_files: dict[str, Path]) -> Iterator[Callable[..., Heard]]:
    lane = Lane("media")

    def find(names: object, on_done: Callable[[Found], None]) -> None:
        assert isinstance(names, tuple)
        on_done({name: media_files.get(name) for name in names})

    made: list[Player] = []

    def make(*, is_heard: bool) -> Heard:
        made.append(Player(find, lane, is_heard=lambda: is_heard))
        return Heard(made[-1])

    yield make
    for player in made:
        player.stop()
    lane.close()


@pytest.fixture
def sounds(tmp_path: Path, media_files: dict[str, Path]) -> None:
    """Two sounds of a tenth of a second, a file that is none, and one that is broken."""
    for name in ("a.wav", "b.wav"):
        media_files[name] = tmp_path / name
        with wave.open(str(media_files[name]), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(b"\0\1" * 800)
    for name, content in (("list.mp3", b"#EXTM3U\nhttp://127.0.0.1/x.mp3\n"), ("broken.mp3", b"\0\1\2\3" * 9)):
        media_files[name] = tmp_path / name
        media_files[name].write_bytes(content)


def test_a_missing_sound_is_named(a_player: Callable[..., Heard]) -> None:
    heard = a_player(is_heard=True)

    heard.player.play(["gone.mp3", "gone.mp3"])

    assert heard.said == [NOT_THERE.format("gone.mp3")]


@pytest.mark.usefixtures("sounds")
def test_a_missing_audio_system_is_a_message(a_player: Callable[..., Heard], qtbot: QtBot) -> None:
    heard = a_player(is_heard=False)

    with qtbot.waitSignal(heard.player.failed) as told:
        heard.player.play(["a.wav"])

    if has_multimedia():
        assert told.args == [NO_OUTPUT]
    else:
        assert "an audio library is missing" in str(told.args)
    assert heard.player.playing == ""
    heard.player.toggle_pause()
    heard.player.seek(5000)
    heard.player.stop()


@pytest.mark.usefixtures("sounds")
def test_a_list_of_addresses_is_no_sound(media_files: dict[str, Path]) -> None:
    is_sound = {name: players._is_sound(file) for name, file in media_files.items()}

    assert is_sound == {"a.wav": True, "b.wav": True, "list.mp3": False, "broken.mp3": True}


@needs_multimedia
@pytest.mark.usefixtures("sounds")
def test_sounds_are_played_in_order(a_player: Callable[..., Heard], qtbot: QtBot) -> None:
    heard = a_player(is_heard=True)

    heard.player.play(["b.wav", "a.wav"])

    qtbot.waitUntil(lambda: heard.player.playing == "b.wav")
    qtbot.waitUntil(lambda: heard.player.playing == "a.wav")
    qtbot.waitUntil(lambda: heard.player.playing == "")
    assert heard.said == []


@needs_multimedia
@pytest.mark.usefixtures("sounds")
def test_what_cannot_be_played_is_said_and_the_next_is_played(a_player: Callable[..., Heard], qtbot: QtBot) -> None:
    heard = a_player(is_heard=True)

    with qtbot.waitSignal(heard.player.ended):
        heard.player.play(["list.mp3", "broken.mp3", "gone.mp3", "a.wav"])

    assert heard.said == [
        NOT_THERE.format("gone.mp3"),
        NOT_A_SOUND.format("list.mp3"),
        NOT_PLAYED.format("broken.mp3"),
    ]


@needs_multimedia
@pytest.mark.usefixtures("sounds")
def test_a_sound_can_be_paused_and_begun_again(a_player: Callable[..., Heard], qtbot: QtBot) -> None:
    heard = a_player(is_heard=True)
    heard.player.play(["a.wav"])
    qtbot.waitUntil(lambda: heard.player.playing == "a.wav")

    heard.player.toggle_pause()

    assert heard.player.is_paused
    heard.player.seek(-5000)
    heard.player.toggle_pause()
    qtbot.waitUntil(lambda: heard.player.playing == "")
