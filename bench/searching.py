"""Searching beside Anki's library: the same package imported by both, every query in turns.

100,000 notes of some thousand words with 1,000,000 reviews. Warm calls, median of nine, ours and Anki's in turns, in
one process; processor time, since on a busy machine it is the fairer one; the first search after opening stands apart.
`FLASHCARDS_BENCH_WORDS=few` makes every word a frequent one. `FLASHCARDS_BENCH_NOTES` makes it smaller,
`FLASHCARDS_BENCH_DATA` keeps the files.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sized
from contextlib import ExitStack, closing
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from bench.anki_data import FEW_WORDS, many_words, written
from flashcards import clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection import browsing
from flashcards.collection.collection import Collection
from flashcards.domain.browsing import Column, Order, Unit
from flashcards.domain.errors import CancelledError
from flashcards.domain.progress import no_progress
from flashcards.storage.columns import Ids
from flashcards.storage.snapshot import Snapshot

Theirs: TypeAlias = Any
"""Anki's collection; the package is not typed."""

NOTES = int(os.environ.get("FLASHCARDS_BENCH_NOTES", "100000"))
TIMES = 9
MOST = 0.3
"""How much of Anki's time ours may take."""

QUERIES = (
    "fracture", "tag:set7", "is:due", "deck:RHIT prop:ivl>10", "femur sequela", "re:fract.*femur", "front:*hospice*",
    "w:sepsis", "prop:s>30", "rated:900:1", "tag:rhit::coding -is:new", "", "-is:new", "nc:fracture", "fr*femur",
    "back:*hospice*", "fract or sepsis", "-fracture", "ure", "prop:r<0.8", "deck:*coding*", "flag:1", "added:2000",
)  # fmt: skip
ORDERS = (
    (Column.FIRST_FIELD, "noteFld"),
    (Column.DUE, "cardDue"),
    (Column.INTERVAL, "cardIvl"),
    (Column.LAPSES, "cardLapses"),
    (Column.CREATED, "noteCrt"),
)
COLUMNS = (Column.FIRST_FIELD, Column.CARD, Column.DUE, Column.DECK)
THEIR_COLUMNS = ["noteFld", "template", "cardDue", "deck"]


def main() -> None:
    """Measure in turns, and print medians and ratios."""
    with ExitStack() as stack:
        folder = Path(os.environ.get("FLASHCARDS_BENCH_DATA") or stack.enter_context(tempfile.TemporaryDirectory()))
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        words = FEW_WORDS if os.environ.get("FLASHCARDS_BENCH_WORDS") == "few" else many_words()
        package = written(folder, NOTES, words).modern
        theirs = _theirs(package, home)
        stack.callback(theirs.close)
        ours = stack.enter_context(closing(_ours(package, home)))
        _first_searches(ours)
        _queries(ours, theirs)
        _orders(ours, theirs)
        _rows(ours, theirs)
        _duplicates(ours, theirs)
        _interrupted(ours)


def _ours(package: Path, home: Path) -> Collection:
    collection = Collection.open(home / "collection.db", backups=home / "backups", clock=clock.now, zone=UTC)
    import_files(collection, inputs([package], None, None, with_schedule=None), no_progress)
    _in_ms("  search before the index is made", lambda: _find(collection, "fracture"))
    _in_ms("  making the index of words", lambda: [None for _ in iter(collection.index_texts, 0)])
    collection.close()
    return Collection.open(home / "collection.db", backups=home / "backups", clock=clock.now, zone=UTC)


def _theirs(package: Path, home: Path) -> Theirs:
    from anki.collection import Collection as TheirCollection
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
    from anki.lang import set_lang

    set_lang("en")
    collection = TheirCollection(str(home / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
    return collection


def _first_searches(ours: Collection) -> None:
    _in_ms("  first search after opening", lambda: _find(ours, "is:due"))
    _in_ms("  first text after that", lambda: _find(ours, "sequela"))
    _in_ms("  first order after that", lambda: _find(ours, "", Order()))


def _queries(ours: Collection, theirs: Theirs) -> None:
    for query in QUERIES:
        _beside(query or "everything", partial(_find, ours, query), partial(theirs.find_cards, query))


def _orders(ours: Collection, theirs: Theirs) -> None:
    for column, name in ORDERS:
        order = theirs.get_browser_column(name)
        _beside(
            f"by {column.value}",
            partial(_find, ours, "deck:RHIT", Order(column)),
            partial(theirs.find_cards, "deck:RHIT", order=order),
        )
        _beside(
            f"notes by {column.value}",
            partial(_find, ours, "deck:RHIT", Order(column), Unit.NOTES),
            partial(theirs.find_notes, "deck:RHIT", order=order),
        )


def _rows(ours: Collection, theirs: Theirs) -> None:
    ids, their_ids = _find(ours, "")[:50], theirs.find_cards("")[:50]
    theirs._backend.set_active_browser_columns(THEIR_COLUMNS)
    _beside(
        "50 rows",
        lambda: ours.read(lambda look: browsing.rows(look, ids, COLUMNS, clock.now(), UTC)),
        lambda: [theirs._backend.browser_row_for_id(one) for one in their_ids],
    )


def _duplicates(ours: Collection, theirs: Theirs) -> None:
    _beside("find duplicates", partial(_find, ours, "is:duplicate"), partial(theirs.find_dupes, "Front"))
    type_id = ours.read(lambda look: look.number("SELECT max(note_type_id) FROM note"))
    their_type = theirs.models.by_name("Basic")["id"]
    _beside(
        "dupe:",
        lambda: _find(ours, f'"dupe:{type_id},nothing like it"'),
        lambda: theirs.find_cards(f'"dupe:{their_type},nothing like it"'),
    )


def _interrupted(ours: Collection) -> None:
    """Stop a search that looks at every note after 10 ms, as a newer one would."""
    began = time.perf_counter()
    try:
        ours.read(
            browsing.stoppable(lambda look: _find_in(look, "re:[x]q"), lambda: time.perf_counter() > began + 0.01)
        )
    except CancelledError:
        print(f"  {'stopped after 10 ms, it ended after':34} {1000 * (time.perf_counter() - began):7.1f} ms")


def _find(ours: Collection, query: str, order: Order | None = None, unit: Unit = Unit.CARDS) -> Ids:
    return ours.read(lambda look: _find_in(look, query, order, unit))


def _find_in(look: Snapshot, query: str, order: Order | None = None, unit: Unit = Unit.CARDS) -> Ids:
    return browsing.find(look, query, clock.now(), UTC, unit=unit, order=order)


def _beside(name: str, ours: Callable[[], Sized], theirs: Callable[[], Sized]) -> None:
    times: dict[str, list[float]] = {"ours": [], "anki": []}
    hits = {}
    for _ in range(TIMES):
        for who, work in (("ours", ours), ("anki", theirs)):
            began = time.process_time()
            hits[who] = len(work())
            times[who].append(1000 * (time.process_time() - began))
    mine, other = (statistics.median(times[who]) for who in ("ours", "anki"))
    verdict = "" if mine <= MOST * other else f"  (more than {MOST})"
    differ = "" if hits["ours"] == hits["anki"] else f"  (Anki finds {hits['anki']})"
    ratio = f"{mine / other:.2f}" if other else "–"
    print(
        f"  {name:26} {hits['ours']:7} ours {mine:7.2f} ms, Anki {other:8.2f} ms: {ratio}{verdict}{differ}", flush=True
    )


def _in_ms(name: str, work: Callable[[], object]) -> None:
    began = time.process_time()
    work()
    print(f"{name:36} {1000 * (time.process_time() - began):7.1f} ms", flush=True)


if __name__ == "__main__":
    main()
