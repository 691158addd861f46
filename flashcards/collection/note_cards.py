"""The cards of a note, kept in step with its fields."""

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.domain.card import Card
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note import Note
from flashcards.rendering import card_ordinals
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def new_card(note_id: NoteId, deck_id: DeckId, ordinal: int, position: int, *, is_reserved: bool) -> Card:
    """Give a card nobody has seen yet."""
    return Card(CardId(0), note_id, deck_id, ordinal, position=position, is_reserved=is_reserved)


def sync_cards(transaction: "Transaction", note: Note) -> None:
    """Give a note exactly the cards its fields make; cards that stay keep their schedule."""
    cards = reading.cards_of_notes(transaction.snapshot, [note.id])
    note_type = reading.note_types(transaction.snapshot)[note.note_type_id]
    wanted = set(card_ordinals(note_type, note.fields))
    if not wanted or not cards:
        return
    have = {card.ordinal for card in cards}
    first = cards[0]
    is_reserved = note.provenance.is_exam_only
    transaction.add_cards(
        [
            new_card(note.id, first.deck_id, ordinal, first.position, is_reserved=is_reserved)
            for ordinal in sorted(wanted - have)
        ]
    )
    transaction.delete_cards([card.id for card in cards if card.ordinal not in wanted])
    stay = [card for card in cards if card.ordinal in wanted and card.is_reserved != is_reserved]
    transaction.update_cards([replace(card, is_reserved=is_reserved) for card in stay])
