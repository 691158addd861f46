"""What `bench.bulk_edits` measures, done by Anki's library."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from bench.anki_data import Packages

Id = TypeVar("Id", bound=int)


def edits(packages: Packages, home: Path, cards: int, notes: int) -> dict[str, float]:
    """Change cards and notes by the thousand, and take each change back."""
    collection = Collection(str(home / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(packages.modern), options=options))
    card_ids = _every(collection.find_cards(""), cards)
    note_ids = _every(collection.find_notes(""), notes)
    many_notes = _every(collection.find_notes(""), cards)
    found = list(collection.find_notes("fracture"))
    deck = collection.decks.id("Other::Deck")
    assert deck is not None
    works: tuple[tuple[str, Callable[[], object]], ...] = (
        ("change deck", lambda: collection.set_deck(card_ids, int(deck))),
        ("suspend", lambda: collection.sched.suspend_cards(card_ids)),
        ("flag", lambda: collection.set_user_flag_for_cards(3, card_ids)),
        ("add tags", lambda: collection.tags.bulk_add(many_notes, "one two")),
        ("set due", lambda: collection.sched.set_due_date(card_ids, "3-7")),
        ("reset", lambda: collection.sched.schedule_cards_as_new(card_ids, restore_position=True)),
        (
            "find and replace",
            lambda: collection.find_and_replace(
                note_ids=found, search="fracture", replacement="break", regex=False, match_case=False
            ),
        ),
        ("delete notes", lambda: collection.remove_notes(note_ids)),
    )
    measured: dict[str, float] = {}
    for name, work in works:
        measured |= _timed(name, work, collection.undo)
    collection.close()
    return measured


def _timed(name: str, work: Callable[[], object], undo: Callable[[], object]) -> dict[str, float]:
    began = time.process_time()
    work()
    done = time.process_time()
    undo()
    return {name: done - began, f"{name}, undone": time.process_time() - done}


def _every(ids: Sequence[Id], count: int) -> list[Id]:
    step = max(1, len(ids) // count)
    return list(ids[::step])[:count]
