"""What is done to many cards alike: moving them, setting them aside, flagging them.

Each gives the ids of the cards that were not so before.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import by_id, in_parts, numbers
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyDay
from flashcards.storage import choosing

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

Ids = Iterable[CardId]


def move_to_deck(transaction: "Transaction", ids: Ids, deck: str, *, progress: Progress = no_progress) -> list[CardId]:
    """Put cards into a deck, which is made, with those above it, when it is missing.

    Args:
        deck: its full name.

    Raises:
        ValueError: the name is empty.
    """
    deck_id = transaction.add_deck(deck).id
    edits = transaction.edits()
    return _each(ids, "Moving", progress, lambda part: edits.move(part, deck_id))


def suspend(transaction: "Transaction", ids: Ids, *, progress: Progress = no_progress) -> list[CardId]:
    """Set cards aside until they are released."""
    edits = transaction.edits()
    return _each(ids, "Suspending", progress, lambda part: edits.suspend(part, is_suspended=True))


def unsuspend(transaction: "Transaction", ids: Ids, *, progress: Progress = no_progress) -> list[CardId]:
    """Take cards back that were suspended; they come as their schedule has it."""
    edits = transaction.edits()
    return _each(ids, "Unsuspending", progress, lambda part: edits.suspend(part, is_suspended=False))


def toggle_suspended(transaction: "Transaction", ids: Ids, *, progress: Progress = no_progress) -> list[CardId]:
    """Suspend cards, or take them back when all of them are suspended; undo calls it what it was."""
    chosen = numbers(ids)
    if choosing.all_suspended(transaction.snapshot, chosen):
        transaction.rename(Operation.UNSUSPEND)
        return unsuspend(transaction, chosen, progress=progress)
    transaction.rename(Operation.SUSPEND)
    return suspend(transaction, chosen, progress=progress)


def bury(transaction: "Transaction", ids: Ids, today: StudyDay, *, progress: Progress = no_progress) -> list[CardId]:
    """Set cards aside until the next study day."""
    edits = transaction.edits()
    return _each(ids, "Burying", progress, lambda part: edits.bury(part, StudyDay(today + 1)))


def unbury(transaction: "Transaction", ids: Ids, *, progress: Progress = no_progress) -> list[CardId]:
    """Take cards back that were buried; they come as their schedule has it."""
    edits = transaction.edits()
    return _each(ids, "Unburying", progress, lambda part: edits.bury(part, None))


def toggle_buried(
    transaction: "Transaction", ids: Ids, today: StudyDay, *, progress: Progress = no_progress
) -> list[CardId]:
    """Bury cards, or take them back when all of them are buried; undo calls it what it was."""
    chosen = numbers(ids)
    if choosing.all_buried(transaction.snapshot, chosen, today):
        transaction.rename(Operation.UNBURY)
        return unbury(transaction, chosen, progress=progress)
    transaction.rename(Operation.BURY)
    return bury(transaction, chosen, today, progress=progress)


def flag(transaction: "Transaction", ids: Ids, number: int, *, progress: Progress = no_progress) -> list[CardId]:
    """Give cards a flag from 1 to 7, or take it away with 0.

    Raises:
        ValueError: there is no such flag.
    """
    if not 0 <= number <= 7:
        problem = f"flag {number} is not between 0 and 7"
        raise ValueError(problem)
    edits = transaction.edits()
    return _each(ids, "Flagging", progress, lambda part: edits.flag(part, number))


def toggle_flag(transaction: "Transaction", ids: Ids, number: int, *, progress: Progress = no_progress) -> list[CardId]:
    """Give cards a flag, or take it away when all of them have it; undo calls it what it was."""
    chosen = numbers(ids)
    is_off = number == 0 or choosing.all_flagged(transaction.snapshot, chosen, number)
    transaction.rename(Operation.UNFLAG if is_off else Operation.FLAG)
    return flag(transaction, chosen, 0 if is_off else number, progress=progress)


def _each(ids: Ids, doing: str, progress: Progress, change: Callable[[list[CardId]], list[CardId]]) -> list[CardId]:
    return [card_id for part in in_parts(by_id(ids), doing, progress) for card_id in change(part)]
