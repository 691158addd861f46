"""What can be done to cards and notes besides answering them. Each runs inside one undoable step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.collection import bulk
from flashcards.collection.hand_scheduling import due_card, manual_line
from flashcards.collection.note_cards import sync_cards
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note import MARKED, Note
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.storage import choosing, reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def bury_cards(transaction: "Transaction", ids: Sequence[CardId], today: StudyDay) -> None:
    """Set cards aside until the next study day."""
    bulk.bury(transaction, ids, today)


def bury_note(transaction: "Transaction", note_id: NoteId, today: StudyDay) -> None:
    """Set all cards of a note aside until the next study day."""
    bury_cards(transaction, _siblings(transaction, note_id), today)


def suspend_cards(transaction: "Transaction", ids: Sequence[CardId]) -> None:
    """Set cards aside until they are released."""
    bulk.suspend(transaction, ids)


def suspend_note(transaction: "Transaction", note_id: NoteId) -> None:
    """Set all cards of a note aside until they are released."""
    suspend_cards(transaction, _siblings(transaction, note_id))


def release_cards(transaction: "Transaction", ids: Sequence[CardId]) -> None:
    """Take cards back that were suspended or buried; they come as their schedule has it."""
    bulk.unsuspend(transaction, ids)
    bulk.unbury(transaction, ids)


def flag_cards(transaction: "Transaction", ids: Sequence[CardId], flag: int) -> None:
    """Give cards a flag from 1 to 7, or take it away with 0."""
    bulk.flag(transaction, ids, flag)


def toggle_mark(transaction: "Transaction", note_id: NoteId) -> bool:
    """Mark a note, or take its mark away; give whether it is marked now."""
    is_marked = not choosing.all_tagged(transaction.snapshot, [note_id], MARKED)
    change = bulk.add_tags if is_marked else bulk.remove_tags
    change(transaction, [note_id], [MARKED])
    return is_marked


def delete_note(transaction: "Transaction", note_id: NoteId) -> None:
    """Delete a note and its cards. Its reviews stay in the log."""
    bulk.delete_notes(transaction, [note_id])


def copy_note(transaction: "Transaction", note_id: NoteId, guid: str, now: datetime) -> NoteId:
    """Add a copy of a note as one of the learner's own, with new cards in the same decks.

    Args:
        guid: the identity of the copy.
    """
    (copy_id,) = bulk.copy_notes(transaction, [note_id], lambda: guid, now)
    return copy_id


def edit_note(transaction: "Transaction", note: Note, now: datetime) -> None:
    """Store a note's changed fields, tags or citation, and give it the cards its fields make now.

    Cards that stay keep their schedule.
    """
    transaction.update_note(replace(note, modified_at=now))
    sync_cards(transaction, note)


def set_due(
    transaction: "Transaction",
    ids: Sequence[CardId],
    due_on: StudyDay,
    now: datetime,
    calendar: StudyCalendar,
    kind: ReviewKind = ReviewKind.MANUAL,
) -> int:
    """Make cards due on a study day, keeping what is known of their memory.

    Args:
        kind: what the review log calls it: by hand, or by the program.

    Returns:
        How many cards were moved. A new card has no memory to schedule, so it is left as it is.
    """
    today = calendar.day(now)
    seen = [card for card in reading.cards(transaction.snapshot, ids).values() if card.memory is not None]
    transaction.update_cards([due_card(card, due_on, today) for card in seen])
    lines = (manual_line(card, now, today, interval_days=due_on - today) for card in seen)
    transaction.add_reviews([replace(line, kind=kind) for line in lines])
    return len(seen)


def _siblings(transaction: "Transaction", note_id: NoteId) -> tuple[CardId, ...]:
    return tuple(card.id for card in reading.cards_of_notes(transaction.snapshot, [note_id]))
