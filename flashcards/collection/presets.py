"""Presets: what decks share of how they are studied, and which decks share it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.domain.deck import Deck, leaf_name
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.ids import DeckId, PresetId
from flashcards.domain.preset import NOTHING_SAID, DeckOptions, Preset, free_name
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


class PresetNameTakenError(FlashcardsError):
    """A preset cannot have the name it was to be given."""


@dataclass(frozen=True, slots=True)
class PresetUse:
    """A preset and the full names of the decks that have it."""

    preset: Preset
    decks: tuple[str, ...]


def preset_uses(snapshot: Snapshot) -> tuple[PresetUse, ...]:
    """Give every preset, by name, with the decks that share it."""
    decks = reading.decks(snapshot)
    return tuple(
        PresetUse(preset, tuple(deck.name for deck in decks if deck.preset is not None and deck.preset.id == preset.id))
        for preset in reading.presets(snapshot)
    )


def give_preset(transaction: "Transaction", deck_id: DeckId, preset_id: PresetId | None) -> None:
    """Let a deck share a preset, or have it studied as the deck above is with None."""
    preset = None if preset_id is None else _preset(transaction, preset_id)
    transaction.update_deck(replace(_deck(transaction, deck_id), preset=preset))


def change_preset(transaction: "Transaction", preset_id: PresetId, options: DeckOptions) -> None:
    """Change what a preset says, for every deck that shares it."""
    transaction.presets.update(replace(_preset(transaction, preset_id), options=options))


def rename_preset(transaction: "Transaction", preset_id: PresetId, name: str) -> None:
    """Give a preset another name.

    Raises:
        PresetNameTakenError: another one has the name.
        ValueError: the name is empty.
    """
    wanted = " ".join(name.split())
    others = (one for one in reading.presets(transaction.snapshot) if one.id != preset_id)
    if any(one.name.casefold() == wanted.casefold() for one in others):
        problem = f"There is a preset called “{wanted}” already. Choose another name."
        raise PresetNameTakenError(problem)
    transaction.presets.update(replace(_preset(transaction, preset_id), name=wanted))


def delete_preset(transaction: "Transaction", preset_id: PresetId) -> int:
    """Delete a preset; its decks are then studied as the decks above them. Give how many had it."""
    decks = [
        deck for deck in reading.decks(transaction.snapshot) if deck.preset is not None and deck.preset.id == preset_id
    ]
    for deck in decks:
        transaction.update_deck(replace(deck, preset=None))
    transaction.presets.delete(preset_id)
    return len(decks)


def give_own_preset(transaction: "Transaction", deck_id: DeckId, options: DeckOptions) -> Preset:
    """Give a deck a preset no other deck has, named after the deck."""
    deck = _deck(transaction, deck_id)
    preset = _added(transaction, leaf_name(deck.name), options)
    transaction.update_deck(replace(deck, preset=preset))
    return preset


def set_own_options(transaction: "Transaction", deck_id: DeckId, options: DeckOptions) -> None:
    """Have options hold for one deck and those below it, and for no other that shares its preset now."""
    preset = _deck(transaction, deck_id).preset
    uses = {use.preset.id: len(use.decks) for use in preset_uses(transaction.snapshot)}
    if options == NOTHING_SAID:
        give_preset(transaction, deck_id, None)
    elif preset is not None and uses[preset.id] == 1:
        change_preset(transaction, preset.id, options)
    else:
        give_own_preset(transaction, deck_id, options)


def save_options(
    transaction: "Transaction", deck_id: DeckId, preset_id: PresetId | None, name: str, options: DeckOptions
) -> None:
    """Have options hold for a deck.

    Args:
        preset_id: what the deck is to share from now on; its options become these for all that share it. None keeps
            the options to this deck, and to the deck above where they say nothing.
        name: of the preset from now on; of no account without one.

    Raises:
        PresetNameTakenError: another preset has the name.
        ValueError: the name is empty.
    """
    if preset_id is None:
        set_own_options(transaction, deck_id, options)
        return
    before = _preset(transaction, preset_id)
    if name != before.name:
        rename_preset(transaction, preset_id, name)
    if options != before.options:
        change_preset(transaction, preset_id, options)
    deck = _deck(transaction, deck_id)
    if deck.preset is None or deck.preset.id != preset_id:
        give_preset(transaction, deck_id, preset_id)


def preset_saying(transaction: "Transaction", options: DeckOptions, name: str) -> Preset | None:
    """Give the preset that says just this, added under a name like the one given where there is none yet.

    Returns:
        None for options that say nothing.
    """
    if options == NOTHING_SAID:
        return None
    known = (one for one in reading.presets(transaction.snapshot) if one.options == options)
    return next(known, None) or _added(transaction, name, options)


def _added(transaction: "Transaction", wanted: str, options: DeckOptions) -> Preset:
    name = free_name(wanted, (one.name for one in reading.presets(transaction.snapshot)))
    return transaction.presets.add(Preset(PresetId(0), name, options))


def _preset(transaction: "Transaction", preset_id: PresetId) -> Preset:
    return next(one for one in reading.presets(transaction.snapshot) if one.id == preset_id)


def _deck(transaction: "Transaction", deck_id: DeckId) -> Deck:
    return next(one for one in reading.decks(transaction.snapshot) if one.id == deck_id)
