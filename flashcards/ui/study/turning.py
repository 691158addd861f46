"""Which card comes first after undo or redo."""

from typing import TYPE_CHECKING

from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId

if TYPE_CHECKING:
    from flashcards.collection.collection import Turned

CARD_OPERATIONS = frozenset(
    {
        Operation.ANSWER_CARD,
        Operation.BURY,
        Operation.SUSPEND,
        Operation.FLAG,
        Operation.RESET_CARD,
        Operation.SET_DUE_DATE,
        Operation.DELETE_NOTE,
    }
)
"""Steps about a card: undoing one brings the card back before the learner's eyes."""

PUT_ASIDE = frozenset({Operation.BURY, Operation.SUSPEND, Operation.DELETE_NOTE})
"""Steps that take a card out of the sitting, and put nothing in its place."""


def first_after(turned: "Turned", shown: CardId | None, *, is_undo: bool) -> CardId | None:
    """Give the card to begin with: the one put back by undo, else the one shown, unless redo has dealt with it."""
    if turned.operation not in CARD_OPERATIONS or turned.card_id is None:
        return shown
    if is_undo:
        return turned.card_id
    return None if shown == turned.card_id else shown


def puts_back(turned: "Turned", *, is_undo: bool) -> bool:
    """Say whether a step, undone, puts a card before the learner that was dealt with."""
    return is_undo and turned.operation in CARD_OPERATIONS and turned.card_id is not None
