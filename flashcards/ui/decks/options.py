"""A deck's options: what its preset says, and what it takes over from the decks above it or the settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from flashcards.domain.ids import DeckId, PresetId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.preset import OPTION_NAMES, DeckOptions
from flashcards.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.collection.decks import DeckListing
    from flashcards.collection.presets import PresetUse
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

GENERAL = "Settings"
"""Where what no deck above says comes from."""

NAMED_DECKS = 3
"""Decks that are named of those that share a preset; the rest is counted."""


class Tree(NamedTuple):
    """Every deck, parents before children, the general settings, all presets; and which decks an exam's plan is for."""

    decks: "tuple[DeckListing, ...]"
    settings: LearningSettings
    presets: "tuple[PresetUse, ...]" = ()
    planned: frozenset[DeckId] = frozenset()


@dataclass(frozen=True, slots=True)
class Inherited:
    """What holds for a deck where its preset says nothing.

    Attributes:
        settings: the values.
        sources: the deck above that says each option, or `GENERAL`.
    """

    settings: LearningSettings
    sources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saved:
    """What was chosen for a deck.

    Attributes:
        preset_id: the preset to share; None for options of its own, or none.
        name: of that preset.
    """

    preset_id: PresetId | None
    name: str
    options: DeckOptions


def inherited(decks: "Sequence[DeckListing]", deck: "DeckListing", settings: LearningSettings) -> Inherited:
    """Give what the decks above say, the nearest first, and the general settings where they say nothing."""
    sources = dict.fromkeys(OPTION_NAMES, GENERAL)
    for one in decks:  # parents before children: the nearest comes last
        if deck.name.startswith(one.name + "::"):
            settings = one.options.over(settings)
            sources |= dict.fromkeys(one.options.said(), one.leaf)
    return Inherited(settings, sources)


def sharing(presets: "Sequence[PresetUse]", preset_id: PresetId | None, deck: str) -> str:
    """Say which other decks share a preset."""
    use = next((one for one in presets if one.preset.id == preset_id), None)
    others = [] if use is None else [name for name in use.decks if name != deck]
    if not others and use is not None:
        return "No other deck has it."
    if not others:
        above = "the deck above is studied" if "::" in deck else "the settings say"
        return f"As {above}, where nothing is its own."
    shown = ", ".join(f"“{name}”" for name in others[:NAMED_DECKS])
    rest = len(others) - NAMED_DECKS
    more = f" and {counted(rest, 'more deck')}" if rest > 0 else ""
    return f"Shared with {shown}{more}: what you change here holds for all of them."


def read_tree(snapshot: "Snapshot", now: datetime, zone: tzinfo | None, plans: "Path | None" = None) -> Tree:
    """Read the decks and what those without options of their own go by."""
    from flashcards.collection.decks import deck_tree
    from flashcards.collection.learning import learning_settings
    from flashcards.collection.plan_access import plan_of_today
    from flashcards.collection.presets import preset_uses

    plan = plan_of_today(snapshot, now, zone, plans)
    planned = frozenset[DeckId]() if plan is None else plan.decks
    return Tree(deck_tree(snapshot, now, zone, plan), learning_settings(snapshot), preset_uses(snapshot), planned)


def save_options(deck_id: DeckId, saved: Saved, transaction: "Transaction") -> None:
    """Give a deck what was chosen for it."""
    from flashcards.collection import presets

    presets.save_options(transaction, deck_id, saved.preset_id, saved.name, saved.options)


def delete_preset(preset_id: PresetId, transaction: "Transaction") -> None:
    """Delete a preset; its decks are studied as those above them."""
    from flashcards.collection import presets

    presets.delete_preset(transaction, preset_id)
