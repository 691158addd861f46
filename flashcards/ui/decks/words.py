"""What the Decks page says about all decks together. No Qt."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flashcards.wording import counted, grouped

if TYPE_CHECKING:
    from flashcards.collection.decks import DeckListing

SHARED = "Decks share the daily limit of the deck above them, so they may show more together than it does."


def summary(decks: "Sequence[DeckListing]") -> str:
    """Say what the whole collection holds."""
    tops = [deck for deck in decks if deck.depth == 0]
    cards, seen = sum(deck.cards for deck in tops), sum(deck.seen for deck in tops)
    return f"{counted(cards, 'card')} in {counted(len(decks), 'deck')}, {grouped(seen)} studied at least once"


def shared_text(decks: "Sequence[DeckListing]") -> str:
    """Explain, where it shows, why decks below another may bring more together than that one; else ""."""
    return SHARED if any(_exceeds(decks, place) for place, deck in enumerate(decks) if deck.has_children) else ""


def _exceeds(decks: "Sequence[DeckListing]", place: int) -> bool:
    """Say whether the decks right below one that is unfolded show more than it does."""
    above, new, due = decks[place], 0, 0
    for deck in decks[place + 1 :]:
        if deck.depth <= above.depth:
            break
        if deck.depth == above.depth + 1:
            new, due = new + deck.new, due + deck.due
    return not above.is_collapsed and (new > above.new or due > above.due)


LONGEST_NAME = 20
"""Characters of a deck's name on a button."""


def unbury_text(buried: int, deck: "DeckListing | None") -> str:
    """Say which buried cards are taken back: those of a deck, and of the decks below it."""
    if deck is None:
        return "Unbury the cards of today"
    name = deck.leaf if len(deck.leaf) <= LONGEST_NAME else f"{deck.leaf[: LONGEST_NAME - 1].rstrip()}…"
    return f"Unbury {counted(buried, 'card')} in {name}"


def deletion_text(deck: "DeckListing", undo_key: str) -> tuple[str, str]:
    """Ask whether a deck with cards is to be deleted, and say how it comes back.

    Args:
        undo_key: the key of Undo as this system writes it, or "" where it has none.
    """
    whose = "its" if deck.cards == 1 else "their"
    question = f"Delete “{deck.leaf}” with {counted(deck.cards, 'card')} and {whose} history?"
    return question, f"{undo_key or 'Undo'} brings it back."
