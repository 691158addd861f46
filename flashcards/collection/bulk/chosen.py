"""The cards or notes a bulk edit is about: as whole numbers, and in parts between which it can be stopped."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.progress import Progress
from flashcards.storage import choosing
from flashcards.storage.snapshot import Snapshot

PART = 2000
"""Cards or notes written between two words about progress."""

Id = TypeVar("Id", CardId, NoteId)


def numbers(ids: Iterable[Id]) -> list[Id]:
    """Give ids as Python's own numbers, each once; a table may hold numpy's, which SQLite does not take."""
    return list(dict.fromkeys(map(int, ids)))  # type: ignore[arg-type]  # an id is a number


def by_id(ids: Iterable[Id]) -> list[Id]:
    """Give ids likewise, in order: then no page of the file is read or written for several parts of them."""
    return sorted(numbers(ids))


def in_parts(ids: Iterable[Id], doing: str, progress: Progress, size: int = PART) -> Iterator[list[Id]]:
    """Give ids in parts, telling before each how far the work is.

    Raises:
        CancelledError: `progress` said so.
    """
    everything = numbers(ids)
    for start in range(0, len(everything), size):
        progress(doing, start / len(everything))
        yield everything[start : start + size]


def cards_of(snapshot: Snapshot, notes: Iterable[NoteId]) -> list[CardId]:
    """Give the cards of notes, by id."""
    return choosing.cards_of(snapshot, numbers(notes))


def notes_of(snapshot: Snapshot, cards: Iterable[CardId]) -> list[NoteId]:
    """Give the notes of cards, by id, each once."""
    return choosing.notes_of(snapshot, numbers(cards))
