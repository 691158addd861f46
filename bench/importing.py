"""Importing and exporting beside Anki's library: the same files, fresh collections, in turns.

100,000 notes as CSV, and the same with 1,000,000 reviews as a package Anki has written. Each step runs in a process of
its own, three times, ours and Anki's in turns; medians. Processor time stands beside the time on the clock: on a busy
machine it is the fairer one. `FLASHCARDS_BENCH_NOTES` makes it smaller, `FLASHCARDS_BENCH_DATA` keeps the files.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path

from bench.anki_data import Packages, written

NOTES = int(os.environ.get("FLASHCARDS_BENCH_NOTES", "100000"))
TIMES = 3
TARGETS = {"csv": 1.0, "csv again": 1.0, "apkg": 0.5, "apkg again": 1.0, "export apkg": 0.5}
"""How much of Anki's time ours may take."""


def main() -> None:
    """Measure in turns, and print medians and ratios."""
    with ExitStack() as stack:
        folder = os.environ.get("FLASHCARDS_BENCH_DATA") or stack.enter_context(tempfile.TemporaryDirectory())
        written(Path(folder), NOTES)
        found: dict[str, dict[str, list[float]]] = {}
        for _ in range(TIMES):
            for step in ("csv", "apkg"):
                for who in ("anki", "ours"):
                    for name, value in _run(who, step, folder).items():
                        found.setdefault(name, {}).setdefault(who, []).append(value)
        for name, values in found.items():
            _report(name, *(statistics.median(values[who]) for who in ("ours", "anki")))


def _report(name: str, ours: float, theirs: float) -> None:
    unit = "MB" if name.endswith("MB") else "s"
    most = TARGETS.get(name.partition(",")[0], 1.0)
    verdict = "" if ours <= most * theirs else f"  (more than {most})"
    print(f"  {name:23} ours {ours:7.2f} {unit}, Anki {theirs:7.2f} {unit}: {ours / theirs:.2f}{verdict}", flush=True)


def _run(who: str, step: str, folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.importing", who, step, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _child(who: str, step: str, folder: Path) -> None:
    packages = written(folder, NOTES)
    with tempfile.TemporaryDirectory() as home:
        if who == "anki":
            from bench import importing_anki

            found = getattr(importing_anki, step)(packages, Path(home))
        else:
            found = _ours(step, packages, Path(home))
        found[f"{step} peak MB"] = _peak_mb()
    print(json.dumps(found))


def _peak_mb() -> float:
    """Give the most memory this process has had. `getrusage` would count what its parent had when it began, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _ours(step: str, packages: Packages, home: Path) -> dict[str, float]:
    from flashcards import clock
    from flashcards.cli.importing import import_files, inputs
    from flashcards.collection.collection import Collection
    from flashcards.collection.exporting import Extent, export
    from flashcards.domain.progress import no_progress
    from flashcards.formats import registry

    collection = Collection.open(home / "collection.db", backups=home / "backups", clock=clock.now, zone=UTC)
    collection.warm_up()

    def read(path: Path) -> None:
        import_files(collection, inputs([path], None, None, with_schedule=None), no_progress)

    def write() -> None:
        export(collection, registry.format_to_write("anki-package"), home / "out.apkg", Extent(with_schedule=True))

    works: dict[str, tuple[tuple[str, Callable[[], None]], ...]] = {
        "csv": (("csv", lambda: read(packages.table)), ("csv again", lambda: read(packages.table))),
        "apkg": (
            ("apkg", lambda: read(packages.modern)),
            ("apkg again", lambda: read(packages.modern)),
            ("export apkg", write),
        ),
    }
    found = {}
    for name, work in works[step]:
        began, work_began = time.perf_counter(), time.process_time()
        work()
        found[name], found[f"{name}, processor"] = time.perf_counter() - began, time.process_time() - work_began
    collection.close()
    return found


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        _child(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
