"""The parts of a window on a real collection, without a visible window."""

import gc
import os
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.logging import _QtMessageCapture
from pytestqt.qtbot import QtBot, _WaitWidgetContextManager
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

from flashcards import resources
from flashcards.collection.collection import Collection
from flashcards.settings import DEFAULTS, Preferences, ThemeChoice
from flashcards.ui.background import Lane, _Delivery
from flashcards.ui.card.media import Media
from flashcards.ui.card.player import Found
from flashcards.ui.flag_names import FlagNames
from flashcards.ui.icons import Icons
from flashcards.ui.look import Look
from flashcards.ui.page import Folders, Notices, Services
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.theme import Theme
from tests.builders import Clock, a_collection

LANES = {"media", "read", "write"}
NO_WINDOWS = ("This plugin does not support ",)
"""What the screenless platform says of every window that has a smallest size, and of lists that drop down."""
PATIENCE_MS = 60_000
"""How long a test waits for what it expects. Only a test that fails, or a loaded machine, waits long."""

TURN_MS = 1_000
"""It is waited in turns, so that one is all that passes while the machine holds up or suspends the whole program."""

LATE_S = float(os.environ.get("FLASHCARDS_TEST_DELAY", "0"))
"""How late lanes begin and answer at most, to find tests that do not wait for what they look at (decision 35)."""

HELD_UP_S = float(os.environ.get("FLASHCARDS_TEST_STALL", "0"))
"""How long the window is held up now and then, once it has asked something: the answer is there before all else."""

STUCK: list[CollectionRunner] = []
"""Runners that did not come to an end: were they collected while their threads work, Qt would crash."""

LIGHT_PREFERENCES = Preferences(theme=ThemeChoice.LIGHT)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "fails: something that was asked of the collection is expected to fail unasked")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Let what the test asked for arrive before pytest-qt takes the widgets away.

    Whatever comes of that, the fixtures are taken down: the next test would be given those of this one.
    """
    made = getattr(item, "funcargs", {})
    try:
        if "runner" in made:
            made["qtbot"].waitUntil(lambda: made["runner"].unsaved == 0 and made["runner"].reading == 0)
    finally:
        torn_down = yield
    return torn_down


@dataclass
class Saved:
    """What was handed over to be saved, newest last."""

    preferences: list[Preferences] = field(default_factory=list)

    def __call__(self, preferences: Preferences) -> None:
        self.preferences.append(preferences)


class PatientBot(QtBot):
    """Waits as long as a loaded machine takes; what is looked at may not be there yet when it is first looked for."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        def is_so() -> bool | None:
            try:
                return callback()
            except LookupError as not_yet:
                raise AssertionError(repr(not_yet)) from not_yet

        for left in reversed(range(max(timeout, PATIENCE_MS) // TURN_MS)):
            try:
                super().waitUntil(is_so, timeout=TURN_MS)
            except TimeoutError:
                if not left:
                    raise
            else:
                return

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> _WaitWidgetContextManager:  # noqa: N802
        return super().waitActive(widget, timeout=max(timeout, PATIENCE_MS))

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> _WaitWidgetContextManager:  # noqa: N802
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(  # noqa: N802
        self,
        signal: SignalInstance,
        *,
        timeout: int = PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        patience = timeout if raising is False else max(timeout, PATIENCE_MS)  # what must not come is not waited for
        return super().waitSignal(signal, timeout=patience, raising=raising, check_params_cb=check_params_cb)

    def waitSignals(  # noqa: N802
        self, signals: list[SignalInstance], *, timeout: int = PATIENCE_MS, **how: Any
    ) -> MultiSignalBlocker:
        return super().waitSignals(signals, timeout=max(timeout, PATIENCE_MS), **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Pytest-qt's, with more patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _garbage_stays_on_this_thread() -> Iterator[None]:
    """Collect a test's widgets here: on a lane's thread they would crash Qt (see `ui.garbage`).

    What was there before, thousands of tests and all modules, is passed over: looking through it takes a tenth of a
    second each time.
    """
    gc.disable()
    gc.freeze()
    yield
    gc.collect()
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _no_lane_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread behind; the next test would meet it."""
    before = set(threading.enumerate())
    yield
    left = [one.name for one in threading.enumerate() if one.name in LANES and one not in before]
    assert left == []


@pytest.fixture(autouse=True)
def _quiet_qt(qtlog: _QtMessageCapture) -> Iterator[None]:
    """Fail a test in which Qt warns of something."""
    yield
    loud = [record.message for record in qtlog.records if record.matches_level("WARNING")]
    assert [message for message in loud if not message.startswith(NO_WINDOWS)] == []


@pytest.fixture(autouse=True)
def _late_lanes(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Have lanes dawdle, if that is asked for; not where the lane itself is tried, with thousands of answers."""
    if not LATE_S or request.path.name == "test_ui_background.py":
        return
    chance = chance_of(request)
    carry = _Delivery.carry

    def dawdle(delivery: _Delivery, work: Callable[[], object]) -> None:
        def late() -> object:
            try:
                return work()
            finally:
                threading.Event().wait(chance.random() ** 2 * LATE_S)

        threading.Event().wait(chance.random() ** 2 * LATE_S)
        carry(delivery, late)

    monkeypatch.setattr(_Delivery, "carry", dawdle)


@pytest.fixture(autouse=True)
def _held_up_window(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Hold up the window, if that is asked for; not where the lane itself is tried."""
    if not HELD_UP_S or request.path.name == "test_ui_background.py":
        return
    chance = chance_of(request)
    hire = Lane._hire

    def hold_up(lane: Lane) -> None:
        hire(lane)
        if chance.random() < 0.3:
            threading.Event().wait(chance.random() ** 2 * HELD_UP_S)

    monkeypatch.setattr(Lane, "_hire", hold_up)


def chance_of(request: pytest.FixtureRequest) -> random.Random:
    """Give chance that is another in each run, and the same with the same seed."""
    return random.Random(f"{request.config.getoption('randomly_seed', 0)} {request.node.nodeid}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(tmp_path: Path, clock: Clock) -> Iterator[Collection]:
    """An empty collection; closed at the end unless the test closed it."""
    found = a_collection(tmp_path, clock)
    yield found
    found.close()


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    """The theme, made once before any widget, as in the program.

    Replacing the application's style while widgets live would leave Qt's style caches with widgets they are not told
    of when these go.
    """
    return Theme(qapp, LIGHT_PREFERENCES)


@pytest.fixture
def theme(one_theme: Theme) -> Theme:
    """The theme, light and at its usual size whatever the test before did.

    Windows that test let go of are deleted first: Qt does so in the event loop, which a test need not run, and while
    one is shown the theme is worn part by part, not by the application.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    one_theme.wear(LIGHT_PREFERENCES)
    return one_theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(resources.icons(), theme)


@pytest.fixture
def runner(qtbot: QtBot, collection: Collection, request: pytest.FixtureRequest) -> Iterator[CollectionRunner]:
    """A runner that has done all it was asked, and whose threads have ended, when the test is over.

    Fails a test in which something failed that nobody had asked for; `@pytest.mark.fails` says that it will.
    """
    made = CollectionRunner(collection)
    failures: list[Exception] = []
    made.failed.connect(failures.append)
    yield made
    try:
        qtbot.waitUntil(lambda: made.unsaved == 0 and made.reading == 0)
    except TimeoutError:
        STUCK.append(made)
        raise
    made.stop()
    assert bool(failures) == (request.node.get_closest_marker("fails") is not None), failures


@pytest.fixture
def saved() -> Saved:
    return Saved()


@pytest.fixture
def deck_folder(tmp_path: Path) -> Path:
    """Two small bundled decks."""
    folder = tmp_path / "shipped"
    for key, name, notes in (("filing", "Filing", 2), ("privacy", "Privacy", 1)):
        (folder / key).mkdir(parents=True)
        (folder / key / "about.txt").write_text(f"All about {key}.\n", encoding="utf-8")
        lines = [f"## {key}-{i}\nQ: Question {i} of {key}?\nA: Answer {i}\n" for i in range(notes)]
        head = (
            f"---\ndeck: {name}::Basics\nchecked: 2026-11-23\nsource: 45 CFR 164.524\ndomain: 1\nlevel: recall\n---\n\n"
        )
        (folder / key / "01.md").write_text(head + "\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def media_files() -> dict[str, Path]:
    """The media store: name and file."""
    return {}


@pytest.fixture
def media(qtbot: QtBot, icons: Icons, media_files: dict[str, Path]) -> Iterator[Media]:
    """Media found among `media_files`, at once."""

    def find(names: Sequence[str], on_done: Callable[[Found], None]) -> None:
        on_done({name: media_files.get(name) for name in names})

    made = Media(find, icons)
    yield made
    made.close()


@pytest.fixture
def services(
    runner: CollectionRunner,
    collection: Collection,
    theme: Theme,
    icons: Icons,
    saved: Saved,
    deck_folder: Path,
    clock: Clock,
    media: Media,
) -> Services:
    return Services(
        runner=runner,
        theme=theme,
        icons=icons,
        look=Look(DEFAULTS, theme, saved),
        flags=FlagNames(runner, theme),
        notices=Notices(theme),
        clock=clock,
        folders=Folders(collection.path, collection.path.parent / "backups", deck_folder),
        media=lambda: media,
        zone=UTC,
    )


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Give what puts a program that speaks on an otherwise empty path: a real one, which notes what it is told.

    It takes its name and what it does then, in the shell's words, and gives the file of its notes.
    """
    if os.name == "nt":
        pytest.skip("the programs are those of Linux")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(name: str, then: str = "") -> Path:
        told = tmp_path / f"{name}.told"
        program = folder / name
        program.write_text(f'#!/bin/sh\nfor one in "$@"; do echo "$one" >> "{told}"; done\n{then}\n', encoding="utf-8")
        program.chmod(0o755)
        return told

    return install
