"""Bulk edits beside Anki's library: the same 100,000 notes with 1,000,000 reviews, imported by each, in turns.

5,000 cards (or their notes) at a time, 1,000 notes deleted, and “fracture” replaced where it stands; each edit is taken
back before the next. Processor time, since on a busy machine it is the fairer one; medians of three processes each.
Between two edits ours does what the window does when nothing else is to be done: words and reviews are taken into the
index and the tallies, and the write-ahead log into the collection; Anki moves its log with each commit.
What only ours does (previews, near duplicates) stands without a ratio. `FLASHCARDS_BENCH_NOTES` makes it smaller,
`FLASHCARDS_BENCH_DATA` keeps the files.
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from bench.anki_data import Packages, written
from bench.in_turns import in_turns

if TYPE_CHECKING:
    from flashcards.collection.collection import Collection

NOTES = int(os.environ.get("FLASHCARDS_BENCH_NOTES", "100000"))
CARDS = min(5000, NOTES // 4)
DELETED = min(1000, NOTES // 20)
TIMES = 3


def main() -> None:
    """Measure in turns, and print medians and ratios."""
    with ExitStack() as stack:
        folder = os.environ.get("FLASHCARDS_BENCH_DATA") or stack.enter_context(tempfile.TemporaryDirectory())
        written(Path(folder), NOTES)
        found = in_turns("bench.bulk_edits", str(folder), TIMES)
        print(f"  {NOTES} notes, {CARDS} cards at a time; processor time")
        for name, values in found.items():
            _report(name, values)


def _report(name: str, values: dict[str, list[float]]) -> None:
    ours = statistics.median(values["ours"]) * 1000
    if "anki" not in values:
        print(f"  {name:26} ours {ours:7.0f} ms", flush=True)
        return
    theirs = statistics.median(values["anki"]) * 1000
    print(f"  {name:26} ours {ours:7.0f} ms, Anki {theirs:7.0f} ms: {ours / theirs:.2f}", flush=True)


def _child(who: str, folder: Path) -> None:
    packages = written(folder, NOTES)
    with tempfile.TemporaryDirectory() as home:
        if who == "anki":
            from bench.bulk_edits_anki import edits

            found = edits(packages, Path(home), CARDS, DELETED)
        else:
            found = _ours(packages, Path(home))
    print(json.dumps(found))


def _ours(packages: Packages, home: Path) -> dict[str, float]:
    from flashcards import clock
    from flashcards.cli.importing import import_files, inputs
    from flashcards.collection import bulk
    from flashcards.collection.collection import Collection
    from flashcards.collection.similar import near_duplicates
    from flashcards.collection.stuck import stuck_cards
    from flashcards.domain.changes import Operation
    from flashcards.domain.ids import CardId, NoteId
    from flashcards.domain.progress import no_progress
    from flashcards.storage.transaction import Transaction

    collection = Collection.open(home / "collection.db", backups=home / "backups", clock=clock.now, zone=UTC)
    import_files(collection, inputs([packages.modern], None, None, with_schedule=None), no_progress)
    collection.warm_up()
    all_cards = collection.read(lambda snapshot: [row[0] for row in snapshot.rows("SELECT id FROM card")])
    all_notes = collection.read(lambda snapshot: [row[0] for row in snapshot.rows("SELECT id FROM note")])
    fracture = collection.read(
        lambda snapshot: [row[0] for row in snapshot.rows("SELECT id FROM note WHERE fields LIKE '%fracture%'")]
    )
    cards = [CardId(one) for one in _every(all_cards, CARDS)]
    notes = [NoteId(one) for one in _every(all_notes, CARDS)]
    few = [NoteId(one) for one in _every(all_notes, DELETED)]
    days, replacement = bulk.DueDays.read("3-7"), bulk.Replacement.read("fracture", "break")
    works: tuple[tuple[str, Operation, Callable[[Transaction], object]], ...] = (
        ("change deck", Operation.MOVE_CARDS, lambda change: bulk.move_to_deck(change, cards, "Other::Deck")),
        ("suspend", Operation.SUSPEND, lambda change: bulk.suspend(change, cards)),
        ("flag", Operation.FLAG, lambda change: bulk.flag(change, cards, 3)),
        ("add tags", Operation.ADD_TAGS, lambda change: bulk.add_tags(change, notes, ["one", "two"])),
        ("set due", Operation.SET_DUE_DATE, lambda change: bulk.set_due(change, cards, days, random.Random(1), UTC)),
        ("reset", Operation.RESET_CARD, lambda change: bulk.reset(change, cards, UTC)),
        ("find and replace", Operation.FIND_AND_REPLACE, lambda change: bulk.replace_in(change, fracture, replacement)),
        ("delete notes", Operation.DELETE_NOTE, lambda change: bulk.delete_notes(change, few)),
    )
    found: dict[str, float] = {}
    for name, operation, work in works:
        _rest(collection)
        began = time.process_time()
        collection.transact(operation, work)
        done = time.process_time()
        collection.undo()
        found |= {name: done - began, f"{name}, undone": time.process_time() - done}
    looks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("preview of all notes", lambda: collection.read(lambda s: bulk.preview_replace(s, all_notes, replacement))),
        ("near duplicates", lambda: collection.read(near_duplicates)),
        ("stuck cards", lambda: collection.read(stuck_cards)),
    )
    for name, look in looks:
        began = time.process_time()
        look()
        found[name] = time.process_time() - began
    collection.close()
    return found


def _rest(collection: "Collection") -> None:
    from flashcards.domain.changes import Operation

    while collection.index_texts():
        pass
    while collection.transact(Operation.IMPORT, lambda change: change.count_reviews(), undoable=False).value < 1:
        pass


def _every(ids: Sequence[int], count: int) -> list[int]:
    return list(ids[:: max(1, len(ids) // count)])[:count]


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        _child(sys.argv[1], Path(sys.argv[2]))
