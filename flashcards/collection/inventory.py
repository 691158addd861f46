"""What each deck holds, by kind, domain and level."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.collection.decks import DeckListing, deck_tree
from flashcards.domain.deck import Deck, parents
from flashcards.domain.ids import DeckId
from flashcards.domain.note import Level
from flashcards.domain.note_type import NoteKind
from flashcards.storage import inventory as stored
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan


@dataclass(frozen=True, slots=True)
class Inventory:
    """One deck and what is in it, its sub-decks included.

    Attributes:
        kinds, domains, levels: notes by the word or number of each; notes without one are left out.
        question_levels: choice notes alone by level.
        reserved: notes kept for practice exams, which count in all other numbers too.
    """

    deck: DeckListing
    kinds: Mapping[str, int]
    domains: Mapping[str, int]
    levels: Mapping[str, int]
    question_levels: Mapping[str, int]
    reserved: int


def inventory(
    snapshot: Snapshot, now: datetime, zone: tzinfo | None = None, plan: "TodaysPlan | None" = None
) -> tuple[Inventory, ...]:
    """Give every deck with what it holds, parents before children.

    Args:
        plan: of the exams ahead; see `deck_tree`.
    """
    decks = reading.decks(snapshot)
    kinds = _by_deck(decks, stored.notes_by_kind(snapshot))
    domains = _by_deck(decks, stored.notes_by_domain(snapshot))
    levels = _by_deck(decks, stored.notes_by_level(snapshot))
    question_levels = _by_deck(decks, stored.questions_by_level(snapshot))
    uses = _by_deck(decks, stored.notes_by_use(snapshot))
    return tuple(
        Inventory(
            deck,
            {NoteKind(kind).label: number for kind, number in sorted(kinds[deck.id].items())},
            {str(domain): number for domain, number in sorted(domains[deck.id].items())},
            {Level(level).label: number for level, number in sorted(levels[deck.id].items())},
            {Level(level).label: number for level, number in sorted(question_levels[deck.id].items())},
            uses[deck.id][True],
        )
        for deck in deck_tree(snapshot, now, zone, plan)
    )


def _by_deck(decks: Sequence[Deck], rows: Sequence[tuple[DeckId, int, int]]) -> dict[DeckId, Counter[int]]:
    found: dict[DeckId, Counter[int]] = {deck.id: Counter() for deck in decks}
    for deck_id, group, number in rows:
        found[deck_id][group] += number
    above = parents(decks)
    for deck in reversed(decks):
        parent = above[deck.id]
        if parent is not None:
            found[parent].update(found[deck.id])
    return found
