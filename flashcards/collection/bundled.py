"""The decks that come with the program: what there is, loading them, and bringing them up to date.

Notes are recognised by their id alone. An update never touches a schedule, and keeps what the learner wrote.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.collection.introducing import introduction_order
from flashcards.collection.shipped import Shipped, decode_shipped, encode_shipped, is_edited, merged
from flashcards.domain.card import Card
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note import Note
from flashcards.domain.note_type import built_in
from flashcards.formats.deck_text import read_deck_folder
from flashcards.formats.draft import DeckDraft, NoteDraft
from flashcards.rendering import card_ordinals
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

RETIRED = "retired"
"""The tag of a studied note that its publisher has withdrawn; its cards are suspended."""


@dataclass(frozen=True, slots=True)
class BundledDeck:
    """A deck that comes with the program.

    Attributes:
        key: its folder's name; stored, so it never changes.
        name: the top deck its notes go to.
        description: one sentence.
    """

    key: str
    name: str
    notes: int
    description: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a deck did, in notes."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        """Add up two decks."""
        return Loaded(self.added + other.added, self.changed + other.changed, self.removed + other.removed)


def keys(folder: Path) -> tuple[str, ...]:
    """Give the keys of the decks in the program's deck folder."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


def available(folder: Path) -> tuple[BundledDeck, ...]:
    """Read every shipped deck and say what it holds."""
    return tuple(_described(folder / key) for key in keys(folder))


def digest(deck: Path) -> str:
    """Give a fingerprint of a deck's files: equal exactly when names and contents are."""
    seen = hashlib.sha256()
    for path in sorted(deck.glob("*.md")):
        content = path.read_bytes()
        seen.update(f"{path.name}\0{len(content)}\0".encode())
        seen.update(content)
    return seen.hexdigest()


def outdated(snapshot: Snapshot, folder: Path) -> tuple[str, ...]:
    """Give the keys of loaded decks whose files differ from what was loaded."""
    loaded = reading.bundled_digests(snapshot)
    return tuple(key for key in keys(folder) if key in loaded and loaded[key] != digest(folder / key))


def not_loaded(snapshot: Snapshot, folder: Path) -> tuple[str, ...]:
    """Give the keys of decks the learner has not taken."""
    loaded = reading.bundled_digests(snapshot)
    return tuple(key for key in keys(folder) if key not in loaded)


def load(transaction: "Transaction", folder: Path, chosen: Iterable[str], now: datetime) -> Loaded:
    """Load decks, or bring loaded ones up to date.

    Args:
        folder: the program's deck folder.
        chosen: keys of decks.

    Raises:
        DeckFormatError: a file of the program's own decks is broken.
    """
    total = Loaded()
    for key in chosen:
        total += _load_deck(transaction, folder / key, now)
        transaction.set_bundled(key, digest(folder / key))
    return total


def _described(deck: Path) -> BundledDeck:
    drafts = read_deck_folder(deck)
    about = deck / "about.txt"
    names = [note.deck.partition("::")[0] for draft in drafts for note in draft.notes]
    return BundledDeck(
        key=deck.name,
        name=names[0] if names else deck.name,
        notes=len(names),
        description=about.read_text(encoding="utf-8").strip() if about.is_file() else "",
    )


def _load_deck(transaction: "Transaction", deck: Path, now: datetime) -> Loaded:
    drafts = _note_drafts(read_deck_folder(deck))
    origin = f"bundled:{deck.name}"
    known = reading.note_ids_by_guid(transaction.snapshot, [draft.guid for draft in drafts])
    decks = {
        name: transaction.add_deck(name, bundled=deck.name).id for name in dict.fromkeys(draft.deck for draft in drafts)
    }
    places = introduction_order(drafts)
    fresh = [(places[draft.guid], draft) for draft in drafts if draft.guid not in known]
    _add(transaction, fresh, decks, origin, now)
    changed = _update(transaction, [(draft, known[draft.guid]) for draft in drafts if draft.guid in known], decks, now)
    removed = _retire(transaction, origin, {draft.guid for draft in drafts})
    return Loaded(len(fresh), changed, removed)


def _note_drafts(drafts: Iterable[DeckDraft]) -> list[NoteDraft]:
    return [note for draft in drafts for note in draft.notes]


def _shipped(draft: NoteDraft) -> Shipped:
    return Shipped(draft.kind, draft.fields, draft.tags, draft.deck, draft.provenance)


def _add(
    transaction: "Transaction",
    fresh: Sequence[tuple[int, NoteDraft]],
    decks: dict[str, DeckId],
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
            _new_card(note_id, decks[draft.deck], ordinal, place, is_reserved=draft.provenance.is_exam_only)
            for note_id, (place, draft) in zip(ids, fresh, strict=True)
            for ordinal in card_ordinals(built_in(draft.kind), draft.fields)
        ]
    )


def _new_card(note_id: NoteId, deck_id: DeckId, ordinal: int, position: int, *, is_reserved: bool) -> Card:
    return Card(CardId(0), note_id, deck_id, ordinal, position=position, is_reserved=is_reserved)


def _update(
    transaction: "Transaction", known: Sequence[tuple[NoteDraft, NoteId]], decks: dict[str, DeckId], now: datetime
) -> int:
    ids = [note_id for _, note_id in known]
    notes = reading.notes(transaction.snapshot, ids)
    before = reading.shipped(transaction.snapshot, ids)
    changed = 0
    for draft, note_id in known:
        new = _shipped(draft)
        if note_id not in before or before[note_id] == encode_shipped(new):
            continue
        _update_note(transaction, notes[note_id], decode_shipped(before[note_id]), new, now)
        _move(transaction, note_id, decode_shipped(before[note_id]).deck, decks[draft.deck])
        changed += 1
    return changed


def _update_note(transaction: "Transaction", note: Note, old: Shipped, new: Shipped, now: datetime) -> None:
    if old.kind is new.kind:
        after = merged(note, old, new)
    elif is_edited(note, old):
        return
    else:
        after = replace(
            note, note_type_id=built_in(new.kind).id, fields=new.fields, tags=new.tags, provenance=new.provenance
        )
    transaction.update_note(replace(after, modified_at=now), shipped=encode_shipped(new))
    sync_cards(transaction, after)


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
            _new_card(note.id, first.deck_id, ordinal, first.position, is_reserved=is_reserved)
            for ordinal in sorted(wanted - have)
        ]
    )
    transaction.delete_cards([card.id for card in cards if card.ordinal not in wanted])
    stay = [card for card in cards if card.ordinal in wanted and card.is_reserved != is_reserved]
    transaction.update_cards([replace(card, is_reserved=is_reserved) for card in stay])


def _move(transaction: "Transaction", note_id: NoteId, old_deck: str, deck_id: DeckId) -> None:
    by_name = {deck.name: deck.id for deck in reading.decks(transaction.snapshot)}
    cards = reading.cards_of_notes(transaction.snapshot, [note_id])
    moved = [card for card in cards if card.deck_id == by_name.get(old_deck) and card.deck_id != deck_id]
    transaction.update_cards([replace(card, deck_id=deck_id) for card in moved])


def _retire(transaction: "Transaction", origin: str, guids: set[str]) -> int:
    gone = [note for note in reading.notes_of_origin(transaction.snapshot, origin) if note.guid not in guids]
    before = reading.shipped(transaction.snapshot, [note.id for note in gone])
    removed = 0
    for note in gone:
        cards = reading.cards_of_notes(transaction.snapshot, [note.id])
        if any(card.reps for card in cards) or is_edited(note, decode_shipped(before[note.id])):
            if RETIRED not in note.tags:
                transaction.update_note(replace(note, tags=(*note.tags, RETIRED)))
                transaction.update_cards([replace(card, is_suspended=True) for card in cards])
        else:
            transaction.delete_notes([note.id])
            removed += 1
    return removed
