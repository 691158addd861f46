"""Limits and desired retention that a file gives its decks, as presets of the decks an import makes.

Decks the learner has already keep their options: an import adds cards, it does not change how they are studied.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.collection.presets import preset_saying
from flashcards.domain.deck import leaf_name
from flashcards.domain.preset import NOTHING_SAID, DeckOptions
from flashcards.formats.transfer import TransferDeck
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def give_presets(
    transaction: "Transaction", described: Sequence[TransferDeck], name_of: Callable[[str], str], kept: Container[str]
) -> None:
    """Give decks the presets that say what their file says; those that say the same share one.

    Args:
        described: the decks of the file.
        name_of: gives the name a deck of the file has in the collection.
        kept: names, in lower case, of decks that were there before.
    """
    wanted = {name_of(deck.name).lower(): options for deck in described if (options := _options(deck)) != NOTHING_SAID}
    if not wanted:
        return
    for deck in reading.decks(transaction.snapshot):
        key = deck.name.lower()
        if key in wanted and key not in kept and deck.preset is None:
            preset = preset_saying(transaction, wanted[key], leaf_name(deck.name))
            transaction.update_deck(replace(deck, preset=preset))


def _options(deck: TransferDeck) -> DeckOptions:
    return DeckOptions(deck.new_limit, deck.review_limit, deck.desired_retention)
