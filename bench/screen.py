"""A virtual screen to measure windows on: when did what they show stop changing?

Works on any program alike: it looks at the pixels, not into the program.
"""

import ctypes
import ctypes.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

WIDTH, HEIGHT = 1280, 800


class _Image(ctypes.Structure):
    _fields_ = [
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("xoffset", ctypes.c_int),
        ("format", ctypes.c_int),
        ("data", ctypes.POINTER(ctypes.c_char)),
    ]


@dataclass(frozen=True, slots=True)
class Started:
    """A program's start.

    Attributes:
        painted_s: from its start until the screen showed what it shows in the end.
        memory_mib: proportional set size of the program and all its children then.
        processes: how many those are.
    """

    painted_s: float
    memory_mib: float
    processes: int


class Screen:
    """A virtual X screen."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        place, size = [ctypes.c_int] * 2, [ctypes.c_uint] * 2
        self._x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *place, *size, ctypes.c_ulong, ctypes.c_int]
        self._x.XDestroyImage.argtypes = [ctypes.POINTER(_Image)]
        self._display = self._x.XOpenDisplay(name.encode())
        self._root = self._x.XDefaultRootWindow(self._display)

    def pixels(self) -> bytes:
        """Give what the screen shows, four bytes a pixel, row by row."""
        image = self._x.XGetImage(self._display, self._root, 0, 0, WIDTH, HEIGHT, 0xFFFFFFFF, 2)
        shown = ctypes.string_at(image.contents.data, WIDTH * HEIGHT * 4)
        self._x.XDestroyImage(image)
        return shown


@contextmanager
def virtual_screen(number: int) -> Iterator[Screen]:
    """Start Xvfb; it must be installed."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        message = "Xvfb is missing: apt-get install xvfb"
        raise SystemExit(message)
    name = f":{number}"
    server = subprocess.Popen(
        [xvfb, name, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(Path(f"/tmp/.X11-unix/X{number}"))
        yield Screen(name)
    finally:
        server.terminate()
        server.wait()


def start(screen: Screen, command: list[str], environment: dict[str, str], *, watch_s: float = 6.0) -> Started:
    """Start a program, watch the screen for some seconds, and end it again."""
    before = screen.pixels()
    program = subprocess.Popen(
        command,
        env={**os.environ, **environment, "DISPLAY": screen.name},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    began = time.perf_counter()
    last_change, shown = 0.0, before
    while (at := time.perf_counter() - began) < watch_s:
        now_shown = screen.pixels()
        if _differ(shown, now_shown):
            last_change, shown = at, now_shown
        time.sleep(0.005)
    memory, processes = _memory(program.pid)
    if shown == before or program.poll() is not None:
        _end(program)
        message = f"nothing was shown by {' '.join(command)}"
        raise SystemExit(message)
    _end(program)
    return Started(last_change, memory, processes)


def _differ(one: bytes, other: bytes) -> bool:
    """Say whether more than a blinking cursor has changed."""
    if one == other:
        return False
    row = WIDTH * 4
    changed = sum(one[at : at + row] != other[at : at + row] for at in range(0, len(one), row))
    return changed > 40


def _memory(pid: int) -> tuple[float, int]:
    program = psutil.Process(pid)
    family = [program, *program.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in family) / 2**20, len(family)


def _end(program: "subprocess.Popen[bytes]") -> None:
    os.killpg(program.pid, signal.SIGTERM)
    try:
        program.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + 10
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
