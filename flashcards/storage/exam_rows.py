"""The tables about exams as SQLModel sees them, and what exams look like in them."""

import json
from collections.abc import Iterable
from typing import Any

from sqlmodel import Field, SQLModel

from flashcards.domain.exam import Attempt, Exam, ExamAnswer, ExamQuestion
from flashcards.storage.exam_codec import encode_blueprint, encode_question
from flashcards.storage.instants import to_ms
from flashcards.storage.rows import Values


class ExamRow(SQLModel, table=True):
    """An exam and how the learner prepares for it; lists are JSON."""

    __tablename__ = "exam"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    held_on: str
    blueprint: str
    decks: str = "[]"
    minutes_a_day: int
    weekdays_off: str = "[]"
    dates_off: str = "[]"
    target: int
    floor: int
    dropped: str = "[]"
    keeps_after: int = 0
    is_past: int = 0
    afterwards: int | None = None
    result: str = ""
    revision: int = 0

    @staticmethod
    def of(exam: Exam) -> Values:
        """Give the columns of an exam, all but its revision."""
        return {
            "name": exam.name,
            "held_on": exam.held_on.isoformat(),
            "blueprint": encode_blueprint(exam.blueprint),
            "decks": _listed(exam.decks),
            "minutes_a_day": exam.minutes_a_day,
            "weekdays_off": _listed(sorted(exam.days_off.weekdays)),
            "dates_off": _listed(day.isoformat() for day in exam.days_off.dates),
            "target": exam.target,
            "floor": exam.floor,
            "dropped": _listed(exam.dropped),
            "keeps_after": int(exam.keeps_after),
            "is_past": int(exam.is_past),
            "afterwards": None if exam.afterwards is None else int(exam.afterwards),
            "result": exam.result,
        }


class ExamAttemptRow(SQLModel, table=True):
    """One sitting of a practice exam."""

    __tablename__ = "exam_attempt"

    id: int | None = Field(default=None, primary_key=True)
    exam_id: int | None = None
    name: str
    mode: int
    seed: int
    areas: str
    limit_s: int
    started_at: int
    elapsed_ms: int = 0
    place: int = 0
    submitted_at: int | None = None
    timed_out: int = 0
    predicted: str | None = None
    revision: int = 0
    left_at: int | None = None

    @staticmethod
    def of(attempt: Attempt) -> Values:
        """Give the columns of an attempt, all but its revision."""
        return {
            "exam_id": attempt.exam_id,
            "name": attempt.name,
            "mode": int(attempt.mode),
            "seed": attempt.seed,
            "areas": _listed(list(area) for area in attempt.areas),
            "limit_s": attempt.limit_s,
            "started_at": to_ms(attempt.started_at),
            "predicted": None if attempt.predicted is None else json.dumps(list(attempt.predicted)),
        } | ExamAttemptRow.progress(attempt)

    @staticmethod
    def progress(attempt: Attempt) -> Values:
        """Give the columns that change while it is sat."""
        return {
            "elapsed_ms": attempt.elapsed_ms,
            "place": attempt.place,
            "submitted_at": to_ms(attempt.submitted_at),
            "timed_out": int(attempt.timed_out),
            "left_at": to_ms(attempt.left_at),
        }


class ExamAnswerRow(SQLModel, table=True):
    """A question of a paper, as it stood there, and what was done with it."""

    __tablename__ = "exam_answer"

    id: int | None = Field(default=None, primary_key=True)
    attempt_id: int
    place: int
    guid: str
    question: str
    chosen: str = "[]"
    struck: str = "[]"
    is_flagged: int = 0
    is_guess: int = 0
    time_ms: int = 0
    revision: int = 0
    first: str | None = None
    reason: int | None = None

    @staticmethod
    def of(attempt_id: int, place: int, question: ExamQuestion) -> Values:
        """Give the columns of a question nobody has answered yet."""
        row: Values = {
            "attempt_id": attempt_id,
            "place": place,
            "guid": question.guid,
            "question": encode_question(question),
        }
        return row | ExamAnswerRow.given(ExamAnswer())

    @staticmethod
    def given(answer: ExamAnswer) -> Values:
        """Give the columns of an answer, all that is set while the exam is sat."""
        return {
            "chosen": _listed(sorted(answer.chosen)),
            "struck": _listed(sorted(answer.struck)),
            "is_flagged": int(answer.is_flagged),
            "is_guess": int(answer.is_guess),
            "time_ms": answer.time_ms,
            "first": None if answer.first is None else _listed(sorted(answer.first)),
        }


class PredictionRow(SQLModel, table=True):
    """What was expected of an exam, on a day."""

    __tablename__ = "prediction"

    id: int | None = Field(default=None, primary_key=True)
    exam_id: int
    at: int
    kind: str
    value: str


def _listed(items: Iterable[Any]) -> str:
    return json.dumps(list(items), ensure_ascii=False)
