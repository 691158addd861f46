"""Values with sensible defaults: a test states only what matters to it."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flashcards.collection.collection import Collection
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.choice import Option, encode_options
from flashcards.domain.ids import CardId, DeckId, NoteId, PresetId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.domain.preset import DeckOptions, Preset
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.rendering import card_ordinals
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CALENDAR = StudyCalendar(4, UTC)
TODAY = CALENDAR.day(NOON)

FIELDS: dict[NoteKind, tuple[str, ...]] = {
    NoteKind.BASIC: ("How long is access to take at most?", "30 days", ""),
    NoteKind.REVERSED: ("MPI", "Master patient index", ""),
    NoteKind.CLOZE: ("Notice within {{c1::60 days}} of {{c2::discovery}}.", ""),
    NoteKind.CHOICE: (
        "Which days count as a stay?",
        encode_options(
            [
                Option("The day of admission", is_correct=True, rationale="It counts."),
                Option("The day of discharge", is_correct=False, rationale="It does not count."),
                Option("Neither", is_correct=False, rationale="One does."),
                Option("Both", is_correct=False, rationale="Only one does."),
            ]
        ),
        "",
        "",
    ),
    NoteKind.TYPED: ("9,300 days in 30 days: average census?", "310", ""),
}


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


def a_preset(**options: Any) -> Preset:
    """Make a preset that says some things."""
    return Preset(PresetId(1), "Preset", DeckOptions(**options))


def a_card(**changes: Any) -> Card:
    """Give a new card, or a card in review when its state says so."""
    values: dict[str, Any] = {"id": CardId(1), "note_id": NoteId(1), "deck_id": DeckId(1)} | changes
    if values.get("state", CardState.NEW) is not CardState.NEW:
        values.setdefault("memory", MemoryState(10.0, 5.0))
        values.setdefault("due_on", TODAY)
        values.setdefault("last_review_on", StudyDay(TODAY - 10))
        values.setdefault("interval_days", 10)
        values.setdefault("reps", 3)
    return Card(**values)


def a_note(guid: str, kind: NoteKind = NoteKind.BASIC, **changes: Any) -> Note:
    """Give a note of a built-in kind."""
    values: dict[str, Any] = {
        "id": NoteId(0),
        "guid": guid,
        "note_type_id": built_in(kind).id,
        "fields": FIELDS[kind],
        "created_at": NOON,
        "modified_at": NOON,
    } | changes
    return Note(**values)


def a_collection(folder: Path, clock: Callable[[], datetime] | None = None) -> Collection:
    """Open a collection in a folder, in UTC."""
    return Collection.open(folder / "collection.db", backups=folder / "backups", clock=clock or Clock(), zone=UTC)


def add_notes(collection: Collection, deck: str, notes: Sequence[Note]) -> tuple[CardId, ...]:
    """Store notes with the cards they make, new and in order; give the cards' ids."""

    def change(transaction: Transaction) -> tuple[CardId, ...]:
        deck_id = transaction.add_deck(deck).id
        ids = transaction.add_notes(notes)
        types = {note_type.id: note_type for note_type in (built_in(kind) for kind in FIELDS)}
        cards = [
            Card(CardId(0), note_id, deck_id, ordinal, position=place, is_reserved=note.provenance.is_exam_only)
            for place, (note_id, note) in enumerate(zip(ids, notes, strict=True))
            for ordinal in card_ordinals(types[note.note_type_id], note.fields)
        ]
        return transaction.add_cards(cards)

    return collection.transact(Operation.ADD_NOTE, change).value


def add_review(collection: Collection, deck: str, name: str, due: int, buried_until: StudyDay | None = None) -> CardId:
    """Store a note with a card in review, due so many days from `TODAY`; give the card's id."""
    (card_id,) = add_notes(collection, deck, [a_note(name)])
    card = collection.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id]
    seen = replace(
        card,
        state=CardState.REVIEW,
        memory=MemoryState(20.0, 5.0),
        due_on=StudyDay(TODAY + due),
        last_review_on=StudyDay(TODAY - 20),
        buried_until=buried_until,
    )
    collection.transact(Operation.SET_DUE_DATE, partial(Transaction.update_card, card=seen))
    return card_id


def reopened(collection: Collection) -> Collection:
    """Close a collection and open its file again."""
    with closing(collection):
        path, clock = collection.path, collection.clock
    return Collection.open(path, backups=path.parent / "backups", clock=clock, zone=UTC)
