"""The first start: which decks, an exam date or none, minutes a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.collection import bundled, exams
from flashcards.collection.deck_updates import Loaded
from flashcards.domain.deck import parents
from flashcards.domain.exam import Exam
from flashcards.domain.ids import ExamId
from flashcards.storage import counts, reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_WELCOMED = "welcomed"
RHIT = "RHIT exam"
"""What an exam is called at first."""

NEW_CARD_SECONDS = 38
"""What a new card takes on its first day. Source: fsrs-rs defaults, learning steps included."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the learner asks for at the first start.

    Attributes:
        decks: keys of the bundled decks to load; may be empty.
        exam_on: the exam's date, or None.
    """

    decks: tuple[str, ...]
    exam_on: date | None
    minutes_a_day: int


def is_first_run(snapshot: Snapshot) -> bool:
    """Say whether the learner has not been asked yet and there is nothing in the collection."""
    return reading.value(snapshot, _WELCOMED) is None and not counts.has_notes(snapshot)


def new_limit_for(minutes_a_day: int) -> int:
    """Give the new cards a day that leave about half of the time for reviews, in steps of five.

    A new card costs its own 38 seconds and, over the following weeks, about as much again in reviews.
    """
    cards = minutes_a_day * 60 / 2 / NEW_CARD_SECONDS
    return max(5, 5 * round(cards / 5))


def planned_new_for(minutes_a_day: int) -> int:
    """Give the new cards that fill the first day of a plan to an exam, when there is nothing to review yet."""
    return minutes_a_day * 60 // NEW_CARD_SECONDS


def begin(transaction: "Transaction", folder: Path, wishes: Wishes, now: datetime) -> Loaded:
    """Load the chosen decks, folded so that the tree begins with the top ones, and keep the learner's wishes."""
    loaded = bundled.load(transaction, folder, known(folder, wishes.decks), now)
    _fold(transaction)
    settings = reading.learning_settings(transaction.snapshot)
    transaction.set_learning_settings(
        replace(
            settings,
            minutes_a_day=wishes.minutes_a_day,
            new_limit=new_limit_for(wishes.minutes_a_day),
        )
    )
    if wishes.exam_on is not None:
        exams.add(transaction, Exam(ExamId(0), RHIT, wishes.exam_on, minutes_a_day=wishes.minutes_a_day))
    transaction.set_value(_WELCOMED, now.isoformat())
    return loaded


def _fold(transaction: "Transaction") -> None:
    decks = reading.decks(transaction.snapshot)
    inner = set(parents(decks).values())
    for deck in decks:
        if deck.id in inner:
            transaction.update_deck(replace(deck, is_collapsed=True))


def known(folder: Path, wanted: Iterable[str]) -> tuple[str, ...]:
    """Keep the keys for which there is a deck."""
    there = set(bundled.keys(folder))
    return tuple(key for key in wanted if key in there)
