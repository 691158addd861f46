"""Cards that are forgotten again and again, with what the review log says of them."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note import LEECH
from flashcards.domain.review import Rating
from flashcards.storage.snapshot import Snapshot


class LapsedCard(NamedTuple):
    """A card with lapses, and where it stands.

    Attributes:
        text: the beginning of its note's plain first field.
        is_leech: its note has the leech tag.
    """

    id: CardId
    note_id: NoteId
    deck_id: DeckId
    deck: str
    text: str
    lapses: int
    is_suspended: bool
    is_leech: bool


class Answers(NamedTuple):
    """A card's answers.

    Attributes:
        newest: the last ratings, oldest first.
        seconds: what all of them took together.
    """

    newest: tuple[Rating, ...]
    seconds: float


def lapsed_cards(snapshot: Snapshot, fewest_lapses: int) -> list[LapsedCard]:
    """Give the cards with so many lapses, and those of notes tagged as leeches, most lapses first."""
    sql = (
        "SELECT card.id, card.note_id, card.deck_id, deck.name, note.sort_text, card.lapses,"
        " card.is_suspended, card.note_id IN tagged FROM card"
        " JOIN note ON note.id = card.note_id JOIN deck ON deck.id = card.deck_id"
        " WHERE card.is_reserved = 0 AND card.state <> 0"
        " AND (card.lapses >= ?2 OR (card.lapses > 0 AND card.note_id IN tagged))"
        " ORDER BY card.lapses DESC, card.id"
    )
    tagged = (
        "WITH tagged (note_id) AS MATERIALIZED"
        " (SELECT note_id FROM note_tag WHERE tag_id = (SELECT id FROM tag WHERE name = ?1)) "
    )
    rows = snapshot.rows(tagged + sql, (LEECH, fewest_lapses))
    return [
        LapsedCard(card_id, note_id, deck_id, deck, text, lapses, bool(is_suspended), bool(is_leech))
        for card_id, note_id, deck_id, deck, text, lapses, is_suspended, is_leech in rows
    ]


def answers_of(snapshot: Snapshot, cards: Sequence[CardId], newest: int) -> dict[CardId, Answers]:
    """Give the answers of cards, of which `newest` one by one; cards without any are left out."""
    sql = (
        "SELECT card_id, rating, duration_ms FROM review WHERE rating IS NOT NULL"
        " AND card_id IN (SELECT value FROM json_each(?)) ORDER BY card_id, reviewed_at, id"
    )
    ratings: dict[CardId, list[Rating]] = {}
    took_ms: dict[CardId, int] = {}
    for card_id, rating, duration_ms in snapshot.rows(sql, (json.dumps(cards),)):
        ratings.setdefault(CardId(card_id), []).append(Rating(rating))
        took_ms[CardId(card_id)] = took_ms.get(CardId(card_id), 0) + duration_ms
    return {card_id: Answers(tuple(given[-newest:]), took_ms[card_id] / 1000) for card_id, given in ratings.items()}
