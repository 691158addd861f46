"""A whole deck learnt anew."""

from datetime import tzinfo
from typing import TYPE_CHECKING

from flashcards.collection import bulk
from flashcards.domain.deck import is_within
from flashcards.domain.ids import DeckId
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import counts, reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def reset_deck(
    transaction: "Transaction", deck_id: DeckId, zone: tzinfo | None = None, *, progress: Progress = no_progress
) -> int:
    """Make the cards of a deck, and of those below it, new again; give how many had been studied.

    Their reviews stay in the log, and suspended cards are released, as by `bulk.reset`.

    Raises:
        CancelledError: `progress` said so; nothing was changed.
    """
    decks = reading.decks(transaction.snapshot)
    name = next(one.name for one in decks if one.id == deck_id)
    family = [one.id for one in decks if is_within(one.name, name)]
    cards, _ = counts.cards_and_orphans(transaction.snapshot, family)
    return len(bulk.reset(transaction, cards, zone, progress=progress))
