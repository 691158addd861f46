"""The Browse page by hand, at 100,000 notes and 1,000,000 reviews, in a real window on a virtual screen.

From the key or click until the list is painted, with the time the processor worked for it (of the last round; on a busy
machine the fairer one), and the longest the window could not be used meanwhile, with the most the window's own thread
worked without a break. Nothing else is going on in the program: what an import leaves to be counted and indexed is done
before. Beside each stands what Anki's desktop app took on the kind of machine this was made on (26.09.3; reference
figures, not measured here): its browser opens in 380 ms, a text search is on screen in 250 ms.
`FLASHCARDS_BENCH_NOTES` makes it smaller, `FLASHCARDS_BENCH_DATA` keeps the files.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from bench.anki_data import many_words, written
from bench.screen import virtual_screen
from flashcards import app, clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection.collection import Collection
from flashcards.domain.browsing import Column, Unit
from flashcards.domain.changes import Operation
from flashcards.domain.progress import no_progress
from flashcards.settings import DEFAULTS
from flashcards.storage.transaction import Transaction
from flashcards.ui.actions import ActionId
from flashcards.ui.browse.view import BrowsePage
from flashcards.ui.page import PageId
from flashcards.ui.theme import Theme

NOTES = int(os.environ.get("FLASHCARDS_BENCH_NOTES", "100000"))
OPENS_MS, SEARCH_MS, KEY_MS = 150, 60, 50
ANKI_OPENS_MS, ANKI_SEARCH_MS = 380, 250
SEARCHES = (
    "fracture",
    "femur sequela",
    "fr",
    "tag:set7",
    "is:due",
    "deck:RHIT prop:ivl>10",
    "prop:s>30",
    "re:fract.*femur",
    "rated:30:1",
    "tag:rhit::coding -is:new",
    "",
)
TICK_MS = 2
PATIENCE_S = 60
MANY = 5000
READY_MS = 7000
"""How long the program has been open before Browse is: it gets ready when it has nothing else to do."""


class Watch(QObject):
    """Notes when the table is painted, and how long the window did nothing else than what it was told."""

    def __init__(self, page: BrowsePage) -> None:
        super().__init__()
        self._page = page
        self._is_listed = False
        self._painted = 0.0
        self._last = _now()
        self.waits: list[float] = []
        self.works: list[float] = []
        self.processor_ms = 0.0
        page.table.viewport().installEventFilter(self)
        page.nothing.installEventFilter(self)
        page.view_model.listed.connect(self._take)
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start()

    def until_painted(self, act: Callable[[], object]) -> float:
        """Do something that lists anew; give the milliseconds until that is painted."""
        self._is_listed, self._painted = False, 0.0
        began = self._begin()
        work_began = time.process_time()
        act()
        while not self._painted and time.perf_counter() < began + PATIENCE_S:
            wait(1)
        self.processor_ms = (time.process_time() - work_began) * 1000
        return (self._painted - began) * 1000

    def until(self, act: Callable[[], object], is_done: Callable[[], bool]) -> float:
        """Do something; give the milliseconds until it is done."""
        began = self._begin()
        work_began = time.process_time()
        act()
        while not is_done() and time.perf_counter() < began + PATIENCE_S:
            wait(1)
        self.processor_ms = (time.process_time() - work_began) * 1000
        return (time.perf_counter() - began) * 1000

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Note the first painting after a list came."""
        if event.type() is QEvent.Type.Paint and self._is_listed and not self._painted:
            QTimer.singleShot(0, self._note)
        return False

    def _take(self) -> None:
        self._is_listed = True

    def _note(self) -> None:
        if not self._painted:
            self._painted = time.perf_counter()

    def _tick(self) -> None:
        last, self._last = self._last, _now()
        self.waits.append((self._last[0] - last[0]) * 1000)
        self.works.append((self._last[1] - last[1]) * 1000)

    def _begin(self) -> float:
        self.waits, self.works, self._last = [], [], _now()
        return self._last[0]


def _now() -> tuple[float, float]:
    """Give the time, and how long this thread has worked."""
    return time.perf_counter(), time.thread_time()


def wait(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    """Measure in a process of its own, on a screen of its own."""
    with virtual_screen(88) as screen, ExitStack() as stack:
        data = os.environ.get("FLASHCARDS_BENCH_DATA") or stack.enter_context(tempfile.TemporaryDirectory())
        environment = {**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
        subprocess.run([sys.executable, "-m", "bench.browse", data], check=True, env=environment)


def _child(data: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["FLASHCARDS_HOME"] = home
        collection = _collection(data, Path(home))
        application = app.make_application([])
        opened = app.Opened(application, collection, Theme(application, DEFAULTS), DEFAULTS)
        opened.problems.crashed.connect(sys.exit)
        opened.window.resize(1280, 780)
        opened.window.show()
        opened.housekeeping.start()
        wait(READY_MS)
        _measure(opened)
        closing = QEventLoop()
        opened.runner.closed.connect(closing.quit)
        opened.window.close()
        closing.exec()
        opened.end()


def _collection(data: Path, home: Path) -> Collection:
    collection = Collection.open(home / "collection.db", backups=home / "backups", clock=clock.now)
    package = written(data, NOTES, many_words()).modern
    import_files(collection, inputs([package], None, None, with_schedule=None), no_progress)
    while collection.index_texts():
        pass
    while collection.transact(Operation.COUNT_REVIEWS, Transaction.count_reviews, undoable=False).value < 1:
        pass
    return collection


def _measure(opened: app.Opened) -> None:
    began = time.perf_counter()
    opened.window.go(PageId.BROWSE)
    page = opened.window.page(PageId.BROWSE)
    assert isinstance(page, BrowsePage)
    watch = Watch(page)
    watch.until(lambda: None, lambda: page.view_model.state.found is not None)
    page.table.viewport().repaint()
    _say("opens, the first time", [(time.perf_counter() - began) * 1000], OPENS_MS, ANKI_OPENS_MS)
    wait(1000)
    again = []
    for _ in range(3):
        opened.window.go(PageId.DECKS)
        wait(700)
        again.append(watch.until_painted(partial(opened.window.go, PageId.BROWSE)))
    _say("opens again", again, OPENS_MS, ANKI_OPENS_MS, watch)
    _measure_searches(page, watch)
    _measure_typing(page, watch)
    _measure_keys(page, watch)
    _measure_sorting(page, watch)
    _measure_edits(page, watch)


def _measure_searches(page: BrowsePage, watch: Watch) -> None:
    for line in SEARCHES:
        took, waits, works = [], [], []
        for _ in range(4):
            page.head.line.setText(line)
            took.append(watch.until_painted(partial(QTest.keyClick, page.head.line, Qt.Key.Key_Return)))
            waits += watch.waits
            works += watch.works
            wait(60)
        watch.waits, watch.works = waits, works
        found = len(page.table.rows.ids)
        _say(f"{line or 'everything'} ({found})", took[1:], SEARCH_MS, ANKI_SEARCH_MS, watch)


def _measure_typing(page: BrowsePage, watch: Watch) -> None:
    page.head.line.clear()
    strokes: list[float] = []

    def press(letter: str) -> None:
        began = time.perf_counter()
        QTest.keyClicks(page.head.line, letter)
        strokes.append((time.perf_counter() - began) * 1000)

    def type_it() -> None:
        for letter in "fracture of the femur":
            press(letter)
            wait(70)

    watch.until(type_it, lambda: not page.view_model.state.is_searching)
    wait(200)
    _say("typing a line: slowest key", [max(strokes)], KEY_MS, None, watch)


def _measure_keys(page: BrowsePage, watch: Watch) -> None:
    """Press the keys that go through the list and select in it, each until the window has nothing left to do."""
    watch.until_painted(partial(page.view_model.ask, ""))
    page.table.setFocus()
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    keys = (
        ("Down", Qt.Key.Key_Down, None, 20),
        ("Page Down", Qt.Key.Key_PageDown, None, 20),
        ("End", Qt.Key.Key_End, None, 1),
        ("Home", Qt.Key.Key_Home, None, 1),
        ("Shift+End", Qt.Key.Key_End, shift, 1),
        ("Ctrl+A", Qt.Key.Key_A, control, 1),
    )
    for name, key, modifier, times in keys:

        def press(key: Qt.Key = key, modifier: Qt.KeyboardModifier | None = modifier, times: int = times) -> None:
            for _ in range(times):
                QTest.keyClick(page.table, key, modifier or Qt.KeyboardModifier.NoModifier)
                wait(40)
            wait(200)

        watch.until(press, lambda: True)
        _say(f"{name}, {times} times, {page.table.rows.chosen.count} selected", [0], 0, None, watch)


def _measure_sorting(page: BrowsePage, watch: Watch) -> None:
    watch.until_painted(partial(page.view_model.ask, ""))
    for unit in (Unit.NOTES, Unit.CARDS):
        if page.unit is not unit:
            watch.until_painted(partial(page.view_model.set_unit, unit))
        for column in Column:
            took = watch.until_painted(partial(page.view_model.sort_by, column))
            _say(f"sorts {unit.value} by {column.value}", [took], 0, None, watch)
    page.table.select_all()
    page.table.rows.chosen.invert()
    for row in range(0, len(page.table.rows.ids), 2):
        page.table.rows.chosen.turn(row)
    took = watch.until_painted(partial(page.view_model.sort_by, Column.DUE))
    _say(f"sorts with {page.table.rows.chosen.count} scattered rows selected", [took], 0, None, watch)
    _say(
        "lists notes instead of cards",
        [watch.until_painted(partial(page.view_model.set_unit, Unit.NOTES))],
        0,
        None,
        watch,
    )
    watch.until_painted(partial(page.view_model.set_unit, Unit.CARDS))

    def scroll() -> None:
        bar = page.table.verticalScrollBar()
        for step in range(60):
            bar.setValue(bar.maximum() * step // 60)
            wait(16)

    _say("scrolls from top to end", [watch.until(scroll, lambda: True)], 0, None, watch)


def _measure_edits(page: BrowsePage, watch: Watch) -> None:
    runner = page._services.runner
    watch.until_painted(partial(page.view_model.ask, ""))
    page.table.rows.chosen.only(0)
    page.table.rows.chosen.reach(MANY - 1)
    done: list[object] = []
    page.deeds.done.connect(done.append)
    for name in (ActionId.TURN_SUSPENDED, ActionId.FLAG_ROWS_1, ActionId.TURN_MARK, ActionId.DELETE_NOTES):
        done.clear()
        took = watch.until(page.commands[name].trigger, lambda: bool(done))
        _say(f"{name.value}, {MANY} cards", [took], 0, None, watch)
        wait(500)
    turned: list[object] = []
    runner.undone.connect(lambda *what: turned.append(what))
    _say(f"undo of deleting {MANY}", [watch.until(runner.undo, lambda: bool(turned))], 0, None, watch)
    wait(1000)


def _say(what: str, took: list[float], limit: int, anki: int | None, watch: Watch | None = None) -> None:
    middle = statistics.median(took)
    verdict = f"  (over {limit})" if limit and middle > limit else ""
    beside = "" if anki is None else f", Anki {anki}: {middle / anki:.2f}"
    longest = "" if watch is None or not watch.waits else f"   longest wait {max(watch.waits):.0f} ms"
    over = f" (over {KEY_MS})" if longest and watch is not None and max(watch.waits) > KEY_MS else ""
    own = f", worked {max(watch.works):.0f}" if longest and watch is not None else ""
    work = "" if watch is None else f" (processor {watch.processor_ms:.0f})"
    print(f"  {what:48} {middle:7.0f} ms{work}{beside}{verdict}{longest}{own}{over}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        _child(Path(sys.argv[1]))
