"""What is done every day, beside Anki's library: the same 100,000 notes with 1,000,000 reviews, imported by each.

Opening, deck counts, today's cards, answers, undo, a new note, card info, a backup, the check of the whole file, and
the other ways in and out (`bench.importing` has the largest). Limits are raised to 9,999 a day. Each runs in a process
of its own, three times, ours and Anki's in turns; medians of processor time, since on a busy machine it is the fairer
one. `FLASHCARDS_BENCH_NOTES` makes it smaller, `FLASHCARDS_BENCH_DATA` keeps the files.
"""

import importlib
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from bench.anki_data import Packages, written
from bench.in_turns import in_turns

if TYPE_CHECKING:
    from flashcards.collection.collection import Collection

NOTES = int(os.environ.get("FLASHCARDS_BENCH_NOTES", "100000"))
TIMES = 3
ANSWERS, UNDONE, ADDED, LOOKS = min(400, NOTES // 50), 25, 200, 25
LIMIT = 9999

Times = dict[str, float]
"""Milliseconds by what took them."""


def main() -> None:
    """Measure in turns, and print medians and ratios."""
    with ExitStack() as stack:
        folder = os.environ.get("FLASHCARDS_BENCH_DATA") or stack.enter_context(tempfile.TemporaryDirectory())
        written(Path(folder), NOTES)
        found = in_turns("bench.everyday", str(folder), TIMES)
        print(f"  {NOTES} notes; processor time")
        for name, values in found.items():
            ours, theirs = (statistics.median(values[who]) for who in ("ours", "anki"))
            print(f"  {name:26} ours {ours:9.2f} ms, Anki {theirs:9.2f} ms: {ours / theirs:.2f}", flush=True)


def timed(work: Callable[[], object]) -> float:
    """Give how long some work takes, in ms of processor time."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def middle(work: Callable[[], object], times: int) -> float:
    """Give the median of the time some work takes, in ms."""
    return statistics.median(timed(work) for _ in range(times))


def tail(found: list[float]) -> float:
    """Give the 99th percentile."""
    return sorted(found)[int(0.99 * (len(found) - 1))]


def _child(who: str, folder: Path) -> None:
    packages = written(folder, NOTES)
    with tempfile.TemporaryDirectory() as home:
        if who == "anki":
            from bench.everyday_anki import everyday

            found = everyday(packages, Path(home))
        else:
            found = _ours(packages, Path(home))
    print(json.dumps(found))


def _ours(packages: Packages, home: Path) -> Times:
    for name in ("cli.importing", "collection.sitting", "collection.importing"):
        importlib.import_module(f"flashcards.{name}")  # loading the code is no part of it
    from flashcards.collection.learning import change_learning
    from flashcards.domain.changes import Operation

    home.mkdir(exist_ok=True)
    found: Times = {}
    for name, package in (("notes only", packages.notes_only), ("legacy package", packages.legacy)):
        with _opened(home / name) as collection:
            found[f"import {name}"] = timed(lambda package=package, into=collection: _bring(into, package))  # type: ignore[misc]
    with _opened(home / "all") as collection:
        _bring(collection, packages.modern)
        limits = {"new_limit": LIMIT, "review_limit": LIMIT}
        collection.transact(Operation.CHANGE_SETTINGS, lambda change: change_learning(change, limits))
        _rest(collection)
    opened: list[Collection] = []
    found["open"] = timed(lambda: opened.append(_open(home / "all")))
    (collection,) = opened
    try:
        found |= _studied(collection) | _looked(collection) | _written(collection)
        found["export notes as text"] = timed(lambda: _export(collection, home / "notes.csv"))
    finally:
        collection.close()
    return found


def _studied(collection: "Collection") -> Times:
    from flashcards.collection import studying
    from flashcards.collection.decks import deck_tree
    from flashcards.collection.sitting import Sitting, gather, study_cards
    from flashcards.domain.changes import Operation
    from flashcards.domain.review import Rating

    def tree() -> object:
        return collection.read(lambda snapshot: deck_tree(snapshot, collection.clock(), UTC))

    found = {"deck list, first": timed(tree), "deck list, later": middle(tree, 9)}
    sittings: list[Sitting] = []
    found["today's cards"] = timed(
        lambda: sittings.append(collection.read(lambda snapshot: gather(snapshot, collection.clock(), None, UTC)))
    )
    (sitting,) = sittings
    collection.warm_up()

    def next_card() -> None:
        item = sitting.session.advance(collection.clock())
        assert item is not None
        shown = collection.read(lambda snapshot: study_cards(snapshot, [item.card_id]))
        sitting.session.supply({card_id: one.card for card_id, one in shown.items()})

    def answer() -> None:
        answered = sitting.session.answer(Rating.GOOD, collection.clock(), 5000)
        settings = sitting.by_deck[answered.after.deck_id]
        collection.transact(Operation.ANSWER_CARD, lambda change: studying.record_answer(change, answered, settings))
        next_card()

    next_card()
    answers = [timed(answer) for _ in range(ANSWERS)]
    card = sitting.session.card
    assert card is not None
    return found | {
        "answer and next": statistics.median(answers),
        "answer and next, p99": tail(answers),
        "four buttons": middle(lambda: sitting.outcomes(card, collection.clock()), LOOKS),
        "undo an answer": middle(collection.undo, UNDONE),
    }


def _looked(collection: "Collection") -> Times:
    from flashcards.collection.card_info import card_info
    from flashcards.domain.ids import CardId

    ids = collection.read(lambda snapshot: [row[0] for row in snapshot.rows("SELECT id FROM card")])
    some = iter(ids[len(ids) // 2 :])
    return {
        "card info": middle(
            lambda: collection.read(lambda snapshot: card_info(snapshot, CardId(next(some)), collection.clock(), UTC)),
            LOOKS,
        )
    }


def _written(collection: "Collection") -> Times:
    from flashcards.collection.editing import add_note
    from flashcards.domain.changes import Operation
    from flashcards.domain.ids import NoteId, NoteTypeId
    from flashcards.domain.note import Note

    places = iter(range(ADDED))

    def add() -> None:
        number = next(places)
        note = Note(NoteId(0), f"bench-{number}", NoteTypeId(1), (f"a new question {number}", "an answer", ""))
        collection.transact(Operation.ADD_NOTE, lambda change: add_note(change, note, "New", collection.clock()))

    return {
        "add a note": middle(add, ADDED),
        "backup": timed(collection.back_up),
        "check the whole file": timed(collection.verify),
    }


def _open(home: Path) -> "Collection":
    from flashcards import clock
    from flashcards.collection.collection import Collection

    home.mkdir(exist_ok=True)
    return Collection.open(home / "collection.db", backups=home / "backups", clock=clock.now, zone=UTC)


class _opened:  # noqa: N801 - a context manager
    def __init__(self, home: Path) -> None:
        self._collection = _open(home)
        self._collection.warm_up()

    def __enter__(self) -> "Collection":
        return self._collection

    def __exit__(self, *_: object) -> None:
        self._collection.close()


def _bring(collection: "Collection", package: Path) -> None:
    from flashcards.cli.importing import import_files, inputs
    from flashcards.domain.progress import no_progress

    import_files(collection, inputs([package], None, None, with_schedule=None), no_progress)


def _export(collection: "Collection", path: Path) -> None:
    from flashcards.collection.exporting import Extent, export
    from flashcards.formats import registry

    export(collection, registry.format_to_write("csv"), path, Extent(with_schedule=False))


def _rest(collection: "Collection") -> None:
    from flashcards.domain.changes import Operation

    while collection.index_texts():
        pass
    while collection.transact(Operation.IMPORT, lambda change: change.count_reviews(), undoable=False).value < 1:
        pass


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        _child(sys.argv[1], Path(sys.argv[2]))
