"""The tables as SQLModel sees them, and what domain values look like in them.

Only the write side loads this module. `of` gives the columns of a value; `storage.reading` gives the value of a row.
The tables themselves are made by `storage.migrations`; a test keeps the two alike.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Table
from sqlmodel import Field, SQLModel

from flashcards.domain.card import Card
from flashcards.domain.deck import Deck
from flashcards.domain.note import Note, Provenance
from flashcards.domain.note_type import BUILT_IN, NoteType
from flashcards.domain.preset import Preset
from flashcards.domain.review import Review
from flashcards.storage.first_field import checksum, first_field_text, sort_text
from flashcards.storage.instants import to_ms
from flashcards.storage.matching import stored_fields
from flashcards.storage.settings_codec import encode_options

Value = int | float | str | None
Values = dict[str, Value]
"""The columns of one row, by name; `id` is left out of rows that get a fresh one."""

_BUILT_IN_IDS = frozenset(note_type.id for note_type in BUILT_IN)


def table_named(name: str) -> Table:
    """Give a table of the collection."""
    return SQLModel.metadata.tables[name]


class SettingRow(SQLModel, table=True):
    """A preference about learning, as JSON."""

    __tablename__ = "setting"

    id: int | None = Field(default=None, primary_key=True)
    key: str
    value: str


class NoteTypeRow(SQLModel, table=True):
    """Fields and templates, as JSON lists."""

    __tablename__ = "note_type"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: int
    fields: str
    templates: str
    css: str = ""
    is_built_in: int = 0
    revision: int = 0

    @staticmethod
    def of(note_type: NoteType) -> Values:
        """Give the columns of a note type."""
        templates = [{"name": one.name, "question": one.question, "answer": one.answer} for one in note_type.templates]
        return {
            "name": note_type.name,
            "kind": int(note_type.kind),
            "fields": json.dumps(note_type.fields, ensure_ascii=False),
            "templates": json.dumps(templates, ensure_ascii=False),
            "css": note_type.css,
            "is_built_in": int(note_type.id in _BUILT_IN_IDS),
        }


class PresetRow(SQLModel, table=True):
    """Options under a name, as JSON."""

    __tablename__ = "preset"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    options: str
    revision: int = 0

    @staticmethod
    def of(preset: Preset) -> Values:
        """Give the columns of a preset."""
        return {"name": preset.name, "options": encode_options(preset.options)}


class DeckRow(SQLModel, table=True):
    """A deck; its place in the tree is in its name."""

    __tablename__ = "deck"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    bundled: str | None = None
    description: str = ""
    is_collapsed: int = 0
    revision: int = 0
    preset_id: int | None = None

    @staticmethod
    def of(deck: Deck) -> Values:
        """Give the columns of a deck."""
        return {
            "name": deck.name,
            "bundled": deck.bundled,
            "description": deck.description,
            "is_collapsed": int(deck.is_collapsed),
            "preset_id": None if deck.preset is None else deck.preset.id,
        }


class NoteRow(SQLModel, table=True):
    """A note without its tags."""

    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    guid: str
    note_type_id: int
    fields: str
    sort_text: str = ""
    checksum: int = 0
    citation: str = ""
    checked_on: str | None = None
    as_of: str = ""
    domain: int | None = None
    level: int | None = None
    facts: str = ""
    tests: str = ""
    is_exam_only: int = 0
    tolerance: float | None = None
    origin: str = ""
    shipped: str | None = None
    created_at: int
    modified_at: int
    revision: int = 0

    @staticmethod
    def of(note: Note, now: datetime) -> Values:
        """Give the columns of a note, all but what was shipped of it.

        Args:
            now: when it was created and modified, if the note does not say.
        """
        values: Values = {
            "guid": note.guid,
            "note_type_id": note.note_type_id,
            "origin": note.origin,
            "created_at": to_ms(note.created_at or now),
            "modified_at": to_ms(note.modified_at or now),
        }
        return values | field_values(note.fields) | provenance_values(note.provenance)


def field_values(fields: Sequence[str]) -> Values:
    """Give the columns that hold a note's fields, and what it is sorted and recognised by."""
    first = first_field_text(fields[0])
    return {"fields": stored_fields(fields), "sort_text": sort_text(first), "checksum": checksum(first)}


def provenance_values(source: Provenance) -> Values:
    """Give the columns that say where a note comes from."""
    return {
        "citation": source.citation,
        "checked_on": source.checked_on.isoformat() if source.checked_on else None,
        "as_of": source.as_of,
        "domain": source.domain,
        "level": None if source.level is None else int(source.level),
        "facts": " ".join(source.facts),
        "tests": " ".join(source.tests),
        "is_exam_only": int(source.is_exam_only),
        "tolerance": source.tolerance,
    }


class TagRow(SQLModel, table=True):
    """A tag; letters A to Z match in either case."""

    __tablename__ = "tag"

    id: int | None = Field(default=None, primary_key=True)
    name: str


class NoteTagRow(SQLModel, table=True):
    """A tag on a note."""

    __tablename__ = "note_tag"

    id: int | None = Field(default=None, primary_key=True)
    note_id: int
    tag_id: int


class CardRow(SQLModel, table=True):
    """A card."""

    __tablename__ = "card"

    id: int | None = Field(default=None, primary_key=True)
    note_id: int
    deck_id: int
    ordinal: int
    state: int = 0
    stability: float | None = None
    difficulty: float | None = None
    step: int | None = None
    due_on: int | None = None
    due_at: int | None = None
    position: int = 0
    interval_days: int = 0
    last_review_at: int | None = None
    last_review_on: int | None = None
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    is_suspended: int = 0
    is_reserved: int = 0
    buried_until: int | None = None
    revision: int = 0

    @staticmethod
    def of(card: Card) -> Values:
        """Give the columns of a card, all but its revision."""
        memory = card.memory
        return {
            "note_id": card.note_id,
            "deck_id": card.deck_id,
            "ordinal": card.ordinal,
            "state": int(card.state),
            "stability": memory.stability_days if memory else None,
            "difficulty": memory.difficulty if memory else None,
            "step": card.step,
            "due_on": card.due_on,
            "due_at": to_ms(card.due_at),
            "position": card.position,
            "interval_days": card.interval_days,
            "last_review_at": to_ms(card.last_review_at),
            "last_review_on": card.last_review_on,
            "reps": card.reps,
            "lapses": card.lapses,
            "flag": card.flag,
            "is_suspended": int(card.is_suspended),
            "is_reserved": int(card.is_reserved),
            "buried_until": card.buried_until,
        }


class ReviewRow(SQLModel, table=True):
    """A line of the review log."""

    __tablename__ = "review"

    id: int | None = Field(default=None, primary_key=True)
    card_id: int
    reviewed_at: int
    reviewed_on: int
    rating: int | None = None
    kind: int
    state: int
    elapsed_days: int
    interval_days: int
    duration_ms: int
    retrievability: float | None = None
    stability: float | None = None
    difficulty: float | None = None

    @staticmethod
    def of(review: Review) -> Values:
        """Give the columns of a review."""
        memory = review.memory
        return {
            "card_id": review.card_id,
            "reviewed_at": to_ms(review.reviewed_at),
            "reviewed_on": review.reviewed_on,
            "rating": None if review.rating is None else int(review.rating),
            "kind": int(review.kind),
            "state": int(review.state),
            "elapsed_days": review.elapsed_days,
            "interval_days": review.interval_days,
            "duration_ms": review.duration_ms,
            "retrievability": review.retrievability,
            "stability": memory.stability_days if memory else None,
            "difficulty": memory.difficulty if memory else None,
        }
