"""Exams, attempts and what was predicted of them, read back as domain values."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from flashcards.domain.exam import Afterwards, Attempt, AttemptMode, DaysOff, Exam, ExamAnswer, ExamQuestion
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.domain.miss import Reason
from flashcards.storage.damaged import reads_row
from flashcards.storage.exam_codec import decode_blueprint, decode_question
from flashcards.storage.instants import from_ms
from flashcards.storage.snapshot import Row, Snapshot

_EXAM = (
    "SELECT id, name, held_on, blueprint, decks, minutes_a_day, weekdays_off, dates_off, target, floor, dropped,"
    " keeps_after, is_past, afterwards, result, revision FROM exam"
)
_ATTEMPT = (
    "SELECT id, exam_id, name, mode, seed, areas, limit_s, started_at, elapsed_ms, place, submitted_at, timed_out,"
    " predicted, left_at FROM exam_attempt"
)


class ChoiceRow(NamedTuple):
    """A choice note that could be asked in an exam.

    Attributes:
        fields: as stored, `FIELD_SEPARATOR` between them.
        level, domain: as numbers, or None.
        tests: guids, blanks between them.
        deck: full name of the deck its first card is in.
        studied_at: ms; when its card was last answered in daily study, or None.
        asked_at: ms; when an attempt was begun last in which it was shown, or None.
    """

    guid: str
    fields: str
    citation: str
    domain: int | None
    level: int | None
    tests: str
    is_reserved: bool
    deck: str
    studied_at: int | None
    asked_at: int | None


class Prediction(NamedTuple):
    """What was expected of an exam.

    Attributes:
        at: ms.
        kind: what it is about; the words are stored.
        value: JSON.
    """

    exam_id: ExamId
    at: int
    kind: str
    value: str


def exams(snapshot: Snapshot) -> tuple[Exam, ...]:
    """Give every exam: those ahead by date, then past ones, the newest first."""
    found = [_exam(row) for row in snapshot.rows(_EXAM)]
    ahead = sorted((one for one in found if not one.is_past), key=lambda one: (one.held_on, one.id))
    past = sorted((one for one in found if one.is_past), key=lambda one: (one.held_on, one.id), reverse=True)
    return (*ahead, *past)


def exam(snapshot: Snapshot, exam_id: ExamId) -> Exam | None:
    """Give an exam, or None when it is gone."""
    row = snapshot.row(f"{_EXAM} WHERE id = ?", (exam_id,))
    return None if row is None else _exam(row)


def attempts(snapshot: Snapshot) -> tuple[Attempt, ...]:
    """Give every attempt, the newest first."""
    return tuple(_attempt(row) for row in snapshot.rows(f"{_ATTEMPT} ORDER BY started_at DESC, id DESC"))


def attempt(snapshot: Snapshot, attempt_id: AttemptId) -> Attempt | None:
    """Give an attempt, or None when it is gone."""
    row = snapshot.row(f"{_ATTEMPT} WHERE id = ?", (attempt_id,))
    return None if row is None else _attempt(row)


def open_attempt(snapshot: Snapshot) -> Attempt | None:
    """Give the attempt begun last that was not handed in, or None."""
    row = snapshot.row(f"{_ATTEMPT} WHERE submitted_at IS NULL ORDER BY started_at DESC, id DESC LIMIT 1")
    return None if row is None else _attempt(row)


def paper(snapshot: Snapshot, attempt_id: AttemptId) -> tuple[tuple[ExamQuestion, ...], tuple[ExamAnswer, ...]]:
    """Give the questions of an attempt and what was done with each, in the order of the paper."""
    sql = (
        "SELECT guid, question, chosen, struck, is_flagged, is_guess, time_ms, first, reason FROM exam_answer"
        " WHERE attempt_id = ? ORDER BY place"
    )
    rows = list(snapshot.rows(sql, (attempt_id,)))
    questions = tuple(decode_question(row[0], row[1]) for row in rows)
    answers = tuple(
        ExamAnswer(
            chosen=frozenset(json.loads(row[2])),
            struck=frozenset(json.loads(row[3])),
            is_flagged=bool(row[4]),
            is_guess=bool(row[5]),
            time_ms=row[6],
            first=None if row[7] is None else frozenset(json.loads(row[7])),
            reason=None if row[8] is None else Reason(row[8]),
        )
        for row in rows
    )
    return questions, answers


def choice_notes(snapshot: Snapshot, note_types: Sequence[int]) -> list[ChoiceRow]:
    """Give the notes of some note types as exam questions, by guid; suspended ones are left out."""
    marks = ",".join("?" * len(note_types))
    sql = (
        "SELECT note.guid, note.fields, note.citation, note.domain, note.level, note.tests, max(card.is_reserved),"
        " deck.name, max(card.last_review_at),"
        " (SELECT max(exam_attempt.started_at) FROM exam_answer JOIN exam_attempt"
        "  ON exam_attempt.id = exam_answer.attempt_id WHERE exam_answer.guid = note.guid"
        "  AND (exam_answer.time_ms > 0 OR exam_answer.chosen <> '[]'))"
        " FROM note JOIN card ON card.note_id = note.id JOIN deck ON deck.id = card.deck_id"
        f" WHERE note.note_type_id IN ({marks}) AND card.is_suspended = 0 GROUP BY note.id ORDER BY note.guid"
    )
    return [ChoiceRow._make((*row[:6], bool(row[6]), *row[7:])) for row in snapshot.rows(sql, tuple(note_types))]


def first_studied(snapshot: Snapshot, guids: Sequence[str]) -> dict[str, int]:
    """Give when a card of some notes was first answered in daily study, in ms; notes never studied are left out."""
    sql = (
        "SELECT note.guid, min(review.reviewed_at) FROM note JOIN card ON card.note_id = note.id"
        " JOIN review ON review.card_id = card.id WHERE review.rating IS NOT NULL AND note.guid IN"
    )
    found: dict[str, int] = {}
    for start in range(0, len(guids), 500):
        part = guids[start : start + 500]
        marks = ",".join("?" * len(part))
        found.update((row[0], row[1]) for row in snapshot.rows(f"{sql} ({marks}) GROUP BY note.guid", part))
    return found


def places_of(snapshot: Snapshot, guids: Sequence[str]) -> dict[str, tuple[int | None, str]]:
    """Give the domain of some notes and the full name of their first card's deck; notes that are gone are left out."""
    sql = (
        "SELECT note.guid, note.domain, deck.name, min(card.ordinal) FROM note JOIN card ON card.note_id = note.id"
        " JOIN deck ON deck.id = card.deck_id WHERE note.guid IN"
    )
    found: dict[str, tuple[int | None, str]] = {}
    for start in range(0, len(guids), 500):
        part = guids[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = snapshot.rows(f"{sql} ({marks}) GROUP BY note.id", part)
        found.update((row[0], (row[1], row[2])) for row in rows)
    return found


def predictions(snapshot: Snapshot, exam_id: ExamId) -> tuple[Prediction, ...]:
    """Give what was predicted of an exam, oldest first."""
    sql = "SELECT exam_id, at, kind, value FROM prediction WHERE exam_id = ? ORDER BY at, id"
    return tuple(Prediction(*row) for row in snapshot.rows(sql, (exam_id,)))


@reads_row("exam")
def _exam(row: Row) -> Exam:
    return Exam(
        id=ExamId(row[0]),
        name=row[1],
        held_on=date.fromisoformat(row[2]),
        blueprint=decode_blueprint(row[3]),
        decks=tuple(json.loads(row[4])),
        minutes_a_day=row[5],
        days_off=DaysOff(frozenset(json.loads(row[6])), tuple(date.fromisoformat(day) for day in json.loads(row[7]))),
        target=row[8],
        floor=row[9],
        dropped=tuple(json.loads(row[10])),
        keeps_after=bool(row[11]),
        is_past=bool(row[12]),
        afterwards=None if row[13] is None else Afterwards(row[13]),
        result=row[14],
        revision=row[15],
    )


@reads_row("practice exam")
def _attempt(row: Row) -> Attempt:
    started_at = from_ms(row[7])
    assert started_at is not None  # noqa: S101 - the column is never null
    return Attempt(
        id=AttemptId(row[0]),
        exam_id=None if row[1] is None else ExamId(row[1]),
        name=row[2],
        mode=AttemptMode(row[3]),
        seed=row[4],
        areas=tuple((name, share) for name, share in json.loads(row[5])),
        limit_s=row[6],
        started_at=started_at,
        elapsed_ms=row[8],
        place=row[9],
        submitted_at=from_ms(row[10]),
        timed_out=bool(row[11]),
        predicted=None if row[12] is None else tuple(json.loads(row[12])),
        left_at=from_ms(row[13]),
    )


READERS: tuple[tuple[str, Callable[[Row], object]], ...] = ((_EXAM, _exam), (_ATTEMPT, _attempt))
"""What reads every row of each table, for `verify`."""
