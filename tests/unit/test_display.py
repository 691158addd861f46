"""Whether a window can be shown, found out without Qt."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.display import Screen, find_screen

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")


@pytest.fixture
def wayland(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with a server that listens."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        yield {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}


def test_a_server_that_listens_is_a_screen(wayland: dict[str, str]) -> None:
    assert find_screen(wayland, "linux").is_there


def test_a_silent_display_is_none_although_it_is_named() -> None:
    assert find_screen({"DISPLAY": ":4711"}, "linux") == Screen(is_there=False, silent=":4711")
    assert find_screen({"DISPLAY": "localhost:59000.0"}, "linux") == Screen(is_there=False, silent="localhost:59000.0")
    assert find_screen({"DISPLAY": "nonsense"}, "linux") == Screen(is_there=False, silent="nonsense")


def test_one_server_that_listens_is_enough(wayland: dict[str, str]) -> None:
    assert find_screen({**wayland, "DISPLAY": ":4711"}, "linux").is_there


def test_a_platform_without_a_server_needs_none() -> None:
    assert find_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux").is_there
    assert find_screen({"QT_QPA_PLATFORM": "vnc:size=800x600", "DISPLAY": ":4711"}, "linux").is_there
    assert not find_screen({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":4711"}, "linux").is_there


def test_other_systems_always_have_a_screen() -> None:
    assert find_screen({}, "win32").is_there
    assert not find_screen({}, "linux").is_there
