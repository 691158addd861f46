"""Whether there is something to tell of the review log yet."""

from flashcards.storage import tally_reading
from flashcards.storage.snapshot import Snapshot

LONG_TAIL = 5000
"""Fewer uncounted lines than this are quicker counted whenever they are asked for."""


def is_uncounted(snapshot: Snapshot) -> bool:
    """Say whether much of the log is not counted yet."""
    return tally_reading.uncounted(snapshot) > LONG_TAIL


def has_answers(snapshot: Snapshot) -> bool:
    """Say whether a card was ever answered."""
    return tally_reading.first_day(snapshot) is not None
