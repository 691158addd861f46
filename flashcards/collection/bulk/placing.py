"""The order in which new cards come up, changed by hand."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import in_parts, numbers
from flashcards.domain.ids import CardId
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import choosing

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

LAST_POSITION = 1_000_000_000
"""Positions beyond this are no use to anybody."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where new cards are put.

    Attributes:
        start: the position of the first note's cards, 0 or more.
        step: how far the next note's are behind them, 0 or more.
        shifts: other new cards from `start` on make room.
        chance: shuffles the notes; None keeps the order they have.
    """

    start: int
    step: int = 1
    shifts: bool = False
    chance: random.Random | None = None

    def __post_init__(self) -> None:
        """Refuse places before the first, or beyond all use."""
        if not (0 <= self.start <= LAST_POSITION and 0 <= self.step <= LAST_POSITION):
            problem = f"positions begin at 0 and end at {LAST_POSITION}, not {self.start} in steps of {self.step}"
            raise ValueError(problem)


def reposition(
    transaction: "Transaction", ids: Iterable[CardId], places: Places, *, progress: Progress = no_progress
) -> list[CardId]:
    """Put new cards at other places; those of one note come together, and cards that were studied are passed over.

    Returns:
        The cards whose place was changed, those that made room left out.
    """
    chosen = choosing.new_cards(transaction.snapshot, numbers(ids))
    notes = list(dict.fromkeys(card.note_id for card in chosen))
    if places.chance is not None:
        places.chance.shuffle(notes)
    place_of = {note: min(places.start + places.step * number, LAST_POSITION) for number, note in enumerate(notes)}
    if places.shifts and notes and places.step:
        _make_room(transaction, places, {card.id for card in chosen}, len(notes), progress)
    wanted = {card.id: place_of[card.note_id] for card in chosen if card.position != place_of[card.note_id]}
    edits = transaction.edits()
    for part in in_parts(wanted, "Repositioning", progress):
        edits.place({card_id: wanted[card_id] for card_id in part})
    return list(wanted)


def _make_room(transaction: "Transaction", places: Places, chosen: set[CardId], notes: int, progress: Progress) -> None:
    others = {
        card.id: min(card.position + places.step * notes, LAST_POSITION)
        for card in choosing.new_cards_from(transaction.snapshot, places.start)
        if card.id not in chosen
    }
    edits = transaction.edits()
    for part in in_parts(others, "Making room", progress):
        edits.place({card_id: others[card_id] for card_id in part})
