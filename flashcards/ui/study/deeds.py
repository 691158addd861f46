"""What can be done to the card shown besides answering it: what undo calls it, what it writes, what is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note import Note
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.wording import days

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

Change = Callable[["Transaction"], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do.

    Attributes:
        change: does it, on the write lane.
        message: said when it is done, "" for nothing.
    """

    operation: Operation
    change: Change
    message: str = ""


def bury_card(card: Card, today: StudyDay) -> Deed:
    """Set a card aside until tomorrow."""
    return Deed(Operation.BURY, partial(_bury, ids=(card.id,), today=today), "Card buried until tomorrow.")


def bury_note(card: Card, today: StudyDay) -> Deed:
    """Set all cards of a note aside until tomorrow."""
    return Deed(Operation.BURY, partial(_bury_note, card=card, today=today), "Note buried until tomorrow.")


def suspend_card(card_id: CardId) -> Deed:
    """Set a card aside until it is released."""
    return Deed(Operation.SUSPEND, partial(_suspend, ids=(card_id,)), "Card suspended.")


def suspend_note(card: Card) -> Deed:
    """Set all cards of a note aside until they are released."""
    return Deed(Operation.SUSPEND, partial(_suspend_note, card=card), "Note suspended.")


def flag(card: Card, number: int) -> Deed:
    """Give a card a flag from 1 to 7, or take it away with 0."""
    return Deed(Operation.FLAG, partial(_flag, card=card, number=number))


def mark(card: Card) -> Deed:
    """Mark a note, or take its mark away."""
    return Deed(Operation.MARK, partial(_mark, card=card))


def delete_note(card: Card) -> Deed:
    """Delete a note and its cards."""
    return Deed(Operation.DELETE_NOTE, partial(_delete, card=card), "Note deleted.")


def copy_note(card: Card, guid: str, now: datetime) -> Deed:
    """Add a copy of a note."""
    return Deed(Operation.COPY_NOTE, partial(_copy, card=card, guid=guid, now=now), "Note copied.")


def reset_card(card: Card, now: datetime, calendar: StudyCalendar) -> Deed:
    """Make a card new again."""
    change = partial(_reset, card=card, now=now, calendar=calendar)
    return Deed(Operation.RESET_CARD, change, "Card reset: it is new again.")


def set_due(card: Card, ahead: int, now: datetime, calendar: StudyCalendar) -> Deed:
    """Make a card due a number of days from today."""
    change = partial(_set_due, card=card, ahead=ahead, now=now, calendar=calendar)
    when = f"in {days(ahead)}" if ahead else "today"
    return Deed(Operation.SET_DUE_DATE, change, f"Card due {when}.")


def edit_note(note: Note, now: datetime) -> Deed:
    """Store a note's changed fields, tags and citation; give it the cards its fields make now."""
    return Deed(Operation.EDIT_NOTE, partial(_edit, note=note, now=now))


def _bury(transaction: "Transaction", *, ids: tuple[CardId, ...], today: StudyDay) -> None:
    from flashcards.collection.card_actions import bury_cards

    bury_cards(transaction, ids, today)


def _bury_note(transaction: "Transaction", *, card: Card, today: StudyDay) -> None:
    from flashcards.collection.card_actions import bury_cards, siblings

    bury_cards(transaction, siblings(transaction, card.note_id), today)


def _suspend(transaction: "Transaction", *, ids: tuple[CardId, ...]) -> None:
    from flashcards.collection.card_actions import suspend_cards

    suspend_cards(transaction, ids)


def _suspend_note(transaction: "Transaction", *, card: Card) -> None:
    from flashcards.collection.card_actions import siblings, suspend_cards

    suspend_cards(transaction, siblings(transaction, card.note_id))


def _flag(transaction: "Transaction", *, card: Card, number: int) -> None:
    from flashcards.collection.card_actions import flag_cards

    flag_cards(transaction, (card.id,), number)


def _mark(transaction: "Transaction", *, card: Card) -> None:
    from flashcards.collection.card_actions import toggle_mark

    toggle_mark(transaction, card.note_id)


def _delete(transaction: "Transaction", *, card: Card) -> None:
    from flashcards.collection.card_actions import delete_note as delete

    delete(transaction, card.note_id)


def _copy(transaction: "Transaction", *, card: Card, guid: str, now: datetime) -> None:
    from flashcards.collection.card_actions import copy_note as copy

    copy(transaction, card.note_id, guid, now)


def _reset(transaction: "Transaction", *, card: Card, now: datetime, calendar: StudyCalendar) -> None:
    from flashcards.collection.card_actions import reset_cards

    reset_cards(transaction, (card.id,), now, calendar)


def _set_due(transaction: "Transaction", *, card: Card, ahead: int, now: datetime, calendar: StudyCalendar) -> None:
    from flashcards.collection.card_actions import set_due as make_due

    make_due(transaction, (card.id,), StudyDay(calendar.day(now) + ahead), now, calendar)


def _edit(transaction: "Transaction", *, note: Note, now: datetime) -> None:
    from flashcards.collection.card_actions import edit_note as edit
    from flashcards.collection.note_cards import sync_cards

    edit(transaction, note, now)
    sync_cards(transaction, note)
