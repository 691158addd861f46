"""Notes and cards as they were before an import."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flashcards.collection.note_cards import sync_cards
from flashcards.domain.ids import NoteId
from flashcards.domain.tags import folded
from flashcards.storage import import_history as stored
from flashcards.storage import reading
from flashcards.storage.import_history import Written

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_NOTHING = Written()


def restore(transaction: "Transaction", written: Mapping[str, Written], ids: Sequence[NoteId]) -> None:
    """Give notes the words, the source, the tags and the cards they had, and cards their schedules.

    Tags the learner has given since then stay.
    """
    reverter = transaction.reverter()
    wanted = set(ids)
    notes = written.get("note", _NOTHING).before
    tags = _tags(transaction, written, ids)
    reverter.restore_notes(row for note_id, row in notes.items() if note_id in wanted)
    reverter.set_tags(tags)
    reverter.restore_cards([row for row in written.get("card", _NOTHING).before.values() if row["note_id"] in wanted])
    for note in reading.notes(transaction.snapshot, ids).values():
        sync_cards(transaction, note)


def _tags(
    transaction: "Transaction", written: Mapping[str, Written], ids: Sequence[NoteId]
) -> dict[int, Sequence[str]]:
    """Give the tags of notes without those the import gave, and with those it took."""
    snapshot = transaction.snapshot
    rows = written.get("note_tag", _NOTHING)
    given = stored.tags_given(snapshot, rows.added, ids)
    names = stored.tag_names(snapshot) | {one: row["name"] for one, row in written.get("tag", _NOTHING).before.items()}
    taken: dict[int, list[str]] = {}
    for row in rows.before.values():
        taken.setdefault(row["note_id"], []).append(names[row["tag_id"]])
    found: dict[int, Sequence[str]] = {}
    for note_id, note in reading.notes(snapshot, [one for one in ids if one in given or one in taken]).items():
        less = {folded(tag) for tag in given.get(note_id, ())}
        found[note_id] = (*(tag for tag in note.tags if folded(tag) not in less), *taken.get(note_id, ()))
    return found
