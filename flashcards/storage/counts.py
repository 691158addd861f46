"""Projections: what is due, what was done, and how much there is of everything."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.domain.card import CardState
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.review import Rating, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

PUT_OFF = "put_off_today"
"""The stored value that says how many cards were moved away from a day: `{"day", "decks": {id: [new, reviews]}}`."""

_SHOWN = "is_suspended = 0 AND is_reserved = 0 AND (buried_until IS NULL OR buried_until <= ?)"

_STUDIED = "is_suspended = 0 AND is_reserved = 0"
_SEEN = (f"state = 2 AND {_STUDIED}", f"state IN (1, 3) AND {_STUDIED}")
"""Of cards that were seen before, reviews and those in their steps: each kind has its index by the day it is due."""


class NewCard(NamedTuple):
    """A card that could be introduced."""

    id: CardId
    note_id: NoteId
    deck_id: DeckId


class DueCard(NamedTuple):
    """A review that is due, with what its order depends on."""

    id: CardId
    note_id: NoteId
    deck_id: DeckId
    stability_days: float
    last_review_on: StudyDay
    due_on: StudyDay


class LearningCard(NamedTuple):
    """A card in its learning or relearning steps.

    Attributes:
        due_at: milliseconds since 1970, or None when it is due from the start of its day.
    """

    id: CardId
    note_id: NoteId
    deck_id: DeckId
    state: CardState
    due_on: StudyDay
    due_at: int | None


class Done(NamedTuple):
    """What was done today in one deck, or what was put off."""

    new: int
    reviews: int


class TimedAnswer(NamedTuple):
    """An answer, as far as time is concerned."""

    card_id: CardId
    reviewed_on: StudyDay
    state: CardState
    rating: Rating | None
    duration_ms: int


class DeckCounts(NamedTuple):
    """How much one deck holds, its sub-decks left out."""

    notes: int
    cards: int
    seen: int


def new_cards(snapshot: Snapshot, today: StudyDay) -> Iterator[NewCard]:
    """Give the new cards that may be shown today, in their order, as they are asked for."""
    sql = f"SELECT id, note_id, deck_id FROM card WHERE state = 0 AND {_SHOWN} ORDER BY position, id"
    return (NewCard(*row) for row in snapshot.rows(sql, (today,)))


def due_cards(snapshot: Snapshot, today: StudyDay) -> list[DueCard]:
    """Give the reviews due by today, in no particular order."""
    sql = (
        "SELECT id, note_id, deck_id, stability, coalesce(last_review_on, due_on), due_on FROM card"
        f" WHERE state = 2 AND due_on <= ? AND {_SHOWN}"
    )
    return [DueCard(*row) for row in snapshot.rows(sql, (today, today))]


def learning_cards(snapshot: Snapshot, today: StudyDay) -> list[LearningCard]:
    """Give the cards in their steps that are due by the end of today, soonest first."""
    sql = (
        "SELECT id, note_id, deck_id, state, due_on, due_at FROM card"
        f" WHERE state IN (1, 3) AND due_on <= ? AND {_SHOWN} ORDER BY due_at, id"
    )
    return [
        LearningCard(row[0], row[1], row[2], CardState(row[3]), row[4], row[5])
        for row in snapshot.rows(sql, (today, today))
    ]


def done_on(snapshot: Snapshot, day: StudyDay) -> dict[DeckId, Done]:
    """Give what of a day's limits is used up, by the deck the cards are in now: what was studied, and what was put off.

    Counts fall below 0 where cards were brought forward.
    """
    sql = (
        "SELECT card.deck_id, sum(review.state = 0 AND review.rating IS NOT NULL), sum(review.kind = ?)"
        " FROM review JOIN card ON card.id = review.card_id WHERE review.reviewed_on = ? GROUP BY card.deck_id"
    )
    found = {DeckId(row[0]): Done(row[1], row[2]) for row in snapshot.rows(sql, (ReviewKind.REVIEW, day))}
    for deck_id, moved in put_off(snapshot, day).items():
        done = found.get(deck_id, Done(0, 0))
        found[deck_id] = Done(done.new + moved.new, done.reviews + moved.reviews)
    return found


def put_off(snapshot: Snapshot, day: StudyDay) -> dict[DeckId, Done]:
    """Give what was moved away from a day, by deck; below 0 what was brought forward to it."""
    stored = reading.value(snapshot, PUT_OFF)
    if not isinstance(stored, dict) or stored.get("day") != day:
        return {}
    return {DeckId(int(key)): Done(*moved) for key, moved in stored["decks"].items()}


def studied_by_day(snapshot: Snapshot, first: StudyDay, last: StudyDay) -> dict[StudyDay, tuple[int, int]]:
    """Give answers and milliseconds spent for each study day from `first` to `last`; idle days are left out."""
    sql = (
        "SELECT reviewed_on, count(*), sum(duration_ms) FROM review"
        " WHERE reviewed_on BETWEEN ? AND ? AND rating IS NOT NULL GROUP BY reviewed_on"
    )
    return {StudyDay(row[0]): (row[1], row[2]) for row in snapshot.rows(sql, (first, last))}


def due_by_day(snapshot: Snapshot, first: StudyDay, last: StudyDay) -> dict[StudyDay, int]:
    """Give how many cards fall due on each study day from `first` to `last`; empty days are left out."""
    found: Counter[StudyDay] = Counter()
    for states in _SEEN:
        sql = f"SELECT due_on, count(*) FROM card WHERE {states} AND due_on BETWEEN ? AND ? GROUP BY due_on"
        found.update({StudyDay(row[0]): row[1] for row in snapshot.rows(sql, (first, last))})
    return dict(found)


def due_by_deck(snapshot: Snapshot, days: Sequence[StudyDay]) -> dict[tuple[StudyDay, DeckId], int]:
    """Give how many cards of each deck fall due on each of some study days; where there are none, nothing."""
    found: Counter[tuple[StudyDay, DeckId]] = Counter()
    for states in _SEEN:
        sql = f"SELECT due_on, deck_id, count(*) FROM card WHERE {states} AND due_on = ? GROUP BY +deck_id"
        rows = (row for day in days for row in snapshot.rows(sql, (day,)))
        found.update({(StudyDay(row[0]), DeckId(row[1])): row[2] for row in rows})
    return dict(found)


def next_due_on(snapshot: Snapshot, after: StudyDay) -> StudyDay | None:
    """Give the first study day later than `after` on which a card falls due."""
    sql = f"SELECT {', '.join(f'(SELECT min(due_on) FROM card WHERE {states} AND due_on > ?1)' for states in _SEEN)}"
    found = [StudyDay(one) for one in snapshot.row(sql, (after,)) or () if one is not None]
    return min(found, default=None)


def has_left_over(snapshot: Snapshot, day: StudyDay) -> bool:
    """Say whether a card that was seen before is due by a day: where none is shown, it is buried or beyond a limit."""
    sql = " UNION ALL ".join(f"SELECT 1 FROM card WHERE {states} AND due_on <= ?1" for states in _SEEN)
    return snapshot.row(f"{sql} LIMIT 1", (day,)) is not None


def has_new(snapshot: Snapshot) -> bool:
    """Say whether there is a card that was never seen."""
    sql = "SELECT 1 FROM card WHERE state = 0 AND is_suspended = 0 AND is_reserved = 0 LIMIT 1"
    return snapshot.row(sql) is not None


def newest_answers(snapshot: Snapshot, number: int = 600) -> list[TimedAnswer]:
    """Give the newest answers that took time, newest first: cards rescheduled by thousands took none."""
    sql = (
        "SELECT card_id, reviewed_on, state, rating, duration_ms FROM review"
        " WHERE rating IS NOT NULL AND duration_ms > 0 ORDER BY id DESC LIMIT ?"
    )
    return [
        TimedAnswer(CardId(row[0]), StudyDay(row[1]), CardState(row[2]), Rating(row[3]), row[4])
        for row in snapshot.rows(sql, (number,))
    ]


def deck_counts(snapshot: Snapshot) -> dict[DeckId, DeckCounts]:
    """Give notes, cards and cards already seen, by deck; a note with cards in two decks counts in both."""
    # two questions: SQLite counts what differs in the order of the index only where it counts nothing else
    notes: dict[int, int] = dict(snapshot.rows("SELECT deck_id, count(DISTINCT note_id) FROM card GROUP BY deck_id"))
    sql = "SELECT deck_id, count(*), sum(state <> 0) FROM card GROUP BY deck_id"
    return {DeckId(row[0]): DeckCounts(notes[row[0]], row[1], row[2]) for row in snapshot.rows(sql)}


def buried_cards(snapshot: Snapshot, today: StudyDay) -> list[tuple[CardId, DeckId]]:
    """Give the cards that are set aside for today only, with their decks."""
    sql = "SELECT id, deck_id FROM card WHERE buried_until > ? AND is_suspended = 0 AND is_reserved = 0"
    return [(CardId(row[0]), DeckId(row[1])) for row in snapshot.rows(sql, (today,))]


def has_notes(snapshot: Snapshot) -> bool:
    """Say whether there is anything in the collection."""
    return snapshot.row("SELECT 1 FROM note LIMIT 1") is not None


def has_cards(snapshot: Snapshot, decks: list[DeckId]) -> bool:
    """Say whether there is any card in some decks, whether it can be studied today or not."""
    return any(True for _ in snapshot.rows_in("SELECT 1 FROM card WHERE deck_id IN", decks))


class UndoNames(NamedTuple):
    """What undo and redo would do, as the menu names it; None when there is nothing."""

    undo: str | None
    redo: str | None


def undo_names(snapshot: Snapshot) -> UndoNames:
    """Give the steps that undo and redo would take."""
    undo = snapshot.row("SELECT operation FROM undo_step WHERE is_undone = 0 ORDER BY id DESC LIMIT 1")
    redo = snapshot.row("SELECT operation FROM undo_step WHERE is_undone = 1 ORDER BY id LIMIT 1")
    return UndoNames(undo[0] if undo else None, redo[0] if redo else None)


def cards_and_orphans(snapshot: Snapshot, decks: list[DeckId]) -> tuple[list[CardId], list[NoteId]]:
    """Give the cards of some decks, and the notes that have no card anywhere else."""
    inside = [
        (CardId(row[0]), NoteId(row[1]))
        for row in snapshot.rows_in("SELECT id, note_id FROM card WHERE deck_id IN", decks)
    ]
    all_cards: dict[NoteId, int] = {}
    for (note_id,) in snapshot.rows_in(
        "SELECT note_id FROM card WHERE note_id IN", sorted({note for _, note in inside})
    ):
        all_cards[note_id] = all_cards.get(note_id, 0) + 1
    for _, note_id in inside:
        all_cards[note_id] -= 1
    return [card for card, _ in inside], [note for note, elsewhere in all_cards.items() if elsewhere == 0]


def card_of_step(snapshot: Snapshot, *, is_undone: bool) -> CardId | None:
    """Give the first card written by the step that undo would take, or that redo would; None when it wrote none."""
    chosen = "min(id) FROM undo_step WHERE is_undone = 1" if is_undone else "max(id) FROM undo_step WHERE is_undone = 0"
    row = snapshot.row(
        "SELECT row_id FROM undo_change WHERE table_name = 'card'"
        f" AND step_id = (SELECT {chosen}) ORDER BY sequence LIMIT 1"
    )
    return None if row is None else CardId(row[0])
