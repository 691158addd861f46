"""Whole entities read back as domain values."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.deck import Deck
from flashcards.domain.ids import CardId, DeckId, NoteId, NoteTypeId, PresetId, ReviewId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import Level, Note, Provenance
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.domain.preset import Preset
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import doubtful
from flashcards.storage.damaged import reads_row
from flashcards.storage.instants import from_ms
from flashcards.storage.settings_codec import LEARNING_KEY, decode_options, decode_settings
from flashcards.storage.snapshot import Row, Snapshot

FIELD_SEPARATOR = "\x1f"
"""Between the fields of a stored note, as in Anki."""

_CARD = (
    "SELECT id, note_id, deck_id, ordinal, state, stability, difficulty, step, due_on, due_at, position, interval_days,"
    " last_review_at, last_review_on, reps, lapses, flag, is_suspended, is_reserved, buried_until, revision FROM card"
)
_ABOUT = "citation, checked_on, as_of, domain, level, facts, tests, is_exam_only, tolerance"
_NOTE = f"SELECT id, guid, note_type_id, fields, {_ABOUT}, origin, created_at, modified_at, revision FROM note"
_SETTING = "SELECT key, value FROM setting WHERE key = ?"
_USUAL_SETTINGS = LearningSettings()
_NOTE_TYPE = "SELECT id, name, kind, fields, templates, css FROM note_type"
_DECK = (
    "SELECT deck.id, deck.name, deck.bundled, deck.description, deck.is_collapsed, preset.id, preset.name,"
    " preset.options FROM deck LEFT JOIN preset ON preset.id = deck.preset_id"
)
_PRESET = "SELECT id, name, options FROM preset"
_REVIEW = (
    "SELECT id, card_id, reviewed_at, reviewed_on, rating, kind, state, elapsed_days, interval_days, duration_ms,"
    " retrievability, stability, difficulty FROM review"
)


def learning_settings(snapshot: Snapshot) -> LearningSettings:
    """Give the learner's settings; a new collection has the defaults."""
    row = snapshot.row(_SETTING, (LEARNING_KEY,))
    return _USUAL_SETTINGS if row is None else _learning(row)


def value(snapshot: Snapshot, key: str) -> object:
    """Give a stored value by its key, or None."""
    row = snapshot.row(_SETTING, (key,))
    return None if row is None else _value(row)


def decks(snapshot: Snapshot) -> tuple[Deck, ...]:
    """Give every deck, parents before children, siblings by name."""
    found = [_deck(row) for row in snapshot.rows(_DECK)]
    return tuple(sorted(found, key=lambda deck: tuple(part.casefold() for part in deck.name.split("::"))))


def deck_names(snapshot: Snapshot) -> list[tuple[int, str]]:
    """Give the id and name of every deck."""
    return list(snapshot.rows("SELECT id, name FROM deck"))


def presets(snapshot: Snapshot) -> tuple[Preset, ...]:
    """Give every preset, by name."""
    return tuple(sorted(map(_preset, snapshot.rows(_PRESET)), key=lambda preset: preset.name.casefold()))


def note_types(snapshot: Snapshot) -> dict[NoteTypeId, NoteType]:
    """Give every note type by its id."""
    return {NoteTypeId(row[0]): _note_type(row) for row in snapshot.rows(_NOTE_TYPE)}


def cards(snapshot: Snapshot, ids: Sequence[CardId]) -> dict[CardId, Card]:
    """Give cards by their ids; ids of cards that are gone are left out."""
    return {CardId(row[0]): _card(row) for row in snapshot.rows_in(f"{_CARD} WHERE id IN", ids)}


def first_new_position(snapshot: Snapshot) -> int:
    """Give the lowest place among the new cards; 0 when there is none."""
    return snapshot.number("SELECT min(position) FROM card WHERE state = 0")


def cards_of_notes(snapshot: Snapshot, ids: Sequence[NoteId]) -> tuple[Card, ...]:
    """Give the cards of some notes, by note and ordinal."""
    found = [_card(row) for row in snapshot.rows_in(f"{_CARD} WHERE note_id IN", ids)]
    return tuple(sorted(found, key=lambda card: (card.note_id, card.ordinal)))


def provenances(snapshot: Snapshot, ids: Sequence[int]) -> dict[int, Provenance]:
    """Give what notes say of where they come from, by their ids."""
    rows = snapshot.rows_in(f"SELECT id, {_ABOUT} FROM note WHERE id IN", ids)
    return {row[0]: provenance_of(row[1:]) for row in rows}


def notes(snapshot: Snapshot, ids: Sequence[NoteId]) -> dict[NoteId, Note]:
    """Give notes by their ids, with their tags; ids of notes that are gone are left out."""
    tags = _tags(snapshot, ids)
    rows = snapshot.rows_in(f"{_NOTE} WHERE id IN", ids)
    return {NoteId(row[0]): _note(row, tags.get(row[0], ())) for row in rows}


def sort_texts(snapshot: Snapshot, ids: Sequence[NoteId]) -> dict[NoteId, str]:
    """Give what lists show of some notes: the beginning of their plain first field."""
    return {NoteId(row[0]): row[1] for row in snapshot.rows_in("SELECT id, sort_text FROM note WHERE id IN", ids)}


def tag_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Give every tag, in the order of the alphabet."""
    return tuple(sorted((row[0] for row in snapshot.rows("SELECT name FROM tag")), key=str.casefold))


def notes_tagged(snapshot: Snapshot, tag: str) -> list[NoteId]:
    """Give the notes that have exactly this tag, by id."""
    sql = "SELECT note_id FROM note_tag JOIN tag ON tag.id = tag_id WHERE tag.name = ? ORDER BY note_id"
    return [NoteId(row[0]) for row in snapshot.rows(sql, (tag,))]


def note_ids_by_guid(snapshot: Snapshot, guids: Sequence[str]) -> dict[str, NoteId]:
    """Give the notes that have one of some guids."""
    rows = snapshot.rows_in("SELECT guid, id FROM note WHERE guid IN", guids)
    return {row[0]: NoteId(row[1]) for row in rows}


def has_origin(snapshot: Snapshot, origin: str) -> bool:
    """Say whether a note came from a bundled deck or import."""
    return snapshot.row("SELECT 1 FROM note WHERE origin = ? AND origin <> '' LIMIT 1", (origin,)) is not None


def has_bundled(snapshot: Snapshot, key: str) -> bool:
    """Say whether there is a deck that a bundled deck brought."""
    return snapshot.row("SELECT 1 FROM deck WHERE bundled = ? LIMIT 1", (key,)) is not None


def notes_of_origin(snapshot: Snapshot, origin: str) -> tuple[Note, ...]:
    """Give the notes that came from one bundled deck or import, by id."""
    ids = [NoteId(row[0]) for row in snapshot.rows("SELECT id FROM note WHERE origin = ? ORDER BY id", (origin,))]
    return tuple(notes(snapshot, ids).values())


def shipped(snapshot: Snapshot, ids: Sequence[NoteId]) -> dict[NoteId, str]:
    """Give what the publisher last shipped of some notes, as JSON; own notes are left out."""
    rows = snapshot.rows_in("SELECT id, shipped FROM note WHERE shipped IS NOT NULL AND id IN", ids)
    return {NoteId(row[0]): row[1] for row in rows}


def reviews_of_card(snapshot: Snapshot, card_id: CardId) -> tuple[Review, ...]:
    """Give a card's reviews, oldest first."""
    rows = snapshot.rows(f"{_REVIEW} WHERE card_id = ? ORDER BY reviewed_at, id", (card_id,))
    return tuple(_review(row) for row in rows)


def bundled_digests(snapshot: Snapshot) -> dict[str, str]:
    """Give the digest each bundled deck was last loaded from, by its key."""
    return dict(snapshot.rows("SELECT key, digest FROM bundled_deck"))


def _tags(snapshot: Snapshot, ids: Sequence[NoteId]) -> dict[int, tuple[str, ...]]:
    sql = (
        "SELECT note_tag.note_id, tag.name FROM note_tag JOIN tag ON tag.id = note_tag.tag_id WHERE note_tag.note_id IN"
    )
    found: dict[int, list[str]] = {}
    for note_id, name in snapshot.rows_in(sql, ids):
        found.setdefault(note_id, []).append(name)
    return {note_id: tuple(sorted(names, key=str.casefold)) for note_id, names in found.items()}


@reads_row("setting")
def _learning(row: Row) -> LearningSettings:
    return decode_settings(row[1])


@reads_row("setting")
def _value(row: Row) -> object:
    found: object = json.loads(row[1])
    return found


@reads_row("preset")
def _preset(row: Row) -> Preset:
    return Preset(PresetId(row[0]), row[1], decode_options(row[2]))


@reads_row("deck")
def _deck(row: Row) -> Deck:
    return Deck(
        id=DeckId(row[0]),
        name=row[1],
        bundled=row[2],
        description=row[3],
        preset=None if row[5] is None else _preset(row[5:]),
        is_collapsed=bool(row[4]),
    )


@reads_row("note type")
def _note_type(row: Row) -> NoteType:
    templates = tuple(CardTemplate(one["name"], one["question"], one["answer"]) for one in json.loads(row[4]))
    return NoteType(NoteTypeId(row[0]), row[1], NoteKind(row[2]), tuple(json.loads(row[3])), templates, row[5])


@reads_row("note")
def _note(row: Row, tags: tuple[str, ...]) -> Note:
    return Note(
        id=NoteId(row[0]),
        guid=row[1],
        note_type_id=NoteTypeId(row[2]),
        fields=tuple(row[3].split(FIELD_SEPARATOR)),
        tags=tags,
        provenance=provenance_of(row[4:13]),
        origin=row[13],
        created_at=from_ms(row[14]),
        modified_at=from_ms(row[15]),
        revision=row[16],
    )


def provenance_of(row: Row) -> Provenance:
    """Give where a note comes from, by its columns from `citation` to `tolerance`."""
    return Provenance(
        citation=row[0],
        checked_on=date.fromisoformat(row[1]) if row[1] else None,
        as_of=row[2],
        domain=row[3],
        level=Level(row[4]) if row[4] else None,
        facts=tuple(row[5].split()),
        tests=tuple(row[6].split()),
        is_exam_only=bool(row[7]),
        tolerance=row[8],
    )


def _memory(stability: float | None, difficulty: float | None) -> MemoryState | None:
    return None if stability is None or difficulty is None else MemoryState(stability, difficulty)


def _day(number: int | None) -> StudyDay | None:
    return None if number is None else StudyDay(number)


@reads_row("card")
def _card(row: Row) -> Card:
    return Card(
        id=CardId(row[0]),
        note_id=NoteId(row[1]),
        deck_id=DeckId(row[2]),
        ordinal=row[3],
        state=CardState(row[4]),
        memory=_memory(row[5], row[6]),
        step=row[7],
        due_on=_day(row[8]),
        due_at=from_ms(row[9]),
        position=row[10],
        interval_days=row[11],
        last_review_at=from_ms(row[12]),
        last_review_on=_day(row[13]),
        reps=row[14],
        lapses=row[15],
        flag=row[16],
        is_suspended=bool(row[17]),
        is_reserved=bool(row[18]),
        buried_until=_day(row[19]),
        revision=row[20],
    )


@reads_row("review")
def _review(row: Row) -> Review:
    return Review(
        id=ReviewId(row[0]),
        card_id=CardId(row[1]),
        reviewed_at=from_ms(row[2]),
        reviewed_on=StudyDay(row[3]),
        rating=None if row[4] is None else Rating(row[4]),
        kind=ReviewKind(row[5]),
        state=CardState(row[6]),
        elapsed_days=row[7],
        interval_days=row[8],
        duration_ms=row[9],
        retrievability=row[10],
        memory=_memory(row[11], row[12]),
    )


READERS: tuple[tuple[str, Callable[[Row], object]], ...] = (
    (_NOTE_TYPE, _note_type),
    (f"{_NOTE} {doubtful.NOTES}", partial(_note, tags=())),
    (_PRESET, _preset),
    (_DECK, _deck),
    (f"{_CARD} {doubtful.CARDS}", _card),
    (f"{_REVIEW} {doubtful.REVIEWS}", _review),
    (f"SELECT key, value FROM setting WHERE key = '{LEARNING_KEY}'", _learning),
)
"""What reads every row of each table, for `verify`."""
