import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from flashcards.collection import exams, planning
from flashcards.collection.card_info import card_info
from flashcards.collection.collection import Collection
from flashcards.collection.decks import deck_tree
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.planning import TodaysPlan
from flashcards.collection.sitting import Sitting, gather, planned_items
from flashcards.collection.studying import record_answer, today
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, DaysOff, Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import Provenance
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay, study_day_of
from flashcards.scheduling.exam_plan_tables import GridSize
from flashcards.scheduling.scheduler import Scheduler
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

ON = (NOON + timedelta(days=20)).date()
TINY = GridSize(10, 3, 6)
EXAM = Exam(ExamId(0), "RHIT", ON, (Area("One", 3, domain=1), Area("Two", 1, domain=2)), minutes_a_day=10, floor=0)


@pytest.fixture
def shelf() -> PlanShelf:
    return PlanShelf(None, TINY)


def add_cards(collection: Collection, number: int, domain: int | None, deck: str = "RHIT") -> Sequence[CardId]:
    notes = [
        a_note(
            f"{deck}-{domain}-{place}",
            fields=(f"Q{place} {deck} {domain}", "A", ""),
            provenance=Provenance(domain=domain),
        )
        for place in range(number)
    ]
    return add_notes(collection, deck, notes)


def studied(collection: Collection, ids: Sequence[CardId], stability: float, ago: int, **changes: Any) -> None:
    def change(transaction: Transaction) -> None:
        for card in reading.cards(transaction.snapshot, ids).values():
            memory = MemoryState(stability, 5.0)
            seen = replace(
                card,
                state=CardState.REVIEW,
                memory=memory,
                due_on=StudyDay(TODAY + 3),
                interval_days=ago + 3,
                last_review_on=StudyDay(TODAY - ago),
                reps=3,
            )
            transaction.update_card(replace(seen, **changes))

    collection.transact(Operation.SET_DUE_DATE, change)


def add_exam(collection: Collection, exam: Exam = EXAM) -> Exam:
    return replace(exam, id=collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam)).value)


def plan(collection: Collection, shelf: PlanShelf) -> TodaysPlan:
    found = collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, shelf, CALENDAR.zone))
    assert found is not None
    return found


def full_plan(collection: Collection, shelf: PlanShelf) -> TodaysPlan:
    for key in plan(collection, shelf).missing:
        shelf.build(key)
    return plan(collection, shelf)


def test_without_an_exam_ahead_there_is_no_plan(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 3, 1)
    add_exam(collection, replace(EXAM, held_on=NOON.date()))
    add_exam(collection, replace(EXAM, held_on=date(2026, 11, 1)))

    assert collection.read(lambda snapshot: planning.todays_plan(snapshot, NOON, shelf, CALENDAR.zone)) is None


def test_the_plan_begins_greedy_and_looks_ahead_once_its_tables_are_built(
    collection: Collection, shelf: PlanShelf
) -> None:
    add_cards(collection, 30, 1)
    add_exam(collection)

    first = plan(collection, shelf)
    second = full_plan(collection, shelf)

    assert (first.has_tables, len(first.missing)) == (False, 1)
    assert (second.has_tables, second.missing) == (True, ())
    assert second.ranking.price is not None


def test_the_plan_keeps_within_the_minutes_and_names_what_is_new(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 60, 1)
    studied(collection, add_cards(collection, 60, 2), stability=4.0, ago=6)
    add_exam(collection)

    found = full_plan(collection, shelf)

    assert 0 < found.minutes <= 10
    assert found.new + found.reviews == found.count == len(found.chosen)


def test_the_heavier_area_comes_first(collection: Collection, shelf: PlanShelf) -> None:
    light = studied_ids = add_cards(collection, 40, 2)
    heavy = add_cards(collection, 40, 1)
    studied(collection, (*studied_ids, *heavy), stability=5.0, ago=8)
    add_exam(collection, replace(EXAM, minutes_a_day=3))

    chosen = set(full_plan(collection, shelf).chosen)

    assert len(chosen & set(heavy)) > len(chosen & set(light))


def test_what_was_studied_today_is_buried_suspended_or_of_another_deck_is_not_planned(
    collection: Collection, shelf: PlanShelf
) -> None:
    open_ids = add_cards(collection, 2, 1)
    done, buried, suspended = (add_cards(collection, 1, 1, deck=f"RHIT::{name}") for name in ("a", "b", "c"))
    elsewhere = add_cards(collection, 2, 1, deck="Hobby")
    studied(collection, done, 5.0, 0)
    studied(collection, buried, 5.0, 9, buried_until=StudyDay(TODAY + 1))
    studied(collection, suspended, 5.0, 9, is_suspended=True)
    add_exam(collection, replace(EXAM, decks=("RHIT",)))

    found = full_plan(collection, shelf)

    assert set(found.ranking.ids.tolist()) <= set(open_ids)
    assert set(elsewhere).isdisjoint(found.ranking.ids.tolist())
    assert found.count == 2


def test_time_spent_today_is_taken_off(collection: Collection, shelf: PlanShelf) -> None:
    ids = add_cards(collection, 60, 1)
    add_exam(collection)
    before = full_plan(collection, shelf)
    card = collection.read(lambda snapshot: reading.cards(snapshot, ids[:1]))[ids[0]]
    scheduler = Scheduler(LearningSettings(), CALENDAR)
    answered = scheduler.answer(card, Rating.GOOD, NOON, 60_000, desired_retention=0.9, load={})
    settings = LearningSettings()
    collection.transact(Operation.ANSWER_CARD, lambda change: record_answer(change, answered, settings))

    after = plan(collection, shelf)

    assert (before.seconds, after.seconds) == (600, 600 - 60 - 13)  # the answer, and the step that is still to come
    assert after.has_tables  # an answer of today changes neither the learner's model nor the days


def test_a_day_off_brings_nothing_and_a_longer_day_more(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 90, 1)
    add_exam(collection)
    usual = full_plan(collection, shelf).count

    collection.transact(Operation.REPLAN, lambda change: planning.set_minutes(change, {NOON.date(): 20}))
    longer = full_plan(collection, shelf).count
    tomorrow = NOON.date() + timedelta(days=1)
    collection.transact(Operation.REPLAN, lambda change: planning.set_minutes(change, {NOON.date(): 0, tomorrow: 0}))
    break_days = full_plan(collection, shelf)

    assert longer > usual > break_days.count == 0
    assert collection.read(planning.own_minutes) == {NOON.date(): 0, tomorrow: 0}
    collection.undo()
    assert full_plan(collection, shelf).count == longer


def test_a_weekday_off_is_free(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 20, 1)
    add_exam(collection, replace(EXAM, days_off=DaysOff(weekdays=frozenset({NOON.weekday()}))))

    assert full_plan(collection, shelf).count == 0


def test_tables_are_found_again_at_the_next_start(collection: Collection, tmp_path: Path) -> None:
    add_cards(collection, 20, 1)
    add_exam(collection)
    folder = tmp_path / "cache"
    built = full_plan(collection, PlanShelf(folder, TINY))

    found = plan(collection, PlanShelf(folder, TINY))

    assert found.has_tables
    assert np.array_equal(found.ranking.ids, built.ranking.ids)


def test_a_broken_table_file_is_as_good_as_none(collection: Collection, tmp_path: Path) -> None:
    add_cards(collection, 20, 1)
    add_exam(collection)
    folder = tmp_path / "cache"
    full_plan(collection, PlanShelf(folder, TINY))
    for file in folder.iterdir():
        file.write_bytes(b"no table")

    assert not plan(collection, PlanShelf(folder, TINY)).has_tables


def test_only_the_newest_tables_stay_on_the_disk(collection: Collection, tmp_path: Path) -> None:
    add_cards(collection, 5, 1)
    folder = tmp_path / "cache"
    for days in range(3, 9):
        exam = add_exam(collection, replace(EXAM, held_on=NOON.date() + timedelta(days=days)))
        full_plan(collection, PlanShelf(folder, TINY))
        collection.transact(Operation.DELETE_EXAM, partial(exams.delete, exam_id=exam.id))

    assert len(list(folder.iterdir())) == 4


def gathered(collection: Collection, shelf: PlanShelf, found: TodaysPlan | None = None) -> Sitting:
    the_plan = found or full_plan(collection, shelf)
    return collection.read(lambda snapshot: gather(snapshot, NOON, zone=CALENDAR.zone, plan=the_plan))


def test_a_sitting_brings_the_plan_and_of_other_decks_what_is_due(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 60, 1)
    hobby = add_cards(collection, 3, None, deck="Hobby")
    studied(collection, hobby, 5.0, 9, due_on=TODAY)
    add_exam(collection, replace(EXAM, decks=("RHIT",)))
    found = full_plan(collection, shelf)

    sitting = gathered(collection, shelf, found)
    shown: list[CardId] = []
    while (item := sitting.session.advance(NOON)) is not None:
        shown.append(item.card_id)
        sitting.session.drop(lambda one: one.card_id in shown)

    assert sorted(shown) == sorted((*found.chosen, *hobby))
    assert set(shown[: found.count]) == set(found.chosen)


def test_today_and_the_deck_tree_count_what_the_sitting_brings(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 60, 1, deck="RHIT::One")
    studied(collection, add_cards(collection, 30, 2, deck="RHIT::Two"), 4.0, 6)
    add_exam(collection, replace(EXAM, decks=("RHIT",)))
    found = full_plan(collection, shelf)

    numbers = collection.read(lambda snapshot: today(snapshot, NOON, CALENDAR.zone, found))
    tree = collection.read(lambda snapshot: deck_tree(snapshot, NOON, CALENDAR.zone, found))
    left = gathered(collection, shelf, found).session.counts()

    (whole,) = [deck for deck in tree if deck.name == "RHIT"]
    assert (numbers.new, numbers.due) == (whole.new, whole.due) == (left.new, left.due) == (found.new, found.reviews)
    assert numbers.minutes == math.ceil(found.minutes)


def test_new_cards_come_in_the_first_two_thirds(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 8, 1)
    studied(collection, add_cards(collection, 40, 2), 3.0, 9)
    add_exam(collection, replace(EXAM, minutes_a_day=15))
    found = full_plan(collection, shelf)

    items = collection.read(lambda snapshot: planned_items(snapshot, found, found.decks))

    places = [place for place, item in enumerate(items) if item.state is CardState.NEW]
    assert len(places) == found.new > 0
    assert max(places) < math.ceil(len(items) * 2 / 3)


def test_no_answer_sends_a_card_past_the_exam_unless_it_is_kept(collection: Collection, shelf: PlanShelf) -> None:
    ids = add_cards(collection, 1, 1)
    studied(collection, ids, stability=300.0, ago=200)
    exam = add_exam(collection)
    card = collection.read(lambda snapshot: reading.cards(snapshot, ids))[ids[0]]

    limited = gathered(collection, shelf).outcomes(card, NOON)
    collection.transact(Operation.EDIT_EXAM, lambda change: exams.edit(change, replace(exam, keeps_after=True)))
    kept = gathered(collection, shelf).outcomes(card, NOON)

    last = study_day_of(ON) - 1
    assert {outcome.card.due_on for outcome in limited.values() if outcome.interval_days} == {last}
    assert min(outcome.card.due_on or 0 for rating, outcome in kept.items() if rating is Rating.GOOD) > last


def test_a_card_says_why_the_plan_chose_it_or_left_it(collection: Collection, shelf: PlanShelf) -> None:
    add_cards(collection, 90, 1)
    elsewhere = add_cards(collection, 1, None, deck="Hobby")
    add_exam(collection, replace(EXAM, decks=("RHIT",)))
    found = full_plan(collection, shelf)
    last = CardId(int(found.ranking.ids[-1]))

    def why(card_id: CardId) -> str:
        info = collection.read(lambda snapshot: card_info(snapshot, card_id, NOON, CALENDAR.zone, found))
        assert info is not None
        return info.why

    assert why(found.chosen[0]).startswith(
        f"It is in today's plan for the RHIT, 1 of {found.count}: a minute on it adds"
    )
    assert why(last).startswith("The plan for the RHIT leaves it for later")
    assert why(elsewhere[0]) == "It is new: you have not seen it yet."


def test_of_who_misses_days_fewer_are_expected_ahead(collection: Collection, shelf: PlanShelf) -> None:
    """Ten days ago they began; of the nine days since that were no days off, they studied on four."""
    ids = add_cards(collection, 20, 1)
    for ago in (10, 8, 6, 4, 0):
        line = Review(
            card_id=ids[0],
            reviewed_at=NOON - timedelta(days=ago),
            reviewed_on=StudyDay(TODAY - ago),
            rating=Rating.GOOD,
            kind=ReviewKind.REVIEW,
            state=CardState.REVIEW,
            elapsed_days=2,
            interval_days=2,
            duration_ms=8000,
            retrievability=0.9,
            memory=MemoryState(3.0, 5.0),
        )
        collection.transact(Operation.ANSWER_CARD, partial(Transaction.add_review, review=line))
    exam = replace(EXAM, days_off=DaysOff(dates=(NOON.date() - timedelta(days=5),)))

    known = collection.read(lambda snapshot: planning.Known.of(snapshot, TODAY))

    assert known.study_time(exam).kept == pytest.approx((4 + 5) / (9 + 5))
