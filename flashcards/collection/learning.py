"""The learner's settings, which travel with the collection."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flashcards.domain.learning import LearningSettings
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction


def learning_settings(snapshot: Snapshot) -> LearningSettings:
    """Give the settings; a new collection has the defaults."""
    return reading.learning_settings(snapshot)


def change_learning(transaction: "Transaction", changes: dict[str, Any]) -> None:
    """Change settings by their names; the others stay.

    Raises:
        ValueError: a value is out of range.
    """
    transaction.set_learning_settings(replace(learning_settings(transaction.snapshot), **changes))
