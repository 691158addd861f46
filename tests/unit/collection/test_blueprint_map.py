from dataclasses import replace
from datetime import date

import pytest

from flashcards.collection.blueprint_map import blueprint_map
from flashcards.collection.collection import Collection
from flashcards.collection.studying import record_answer
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.scheduler import Scheduler
from flashcards.storage import reading
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

EXAM = Exam(ExamId(0), "RHIT", date(2027, 3, 14), (Area("One", 3, domain=1), Area("Two", 1, deck="Hobby")))


def test_each_area_says_what_is_owned_seen_recalled_and_spent(collection: Collection) -> None:
    notes = [
        a_note(f"n{number}", fields=(f"Q{number}", "A", ""), provenance=Provenance(domain=1)) for number in range(4)
    ]
    ids = add_notes(collection, "RHIT", notes)
    add_notes(collection, "Hobby", [a_note("h", fields=("H", "A", ""))])
    add_notes(collection, "Other", [a_note("o", fields=("O", "A", ""))])
    kept = [a_note("kept", NoteKind.CHOICE, provenance=Provenance(domain=1, is_exam_only=True))]
    add_notes(collection, "RHIT", kept)
    cards = collection.read(lambda snapshot: reading.cards(snapshot, ids))
    known = replace(
        cards[ids[0]],
        state=CardState.REVIEW,
        memory=MemoryState(10.0, 5.0),
        due_on=StudyDay(TODAY + 1),
        last_review_on=StudyDay(TODAY - 10),
    )
    collection.transact(Operation.SET_DUE_DATE, lambda change: change.update_card(known))
    answered = Scheduler(LearningSettings(), CALENDAR).answer(
        cards[ids[1]], Rating.GOOD, NOON, 30_000, desired_retention=0.9, load={}
    )
    collection.transact(Operation.ANSWER_CARD, lambda change: record_answer(change, answered, LearningSettings()))

    found = collection.read(lambda snapshot: blueprint_map(snapshot, EXAM, NOON, CALENDAR.zone))

    one, two = found.areas
    assert (one.share, one.cards, one.seen, one.minutes) == (0.75, 4, 2, 0.5)
    assert one.recall == pytest.approx((0.9 + 1.0) / 4, abs=0.001)
    assert (two.cards, two.seen, two.recall, two.minutes) == (1, 0, 0.0, 0.0)
    assert (found.outside, found.reserved) == (1, 1)
    assert found.recall == pytest.approx(0.75 * one.recall)
    assert found.widest_gap(0.8) is one
    assert one.gap(0.8) == pytest.approx(75 * (0.8 - one.recall))


def test_nothing_is_missing_where_the_target_is_reached(collection: Collection) -> None:
    found = collection.read(lambda snapshot: blueprint_map(snapshot, EXAM, NOON, CALENDAR.zone))

    assert found.widest_gap(0.0) is None
