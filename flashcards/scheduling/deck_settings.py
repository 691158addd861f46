"""What holds for the cards of each deck: the general settings with what presets say on the way down to it."""

from collections.abc import Mapping, Sequence

from flashcards.domain.deck import Deck, parents
from flashcards.domain.ids import DeckId
from flashcards.domain.learning import LearningSettings

SettingsByDeck = Mapping[DeckId, LearningSettings]
"""The settings that hold for the cards of each deck."""


def settings_by_deck(decks: Sequence[Deck], general: LearningSettings) -> dict[DeckId, LearningSettings]:
    """Give the settings of each deck: what its preset says, else what holds for the deck above, else the general ones.

    The limits among them are those a deck is held to by itself; `Limits` adds those of the decks above.

    Args:
        decks: parents before children.
    """
    above = parents(decks)
    found: dict[DeckId, LearningSettings] = {}
    for deck in decks:
        parent = above[deck.id]
        found[deck.id] = deck.options.over(general if parent is None else found[parent])
    return found


def kept_apart(settings: SettingsByDeck) -> frozenset[DeckId]:
    """Give the decks whose cards are not shown on a day a sibling is."""
    return frozenset(deck_id for deck_id, one in settings.items() if one.buries_siblings)
