"""The review log of a collection file."""

from flashcards.formats.foreign_database import ForeignDatabase
from flashcards.formats.incoming import Incoming
from flashcards.formats.review_table import CHUNK, reviews_of_tables
from flashcards.formats.transfer import Reviews

_REVIEW_BYTES = 56
_ROWS = (
    "SELECT card_id, reviewed_at, coalesce(rating, 0), "
    "kind + (kind = 4 AND interval_days = 0 AND stability IS NOT NULL), "  # no reset: see `storage.fits.KIND`
    "interval_days, duration_ms FROM review "
    "WHERE typeof(card_id) = 'integer' AND typeof(reviewed_at) = 'integer' AND card_id > 0 AND reviewed_at >= 0 "
    "AND coalesce(rating, 0) BETWEEN 0 AND 4 AND kind BETWEEN 0 AND 5 "
    "AND interval_days BETWEEN 0 AND 2147483647 AND duration_ms BETWEEN 0 AND 2147483647 ORDER BY id"
)


def reviews_of(database: ForeignDatabase, incoming: Incoming) -> Reviews:
    """Give the log, sorted by card and time; lines that cannot be right are counted as a problem.

    Raises:
        ImportRefusedError: the file is damaged, or holds too much.
    """
    import numpy as np

    tables = []
    for batch in database.batches(_ROWS, CHUNK):
        incoming.count(_REVIEW_BYTES * len(batch))
        tables.append(np.array(batch, dtype=np.int64))
    reviews = reviews_of_tables(tables)
    left_out = database.count("review") - reviews.count
    if left_out > 0:
        incoming.problem(0, f"lines of the review log that cannot be right were left out: {left_out}")
    return reviews
