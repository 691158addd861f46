"""The learner's decision where the publisher changed words that the learner had changed too.

Each is one undoable step. Until then, and whatever it is, every schedule stays.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.collection.card_actions import edit_note
from flashcards.collection.deck_updates import Conflict, Decision
from flashcards.collection.shipped import CITATION, Shipped, as_shipped, decode_shipped, is_of_kind
from flashcards.collection.update_record import keep_update, last_update
from flashcards.domain.note import Note
from flashcards.domain.note_type import built_in
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def keep_mine(transaction: "Transaction", guid: str) -> None:
    """Leave a note as the learner has it."""
    _decide(transaction, guid, Decision.MINE)


def take_theirs(transaction: "Transaction", guid: str, now: datetime) -> None:
    """Give a note the publisher's words where both had changed it; what only the learner changed stays."""
    conflict = _decide(transaction, guid, Decision.THEIRS)
    note_id = reading.note_ids_by_guid(transaction.snapshot, [guid]).get(guid)
    if conflict is None or note_id is None:
        return
    note = reading.notes(transaction.snapshot, [note_id])[note_id]
    shipped = decode_shipped(reading.shipped(transaction.snapshot, [note_id])[note_id])
    edit_note(transaction, with_theirs(note, shipped, conflict), now)


def edit_mine(transaction: "Transaction", note: Note, now: datetime) -> None:
    """Store words the learner has written in view of the publisher's."""
    _decide(transaction, note.guid, Decision.EDITED)
    edit_note(transaction, note, now)


def with_theirs(note: Note, shipped: Shipped, conflict: Conflict) -> Note:
    """Give a note as it is with the publisher's words in the disputed parts."""
    if not is_of_kind(note, shipped.kind):
        return as_shipped(note, shipped)
    names = built_in(shipped.kind).fields
    fields = tuple(
        theirs if name in conflict.parts else mine
        for name, mine, theirs in zip(names, note.fields, shipped.fields, strict=True)
    )
    citation = shipped.provenance.citation if CITATION in conflict.parts else note.provenance.citation
    return replace(note, fields=fields, provenance=replace(note.provenance, citation=citation))


def _decide(transaction: "Transaction", guid: str, decision: Decision) -> Conflict | None:
    """Note a decision; give the conflict it is about, or None when there is none."""
    update = last_update(transaction.snapshot)
    conflict = next((one for one in update.conflicts if one.guid == guid), None) if update else None
    if update is not None and conflict is not None:
        decided = tuple(replace(one, decision=decision) if one.guid == guid else one for one in update.conflicts)
        keep_update(transaction, replace(update, conflicts=decided))
    return conflict
