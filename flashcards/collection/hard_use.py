"""Whether Hard is pressed for forgotten cards, and putting the question away once it was asked."""

from typing import TYPE_CHECKING

from flashcards.domain.review import Rating
from flashcards.scheduling import hard_use as judging
from flashcards.scheduling.hard_use import HardUse, Seen
from flashcards.storage import reading
from flashcards.storage.rating_habits import rated_reviews
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

NEWEST = 1000
"""Reviews that are looked at: who has changed their ways is not reminded of older ones for ever."""

LINES = 20_000
"""Lines of the log that are looked through for them."""

_KEY = "hard_use_answered"
"""The row of `setting` that says that the learner has put the question away."""


def to_ask(snapshot: Snapshot) -> HardUse | None:
    """Give what the learner is to be asked about; None where there is nothing to ask, or it was put away."""
    if reading.value(snapshot, _KEY):
        return None
    rows = rated_reviews(snapshot, NEWEST, LINES)
    found = judging.hard_use(
        Seen(None if row.before is None else Rating(row.before), Rating(row.rating), row.retrievability) for row in rows
    )
    return found if found.is_suspect else None


def put_away(transaction: "Transaction") -> None:
    """Never ask again."""
    transaction.set_value(_KEY, "put away")
