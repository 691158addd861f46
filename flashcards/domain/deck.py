"""Decks: named groups of cards. Names nest with `::`."""

from dataclasses import dataclass

from flashcards.domain.ids import DeckId

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
    """Say whether a deck is `ancestor` or lies below it."""
    return name == ancestor or name.startswith(ancestor + SEPARATOR)


@dataclass(frozen=True, slots=True)
class Deck:
    """A named group of cards.

    Attributes:
        name: the full name, `Clerk duties::Filing`.
        bundled: the id of the shipped deck it belongs to, or None for the learner's own.
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
