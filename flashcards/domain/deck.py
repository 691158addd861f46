"""Decks: named groups of cards. Names nest with `::`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flashcards.domain.ids import DeckId

T = TypeVar("T")

SEPARATOR = "::"


def clean_deck_name(name: str) -> str:
    """Give a deck name in its one spelling: parts trimmed, none empty, joined by `::`.

    Raises:
        ValueError: nothing is left of the name.
    """
    parts = [" ".join(part.split()) for part in name.split(SEPARATOR)]
    kept = [part for part in parts if part]
    if not kept:
        problem = "a deck needs a name"
        raise ValueError(problem)
    return SEPARATOR.join(kept)


def parent_name(name: str) -> str | None:
    """Give the name of the deck one level up, or None for a top deck."""
    head, separator, _ = name.rpartition(SEPARATOR)
    return head if separator else None


def leaf_name(name: str) -> str:
    """Give the last part of a deck name."""
    return name.rpartition(SEPARATOR)[2]


def is_within(name: str, ancestor: str) -> bool:
    """Say whether a deck is `ancestor` or lies below it, in whatever capitals."""
    inner, outer = name.casefold(), ancestor.casefold()
    return inner == outer or inner.startswith(outer + SEPARATOR)


@dataclass(frozen=True, slots=True)
class Deck:
    """A named group of cards.

    Attributes:
        name: the full name, `Clerk duties::Filing`.
        bundled: the id of the bundled deck it belongs to, or None for the learner's own.
        new_limit: new cards a day; None takes the parent's, and at the top the learner's general limit.
        review_limit: reviews a day; None as above.
        desired_retention: 0 to 1; None as above.
        is_collapsed: folded in the deck tree.
    """

    id: DeckId
    name: str
    bundled: str | None = None
    description: str = ""
    new_limit: int | None = None
    review_limit: int | None = None
    desired_retention: float | None = None
    is_collapsed: bool = False


def parents(decks: Sequence[Deck]) -> dict[DeckId, DeckId | None]:
    """Give the nearest deck above each deck, None at the top. Names are the same in whatever capitals."""
    ids = {deck.name.casefold(): deck.id for deck in decks}
    return {
        deck.id: next((ids[name] for name in _names_above(deck.name.casefold()) if name in ids), None) for deck in decks
    }


def chain(deck_id: DeckId, above: Mapping[DeckId, DeckId | None]) -> Iterator[DeckId]:
    """Give a deck and those above it, nearest first.

    Args:
        above: as `parents` gives it.
    """
    current: DeckId | None = deck_id
    while current is not None:
        yield current
        current = above[current]


def inherited(decks: Sequence[Deck], own: Mapping[DeckId, T | None], general: T) -> dict[DeckId, T]:
    """Give what holds for each deck: its own, else that of the nearest deck above that has one, else the general."""
    above = parents(decks)
    found: dict[DeckId, T] = {}
    for deck in decks:
        values = (own.get(one) for one in chain(deck.id, above))
        found[deck.id] = next((value for value in values if value is not None), general)
    return found


def _names_above(name: str) -> Iterator[str]:
    above = parent_name(name)
    while above is not None:
        yield above
        above = parent_name(above)
