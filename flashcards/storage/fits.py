"""What fits need of the review log, and what came of them."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from flashcards.domain.card import CardState
from flashcards.domain.fit import Fit, Quality
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage.damaged import reads_row
from flashcards.storage.snapshot import Row, Snapshot

if TYPE_CHECKING:
    from flashcards.storage.columns import Ids

KIND = "kind + (kind = 4 AND interval_days = 0 AND stability IS NOT NULL)"
"""The kind of a line. A change by hand to the day it was made on, which kept the memory, is told as `RESCHEDULED`:
where the memory is not told with it, it would look like a reset."""

LOG_COLUMNS = (
    "card_id",
    "reviewed_at",
    "reviewed_on",
    "coalesce(rating, 0)",
    KIND,
    "state",
    "elapsed_days",
    "interval_days",
    "duration_ms",
)

_LOG = f"SELECT {', '.join(LOG_COLUMNS)} FROM review"
_FIT = (
    "SELECT id, fitted_on, reviews, tried, parameters_before, parameters_after, log_loss_before, log_loss_after,"
    " rmse_before, rmse_after FROM fit"
)


def log_lines(snapshot: Snapshot, cards: Sequence[CardId] | None = None) -> Iterable[Row]:
    """Give the review log of some cards, or the whole of it, by `LOG_COLUMNS`; in no particular order."""
    return snapshot.rows(_LOG) if cards is None else snapshot.rows_in(f"{_LOG} WHERE card_id IN", cards)


def answered_since(snapshot: Snapshot, answers: int) -> tuple[StudyDay, list[CardId]]:
    """Give the study day with which so many newest answers begin, and the cards answered since."""
    newest = "SELECT reviewed_on FROM review WHERE rating IS NOT NULL ORDER BY reviewed_on DESC LIMIT 1 OFFSET ?"
    row = snapshot.row(newest, (answers - 1,))
    first = StudyDay(0 if row is None else row[0])
    rows = snapshot.rows("SELECT DISTINCT card_id FROM review WHERE reviewed_on >= ? AND rating IS NOT NULL", (first,))
    return first, [CardId(one[0]) for one in rows]


class Lines(NamedTuple):
    """Lines of the review log, shape (lines,) each."""

    card: "Ids"
    at: "Ids"


def reviews_without_prediction(snapshot: Snapshot) -> Lines:
    """Give the reviews of a later day than the card's answer before of which nothing was predicted. Loads numpy."""
    from flashcards.storage.columns import columns_of

    source = "review NOT INDEXED WHERE retrievability IS NULL AND elapsed_days > 0 AND rating IS NOT NULL"
    return Lines(*columns_of(snapshot, ("card_id", "reviewed_at"), source))


def newest_cards(snapshot: Snapshot, answers: int) -> list[CardId]:
    """Give the cards of the newest answers."""
    sql = "SELECT DISTINCT card_id FROM (SELECT card_id FROM review WHERE rating IS NOT NULL ORDER BY id DESC LIMIT ?)"
    return [CardId(row[0]) for row in snapshot.rows(sql, (answers,))]


def later_reviews(snapshot: Snapshot) -> int:
    """Count the reviews of a later day than the card's answer before."""
    return snapshot.number("SELECT count(*) FROM review WHERE elapsed_days > 0 AND rating IS NOT NULL")


def remembered(snapshot: Snapshot) -> Iterable[Row]:
    """Give id, stability in days and difficulty of every card that was studied, by id."""
    sql = "SELECT id, stability, difficulty FROM card WHERE state <> ? ORDER BY id"
    return snapshot.rows(sql, (CardState.NEW,))


class Scheduled(NamedTuple):
    """A review, with what its day depends on.

    Attributes:
        is_set_aside: suspended or reserved.
    """

    id: CardId
    deck_id: DeckId
    stability_days: float
    due_on: StudyDay
    last_review_on: StudyDay
    reps: int
    is_set_aside: bool


def scheduled(snapshot: Snapshot) -> list[Scheduled]:
    """Give every review whose last answer is known by its day, by id."""
    sql = (
        "SELECT id, deck_id, stability, due_on, last_review_on, reps, is_suspended OR is_reserved FROM card"
        " WHERE state = ? AND last_review_on IS NOT NULL ORDER BY id"
    )
    return [Scheduled(*row) for row in snapshot.rows(sql, (CardState.REVIEW,))]


def restarted_by_hand(snapshot: Snapshot) -> list[CardId]:
    """Give the cards whose memory was once set by hand, by id: what it is now does not follow from their answers."""
    sql = (
        "SELECT DISTINCT card_id FROM (SELECT card_id, rating, stability, lag(stability) OVER"
        " (PARTITION BY card_id ORDER BY reviewed_at, id) AS before FROM review WHERE stability IS NOT NULL"
        " AND card_id IN (SELECT card_id FROM review WHERE kind = ? AND stability IS NOT NULL))"
        " WHERE rating IS NULL AND before IS NOT stability ORDER BY card_id"
    )
    return [CardId(row[0]) for row in snapshot.rows(sql, (ReviewKind.MANUAL,))]


def fits(snapshot: Snapshot) -> tuple[Fit, ...]:
    """Give what came of every fit, the newest first."""
    return tuple(_fit(row) for row in snapshot.rows(f"{_FIT} ORDER BY id DESC"))


@reads_row("fit")
def _fit(row: Row) -> Fit:
    return Fit(
        on=StudyDay(row[1]),
        reviews=row[2],
        parameters_before=tuple(json.loads(row[4])),
        parameters_after=tuple(json.loads(row[5])),
        before=Quality(row[6], row[8], row[3]),
        after=Quality(row[7], row[9], row[3]),
    )
