"""What is done to many cards or notes at once: what undo calls it, what it writes, what is said when it is done."""

import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from flashcards.collection import bulk
from flashcards.domain.browsing import Unit
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.progress import Progress
from flashcards.domain.review import Rating
from flashcards.wording import counted

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction
    from flashcards.ui.browse.replace_model import Wish
    from flashcards.ui.browse.type_model import TypeWish

Verb = Callable[..., Sequence[int]]
"""Takes a transaction, ids and `progress`; gives the ids of what was not so before."""

CARDS, NOTES = Unit.CARDS, Unit.NOTES

SAID = {
    Operation.SUSPEND: "suspended",
    Operation.UNSUSPEND: "released",
    Operation.BURY: "buried until tomorrow",
    Operation.UNBURY: "taken back from being buried",
    Operation.FLAG: "flagged",
    Operation.UNFLAG: "without a flag now",
    Operation.MARK: "marked",
    Operation.UNMARK: "no longer marked",
    Operation.MOVE_CARDS: "moved",
    Operation.ADD_TAGS: "tagged",
    Operation.REMOVE_TAGS: "without these tags now",
    Operation.FIND_AND_REPLACE: "changed",
    Operation.CHANGE_NOTE_TYPE: "of another type now",
    Operation.DELETE_NOTE: "deleted",
    Operation.COPY_NOTE: "copied",
    Operation.RESET_CARD: "reset: they are new again",
    Operation.SET_DUE_DATE: "due as you said",
    Operation.REPOSITION: "in another place among the new ones",
    Operation.GRADE_NOW: "answered",
}
"""What is said of cards or notes after each."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing to do to what is selected.

    Attributes:
        operation: what undo calls it, unless the verb finds another name.
        about: whether the verb takes cards or notes.
        verb: does it.
    """

    operation: Operation
    about: Unit
    verb: Verb


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: what undo calls it now, and how many it changed of what."""

    operation: Operation
    about: Unit
    count: int

    @property
    def sentence(self) -> str:
        """What is said of it."""
        noun = "card" if self.about is CARDS else "note"
        if self.count == 0:
            return f"Nothing was changed: no selected {noun} was otherwise."
        return f"{counted(self.count, noun)} {SAID[self.operation]}."


TURN_SUSPENDED = Edit(Operation.SUSPEND, CARDS, bulk.toggle_suspended)
TURN_MARK = Edit(Operation.MARK, NOTES, bulk.toggle_marked)
DELETE = Edit(Operation.DELETE_NOTE, NOTES, bulk.delete_notes)


def turn_buried(now: datetime, zone: tzinfo | None) -> Edit:
    """Bury cards until tomorrow, or take them back."""

    def bury(transaction: "Transaction", ids: Sequence[CardId], *, progress: Progress) -> Sequence[int]:
        from flashcards.collection.studying import learner_calendar

        today = learner_calendar(transaction.snapshot, zone).day(now)
        return bulk.toggle_buried(transaction, ids, today, progress=progress)

    return Edit(Operation.BURY, CARDS, bury)


def turn_flag(number: int) -> Edit:
    """Flag cards, or take that flag away."""
    return Edit(Operation.FLAG, CARDS, partial(_with, bulk.toggle_flag, number))


def move(deck: str) -> Edit:
    """Put cards into a deck, which is made where it is missing."""
    return Edit(Operation.MOVE_CARDS, CARDS, partial(_with, bulk.move_to_deck, deck))


def add_tags(tags: Sequence[str]) -> Edit:
    """Tag notes."""
    return Edit(Operation.ADD_TAGS, NOTES, partial(_with, bulk.add_tags, tuple(tags)))


def filed_under(name: str, *, is_deck: bool) -> Edit:
    """Put cards into a deck, or tag their notes."""
    return move(name) if is_deck else add_tags([name])


def remove_tags(tags: Sequence[str]) -> Edit:
    """Take tags off notes."""
    return Edit(Operation.REMOVE_TAGS, NOTES, partial(_with, bulk.remove_tags, tuple(tags)))


def set_due(typed: str, zone: tzinfo | None) -> Edit:
    """Make cards due as it was typed: `3`, `3-7`, `5!`.

    Raises:
        DueDaysError: it is no number of days.
    """
    days = bulk.DueDays.read(typed)

    def due(transaction: "Transaction", ids: Sequence[CardId], *, progress: Progress) -> Sequence[int]:
        chance = random.Random()  # noqa: S311 - which day of several, no secret
        return bulk.set_due(transaction, ids, days, chance, zone, progress=progress)

    return Edit(Operation.SET_DUE_DATE, CARDS, due)


def grade_now(rating: Rating, zone: tzinfo | None) -> Edit:
    """Answer cards with one rating."""

    def grade(transaction: "Transaction", ids: Sequence[CardId], *, progress: Progress) -> Sequence[int]:
        return bulk.grade_now(transaction, ids, rating, zone, progress=progress)

    return Edit(Operation.GRADE_NOW, CARDS, grade)


def reset(zone: tzinfo | None, *, keeps_counts: bool, keeps_position: bool) -> Edit:
    """Make cards new again."""

    def renew(transaction: "Transaction", ids: Sequence[CardId], *, progress: Progress) -> Sequence[int]:
        return bulk.reset(
            transaction, ids, zone, keeps_counts=keeps_counts, keeps_position=keeps_position, progress=progress
        )

    return Edit(Operation.RESET_CARD, CARDS, renew)


def reposition(places: bulk.Places) -> Edit:
    """Put new cards at other places."""
    return Edit(Operation.REPOSITION, CARDS, partial(_with, bulk.reposition, places))


def replace_text(wish: "Wish") -> Edit:
    """Replace what is found in notes.

    Raises:
        PatternError: the pattern cannot be read.
    """
    replacement = wish.read()

    def replace_in(transaction: "Transaction", ids: Sequence[NoteId], *, progress: Progress) -> Sequence[int]:
        return bulk.replace_in(transaction, ids, replacement, wish.field, progress=progress)

    return Edit(Operation.FIND_AND_REPLACE, NOTES, replace_in)


def change_type(wish: "TypeWish") -> Edit:
    """Give notes another note type."""

    def change(transaction: "Transaction", ids: Sequence[NoteId], *, progress: Progress) -> Sequence[int]:
        return bulk.change_note_type(transaction, ids, wish.new_id, wish.mapping, progress=progress)

    return Edit(Operation.CHANGE_NOTE_TYPE, NOTES, change)


def copy(now: datetime) -> Edit:
    """Add a copy of each note."""

    def copy_notes(transaction: "Transaction", ids: Sequence[NoteId], *, progress: Progress) -> Sequence[int]:
        return bulk.copy_notes(transaction, ids, lambda: str(uuid.uuid4()), now, progress=progress)

    return Edit(Operation.COPY_NOTE, NOTES, copy_notes)


def carry_out(transaction: "Transaction", *, edit: Edit, unit: Unit, ids: Sequence[int], progress: Progress) -> Done:
    """Do it to the cards or notes of the list, or to the notes or cards they belong to.

    Raises:
        CancelledError: `progress` said so.
    """
    done = edit.verb(transaction, _as(transaction, edit.about, unit, ids), progress=progress)
    return Done(transaction.operation or edit.operation, edit.about, len(done))


def _as(transaction: "Transaction", about: Unit, unit: Unit, ids: Sequence[int]) -> Sequence[int]:
    if about is unit:
        return ids
    if about is CARDS:
        return bulk.cards_of(transaction.snapshot, map(NoteId, ids))
    return bulk.notes_of(transaction.snapshot, map(CardId, ids))


def _with(
    verb: Callable[..., Sequence[int]],
    what: object,
    transaction: "Transaction",
    ids: Sequence[int],
    *,
    progress: Progress,
) -> Sequence[int]:
    """Call a verb that wants one more thing, behind the ids."""
    return verb(transaction, ids, what, progress=progress)
