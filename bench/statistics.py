"""The Progress page beside Anki's `graphs`: the same collection of 100,000 notes and 1,000,000 reviews, in turns.

Anki's figure is the call its statistics window makes, without drawing; ours is given twice: the numbers alone, and from
the choice of a section until its charts are painted. Each runs in a process of its own, three times; medians, the first
call left out. `FLASHCARDS_BENCH_NOTES` makes it smaller, `FLASHCARDS_BENCH_DATA` keeps the files.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path

from bench.anki_data import DECKS, written

NOTES = int(os.environ.get("FLASHCARDS_BENCH_NOTES", "100000"))
TIMES = 3
CALLS = 4
MOST_ON_SCREEN_MS = 150.0
DECK = DECKS[0].rpartition("::")[0]
QUESTIONS = {
    "collection, a year": ("", 365),
    "collection, all": ("", 0),
    "a deck, a year": (DECK, 365),
    "a deck, all": (DECK, 0),
}


def main() -> None:
    """Measure in turns, and print medians and ratios."""
    with ExitStack() as stack:
        folder = Path(os.environ.get("FLASHCARDS_BENCH_DATA") or stack.enter_context(tempfile.TemporaryDirectory()))
        written(folder, NOTES)
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        took = _run("count", folder, home)["count"]
        print(f"  counting the log once, in portions beside everything else: {took:.1f} s")
        found: dict[str, dict[str, list[float]]] = {}
        for _ in range(TIMES):
            for who in ("anki", "ours"):
                for name, value in _run(who, folder, home).items():
                    found.setdefault(name, {}).setdefault(who, []).append(value)
        for name, values in found.items():
            _report(name, {who: statistics.median(times) for who, times in values.items()})


def _report(name: str, ms: dict[str, float]) -> None:
    if "anki" in ms and "ours" in ms:
        print(f"  {name:34} ours {ms['ours']:7.0f} ms, Anki {ms['anki']:7.0f} ms: {ms['ours'] / ms['anki']:.2f}")
    else:
        verdict = "" if ms["ours"] <= MOST_ON_SCREEN_MS else f"  (more than {MOST_ON_SCREEN_MS:.0f})"
        print(f"  {name:34} ours {ms['ours']:7.0f} ms{verdict}", flush=True)


def _run(who: str, folder: Path, home: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.statistics", who, str(folder), str(home)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FLASHCARDS_HOME": str(home)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _median_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(CALLS):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return statistics.median(times[1:])


def _anki(folder: Path, home: Path) -> dict[str, float]:
    from anki.collection import Collection

    path = home / "anki.anki2"
    shutil.copyfile(folder / str(NOTES) / "collection.anki2", path)
    collection = Collection(str(path))
    graphs = collection._backend.graphs
    found = {
        name: _median_ms(lambda deck=deck, days=days: graphs(search=f'deck:"{deck}"' if deck else "", days=days))  # type: ignore[misc]
        for name, (deck, days) in QUESTIONS.items()
    }
    collection.close()
    return found


def _count(folder: Path, home: Path) -> dict[str, float]:
    from flashcards import clock
    from flashcards.cli.importing import import_files, inputs
    from flashcards.collection.collection import Collection
    from flashcards.domain.changes import Operation
    from flashcards.domain.progress import no_progress

    collection = Collection.open(home / "ours.db", backups=home / "backups", clock=clock.now, zone=UTC)
    import_files(collection, inputs([written(folder, NOTES).modern], None, None, with_schedule=None), no_progress)
    began = time.perf_counter()
    while collection.transact(Operation.COUNT_REVIEWS, lambda change: change.count_reviews()).value < 1:
        pass
    took = time.perf_counter() - began
    collection.close()
    return {"count": took}


def _ours(_folder: Path, home: Path) -> dict[str, float]:
    from flashcards import app, clock
    from flashcards.collection.collection import Collection
    from flashcards.settings import DEFAULTS
    from flashcards.ui.theme import Theme

    application = app.make_application([])
    collection = Collection.open(home / "ours.db", backups=home / "backups", clock=clock.now, zone=UTC)
    found = _numbers(collection)
    opened = app.Opened(application, collection, Theme(application, DEFAULTS), DEFAULTS)
    found |= _screens(opened)
    opened.runner.closed.connect(application.quit)
    opened.window.close()
    application.exec()
    opened.end()
    return found


def _numbers(collection: "object") -> dict[str, float]:
    """Give what all charts of all sections are made of, as Anki's call does."""
    from flashcards import clock
    from flashcards.collection.collection import Collection
    from flashcards.collection.statistics.asking import Period, Question
    from flashcards.collection.statistics.habits import Grouping
    from flashcards.ui.progress.history_charts import Split
    from flashcards.ui.progress.sections import Wanted, find
    from flashcards.ui.progress.state import Section

    assert isinstance(collection, Collection)

    def every(question: Question) -> None:
        for section in Section:
            wanted = Wanted(section, question, Split.STANDING, Grouping.DECK)
            assert collection.read(lambda snapshot, wanted=wanted: find(snapshot, wanted, clock.now(), UTC)).charts  # type: ignore[misc]

    return {
        name: _median_ms(lambda deck=deck, days=days: every(Question(Period.YEAR if days else Period.ALL, deck)))  # type: ignore[misc]
        for name, (deck, days) in QUESTIONS.items()
    }


def _screens(opened: "object") -> dict[str, float]:
    from flashcards import app
    from flashcards.collection.statistics.asking import Period, Question
    from flashcards.ui.page import PageId
    from flashcards.ui.progress.state import Section
    from flashcards.ui.progress.view import ProgressPage

    assert isinstance(opened, app.Opened)
    window = opened.window
    window.resize(1120, 780)
    window.show()
    began = time.perf_counter()
    window.go(PageId.PROGRESS)
    page = window.page(PageId.PROGRESS)
    assert isinstance(page, ProgressPage)
    _until(lambda: page.view_model.state.is_ready)
    window.grab()
    found = {"first visit, with loading": 1000 * (time.perf_counter() - began)}

    def show(section: Section) -> None:
        page.view_model.choose_section(section)
        _until(lambda: page.view_model.is_up_to_date)
        window.grab()

    for period in (Period.YEAR, Period.ALL):
        page.view_model.choose(Question(period))
        for section in Section:
            name = f"{section.value} on screen, {'a year' if period is Period.YEAR else 'all'}"
            found[name] = _median_ms(lambda section=section: show(section))  # type: ignore[misc]
    return found


def _until(is_there: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    while not is_there():
        QApplication.processEvents()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        who, data, place = sys.argv[1:]
        print(json.dumps({"anki": _anki, "ours": _ours, "count": _count}[who](Path(data), Path(place))))
    else:
        main()
