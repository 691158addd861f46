"""What the bundled decks cost: the first load of all of them, and the check for news at every later start.

Each runs in a process of its own, as a start does, and takes in loading the code for it. Numbers for Today come first
then, so what they load is there already when decks are checked. Time on the processor is told beside time on the clock,
which grows when the computer is busy with something else.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from flashcards import resources
from flashcards.collection import bundled
from flashcards.collection.collection import Collection

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROUNDS = 7
MOST_FIRST_S = 2.0
MOST_LATER_MS = 30.0

_LATER = """
import sys, time
from pathlib import Path
from flashcards import clock
from flashcards.collection.collection import Collection
from flashcards.collection.studying import today
collection = Collection.open(Path(sys.argv[1]), backups=Path(sys.argv[2]), clock=clock.now)
collection.read(lambda snapshot: today(snapshot, clock.now()))
begun, busy = time.perf_counter(), time.process_time()
from flashcards.collection.bundled import outdated
found = collection.read(lambda snapshot: outdated(snapshot, Path(sys.argv[3])))
took, busy = time.perf_counter() - begun, time.process_time() - busy
collection.close()
assert found == (), found
print(took * 1000, busy * 1000)
"""

_FIRST = """
import sys, time
from datetime import datetime
from pathlib import Path
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
now = datetime.fromisoformat(sys.argv[4])
collection = Collection.open(Path(sys.argv[1]), backups=Path(sys.argv[2]), clock=lambda: now)
begun, busy = time.perf_counter(), time.process_time()
from flashcards.collection import bundled
folder = Path(sys.argv[3])
done = collection.transact(
    Operation.LOAD_BUNDLED_DECKS, lambda change: bundled.load(change, folder, bundled.keys(folder), now)
)
took, busy = time.perf_counter() - begun, time.process_time() - busy
collection.close()
print(took, busy, done.value.added)
"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="bench-decks-") as name:
        folder = Path(name)
        _run(_FIRST, folder, ROUNDS)
        rounds = [(_run(_FIRST, folder, number), _run(_LATER, folder, number)) for number in range(ROUNDS)]
        warm_ms = _warm_checks(folder)
    size = sum(path.stat().st_size for path in resources.decks().rglob("*") if path.is_file())
    notes = rounds[0][0][2]
    print(f"{notes:.0f} notes in {size / 1024:.0f} KiB of text, median of {ROUNDS}")
    print(f"first load of all decks: {_told([first[0] for first, _ in rounds])} s,", end=" ")
    print(f"on the processor {_told([first[1] for first, _ in rounds])} s; at most {MOST_FIRST_S} s wanted")
    print(f"check at a later start: {_told([later[0] for _, later in rounds])} ms,", end=" ")
    print(f"on the processor {_told([later[1] for _, later in rounds])} ms; at most {MOST_LATER_MS:.0f} ms wanted")
    print(f"  with its code loaded: {_told(warm_ms)} ms")


def _run(program: str, folder: Path, number: int) -> list[float]:
    """Run a program on the collection of a round; give the numbers it prints."""
    places = [str(folder / f"{number}.db"), str(folder / f"{number}-backups"), str(resources.decks())]
    call = [sys.executable, "-c", program, *places, NOW.isoformat()]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # as installed: with its bytecode
    done = subprocess.run(call, check=True, capture_output=True, text=True, env=environment)
    return [float(word) for word in done.stdout.split()]


def _warm_checks(folder: Path) -> list[float]:
    collection = Collection.open(folder / "0.db", backups=folder / "0-backups", clock=lambda: NOW)
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        collection.read(lambda snapshot: bundled.outdated(snapshot, resources.decks()))
        times.append(1000 * (time.perf_counter() - begun))
    collection.close()
    return times


def _told(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


if __name__ == "__main__":
    main()
