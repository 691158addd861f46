"""How ready the learner is for an exam: what the collection knows of cards and practice exams, put to the model."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from flashcards.collection import practice
from flashcards.collection.exams import area_finder
from flashcards.collection.practice import Sat
from flashcards.collection.studying import learner_calendar
from flashcards.domain.exam import FULL_MOCK, Exam, ExamQuestion
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.study_day import StudyCalendar, StudyDay, date_of
from flashcards.exam.selection import counts_by_area
from flashcards.scheduling.memory_model import model_of
from flashcards.scheduling.readiness import AreaEvidence, Practice, Readiness, faded, readiness
from flashcards.scheduling.recalibration import recalibrate
from flashcards.storage import exam_reading, planning, reading
from flashcards.storage.exam_reading import Prediction
from flashcards.storage.instants import to_ms
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

SEED = 20_261_128
"""Fixed, so that the figure changes only when what is known does."""

KIND = "readiness today"
"""What the predictions on record are called; stored, never change it."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How ready the learner is.

    Attributes:
        today: if the exam were today.
        untouched: on exam day, if nothing more were studied; None once that is over.
        questions: practice questions that count, those never shown before.
        cards: of each area of the blueprint, and how many of them were seen.
    """

    today: Readiness
    untouched: Readiness | None
    questions: int
    cards: tuple[tuple[int, int], ...] = ()


def standing(snapshot: Snapshot, exam: Exam, now: datetime, zone: tzinfo | None = None) -> Standing:
    """Say how ready the learner is for an exam."""
    calendar = learner_calendar(snapshot, zone)
    day = calendar.day(now)
    days_left = (exam.held_on - date_of(day)).days
    answered = _fresh_answers(snapshot, practice.history(snapshot), exam, calendar)
    calibration = recalibrate(planning.predicted_reviews(snapshot))
    known = _evidence(snapshot, exam, day, 0, answered, now)
    return Standing(
        today=readiness(known, 0, SEED, calibration),
        untouched=(
            readiness(_evidence(snapshot, exam, day, days_left, answered, now), days_left, SEED, calibration)
            if days_left > 0
            else None
        ),
        questions=len(answered),
        cards=tuple((area.recall.size, area.seen) for area in known),
    )


def of_today(snapshot: Snapshot, exam: Exam, now: datetime, zone: tzinfo | None = None) -> Readiness:
    """Say how ready the learner would be if the exam were today."""
    calendar = learner_calendar(snapshot, zone)
    day = calendar.day(now)
    answered = _fresh_answers(snapshot, practice.history(snapshot), exam, calendar)
    calibration = recalibrate(planning.predicted_reviews(snapshot))
    return readiness(_evidence(snapshot, exam, day, 0, answered, now), 0, SEED, calibration)


@dataclass(frozen=True, slots=True)
class _Answered:
    """A practice question that had never been shown before.

    Attributes:
        area: index into the blueprint.
        on: the study day it was answered.
    """

    area: int
    at: datetime
    on: StudyDay
    is_right: bool


def _evidence(
    snapshot: Snapshot, exam: Exam, day: StudyDay, days_ahead: int, answered: Sequence[_Answered], now: datetime
) -> list[AreaEvidence]:
    weights = [(one, faded((now - one.at) / DAY)) for one in answered]
    cards = _cards_by_area(snapshot, exam, day, days_ahead)
    first = planning.introduced(snapshot) if answered else {}
    questions = counts_by_area(exam.blueprint, FULL_MOCK.items - FULL_MOCK.pretest)
    return [
        AreaEvidence(
            share=exam.shares[place],
            recall=np.array([one.ahead for one in own]),
            seen=sum(one.ahead > 0 for one in own),
            right=0,
            asked=0,
            questions=questions[place],
            earlier=_practice([pair for pair in weights if pair[0].area == place], own, first),
        )
        for place, own in enumerate(cards)
    ]


class _Known(NamedTuple):
    """The model's recall of a card on the day asked about, and today."""

    id: CardId
    ahead: float
    today: float


def _cards_by_area(snapshot: Snapshot, exam: Exam, day: StudyDay, days_ahead: int) -> list[list[_Known]]:
    model = model_of(reading.learning_settings(snapshot))
    names = {deck.id: deck.name for deck in reading.decks(snapshot)}
    find = area_finder(exam)
    found: list[list[_Known]] = [[] for _ in exam.blueprint]
    for row in planning.plan_rows(snapshot, day):
        place = find(row.domain, names[row.deck_id])
        if place is None:
            continue
        if row.stability_days is None or row.last_review_on is None:
            found[place].append(_Known(row.id, 0.0, 0.0))
            continue
        elapsed = max(0, day - row.last_review_on)
        ahead, today = (model.retrievability(row.stability_days, elapsed + days) for days in (days_ahead, 0))
        found[place].append(_Known(row.id, ahead, today))
    return found


def _practice(
    weights: Sequence[tuple[_Answered, float]], cards: Sequence[_Known], first: Mapping[CardId, StudyDay]
) -> tuple[Practice, ...]:
    """Give the practice questions of an area by the day they were answered.

    Of a card introduced later nothing was known then; of others about what is known today.
    """
    found = []
    for on in sorted({one.on for one, _ in weights}, reverse=True):
        asked = [(one, weight) for one, weight in weights if one.on == on]
        then = np.array([0.0 if first.get(card.id, on) > on else card.today for card in cards])
        right = sum(weight for one, weight in asked if one.is_right)
        found.append(Practice(right, sum(weight for _, weight in asked), then))
    return tuple(found)


def _fresh_answers(snapshot: Snapshot, history: Sequence[Sat], exam: Exam, calendar: StudyCalendar) -> list[_Answered]:
    """Give the questions that were new to the learner when they were shown, of papers for any exam.

    A question counts for each exam that it would be asked in, in the area it has there.
    """
    guids = sorted({question.guid for sat in history for question in sat.questions})
    studied = exam_reading.first_studied(snapshot, guids)
    area_of = _area_of_question(snapshot, exam, guids)
    seen: set[str] = set()
    found: list[_Answered] = []
    for sat in reversed(history):
        began_ms = to_ms(sat.attempt.started_at) or 0
        for question, answer, outcome in zip(sat.questions, sat.answers, sat.score.outcomes, strict=True):
            if not answer.was_shown:
                continue
            is_fresh = question.guid not in seen and studied.get(question.guid, began_ms + 1) > began_ms
            seen.add(question.guid)
            area = area_of(sat, question)
            if is_fresh and area is not None:
                at = sat.attempt.submitted_at or sat.attempt.started_at
                found.append(_Answered(area, at, calendar.day(at), outcome.is_right))
    return found


def _area_of_question(
    snapshot: Snapshot, exam: Exam, guids: Sequence[str]
) -> Callable[[Sat, ExamQuestion], int | None]:
    """Give a function that says which area of an exam a question belongs to, or None.

    One whose note is gone stays in the area it was asked for, where the exam has the same areas.
    """
    find, places = area_finder(exam), exam_reading.places_of(snapshot, guids)
    names = tuple(area.name for area in exam.blueprint)

    def area_of(sat: Sat, question: ExamQuestion) -> int | None:
        if question.guid in places:
            return find(*places[question.guid])
        return question.area if tuple(name for name, _ in sat.attempt.areas) == names else None

    return area_of


def keep_prediction(
    transaction: "Transaction", exam_id: ExamId, today: date, predicted: tuple[float, float], now: datetime
) -> bool:
    """Keep what is expected today on record, once a day; give whether it was new."""
    if any(json.loads(one.value)["on"] == today.isoformat() for one in predictions(transaction.snapshot, exam_id)):
        return False
    low, high = predicted
    value = {"on": today.isoformat(), "low": round(low, 4), "high": round(high, 4)}
    transaction.exams.add_prediction(exam_id, to_ms(now) or 0, KIND, value)
    return True


def last_said(snapshot: Snapshot, exam: Exam) -> tuple[float, float] | None:
    """Give what was last expected of an exam by its day, both ends of the interval; None when nothing was."""
    said = [json.loads(one.value) for one in predictions(snapshot, exam.id)]
    until = [one for one in said if one["on"] <= exam.held_on.isoformat()]
    newest = max(until, key=lambda one: str(one["on"]), default=None)
    return None if newest is None else (float(newest["low"]), float(newest["high"]))


def predictions(snapshot: Snapshot, exam_id: ExamId) -> tuple[Prediction, ...]:
    """Give what was expected of an exam, day by day."""
    return tuple(one for one in exam_reading.predictions(snapshot, exam_id) if one.kind == KIND)
