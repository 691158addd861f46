"""What is done to many notes alike: tagging, marking, copying and deleting them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import by_id, in_parts, numbers
from flashcards.collection.hand_scheduling import fresh_card
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.note import MARKED, Note
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import choosing, reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

Ids = Iterable[NoteId]


def add_tags(
    transaction: "Transaction", ids: Ids, tags: Sequence[str], *, progress: Progress = no_progress
) -> list[NoteId]:
    """Give notes tags beside those they have; a tag that exists keeps its spelling.

    Returns:
        The notes that lacked one of them.
    """
    edits = transaction.edits()
    return [one for part in in_parts(by_id(ids), "Tagging", progress) for one in edits.add_tags(part, tags)]


def remove_tags(
    transaction: "Transaction", ids: Ids, tags: Sequence[str], *, progress: Progress = no_progress
) -> list[NoteId]:
    """Take tags off notes, with the tags below them; `*` in a tag stands for any text.

    Returns:
        The notes that had one of them.
    """
    edits = transaction.edits()
    return [one for part in in_parts(by_id(ids), "Removing tags", progress) for one in edits.remove_tags(part, tags)]


def toggle_marked(transaction: "Transaction", ids: Ids, *, progress: Progress = no_progress) -> list[NoteId]:
    """Mark notes, or take the mark away when all of them are marked; undo calls it what it was.

    Returns:
        The notes that were not so before.
    """
    chosen = numbers(ids)
    if choosing.all_tagged(transaction.snapshot, chosen, MARKED):
        transaction.rename(Operation.UNMARK)
        return remove_tags(transaction, chosen, [MARKED], progress=progress)
    transaction.rename(Operation.MARK)
    return add_tags(transaction, chosen, [MARKED], progress=progress)


def delete_notes(transaction: "Transaction", ids: Ids, *, progress: Progress = no_progress) -> list[NoteId]:
    """Delete notes with their cards. Their reviews stay in the log.

    Returns:
        The notes that were there.
    """
    deleted: list[NoteId] = []
    for part in in_parts(by_id(ids), "Deleting", progress):
        there = choosing.notes_there(transaction.snapshot, part)
        transaction.delete_notes(there)
        deleted += there
    return deleted


def copy_notes(
    transaction: "Transaction",
    ids: Ids,
    new_guid: Callable[[], str],
    now: datetime,
    *,
    progress: Progress = no_progress,
) -> list[NoteId]:
    """Add a copy of each note as one of the learner's own, with new cards in the same decks.

    Args:
        new_guid: gives the identity of each copy.

    Returns:
        The copies, in the order of the notes they are copies of.
    """
    copies: list[NoteId] = []
    for part in in_parts(ids, "Copying", progress):
        found = reading.notes(transaction.snapshot, part)
        notes = [found[note_id] for note_id in part if note_id in found]
        new_ids = transaction.add_notes([_copy(note, new_guid(), now) for note in notes])
        copy_of = dict(zip((note.id for note in notes), new_ids, strict=True))
        cards = reading.cards_of_notes(transaction.snapshot, list(copy_of))
        transaction.add_cards([fresh_card(card, copy_of[card.note_id]) for card in cards])
        copies += new_ids
    return copies


def _copy(note: Note, guid: str, now: datetime) -> Note:
    return replace(note, id=NoteId(0), guid=guid, origin="", created_at=now, modified_at=now, revision=0)
