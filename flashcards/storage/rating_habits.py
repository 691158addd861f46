"""How reviews were rated, one after another of the same card."""

from typing import NamedTuple

from flashcards.domain.card import CardState
from flashcards.domain.review import ReviewKind
from flashcards.storage.snapshot import Snapshot


class RatedRow(NamedTuple):
    """A review of a card in review on a later day, that something was predicted of.

    Attributes:
        before: the rating of the card's review before it, same-day steps passed over; None for the first.
    """

    before: int | None
    rating: int
    retrievability: float


def rated_reviews(snapshot: Snapshot, newest: int, lines: int) -> list[RatedRow]:
    """Give the newest reviews, the newest first.

    Args:
        newest: how many at most.
        lines: of the log that are looked through for them: of an imported one nothing was predicted.
    """
    sql = (
        "SELECT (SELECT earlier.rating FROM review AS earlier WHERE earlier.card_id = review.card_id"
        "  AND earlier.reviewed_at < review.reviewed_at AND earlier.rating IS NOT NULL AND earlier.kind = ?1"
        "  ORDER BY earlier.reviewed_at DESC LIMIT 1), rating, retrievability FROM review"
        " WHERE kind = ?1 AND state = ?2 AND rating IS NOT NULL AND retrievability IS NOT NULL AND elapsed_days > 0"
        " AND id > (SELECT max(id) FROM review) - ?4"
        " ORDER BY id DESC LIMIT ?3"
    )
    return [RatedRow._make(row) for row in snapshot.rows(sql, (ReviewKind.REVIEW, CardState.REVIEW, newest, lines))]
