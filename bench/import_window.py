"""How long the window is held up while a large file comes in: `python -m bench.import_window [FILE]`.

The real window drawn into memory, the real event loop, a timer that wants to tick every four milliseconds: the longest
wait between two ticks is the longest time in which nothing could have been painted or typed; beside it stands how much
of it the window itself was working, the rest being other threads and programs. Without a file, a table of
100,000 rows is made. What the window waited for a processor, because the machine had other things to do, is taken off
where the system tells it (Linux).
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from flashcards import app, clock
from flashcards.collection.collection import Collection
from flashcards.collection.importing import Bucket, Schedule
from flashcards.domain.changes import Operation
from flashcards.settings import DEFAULTS
from flashcards.ui.importing.state import Phase
from flashcards.ui.importing.view import ImportPage
from flashcards.ui.importing.view_model import ImportViewModel
from flashcards.ui.page import PageId
from flashcards.ui.theme import Theme

ROWS = 100_000
TICK_MS = 4
STEP_MS = 20
LIMIT_MS = 50
PATIENCE_S = 120


@dataclass
class Ticks:
    """Waits between ticks, by what was being done.

    Attributes:
        waits: in milliseconds: how long, without the wait for a processor, and how much the GUI thread was working.
        spans: how long each thing took, in seconds.
    """

    waits: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    spans: dict[str, float] = field(default_factory=dict)
    _doing: str = ""
    _last: float = 0.0
    _worked: float = 0.0
    _queued: float = 0.0

    def tick(self) -> None:
        """Note the wait since the last tick."""
        now, worked, queued = time.perf_counter(), time.thread_time(), _queued_s()
        if self._doing:
            own = now - self._last - (queued - self._queued)
            self.waits[self._doing].append((own * 1000, (worked - self._worked) * 1000))
        self._last, self._worked, self._queued = now, worked, queued

    def during(self, doing: str, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Begin something, and let the window work until it is done and has been painted."""
        self.waits[doing], self._doing = [], doing
        began = self._last = time.perf_counter()
        act()
        while not is_done() and time.perf_counter() < began + PATIENCE_S:
            wait(STEP_MS)
        self.spans[doing] = time.perf_counter() - began
        wait(10 * STEP_MS)
        self._doing = ""


def main() -> None:
    """Import a file in the window, take it back, import it twice more, and print the longest waits."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["FLASHCARDS_HOME"] = home
        path = Path(sys.argv[1]) if len(sys.argv) > 1 and Path(sys.argv[1]).exists() else _table(Path(home))
        collection = Collection.open(Path(home, "collection.db"), backups=Path(home, "backups"), clock=clock.now)
        collection.transact(Operation.ADD_DECK, lambda change: change.add_deck("Mine"))
        application = app.make_application([])
        opened = app.Opened(application, collection, Theme(application, DEFAULTS), DEFAULTS)
        opened.problems.crashed.connect(sys.exit)
        opened.window.show()
        _print(_measure(opened, path))
        closing = QEventLoop()
        opened.runner.closed.connect(closing.quit)
        opened.window.close()
        closing.exec()
        opened.end()


def wait(milliseconds: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _measure(opened: app.Opened, path: Path) -> Ticks:
    ticks = Ticks()
    timer = QTimer(interval=TICK_MS)
    timer.timeout.connect(ticks.tick)
    timer.start()
    opened.window.go(PageId.IMPORT)
    page = opened.window.page(PageId.IMPORT)
    assert isinstance(page, ImportPage)
    model = page.view_model
    wait(3000)  # the program's own chores
    ticks.during("reading and planning", partial(opened.window.import_files, [path]), partial(_is_settled, model))
    ticks.during("opening the list", partial(page.lists.open_list, Bucket.NEW), lambda: True)
    ticks.during("scrolling to its end", page.lists.view.table.scrollToBottom, lambda: True)
    page.lists.close_list()
    ticks.during("importing", model.act, lambda: model.state.phase is Phase.DONE)
    ticks.during("undoing", model.last.undo, lambda: bool(model.state.told))
    ticks.during("putting away", model.start_again, lambda: True)
    _measure_again(opened, path, model, ticks)
    timer.stop()
    return ticks


def _measure_again(opened: app.Opened, path: Path, model: ImportViewModel, ticks: Ticks) -> None:
    """Import the file once more, and then read it where all of it is there; with its schedules, if it has any."""
    ticks.during("reading anew", partial(opened.window.import_files, [path]), partial(_is_settled, model))
    ticks.during("importing anew", model.act, lambda: model.state.phase is Phase.DONE)
    model.start_again()
    ticks.during("reading it again", partial(opened.window.import_files, [path]), partial(_is_settled, model))
    if model.state.has_schedule:
        wish = partial(model.set_schedule, Schedule.ALL)
        ticks.during("wishing schedules", wish, partial(_is_settled, model))
        ticks.during("taking them over", model.act, lambda: model.state.phase is Phase.DONE)


def _queued_s() -> float:
    """Give how long this thread has waited for a processor since it began; 0 where the system does not tell."""
    told = Path("/proc/thread-self/schedstat")
    return int(told.read_text(encoding="ascii").split()[1]) / 1e9 if told.exists() else 0.0


def _is_settled(model: ImportViewModel) -> bool:
    return model.state.phase is Phase.REVIEW and model.state.is_settled


def _print(ticks: Ticks) -> None:
    for doing, waits in ticks.waits.items():
        ordered = sorted(waits, reverse=True)
        told = ", ".join(f"{one:.0f} ({worked:.0f})" for one, worked in ordered[:3])
        middle, rare = (ordered[int(len(ordered) * share)][0] for share in (0.5, 0.01))
        verdict = "" if ordered[0][0] <= LIMIT_MS else f"  over {LIMIT_MS} ms"
        span = f"{doing:20} {ticks.spans[doing]:6.2f} s"
        print(f"{span}   waits: half {middle:.0f}, 99 of 100 {rare:.0f}, longest (working) {told} ms{verdict}")
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, Qt included")


def _table(folder: Path) -> Path:
    path = folder / "codes.csv"
    rows = (
        f'"What does code {n}, the {n}th in its chapter, stand for in a record?","Disease number {n}, as the list has '
        f'it",chapter::{n % 40},ICD-10-CM {n % 997}\n'
        for n in range(ROWS)
    )
    path.write_text("Question,Answer,Tags,Source\n" + "".join(rows), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
