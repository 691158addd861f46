"""What each deck would show today: cards waiting in it and below, within the daily limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flashcards.domain.deck import Deck, chain, parents
from flashcards.domain.ids import DeckId
from flashcards.domain.learning import LearningSettings
from flashcards.storage.counts import Done
from flashcards.storage.waiting import Waiting


@dataclass(frozen=True, slots=True)
class _Share:
    """Cards waiting in a subtree.

    Attributes:
        owned: those that some deck's own limit has let through already.
        free: those that only the general limit holds back.
    """

    owned: int = 0
    free: int = 0

    def __add__(self, other: "_Share") -> "_Share":
        return _Share(self.owned + other.owned, self.free + other.free)

    def within(self, left: int | None) -> "_Share":
        return self if left is None else _Share(min(left, self.owned + self.free), 0)

    def total(self, general: int) -> int:
        return self.owned + min(general, self.free)


def roll_up(decks: Sequence[Deck], numbers: Mapping[DeckId, int]) -> dict[DeckId, int]:
    """Add each deck's number to those of all decks above it.

    Args:
        decks: parents before children.
        numbers: by deck; a missing one counts as 0.
    """
    above = parents(decks)
    totals = {deck.id: numbers.get(deck.id, 0) for deck in decks}
    for deck in reversed(decks):
        parent = above[deck.id]
        if parent is not None:
            totals[parent] += totals[deck.id]
    return totals


def shown_today(
    decks: Sequence[Deck],
    settings: LearningSettings,
    waiting: Mapping[DeckId, Waiting],
    done: Mapping[DeckId, Done],
    planned: Mapping[DeckId, Waiting] | None = None,
) -> dict[DeckId | None, Waiting]:
    """Count what each deck would show today, within the limits.

    A deck's own limit holds for it and all below it. Cards without such a limit above them share the general one.

    Args:
        decks: parents before children.
        planned: what an exam plan chose, by deck; these decks have no limits but the plan's.

    Returns:
        Counts by deck, and under None those of the whole collection.
    """
    chosen = planned or {}
    free = {key: one for key, one in waiting.items() if key not in chosen}
    done_free = {key: one for key, one in done.items() if key not in chosen}
    new, due = _within_limits(decks, settings, free, done_free)
    learning = _with_whole(decks, {key: one.learning for key, one in waiting.items()})
    planned_new = _with_whole(decks, {key: one.new for key, one in chosen.items()})
    planned_due = _with_whole(decks, {key: one.due for key, one in chosen.items()})
    return {
        key: Waiting(new[key] + planned_new[key], steps, due[key] + planned_due[key]) for key, steps in learning.items()
    }


def _with_whole(decks: Sequence[Deck], numbers: Mapping[DeckId, int]) -> dict[DeckId | None, int]:
    """Give each deck's number with those of all decks below it, and under None that of the whole collection."""
    found: dict[DeckId | None, int] = dict(roll_up(decks, numbers).items())
    found[None] = sum(numbers.values())
    return found


def _within_limits(
    decks: Sequence[Deck], settings: LearningSettings, waiting: Mapping[DeckId, Waiting], done: Mapping[DeckId, Done]
) -> tuple[dict[DeckId | None, int], dict[DeckId | None, int]]:
    """Give how many new cards and how many reviews each deck would show, and under None the whole collection."""
    new = _limited(
        decks,
        {key: one.new for key, one in waiting.items()},
        {deck.id: deck.options.new_limit for deck in decks},
        {key: one.new for key, one in done.items()},
        settings.new_limit,
    )
    due = _limited(
        decks,
        {key: one.due for key, one in waiting.items()},
        {deck.id: deck.options.review_limit for deck in decks},
        {key: one.reviews for key, one in done.items()},
        settings.review_limit,
    )
    return new, due


def _limited(
    decks: Sequence[Deck],
    waiting: Mapping[DeckId, int],
    limits: Mapping[DeckId, int | None],
    done: Mapping[DeckId, int],
    general_limit: int,
) -> dict[DeckId | None, int]:
    above = parents(decks)
    done_below = roll_up(decks, done)
    left = {key: None if limit is None else max(0, limit - done_below[key]) for key, limit in limits.items()}
    chains = {deck.id: [limit for one in chain(deck.id, above) if (limit := left[one]) is not None] for deck in decks}
    general = max(0, general_limit - sum(done.get(key, 0) for key, chain in chains.items() if not chain))
    shares = {deck.id: _Share(free=waiting.get(deck.id, 0)) for deck in decks}
    everything = _Share()
    for deck in reversed(decks):
        shares[deck.id] = shares[deck.id].within(left[deck.id])
        parent = above[deck.id]
        if parent is None:
            everything += shares[deck.id]
        else:
            shares[parent] += shares[deck.id]
    found: dict[DeckId | None, int] = {
        key: share.within(min(chains[key], default=None)).total(general) for key, share in shares.items()
    }
    found[None] = everything.total(general)
    return found
