from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from flashcards.collection import exams, moving, planning, presets
from flashcards.collection.collection import Collection
from flashcards.collection.moving import Move
from flashcards.collection.moving_days import Days
from flashcards.collection.plan_shelf import PlanShelf
from flashcards.collection.studying import today
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.domain.preset import DeckOptions
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

ON = NOON.date()


def add_reviews(collection: Collection, deck: str, dues: Sequence[int], stability_days: float = 20.0) -> list[CardId]:
    """Add a review for each number of days from today."""
    notes = [a_note(f"{deck}{place}", fields=(f"{deck} {place}", "", "")) for place in range(len(dues))]
    ids = add_notes(collection, deck, notes)
    cards = collection.read(lambda snapshot: reading.cards(snapshot, ids))
    for place, (key, due) in enumerate(zip(ids, dues, strict=True)):
        seen = replace(
            cards[key],
            state=CardState.REVIEW,
            memory=MemoryState(stability_days + place, 5.0),
            due_on=StudyDay(TODAY + due),
            last_review_on=StudyDay(TODAY + due - 20),
            interval_days=20,
        )
        collection.transact(Operation.SET_DUE_DATE, partial(Transaction.update_card, card=seen))
    return list(ids)


def add_new(collection: Collection, deck: str, count: int) -> None:
    add_notes(collection, deck, [a_note(f"new {deck}{place}", fields=(f"n{place}", "", "")) for place in range(count)])


def days_of(snapshot: Snapshot) -> Days:
    plan = planning.todays_plan(snapshot, NOON, PlanShelf(None), CALENDAR.zone)
    return Days(snapshot, NOON, CALENDAR.zone, plan)


def carried_out(collection: Collection, move: Move) -> int:
    carry_out = partial(moving.carry_out, move=move, now=NOON, zone=CALENDAR.zone)
    return collection.transact(Operation.MOVE_REVIEWS, carry_out).value


def lighter(collection: Collection, minutes: int) -> Move:
    return collection.read(lambda snapshot: moving.lighter(days_of(snapshot), minutes))


def take_break(collection: Collection, first: int, last: int) -> Move:
    """Plan a break from one number of days from today to another."""
    on = [ON + timedelta(days=days) for days in (first, last)]
    return collection.read(lambda snapshot: moving.take_break(days_of(snapshot), *on))


def waiting(collection: Collection) -> tuple[int, int]:
    shown = collection.read(lambda snapshot: today(snapshot, NOON, CALENDAR.zone))
    return shown.new, shown.due


def due(collection: Collection, ids: Sequence[CardId]) -> list[int]:
    cards = collection.read(lambda snapshot: reading.cards(snapshot, ids))
    return [(cards[key].due_on or 0) - TODAY for key in ids]


def limit_reviews(collection: Collection, limit: int) -> None:
    """Give the first deck a limit of its own."""
    first = collection.read(reading.decks)[0].id
    collection.transact(
        Operation.EDIT_DECK, lambda change: presets.set_own_options(change, first, DeckOptions(review_limit=limit))
    )


def test_on_a_lighter_day_new_cards_wait_before_any_review_does(collection: Collection) -> None:
    add_reviews(collection, "Terms", [0] * 10)
    add_new(collection, "Terms", 10)

    move = lighter(collection, 5)
    carried_out(collection, move)

    assert move.due_on == {}
    assert 0 < len(move.new) < 10
    assert waiting(collection) == (10 - len(move.new), 10)


def test_a_lighter_day_puts_off_what_loses_least_to_the_next_three_days(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [0] * 20)
    add_new(collection, "Terms", 5)

    move = lighter(collection, 2)
    moved = carried_out(collection, move)

    found = due(collection, ids)
    assert moved == len(move.due_on) > 5
    assert waiting(collection) == (0, 20 - moved)
    assert {one for one in found if one} == {1, 2, 3}
    assert [one > 0 for one in found] == sorted(one > 0 for one in found), "the firmest memories wait"
    assert 0 < move.forgotten < 1


def test_nothing_is_put_off_to_a_day_of_a_planned_break(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [0] * 20)
    carried_out(collection, take_break(collection, 1, 4))

    moved = carried_out(collection, lighter(collection, 1))

    assert moved > 5
    assert {one for one in due(collection, ids) if one} == {5, 6, 7}


def test_a_break_passes_over_one_that_follows_it(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [1, 2] * 6)
    carried_out(collection, take_break(collection, 3, 5))

    carried_out(collection, take_break(collection, 1, 2))

    assert set(due(collection, ids)) == {6, 7}


def test_a_day_that_is_light_enough_stays_as_it_is(collection: Collection) -> None:
    add_reviews(collection, "Terms", [0] * 3)

    assert lighter(collection, 60).is_empty
    assert collection.read(lambda snapshot: moving.ahead(days_of(snapshot), 5)).is_empty


def test_reviews_beyond_the_limit_do_not_fill_a_lighter_day_up_again(collection: Collection) -> None:
    add_reviews(collection, "Terms", [0] * 30)
    limit_reviews(collection, 12)

    move = lighter(collection, 1)
    carried_out(collection, move)

    assert waiting(collection)[1] == 12 - len(move.due_on) < 8


def test_a_break_moves_its_reviews_behind_it(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [-2, 0, 3, 4, 9])

    move = collection.read(
        lambda snapshot: moving.take_break(days_of(snapshot), ON + timedelta(days=3), ON + timedelta(days=5))
    )
    carried_out(collection, move)

    found = due(collection, ids)
    assert (found[0], found[1], found[4]) == (-2, 0, 9)
    assert sorted(found[2:4]) == [6, 7]
    assert move.put_off == {}
    assert 0 < move.forgotten < 0.2


def test_a_break_from_today_leaves_nothing_for_today(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [-2, 0, 1])
    add_new(collection, "Terms", 4)

    move = collection.read(lambda snapshot: moving.take_break(days_of(snapshot), ON, ON + timedelta(days=1)))
    carried_out(collection, move)

    assert waiting(collection) == (0, 0)
    assert sorted(due(collection, ids)) == [2, 2, 3]


def test_what_is_brought_forward_comes_today_whatever_the_limit(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [0, 2, 9, 15])
    limit_reviews(collection, 1)

    move = collection.read(lambda snapshot: moving.ahead(days_of(snapshot), 2))
    carried_out(collection, move)

    assert due(collection, ids) == [0, 0, 0, 15]
    assert waiting(collection) == (0, 3)
    assert move.forgotten < 0 < move.loss < 1


def test_moving_is_one_step_that_can_be_undone(collection: Collection) -> None:
    ids = add_reviews(collection, "Terms", [0] * 12)
    add_new(collection, "Terms", 5)
    before = due(collection, ids), waiting(collection)

    carried_out(collection, lighter(collection, 1))
    assert (due(collection, ids), waiting(collection)) != before
    collection.undo()

    assert (due(collection, ids), waiting(collection)) == before


def test_moving_twice_adds_up(collection: Collection) -> None:
    add_reviews(collection, "Terms", [0] * 4)
    add_new(collection, "Terms", 10)

    for minutes in (5, 3):
        carried_out(collection, lighter(collection, minutes))

    assert lighter(collection, 3).is_empty
    assert waiting(collection)[0] < 5


def test_with_an_exam_ahead_its_minutes_change_and_only_other_decks_are_moved(collection: Collection) -> None:
    studied = add_reviews(collection, "RHIT", [0] * 40)
    other = add_reviews(collection, "Hobby", [0] * 20)
    exam = Exam(ExamId(0), "RHIT", ON + timedelta(days=5), decks=("RHIT",), minutes_a_day=10)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))

    light = lighter(collection, 4)
    pause = collection.read(lambda snapshot: moving.take_break(days_of(snapshot), ON, ON + timedelta(days=1)))
    carried_out(collection, light)

    minutes = {day: one for day, one in light.minutes.items() if one is not None}
    assert list(minutes) == [ON]
    assert 0 < minutes[ON] < 4
    assert set(light.due_on) < set(other)
    assert pause.minutes == {ON: 0, ON + timedelta(days=1): 0}
    assert set(pause.due_on) == set(other)
    assert due(collection, studied) == [0] * 40
    assert collection.read(planning.own_minutes) == minutes


def test_studying_ahead_for_an_exam_goes_on_down_its_plan(collection: Collection) -> None:
    add_reviews(collection, "RHIT", [30] * 40, stability_days=4.0)
    exam = Exam(ExamId(0), "RHIT", ON + timedelta(days=5), minutes_a_day=2)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
    before = collection.read(lambda snapshot: days_of(snapshot).plan)
    assert before is not None

    move = collection.read(lambda snapshot: moving.ahead(days_of(snapshot), 10))
    carried_out(collection, move)

    after = collection.read(lambda snapshot: days_of(snapshot).plan)
    assert after is not None
    assert (move.more, dict(move.due_on)) == (10, {})
    assert after.count >= before.count + 10
    assert collection.read(planning.own_minutes) == move.minutes


def test_reviews_of_other_decks_are_brought_forward_before_the_plan_goes_on(collection: Collection) -> None:
    add_reviews(collection, "RHIT", [30] * 40, stability_days=4.0)
    other = add_reviews(collection, "Hobby", [3, 4])
    exam = Exam(ExamId(0), "RHIT", ON + timedelta(days=5), decks=("RHIT",), minutes_a_day=2)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))

    move = collection.read(lambda snapshot: moving.ahead(days_of(snapshot), 5))

    assert set(move.due_on) == set(other)
    assert move.more == 3
