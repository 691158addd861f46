"""What an exam plan needs to know of cards and of the learner's answers."""

from typing import NamedTuple

from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage.snapshot import Snapshot


class PlanRow(NamedTuple):
    """A card that may be studied some day.

    Attributes:
        stability_days, difficulty: None for a new card.
        last_review_on: study day; where it was lost, as long before the due day as the interval says.
        is_open: it may be studied today: it was not yet, is not buried, and is not in its steps.
        domain: RHIT domain of its note, or None.
    """

    id: CardId
    note_id: NoteId
    deck_id: DeckId
    stability_days: float | None
    difficulty: float | None
    last_review_on: StudyDay | None
    is_open: bool
    domain: int | None


class RatingCounts(NamedTuple):
    """How a learner rates: answers by rating, Again to Easy."""

    first: tuple[int, int, int, int]
    reviews: tuple[int, int, int, int]


def plan_rows(snapshot: Snapshot, today: StudyDay) -> list[PlanRow]:
    """Give every card that is neither suspended nor reserved, by id."""
    sql = (
        "SELECT card.id, card.note_id, card.deck_id, card.stability, card.difficulty,"
        " coalesce(card.last_review_on, card.due_on - card.interval_days),"
        " card.state NOT IN (?, ?) AND coalesce(card.last_review_on, -1) <> ?"
        " AND (card.buried_until IS NULL OR card.buried_until <= ?), note.domain"
        " FROM card JOIN note ON note.id = card.note_id"
        " WHERE card.is_suspended = 0 AND card.is_reserved = 0 ORDER BY card.id"
    )
    rows = snapshot.rows(sql, (CardState.LEARNING, CardState.RELEARNING, today, today))
    return [PlanRow._make(row) for row in rows]


def introduced(snapshot: Snapshot) -> dict[CardId, StudyDay]:
    """Give the study day of each card's first answer."""
    sql = "SELECT card_id, min(reviewed_on) FROM review WHERE rating IS NOT NULL GROUP BY card_id"
    return {CardId(row[0]): StudyDay(row[1]) for row in snapshot.rows(sql)}


def reserved_cards(snapshot: Snapshot) -> list[tuple[DeckId, int | None, int]]:
    """Count the cards kept for practice exams, by deck and domain; suspended ones are left out."""
    sql = (
        "SELECT card.deck_id, note.domain, count(*) FROM card JOIN note ON note.id = card.note_id"
        " WHERE card.is_suspended = 0 AND card.is_reserved = 1 GROUP BY card.deck_id, note.domain"
    )
    return [(DeckId(deck), domain, int(number)) for deck, domain, number in snapshot.rows(sql)]


class ScheduledReview(NamedTuple):
    """A review with the day it is due, and what its memory was at the last one."""

    id: CardId
    deck_id: DeckId
    stability_days: float
    difficulty: float
    last_review_on: StudyDay
    due_on: StudyDay


def scheduled_reviews(snapshot: Snapshot, today: StudyDay, last: StudyDay) -> list[ScheduledReview]:
    """Give the reviews due by a day that were not answered today and may be studied, by id."""
    sql = (
        "SELECT id, deck_id, stability, difficulty, coalesce(last_review_on, due_on - interval_days), due_on FROM card"
        " WHERE state = ? AND due_on <= ? AND coalesce(last_review_on, -1) <> ? AND is_suspended = 0"
        " AND is_reserved = 0 AND (buried_until IS NULL OR buried_until <= ?) ORDER BY id"
    )
    return [ScheduledReview._make(row) for row in snapshot.rows(sql, (CardState.REVIEW, last, today, today))]


def rating_counts(snapshot: Snapshot, before: StudyDay) -> RatingCounts:
    """Give how the learner has rated new cards and reviews, on study days before one."""
    sql = (
        "SELECT state, rating, count(*) FROM review WHERE reviewed_on < ? AND rating IS NOT NULL"
        " AND (state = ? OR kind = ?) GROUP BY state, rating"
    )
    found = {(row[0], row[1]): row[2] for row in snapshot.rows(sql, (before, CardState.NEW, ReviewKind.REVIEW))}
    first, reviews = (
        tuple(found.get((state, rating), 0) for rating in (1, 2, 3, 4)) for state in (CardState.NEW, CardState.REVIEW)
    )
    return RatingCounts(first, reviews)


def predicted_reviews(snapshot: Snapshot, newest: int = 5000) -> list[tuple[float, bool]]:
    """Give what the memory model predicted of reviews, 0 to 1, and whether the card was recalled; the oldest first.

    Only reviews of a later day than the card's answer before: the rest says nothing of forgetting.
    """
    sql = (
        "SELECT retrievability, rating > 1 FROM review WHERE retrievability IS NOT NULL AND rating IS NOT NULL"
        " AND elapsed_days > 0 ORDER BY reviewed_at DESC, id DESC LIMIT ?"
    )
    return [(row[0], bool(row[1])) for row in reversed(list(snapshot.rows(sql, (newest,))))]


def seconds_on(snapshot: Snapshot, day: StudyDay) -> float:
    """Give the seconds spent on answers on a study day."""
    sql = "SELECT sum(duration_ms) FROM review WHERE reviewed_on = ? AND rating IS NOT NULL"
    return snapshot.number(sql, (day,)) / 1000


class Begun(NamedTuple):
    """A card answered on a study day.

    Attributes:
        state, retrievability: before its first answer of that day.
    """

    id: CardId
    state: CardState
    retrievability: float | None


def begun_on(snapshot: Snapshot, day: StudyDay) -> list[Begun]:
    """Give the cards answered on a study day; answers that took no time, such as imported ones, begin none."""
    sql = (
        "SELECT card_id, state, retrievability, min(id) FROM review"
        " WHERE reviewed_on = ? AND rating IS NOT NULL AND duration_ms > 0 GROUP BY card_id"
    )
    return [Begun(row[0], CardState(row[1]), row[2]) for row in snapshot.rows(sql, (day,))]


def seconds_by_card(snapshot: Snapshot) -> dict[CardId, float]:
    """Give the seconds spent on answers, by card."""
    sql = "SELECT card_id, sum(duration_ms) FROM review WHERE rating IS NOT NULL GROUP BY card_id"
    return {CardId(row[0]): row[1] / 1000 for row in snapshot.rows(sql)}
