"""What can be done to the card shown besides answering it: what undo calls it, what it writes, what is said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from flashcards.collection import bulk, card_actions
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
    change = partial(card_actions.bury_cards, ids=(card.id,), today=today)
    return Deed(Operation.BURY, change, "Card buried until tomorrow.")


def bury_note(card: Card, today: StudyDay) -> Deed:
    """Set all cards of a note aside until tomorrow."""
    change = partial(card_actions.bury_note, note_id=card.note_id, today=today)
    return Deed(Operation.BURY, change, "Note buried until tomorrow.")


def suspend_card(card_id: CardId) -> Deed:
    """Set a card aside until it is released."""
    return Deed(Operation.SUSPEND, partial(card_actions.suspend_cards, ids=(card_id,)), "Card suspended.")


def suspend_note(card: Card) -> Deed:
    """Set all cards of a note aside until they are released."""
    return Deed(Operation.SUSPEND, partial(card_actions.suspend_note, note_id=card.note_id), "Note suspended.")


def release_card(card: Card) -> Deed:
    """Take a card back that was suspended or buried."""
    operation = Operation.UNSUSPEND if card.is_suspended else Operation.UNBURY
    change = partial(card_actions.release_cards, ids=(card.id,))
    return Deed(operation, change, "Card released: it comes as its schedule has it.")


def flag(card: Card, number: int) -> Deed:
    """Give a card a flag from 1 to 7, or take it away with 0."""
    return Deed(Operation.FLAG, partial(card_actions.flag_cards, ids=(card.id,), flag=number))


def mark(card: Card) -> Deed:
    """Mark a note, or take its mark away."""
    return Deed(Operation.MARK, partial(card_actions.toggle_mark, note_id=card.note_id))


def delete_note(card: Card) -> Deed:
    """Delete a note and its cards."""
    return Deed(Operation.DELETE_NOTE, partial(card_actions.delete_note, note_id=card.note_id), "Note deleted.")


def copy_note(card: Card, guid: str, now: datetime) -> Deed:
    """Add a copy of a note."""
    change = partial(card_actions.copy_note, note_id=card.note_id, guid=guid, now=now)
    return Deed(Operation.COPY_NOTE, change, "Note copied.")


def reset_card(card: Card, zone: tzinfo | None) -> Deed:
    """Make a card new again."""
    change = partial(bulk.reset, ids=(card.id,), zone=zone)
    return Deed(Operation.RESET_CARD, change, "Card reset: it is new again.")


def set_due(card: Card, ahead: int, now: datetime, calendar: StudyCalendar) -> Deed:
    """Make a card due a number of days from today."""
    due_on = StudyDay(calendar.day(now) + ahead)
    change = partial(card_actions.set_due, ids=(card.id,), due_on=due_on, now=now, calendar=calendar)
    when = f"in {days(ahead)}" if ahead else "today"
    return Deed(Operation.SET_DUE_DATE, change, f"Card due {when}.")


def edit_note(note: Note, now: datetime) -> Deed:
    """Store a note's changed fields, tags and citation; give it the cards its fields make now."""
    return Deed(Operation.EDIT_NOTE, partial(card_actions.edit_note, note=note, now=now))
