"""One note made into several, each easier to keep."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.collection.note_cards import new_card
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.ids import DeckId, NoteId
from flashcards.domain.note import LEECH, Note
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.rendering import card_ordinals
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

_ITEM = re.compile(r"<li\b[^<>]*>(.*?)(?=</li>|<li\b|</ul>|</ol>|\Z)", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>|</?(?:div|p)\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_BASIC = built_in(NoteKind.BASIC).id
"""Its second field is the answer to the first; in one that is typed, lines are other ways to say the same."""


class SplitError(FlashcardsError):
    """A note cannot be split as asked."""


def suggested_parts(note: Note) -> tuple[tuple[str, ...], ...]:
    """Give the fields of the notes that the items of a note's answer would make; nothing when it is no list."""
    if note.note_type_id != _BASIC:
        return ()
    question, answer = note.fields[0], note.fields[1]
    items = [one.strip() for one in _ITEM.findall(answer) or _BREAK.split(answer)]
    items = [one for one in items if _TAGS.sub("", one).strip()]
    if len(items) < 2:
        return ()
    return tuple(
        (f"{question} ({number} of {len(items)})", item, *note.fields[2:]) for number, item in enumerate(items, start=1)
    )


def parts_of(snapshot: "Snapshot", note_id: NoteId) -> tuple[tuple[str, ...], ...]:
    """Give the fields of the notes a note would become; nothing when its answer is no list, or it is gone."""
    note = reading.notes(snapshot, [note_id]).get(note_id)
    return () if note is None else suggested_parts(note)


def split_note(
    transaction: "Transaction",
    note_id: NoteId,
    parts: Sequence[Sequence[str]],
    new_guid: Callable[[], str],
    *,
    keeps_old: bool = False,
) -> tuple[NoteId, ...]:
    """Put several notes in the place of one, with its type, tags, citation and deck.

    They are new, and come up among the first.

    Args:
        parts: the fields of each.
        new_guid: gives the identity of each.
        keeps_old: the old note stays, and is suspended; otherwise it is deleted.

    Raises:
        SplitError: there are no parts, or one would have nothing to ask; nothing was changed.
    """
    note = reading.notes(transaction.snapshot, [note_id])[note_id]
    note_type = reading.note_types(transaction.snapshot)[note.note_type_id]
    cards = reading.cards_of_notes(transaction.snapshot, [note_id])
    ordinals = [card_ordinals(note_type, part) for part in parts]
    if not cards or not parts or not all(ordinals):
        problem = "Each new note needs a question and an answer. Fill in what is empty, or take the note out."
        raise SplitError(problem)
    fresh = _begun(note, transaction.now)
    ids = transaction.add_notes([replace(fresh, guid=new_guid(), fields=tuple(part)) for part in parts])
    made = dict(zip(ids, ordinals, strict=True))
    _add_cards(transaction, made, cards[0].deck_id, is_reserved=note.provenance.is_exam_only)
    if keeps_old:
        transaction.edits().suspend([card.id for card in cards], is_suspended=True)
    else:
        transaction.delete_notes([note_id])
    return ids


def _add_cards(
    transaction: "Transaction", ordinals: Mapping[NoteId, Sequence[int]], deck_id: DeckId, *, is_reserved: bool
) -> None:
    """Give new notes their cards, among the first to come up."""
    position = reading.first_new_position(transaction.snapshot)
    transaction.add_cards(
        [
            new_card(note_id, deck_id, ordinal, position, is_reserved=is_reserved)
            for note_id, several in ordinals.items()
            for ordinal in several
        ]
    )


def _begun(note: Note, now: datetime) -> Note:
    """Give a note as one that is written now: nobody has forgotten it yet."""
    tags = tuple(tag for tag in note.tags if tag.casefold() != LEECH)
    return replace(note, tags=tags, origin="", created_at=now, modified_at=now)
