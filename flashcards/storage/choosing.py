"""Questions about the cards or notes a bulk edit is about, asked of any number of them at once."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.domain.ids import CardId, NoteId, NoteTypeId
from flashcards.domain.study_day import StudyDay
from flashcards.storage.snapshot import Parameters, Snapshot

_IN = "IN (SELECT value FROM json_each(?1))"


class PlacedCard(NamedTuple):
    """A card never studied, and its place among those."""

    id: CardId
    note_id: NoteId
    position: int


class CardAt(NamedTuple):
    """A card, and whether it was studied since it was new."""

    id: CardId
    is_seen: bool


def cards_of(snapshot: Snapshot, notes: Sequence[NoteId]) -> list[CardId]:
    """Give the cards of notes, by id."""
    rows = snapshot.rows(f"SELECT id FROM card WHERE note_id {_IN} ORDER BY id", (_listed(notes),))
    return [CardId(row[0]) for row in rows]


def notes_of(snapshot: Snapshot, cards: Sequence[CardId]) -> list[NoteId]:
    """Give the notes of cards, by id, each once."""
    rows = snapshot.rows(f"SELECT DISTINCT note_id FROM card WHERE id {_IN} ORDER BY note_id", (_listed(cards),))
    return [NoteId(row[0]) for row in rows]


def all_notes(snapshot: Snapshot) -> list[NoteId]:
    """Give every note, by id."""
    return [NoteId(row[0]) for row in snapshot.rows("SELECT id FROM note ORDER BY id")]


def notes_there(snapshot: Snapshot, notes: Sequence[NoteId]) -> list[NoteId]:
    """Give those notes that are not gone, by id."""
    rows = snapshot.rows(f"SELECT id FROM note WHERE id {_IN} ORDER BY id", (_listed(notes),))
    return [NoteId(row[0]) for row in rows]


def fields_of(snapshot: Snapshot, notes: Sequence[NoteId]) -> Iterator[tuple[NoteId, NoteTypeId, str]]:
    """Give note, note type and fields of notes, joined as they are stored, by id."""
    sql = f"SELECT id, note_type_id, fields FROM note WHERE id {_IN} ORDER BY id"
    return iter(snapshot.rows(sql, (_listed(notes),)))  # ids are numbers: a hundred thousand need no call each


def note_types_of(snapshot: Snapshot, notes: Sequence[NoteId]) -> list[NoteTypeId]:
    """Give the note types of notes, each once."""
    rows = snapshot.rows(f"SELECT DISTINCT note_type_id FROM note WHERE id {_IN}", (_listed(notes),))
    return [NoteTypeId(row[0]) for row in rows]


def ordinals_of(snapshot: Snapshot, cards: Sequence[CardId]) -> list[tuple[CardId, int]]:
    """Give cards with their ordinals, by id."""
    rows = snapshot.rows(f"SELECT id, ordinal FROM card WHERE id {_IN} ORDER BY id", (_listed(cards),))
    return [(CardId(row[0]), row[1]) for row in rows]


def cards_at(snapshot: Snapshot, places: Sequence[tuple[NoteId, int]]) -> list[CardAt]:
    """Give the cards that notes have under ordinals."""
    sql = (
        "SELECT card.id, state <> 0 FROM json_each(?) AS place"
        " JOIN card ON card.note_id = json_extract(place.value, '$[0]')"
        " AND card.ordinal = json_extract(place.value, '$[1]') ORDER BY card.id"
    )
    return [CardAt(CardId(row[0]), bool(row[1])) for row in snapshot.rows(sql, (json.dumps(places),))]


def new_cards(snapshot: Snapshot, cards: Sequence[CardId]) -> list[PlacedCard]:
    """Give those cards that were never studied, in the order they come up."""
    sql = f"SELECT id, note_id, position FROM card WHERE state = 0 AND id {_IN} ORDER BY position, id"
    return [PlacedCard(*row) for row in snapshot.rows(sql, (_listed(cards),))]


def new_cards_from(snapshot: Snapshot, position: int) -> list[PlacedCard]:
    """Give all cards never studied whose place is not before one, in the order they come up."""
    sql = "SELECT id, note_id, position FROM card WHERE state = 0 AND position >= ? ORDER BY position, id"
    return [PlacedCard(*row) for row in snapshot.rows(sql, (position,))]


def all_suspended(snapshot: Snapshot, cards: Sequence[CardId]) -> bool:
    """Say whether cards are all set aside until they are released; not of no cards."""
    return _all(snapshot, "is_suspended = 1", cards)


def all_buried(snapshot: Snapshot, cards: Sequence[CardId], today: StudyDay) -> bool:
    """Say whether cards are all set aside for today; not of no cards."""
    return _all(snapshot, "buried_until > ?2", cards, today)


def all_flagged(snapshot: Snapshot, cards: Sequence[CardId], flag: int) -> bool:
    """Say whether cards all have a flag; not of no cards."""
    return _all(snapshot, "flag = ?2", cards, flag)


def all_tagged(snapshot: Snapshot, notes: Sequence[NoteId], tag: str) -> bool:
    """Say whether notes all have a tag; not of no notes."""
    sql = (
        "SELECT count(*), count(note_tag.id) FROM note LEFT JOIN note_tag ON note_tag.note_id = note.id"
        f" AND note_tag.tag_id = (SELECT id FROM tag WHERE name = ?2) WHERE note.id {_IN}"
    )
    return _is_all(snapshot, sql, (_listed(notes), tag))


def _all(snapshot: Snapshot, so: str, cards: Sequence[CardId], *parameters: int) -> bool:
    sql = f"SELECT count(*), count(*) FILTER (WHERE {so}) FROM card WHERE id {_IN}"
    return _is_all(snapshot, sql, (_listed(cards), *parameters))


def _is_all(snapshot: Snapshot, sql: str, parameters: Parameters) -> bool:
    row = snapshot.row(sql, parameters)
    return row is not None and 0 < row[0] == row[1]


def _listed(ids: Sequence[int]) -> str:
    return json.dumps(ids)
