"""Decks: named groups of cards. Names nest with `::`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flashcards.domain.ids import DeckId
from flashcards.domain.preset import NOTHING_SAID, DeckOptions, Preset

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
        preset: how it and the decks below it are studied; None leaves that to the decks above, and at the top to the
            learner's general settings.
        is_collapsed: folded in the deck tree.
    """

    id: DeckId
    name: str
    bundled: str | None = None
    description: str = ""
    preset: Preset | None = None
    is_collapsed: bool = False

    @property
    def options(self) -> DeckOptions:
        """What the deck's own preset says."""
        return NOTHING_SAID if self.preset is None else self.preset.options


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


def _names_above(name: str) -> Iterator[str]:
    above = parent_name(name)
    while above is not None:
        yield above
        above = parent_name(above)
