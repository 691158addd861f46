"""The decks that come with the program: what there is, whether it is loaded, and whether it is up to date.

Every start asks that last question, so what reads deck files is loaded only when one has to be read.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.domain.study_day import StudyCalendar
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.deck_updates import Loaded
    from flashcards.storage.transaction import Transaction

_READ = ("*.md", "CHANGES")


@dataclass(frozen=True, slots=True)
class BundledDeck:
    """A deck that comes with the program.

    Attributes:
        key: its folder's name; stored, so it never changes.
        name: the top deck its notes go to.
        description: one sentence.
    """

    key: str
    name: str
    notes: int
    description: str


def keys(folder: Path) -> tuple[str, ...]:
    """Give the keys of the decks in the program's deck folder."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


def available(folder: Path) -> tuple[BundledDeck, ...]:
    """Read every bundled deck and say what it holds."""
    return tuple(_described(folder / key) for key in keys(folder))


def digest(deck: Path) -> str:
    """Give a fingerprint of a deck's notes and changes: equal exactly when the files' names and contents are."""
    seen = hashlib.sha256()
    for path in sorted(path for pattern in _READ for path in deck.rglob(pattern)):
        content = path.read_bytes()
        seen.update(f"{path.relative_to(deck).as_posix()}\0{len(content)}\0".encode())
        seen.update(content)
    return seen.hexdigest()


def outdated(snapshot: Snapshot, folder: Path) -> tuple[str, ...]:
    """Give the keys of loaded decks whose files differ from what was loaded. A deleted one does not come back so."""
    loaded = reading.bundled_digests(snapshot)
    there = [key for key in keys(folder) if key in loaded and is_there(snapshot, key)]
    return tuple(key for key in there if loaded[key] != digest(folder / key))


def not_taken(snapshot: Snapshot, folder: Path) -> tuple[str, ...]:
    """Give the keys of decks the learner has not taken, or has deleted."""
    loaded = reading.bundled_digests(snapshot)
    return tuple(key for key in keys(folder) if key not in loaded or not is_there(snapshot, key))


def origin_of(key: str) -> str:
    """Give what its notes say they came from."""
    return f"bundled:{key}"


def load(
    transaction: "Transaction", folder: Path, chosen: Iterable[str], now: datetime, zone: tzinfo | None = None
) -> "Loaded":
    """Load decks, or bring loaded ones up to date. What there is to tell is kept (`update_record.last_update`).

    Args:
        folder: the program's deck folder.
        chosen: keys of decks.
        zone: the learner's time zone; None asks the operating system.
    """
    from flashcards.collection.deck_loading import load_deck
    from flashcards.collection.deck_updates import Loaded
    from flashcards.collection.update_record import keep_loaded

    calendar = StudyCalendar(reading.learning_settings(transaction.snapshot).rollover_hour, zone)
    total = Loaded()
    for key in chosen:
        total += load_deck(transaction, folder / key, now, calendar)
        transaction.set_bundled(key, digest(folder / key))
    keep_loaded(transaction, total, now)
    return total


def is_there(snapshot: Snapshot, key: str) -> bool:
    """Say whether anything of a loaded deck is left: one of its decks, be it empty, or a note that lies elsewhere."""
    return reading.has_bundled(snapshot, key) or reading.has_origin(snapshot, origin_of(key))


def _described(deck: Path) -> BundledDeck:
    from flashcards.formats.deck_text import read_deck_folder

    drafts = read_deck_folder(deck)
    about = deck / "about.txt"
    names = [note.deck.partition("::")[0] for draft in drafts for note in draft.notes]
    return BundledDeck(
        key=deck.name,
        name=names[0] if names else deck.name,
        notes=len(names),
        description=about.read_text(encoding="utf-8").strip() if about.is_file() else "",
    )
