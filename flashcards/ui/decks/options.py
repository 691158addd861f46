"""A deck's options: its own, and what it takes over from the decks above it or the settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from flashcards.domain.ids import DeckId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.preset import DeckOptions

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.collection.decks import DeckListing
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction


class Tree(NamedTuple):
    """Every deck, parents before children, and the general settings."""

    decks: "tuple[DeckListing, ...]"
    settings: LearningSettings


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a deck takes over where it has nothing of its own, and from where."""

    new_limit: int
    review_limit: int
    desired_retention: float
    new_from: str
    review_from: str
    retention_from: str


def inherited(decks: "Sequence[DeckListing]", deck: "DeckListing", settings: LearningSettings) -> Inherited:
    """Give what the nearest deck above with a value of its own says, or the general settings."""

    def nearest(name: str) -> tuple[float, str]:
        above = [
            one for one in decks if deck.name.startswith(one.name + "::") and getattr(one.options, name) is not None
        ]
        if not above:
            return getattr(settings, name), "Settings"
        closest = max(above, key=lambda one: one.depth)
        return getattr(closest.options, name), closest.leaf

    new, new_from = nearest("new_limit")
    review, review_from = nearest("review_limit")
    retention, retention_from = nearest("desired_retention")
    return Inherited(int(new), int(review), retention, new_from, review_from, retention_from)


def read_tree(snapshot: "Snapshot", now: datetime, zone: tzinfo | None, plans: "Path | None" = None) -> Tree:
    """Read the decks and what those without options of their own go by."""
    from flashcards.collection.decks import deck_tree
    from flashcards.collection.learning import learning_settings
    from flashcards.collection.plan_access import plan_of_today

    plan = plan_of_today(snapshot, now, zone, plans)
    return Tree(deck_tree(snapshot, now, zone, plan), learning_settings(snapshot))


def set_options(deck_id: DeckId, options: DeckOptions, transaction: "Transaction") -> None:
    """Give a deck the options it is to have of its own."""
    from flashcards.collection.presets import set_own_options

    set_own_options(transaction, deck_id, options)
