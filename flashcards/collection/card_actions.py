"""What can be done to cards and notes besides answering them. Each runs inside one undoable step."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.collection.bulk.notes import copy_notes
from flashcards.collection.note_cards import fresh_card, sync_cards
from flashcards.domain.card import Card, CardState
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.note import MARKED, Note
from flashcards.domain.review import Review, ReviewKind
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def bury_cards(transaction: "Transaction", ids: Sequence[CardId], today: StudyDay) -> None:
    """Set cards aside until the next study day."""
    _change(transaction, ids, lambda card: replace(card, buried_until=StudyDay(today + 1)))


def bury_note(transaction: "Transaction", note_id: NoteId, today: StudyDay) -> None:
    """Set all cards of a note aside until the next study day."""
    bury_cards(transaction, _siblings(transaction, note_id), today)


def suspend_cards(transaction: "Transaction", ids: Sequence[CardId]) -> None:
    """Set cards aside until they are released."""
    _change(transaction, ids, lambda card: replace(card, is_suspended=True))


def suspend_note(transaction: "Transaction", note_id: NoteId) -> None:
    """Set all cards of a note aside until they are released."""
    suspend_cards(transaction, _siblings(transaction, note_id))


def release_cards(transaction: "Transaction", ids: Sequence[CardId]) -> None:
    """Take cards back that were suspended or buried; they come as their schedule has it."""
    _change(transaction, ids, lambda card: replace(card, is_suspended=False, buried_until=None))


def flag_cards(transaction: "Transaction", ids: Sequence[CardId], flag: int) -> None:
    """Give cards a flag from 1 to 7, or take it away with 0."""
    _change(transaction, ids, lambda card: replace(card, flag=flag))


def toggle_mark(transaction: "Transaction", note_id: NoteId) -> bool:
    """Mark a note, or take its mark away; give whether it is marked now."""
    note = reading.notes(transaction.snapshot, [note_id])[note_id]
    is_marked = MARKED not in note.tags
    tags = (*note.tags, MARKED) if is_marked else tuple(tag for tag in note.tags if tag != MARKED)
    transaction.update_note(replace(note, tags=tags))
    return is_marked


def delete_note(transaction: "Transaction", note_id: NoteId) -> None:
    """Delete a note and its cards. Its reviews stay in the log."""
    transaction.delete_notes([note_id])


def copy_note(transaction: "Transaction", note_id: NoteId, guid: str, now: datetime) -> NoteId:
    """Add a copy of a note as one of the learner's own, with new cards in the same decks.

    Args:
        guid: the identity of the copy.
    """
    (copy_id,) = copy_notes(transaction, [note_id], lambda: guid, now)
    return copy_id


def edit_note(transaction: "Transaction", note: Note, now: datetime) -> None:
    """Store a note's changed fields, tags or citation, and give it the cards its fields make now.

    Cards that stay keep their schedule.
    """
    transaction.update_note(replace(note, modified_at=now))
    sync_cards(transaction, note)


def reset_cards(transaction: "Transaction", ids: Sequence[CardId], now: datetime, calendar: StudyCalendar) -> None:
    """Make cards new again. Their reviews stay in the log, with a line that says they were reset."""
    cards = reading.cards(transaction.snapshot, ids)
    transaction.update_cards([fresh_card(card, card.note_id) for card in cards.values()])
    transaction.add_reviews([_manual(card, now, calendar, interval_days=0) for card in cards.values()])


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
    transaction.update_cards([_due_on(card, due_on, today) for card in seen])
    lines = [(card, _manual(card, now, calendar, interval_days=due_on - today)) for card in seen]
    transaction.add_reviews([replace(line, kind=kind, memory=card.memory) for card, line in lines])
    return len(seen)


def _siblings(transaction: "Transaction", note_id: NoteId) -> tuple[CardId, ...]:
    return tuple(card.id for card in reading.cards_of_notes(transaction.snapshot, [note_id]))


def _due_on(card: Card, due_on: StudyDay, today: StudyDay) -> Card:
    last = card.last_review_on if card.last_review_on is not None else today
    return replace(
        card,
        state=CardState.REVIEW,
        step=None,
        due_at=None,
        due_on=due_on,
        interval_days=max(1, due_on - last),
        buried_until=None,
    )


def _manual(card: Card, now: datetime, calendar: StudyCalendar, *, interval_days: int) -> Review:
    today = calendar.day(now)
    return Review(
        card_id=card.id,
        reviewed_at=now,
        reviewed_on=today,
        rating=None,
        kind=ReviewKind.MANUAL,
        state=card.state,
        elapsed_days=today - card.last_review_on if card.last_review_on is not None else 0,
        interval_days=interval_days,
        duration_ms=0,
        retrievability=None,
        memory=None,
    )


def _change(transaction: "Transaction", ids: Sequence[CardId], change: Callable[[Card], Card]) -> None:
    transaction.update_cards([change(card) for card in reading.cards(transaction.snapshot, ids).values()])
