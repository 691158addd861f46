from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from flashcards.collection import exams, practice
from flashcards.collection.collection import Collection
from flashcards.collection.practice import PaperWish
from flashcards.collection.readiness import Standing, keep_prediction, last_said, predictions, standing
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, AttemptMode, Exam, ExamAnswer, Mix
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.storage import exam_reading, reading
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, a_note, add_notes

EXAM = Exam(ExamId(0), "RHIT", date(2026, 12, 14), (Area("Privacy", 1, domain=2),))


def ready(collection: Collection, days: int = 0, exam: Exam = EXAM) -> Standing:
    now = NOON + timedelta(days=days)
    return collection.read(lambda snapshot: standing(snapshot, exam, now, CALENDAR.zone))


def add_questions(collection: Collection, number: int) -> None:
    notes = [
        a_note(f"q{place}", NoteKind.CHOICE, provenance=Provenance(domain=2, level=Level.RECALL))
        for place in range(number)
    ]
    add_notes(collection, "Privacy rules", notes)


def sit(collection: Collection, *, seed: int, right: bool, exam: Exam = EXAM) -> None:
    wish = PaperWish(Mix(12, 0), AttemptMode.PRACTICE, seed)
    attempt = collection.transact(Operation.SIT_EXAM, lambda change: practice.begin(change, exam, wish, NOON)).value
    questions, _ = collection.read(lambda snapshot: exam_reading.paper(snapshot, attempt.id))
    answers = [ExamAnswer(question.correct if right else frozenset({9})) for question in questions]
    collection.transact(
        Operation.SIT_EXAM, lambda change: practice.hand_in(change, attempt, answers, NOON, timed_out=False)
    )


def test_nothing_is_said_before_there_is_evidence(collection: Collection) -> None:
    add_questions(collection, 12)

    found = ready(collection)

    assert not found.today.overall.has_evidence
    assert found.untouched is not None


def test_practice_questions_are_evidence_when_they_were_new(collection: Collection) -> None:
    add_questions(collection, 12)

    sit(collection, seed=1, right=True)
    once = ready(collection)
    sit(collection, seed=2, right=False)
    twice = ready(collection)

    assert once.questions == twice.questions == 12
    assert once.today == twice.today
    assert once.today.overall.has_evidence


def test_a_question_is_evidence_for_every_exam_that_holds_it(collection: Collection) -> None:
    add_questions(collection, 12)
    areas = (Area("Other decks", 1, deck="Anatomy"), Area("Rules", 1, deck="Privacy rules"))
    by_deck = replace(EXAM, name="Clerk exam", blueprint=areas)
    elsewhere = replace(EXAM, decks=("Anatomy",))

    sit(collection, seed=1, right=True)

    found = ready(collection, exam=by_deck)
    assert found.questions == 12
    assert [area.has_evidence for area in found.today.areas] == [False, True]
    assert ready(collection, exam=elsewhere).questions == 0


def test_a_question_seen_in_a_paper_for_another_exam_is_no_longer_new(collection: Collection) -> None:
    add_questions(collection, 12)
    by_deck = replace(EXAM, blueprint=(Area("Rules", 1, deck="Privacy rules"),))

    sit(collection, seed=1, right=False, exam=by_deck)
    once = ready(collection)
    sit(collection, seed=2, right=True)

    assert ready(collection).today == once.today


def test_a_question_whose_note_is_gone_stays_in_its_area(collection: Collection) -> None:
    add_questions(collection, 12)
    sit(collection, seed=1, right=True)

    guids = [f"q{place}" for place in range(12)]
    ids = collection.read(lambda snapshot: list(reading.note_ids_by_guid(snapshot, guids).values()))
    collection.transact(Operation.DELETE_NOTE, lambda change: change.delete_notes(ids))

    assert ready(collection).questions == 12


def test_right_answers_raise_the_expectation_and_fade_with_time(collection: Collection) -> None:
    add_questions(collection, 12)
    before = ready(collection).today.overall.mean

    sit(collection, seed=1, right=True)

    assert ready(collection).today.overall.mean > before
    assert not ready(collection, days=60).today.overall.has_evidence


def test_after_the_exam_nothing_is_expected_of_it(collection: Collection) -> None:
    assert ready(collection, days=30).untouched is None


def test_a_prediction_is_kept_once_a_day(collection: Collection) -> None:
    def keep(on: date) -> bool:
        return collection.transact(
            Operation.SIT_EXAM, lambda change: keep_prediction(change, ExamId(1), on, (0.71, 0.8), NOON)
        ).value

    assert [keep(NOON.date()), keep(NOON.date()), keep(date(2026, 11, 24))] == [True, False, True]

    found = collection.read(lambda snapshot: predictions(snapshot, ExamId(1)))
    assert [one.value for one in found] == [
        '{"on": "2026-11-23", "low": 0.71, "high": 0.8}',
        '{"on": "2026-11-24", "low": 0.71, "high": 0.8}',
    ]


def test_a_learner_who_forgets_more_than_predicted_is_expected_to_know_less(collection: Collection) -> None:
    cards = add_notes(
        collection, "Privacy rules", [a_note(f"n{place}", provenance=Provenance(domain=2)) for place in range(30)]
    )
    day = CALENDAR.day(NOON)

    def learn(transaction: Transaction) -> None:
        for card in reading.cards(transaction.snapshot, cards).values():
            transaction.update_card(
                replace(card, state=CardState.REVIEW, memory=MemoryState(50.0, 5.0), due_on=day, last_review_on=day)
            )

    collection.transact(Operation.SET_DUE_DATE, learn)
    before = ready(collection).untouched

    def forget(transaction: Transaction) -> None:
        transaction.add_reviews([a_review(card, NOON - timedelta(days=1), rating) for card, rating in answers])

    answers = [(card, Rating.AGAIN if place % 2 else Rating.GOOD) for place, card in enumerate(cards)]
    collection.transact(Operation.ANSWER_CARD, forget)
    after = ready(collection).untouched

    assert before is not None
    assert after is not None
    assert after.overall.mean < before.overall.mean - 0.02


def test_a_paper_is_not_held_against_cards_begun_after_it(collection: Collection) -> None:
    add_questions(collection, 12)
    notes = [a_note(f"n{place}", provenance=Provenance(domain=2)) for place in range(30)]
    cards = add_notes(collection, "Privacy rules", notes)
    sit(collection, seed=1, right=False)

    def begin_on(first: datetime) -> Standing:
        day = CALENDAR.day(NOON + timedelta(days=1))

        def learn(transaction: Transaction) -> None:
            transaction.add_reviews([a_review(card, first, Rating.GOOD) for card in cards])
            for card in reading.cards(transaction.snapshot, cards).values():
                known = replace(card, state=CardState.REVIEW, memory=MemoryState(50.0, 5.0), due_on=day)
                transaction.update_card(replace(known, last_review_on=day))

        collection.transact(Operation.SET_DUE_DATE, learn)
        return ready(collection, days=1)

    later = begin_on(NOON + timedelta(days=1)).today
    earlier = begin_on(NOON - timedelta(days=1)).today

    assert later.overall.mean > earlier.overall.mean + 0.1


def a_review(card: CardId, at: datetime, rating: Rating) -> Review:
    """A review of which 95 % was expected."""
    return Review(
        card_id=card,
        reviewed_at=at,
        reviewed_on=CALENDAR.day(at),
        rating=rating,
        kind=ReviewKind.REVIEW,
        state=CardState.REVIEW,
        elapsed_days=5,
        interval_days=5,
        duration_ms=5000,
        retrievability=0.95,
        memory=MemoryState(50.0, 5.0),
    )


def test_what_was_last_said_before_the_exam_stands_beside_its_result(collection: Collection) -> None:
    exam_id = collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, EXAM)).value
    exam = replace(EXAM, id=exam_id)
    assert collection.read(lambda snapshot: last_said(snapshot, exam)) is None
    for day, low in ((date(2026, 12, 1), 0.5), (date(2026, 12, 13), 0.6), (date(2026, 12, 20), 0.9)):
        keep = partial(keep_prediction, exam_id=exam_id, today=day, predicted=(low, low + 0.1), now=NOON)
        collection.transact(Operation.SIT_EXAM, keep)

    assert collection.read(lambda snapshot: last_said(snapshot, exam)) == (0.6, 0.7)
