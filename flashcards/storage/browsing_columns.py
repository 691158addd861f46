"""What each column of a list shows, in SQL."""

from functools import lru_cache
from typing import NamedTuple

from flashcards.domain.browsing import Column, Standing, Unit
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import StudyDay

_TABLES = (
    "card JOIN note ON note.id = card.note_id JOIN deck ON deck.id = card.deck_id"
    " JOIN note_type ON note_type.id = note.note_type_id"
)

_TEMPLATE = "note_type.id << 16 | card.ordinal"
"""See `template_number`. Names are in JSON: to have SQLite look them up would cost as much as the rest of a line."""
SECOND_FIELD = "\x01S"
"""Stands before all fields, as they are stored, where a card asks the second."""
GAP = "\x01G"
"""Stands before the number of the gap that a card asks, a colon, and the text; no text begins with the first sign."""
_ASKED = (
    f"CASE WHEN note_type.kind = {NoteKind.REVERSED:d} AND card.ordinal = 1"
    f" THEN '{SECOND_FIELD}' || note.fields"
    f" WHEN note_type.kind = {NoteKind.CLOZE:d}"
    f" THEN '{GAP}' || (card.ordinal + 1) || ':' || note.sort_text ELSE note.sort_text END"
)
_DECKS = (
    "(SELECT group_concat(name, ', ') FROM (SELECT DISTINCT deck.name FROM card AS one JOIN deck ON deck.id ="
    " one.deck_id WHERE one.note_id = note.id ORDER BY deck.name))"
)
_TAGS = (
    "(SELECT group_concat(name, ' ') FROM (SELECT tag.name FROM note_tag JOIN tag ON tag.id = note_tag.tag_id"
    " WHERE note_tag.note_id = note.id ORDER BY tag.name COLLATE NOCASE))"
)
_EASE = "(SELECT avg(rating) FROM review WHERE card_id = card.id)"
_EASE_OF_NOTE = (
    "(SELECT avg(rating) FROM review WHERE card_id IN (SELECT one.id FROM card AS one WHERE one.note_id = note.id))"
)
_ELAPSED = "max({today} - coalesce({card}.last_review_on, {card}.due_on - {card}.interval_days), 0)"
_AGE = f"{_ELAPSED} / {{card}}.stability"
_RECALL = f"CASE WHEN card.state > 0 THEN json_array(card.stability, {_ELAPSED}) END"
_RECALL_OF_NOTE = (
    f"(SELECT json_array(one.stability, {_ELAPSED}) FROM card AS one WHERE one.note_id = note.id AND one.state > 0"
    f" ORDER BY {_AGE} DESC LIMIT 1)"
)
_STATE = (
    f"CASE WHEN card.is_suspended THEN '{Standing.SUSPENDED.value}' WHEN card.is_reserved"
    f" THEN '{Standing.RESERVED.value}' WHEN card.buried_until > {{today}} THEN '{Standing.BURIED.value}'"
    f" ELSE CASE card.state WHEN 0 THEN '{Standing.NEW.value}' WHEN 1 THEN '{Standing.LEARNING.value}'"
    f" WHEN 2 THEN '{Standing.REVIEW.value}' ELSE '{Standing.RELEARNING.value}' END END"
)
_STUDIED = "CASE WHEN card.state > 0 THEN {} END"


class _Terms(NamedTuple):
    """A column in SQL, as a card shows it, and as a note does, grouped over its cards; `{today}` is the study day."""

    card: str
    note: str


def _alike(sql: str) -> _Terms:
    return _Terms(sql, sql)


def _grouped(how: str, sql: str) -> _Terms:
    return _Terms(sql, f"{how}({sql})")


_COLUMNS: dict[Column, _Terms] = {
    Column.FIRST_FIELD: _Terms(_ASKED, "note.sort_text"),
    Column.CARD: _Terms(_TEMPLATE, "count(*)"),
    Column.DECK: _Terms("deck.name", _DECKS),
    Column.NOTE_TYPE: _alike("note_type.name"),
    Column.KIND: _alike("note_type.kind"),
    Column.DUE: _grouped("min", _STUDIED.format("card.due_on")),
    Column.POSITION: _grouped("min", "CASE WHEN card.state = 0 THEN card.position END"),
    Column.INTERVAL: _grouped("avg", _STUDIED.format("card.interval_days")),
    Column.STABILITY: _grouped("min", "card.stability"),
    Column.DIFFICULTY: _grouped("max", "card.difficulty"),
    Column.RETRIEVABILITY: _Terms(_RECALL.replace("{card}", "card"), _RECALL_OF_NOTE.replace("{card}", "one")),
    Column.REPS: _grouped("sum", "card.reps"),
    Column.LAPSES: _grouped("sum", "card.lapses"),
    Column.EASE: _Terms(_EASE, _EASE_OF_NOTE),
    Column.STATE: _Terms(
        _STATE, f"(SELECT {_STATE} FROM card WHERE card.note_id = note.id ORDER BY card.ordinal LIMIT 1)"
    ),
    Column.FLAG: _grouped("max", "card.flag"),
    Column.TAGS: _alike(f"coalesce({_TAGS}, '')"),
    Column.CREATED: _alike("note.created_at"),
    Column.EDITED: _alike("note.modified_at"),
    Column.REVIEWED: _grouped("max", "card.last_review_at"),
    Column.CITATION: _alike("note.citation"),
    Column.DOMAIN: _alike("note.domain"),
}


@lru_cache(maxsize=8)
def lines_sql(columns: tuple[Column, ...], unit: Unit, today: StudyDay) -> str:
    """Give the SQL that asks for the id of lines and what columns show of them, up to and including the word `IN`."""
    line = "card.id" if unit is Unit.CARDS else "note.id"
    terms = (one.card if unit is Unit.CARDS else one.note for one in map(_COLUMNS.__getitem__, columns))
    wanted = ", ".join((line, *(sql.replace("{today}", str(int(today))) for sql in terms)))
    return f"SELECT {wanted} FROM {_TABLES} WHERE {line} IN"


def template_number(stored: int) -> tuple[int, int]:
    """Give the note type of a card, and which of its templates, from what is stored for `Column.CARD`."""
    return divmod(stored, 1 << 16)
