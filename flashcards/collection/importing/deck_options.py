"""What a file says of its decks: their descriptions, and limits and desired retention as presets of those it makes.

Decks the learner has already stay as they are: an import adds cards, it does not change how they are studied.
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


def describe(
    transaction: "Transaction", described: Sequence[TransferDeck], name_of: Callable[[str], str], kept: Container[str]
) -> None:
    """Give decks the descriptions and presets that say what their file says; those that say the same share a preset.

    Args:
        described: the decks of the file.
        name_of: gives the name a deck of the file has in the collection.
        kept: names, in lower case, of decks that were there before.
    """
    telling = [deck for deck in described if deck.description or _options(deck) != NOTHING_SAID]
    wanted = {name_of(deck.name).lower(): deck for deck in reversed(telling)}  # of two for one name, the first
    if not wanted:
        return
    for deck in reading.decks(transaction.snapshot):
        key = deck.name.lower()
        if key in wanted and key not in kept and deck.preset is None:
            options = _options(wanted[key])
            preset = None if options == NOTHING_SAID else preset_saying(transaction, options, leaf_name(deck.name))
            transaction.update_deck(replace(deck, description=wanted[key].description, preset=preset))


def _options(deck: TransferDeck) -> DeckOptions:
    return DeckOptions(deck.new_limit, deck.review_limit, deck.desired_retention)
