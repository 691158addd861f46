"""One bundled deck brought into the collection, or up to date.

Notes are recognised by their id alone. An update keeps what the learner wrote, and touches a schedule only where the
deck's `CHANGES` say that a note means something else now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.collection.bundled import is_there, origin_of
from flashcards.collection.deck_updates import Conflict, Loaded, RuleChange
from flashcards.collection.introducing import introduction_order
from flashcards.collection.meaning import Entries, make_due, new_entries, reasons
from flashcards.collection.note_cards import new_card, sync_cards
from flashcards.collection.shipped import Shipped, decode_shipped, encode_shipped, is_edited, is_shipped, merged
from flashcards.collection.update_record import brought, keep_brought, keep_told, told
from flashcards.domain.errors import DeckFormatError
from flashcards.domain.ids import DeckId, NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import built_in
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.deck_changes import read_changes_of
from flashcards.formats.deck_text import read_deck_folder
from flashcards.formats.draft import NoteDraft
from flashcards.rendering import card_ordinals
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

RETIRED = "retired"
"""The tag of a studied note that its publisher has withdrawn; its cards are suspended."""


def load_deck(transaction: "Transaction", folder: Path, now: datetime, calendar: StudyCalendar) -> Loaded:
    """Load the deck in a folder, or bring it up to date.

    Raises:
        DeckFormatError: one of its files has a mistake. A note that cannot be read must not pass for withdrawn.
    """
    drafts = _sound_notes(folder)
    decks = _Decks(transaction, folder.name)
    known = reading.note_ids_by_guid(transaction.snapshot, [draft.guid for draft in drafts])
    places = introduction_order(drafts)
    gone = _deleted(transaction, folder.name, [draft.guid for draft in drafts])
    fresh = [(places[draft.guid], draft) for draft in drafts if draft.guid not in known and draft.guid not in gone]
    origin = origin_of(folder.name)
    _add(transaction, fresh, decks, origin, now)
    update = _Update(transaction, decks, _new_entries(transaction, folder), now, calendar)
    changed = update.renew([(draft, known[draft.guid]) for draft in drafts if draft.guid in known])
    removed, withdrawn = update.retire(origin, {draft.guid for draft in drafts})
    return Loaded(len(fresh)) + changed + Loaded(removed=removed, rules=withdrawn)


def _sound_notes(folder: Path) -> list[NoteDraft]:
    files = read_deck_folder(folder)
    for problem in (problem for file in files for problem in file.problems):
        message = f"{problem.message.rstrip(chr(46))}. The deck was left as it is."
        raise DeckFormatError(message, problem.path, problem.line)
    return [note for file in files for note in file.notes]


def _deleted(transaction: "Transaction", key: str, guids: Sequence[str]) -> frozenset[str]:
    """Give the notes a deck was loaded with before, and keep those it has now: what is not there was deleted.

    A deck of which nothing is left is taken as if for the first time.
    """
    before = brought(transaction.snapshot)
    keep_brought(transaction, before | {key: frozenset(guids)})
    return before.get(key, frozenset()) if is_there(transaction.snapshot, key) else frozenset()


def _shipped(draft: NoteDraft) -> Shipped:
    return Shipped(draft.kind, draft.fields, draft.tags, draft.deck, draft.provenance)


def _new_entries(transaction: "Transaction", folder: Path) -> Entries:
    """Give the entries of `CHANGES` that were not there when the deck was loaded before, and keep them as told."""
    entries = read_changes_of(folder).entries
    before = told(transaction.snapshot)
    found, names = new_entries(entries, before.get(folder.name, frozenset()))
    keep_told(transaction, before | {folder.name: names})
    return found


class _Decks(dict[str, DeckId]):
    """Decks by name, made when a note goes there: one the learner has renamed, moved or emptied does not come back."""

    def __init__(self, transaction: "Transaction", key: str) -> None:
        super().__init__()
        self._transaction = transaction
        self._key = key

    def __missing__(self, name: str) -> DeckId:
        self[name] = self._transaction.add_deck(name, bundled=self._key).id
        return self[name]


def _add(
    transaction: "Transaction",
    fresh: Sequence[tuple[int, NoteDraft]],
    decks: Mapping[str, DeckId],
    origin: str,
    now: datetime,
) -> None:
    notes = [
        Note(
            id=NoteId(0),
            guid=draft.guid,
            note_type_id=built_in(draft.kind).id,
            fields=draft.fields,
            tags=draft.tags,
            provenance=draft.provenance,
            origin=origin,
            created_at=now,
            modified_at=now,
        )
        for _, draft in fresh
    ]
    ids = transaction.add_notes(notes, [encode_shipped(_shipped(draft)) for _, draft in fresh])
    transaction.add_cards(
        [
            new_card(note_id, decks[draft.deck], ordinal, place, is_reserved=draft.provenance.is_exam_only)
            for note_id, (place, draft) in zip(ids, fresh, strict=True)
            for ordinal in card_ordinals(built_in(draft.kind), draft.fields)
        ]
    )


@dataclass(frozen=True, slots=True)
class _Update:
    """The notes a deck had before, brought up to date."""

    transaction: "Transaction"
    decks: Mapping[str, DeckId]
    entries: Entries
    now: datetime
    calendar: StudyCalendar

    def renew(self, known: Sequence[tuple[NoteDraft, NoteId]]) -> Loaded:
        """Update notes whose publisher has changed them."""
        ids = [note_id for _, note_id in known]
        notes = reading.notes(self.transaction.snapshot, ids)
        kept = reading.shipped(self.transaction.snapshot, ids)
        before = {note_id: text for note_id, text in kept.items() if is_shipped(text)}
        total = Loaded()
        for draft, note_id in known:
            new = _shipped(draft)
            note = self._released(notes[note_id]) if RETIRED in notes[note_id].tags else notes[note_id]
            if note_id in before and before[note_id] != encode_shipped(new):
                total += self._renew_one(note, decode_shipped(before[note_id]), new)
        return total

    def retire(self, origin: str, guids: set[str]) -> tuple[int, tuple[RuleChange, ...]]:
        """Take out the notes the deck has no more; give how many are gone, and those that were a rule and stay."""
        gone = [note for note in reading.notes_of_origin(self.transaction.snapshot, origin) if note.guid not in guids]
        before = reading.shipped(self.transaction.snapshot, [note.id for note in gone])
        removed = 0
        rules: list[RuleChange] = []
        for note in gone:
            old = decode_shipped(before[note.id])
            if not self._stays(note, old):
                self.transaction.delete_notes([note.id])
                removed += 1
            elif RETIRED not in note.tags:
                self._suspend(note)
                rules += self._rule(note.guid, old, None)
        return removed, tuple(rules)

    def _renew_one(self, note: Note, old: Shipped, new: Shipped) -> Loaded:
        after = merged(note, old, new)
        self.transaction.update_note(replace(after.note, modified_at=self.now), shipped=encode_shipped(new))
        if (after.note.fields, after.note.note_type_id) != (note.fields, note.note_type_id) or (
            old.provenance.is_exam_only != new.provenance.is_exam_only
        ):
            sync_cards(self.transaction, after.note)
        self._move(note.id, old.deck, new.deck)
        conflicts = (Conflict(note.guid, after.disputed, old),) if after.disputed else ()
        return Loaded(changed=1, rules=self._rule(note.guid, old, new, note.id), conflicts=conflicts)

    def _rule(
        self, guid: str, old: Shipped, new: Shipped | None, note_id: NoteId | None = None
    ) -> tuple[RuleChange, ...]:
        """Give a note's change if its publisher says that it changed in meaning; its studied cards become due."""
        why = reasons(self.entries, guid, is_withdrawal=new is None)
        if not why:
            return ()
        cards_due = make_due(self.transaction, note_id, self.now, self.calendar) if note_id else 0
        return (RuleChange(guid, why, old, new, cards_due),)

    def _move(self, note_id: NoteId, old_deck: str, new_deck: str) -> None:
        """Move a note's cards to its new deck, unless the learner has moved them."""
        if old_deck == new_deck:
            return
        by_name = {deck.name: deck.id for deck in reading.decks(self.transaction.snapshot)}
        cards = reading.cards_of_notes(self.transaction.snapshot, [note_id])
        moved = [card for card in cards if card.deck_id == by_name.get(old_deck)]
        self.transaction.update_cards([replace(card, deck_id=self.decks[new_deck]) for card in moved])

    def _stays(self, note: Note, old: Shipped) -> bool:
        cards = reading.cards_of_notes(self.transaction.snapshot, [note.id])
        return any(card.reps for card in cards) or is_edited(note, old)

    def _released(self, note: Note) -> Note:
        """Bring back a note that was withdrawn before."""
        cards = reading.cards_of_notes(self.transaction.snapshot, [note.id])
        self.transaction.update_cards([replace(card, is_suspended=False) for card in cards])
        return self.transaction.update_note(replace(note, tags=tuple(tag for tag in note.tags if tag != RETIRED)))

    def _suspend(self, note: Note) -> None:
        cards = reading.cards_of_notes(self.transaction.snapshot, [note.id])
        self.transaction.update_note(replace(note, tags=(*note.tags, RETIRED)))
        self.transaction.update_cards([replace(card, is_suspended=True) for card in cards])
