"""Schedules of many cards changed by hand: reset, due days, places among the new cards, one rating for all."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC

import pytest

from flashcards.collection import bulk
from flashcards.collection.bulk import DueDays, DueDaysError, Places
from flashcards.collection.collection import Collection
from flashcards.domain.card import Card, CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note import LEECH
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_note, add_notes
from tests.unit.collection.test_sitting import make_due, sit_down

SEED = 7


def some_cards(collection: Collection, count: int = 3) -> tuple[CardId, ...]:
    return add_notes(collection, "Filing", [a_note(f"n{number}") for number in range(count)])


def cards(collection: Collection, ids: Sequence[CardId]) -> list[Card]:
    found = collection.read(lambda snapshot: reading.cards(snapshot, ids))
    return [found[card_id] for card_id in ids]


def last_line(collection: Collection, card_id: CardId) -> Review:
    return collection.read(lambda snapshot: reading.reviews_of_card(snapshot, card_id))[-1]


def places(collection: Collection, ids: Sequence[CardId]) -> list[int]:
    return [card.position for card in cards(collection, ids)]


def do(collection: Collection, change: Callable[[Transaction], list[CardId]]) -> list[CardId]:
    return collection.transact(Operation.EDIT_NOTE, change).value


def set_due(collection: Collection, ids: Sequence[CardId], typed: str) -> list[CardId]:
    days = DueDays.read(typed)
    return do(collection, lambda transaction: bulk.set_due(transaction, ids, days, random.Random(SEED), UTC))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("0", DueDays(0, 0)),
        (" 3 ", DueDays(3, 3)),
        ("3-7", DueDays(3, 7)),
        ("7 – 3", DueDays(3, 7)),
        ("5!", DueDays(5, 5, restarts=True)),
        ("3-7!", DueDays(3, 7, restarts=True)),
        ("36500", DueDays(36_500, 36_500)),
    ],
)
def test_days_are_typed_as_in_anki(typed: str, days: DueDays) -> None:
    assert DueDays.read(typed) == days


@pytest.mark.parametrize("typed", ["", "-1", "1-", "a", "1.5", "!", "3!5", "٣"])
def test_what_is_no_number_of_days_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(DueDaysError, match="Type 0 for today, 3, 3-7 for any day between, or 5!"):
        DueDays.read(typed)


def test_a_day_beyond_a_hundred_years_is_refused() -> None:
    with pytest.raises(DueDaysError, match="at most 36,500 days"):
        DueDays.read("3-36501")


def test_a_due_day_keeps_what_is_known_of_the_memory(collection: Collection) -> None:
    (one,) = some_cards(collection, 1)
    make_due(collection, {one: 30.0})
    (before,) = cards(collection, [one])

    set_due(collection, [one], "4")

    (after,) = cards(collection, [one])
    assert before.last_review_on is not None
    assert (after.due_on, after.memory, after.reps) == (TODAY + 4, before.memory, before.reps)
    assert after.interval_days == TODAY + 4 - before.last_review_on
    line = last_line(collection, one)
    assert (line.kind, line.rating, line.interval_days, line.memory) == (ReviewKind.MANUAL, None, 4, before.memory)


@pytest.mark.parametrize("typed", ["4", "4!"])
def test_a_due_day_releases_cards_that_were_suspended(collection: Collection, typed: str) -> None:
    seen, new, other = some_cards(collection)
    make_due(collection, {seen: 30.0})
    do(collection, lambda transaction: bulk.suspend(transaction, [seen, new, other]))

    set_due(collection, [seen, new], typed)
    after = [card.is_suspended for card in cards(collection, [seen, new, other])]
    collection.undo()

    assert after == [False, False, True]
    assert all(card.is_suspended for card in cards(collection, [seen, new, other]))


def test_with_an_exclamation_mark_the_interval_starts_anew(collection: Collection) -> None:
    (one,) = some_cards(collection, 1)
    make_due(collection, {one: 30.0})
    (before,) = cards(collection, [one])

    set_due(collection, [one], "5!")

    (after,) = cards(collection, [one])
    assert before.memory is not None
    assert after.memory is not None
    assert (after.due_on, after.interval_days, after.last_review_on) == (TODAY + 5, 5, None)
    assert after.memory.stability_days == pytest.approx(5.0)
    assert after.memory.difficulty == before.memory.difficulty


def test_a_new_card_with_a_due_day_is_in_review_with_the_interval_as_its_stability(collection: Collection) -> None:
    one, two = some_cards(collection, 2)

    done = set_due(collection, [one], "12")
    set_due(collection, [two], "0")

    first, second = cards(collection, [one, two])
    assert done == [one]
    assert first.memory is not None
    assert (first.state, first.due_on, first.reps) == (CardState.REVIEW, TODAY + 12, 0)
    assert first.memory.stability_days == pytest.approx(12.0)
    assert (second.due_on, second.interval_days) == (TODAY, 1)
    assert sit_down(collection).session.counts().due == 1


def test_a_range_spreads_cards_over_its_days(collection: Collection) -> None:
    ids = some_cards(collection, 60)

    set_due(collection, ids, "3-7")

    assert {card.due_on for card in cards(collection, ids)} == {TODAY + ahead for ahead in range(3, 8)}


def test_a_reset_forgets_counts_unless_they_are_kept_and_leaves_new_cards_as_they_are(collection: Collection) -> None:
    one, two, three = some_cards(collection)
    make_due(collection, {one: 30.0, two: 30.0})
    reps = cards(collection, [two])[0].reps

    first = do(collection, lambda transaction: bulk.reset(transaction, [one, three], UTC))
    do(collection, lambda transaction: bulk.reset(transaction, [two], UTC, keeps_counts=True))

    assert first == [one]
    assert [(card.state, card.memory, card.reps) for card in cards(collection, [one, two])] == [
        (CardState.NEW, None, 0),
        (CardState.NEW, None, reps),
    ]
    assert reps > 0
    assert collection.read(lambda snapshot: reading.reviews_of_card(snapshot, three)) == ()


def test_a_reset_releases_a_card_that_was_suspended(collection: Collection) -> None:
    (one,) = some_cards(collection, 1)
    make_due(collection, {one: 30.0})
    do(collection, lambda transaction: bulk.suspend(transaction, [one]))

    do(collection, lambda transaction: bulk.reset(transaction, [one], UTC))

    assert [(card.state, card.is_suspended) for card in cards(collection, [one])] == [(CardState.NEW, False)]


def test_a_reset_releases_new_cards_that_were_set_aside_and_the_log_says_nothing_of_them(
    collection: Collection,
) -> None:
    suspended, buried, other = some_cards(collection)
    do(collection, lambda transaction: bulk.suspend(transaction, [suspended]))
    do(collection, lambda transaction: bulk.bury(transaction, [buried], TODAY))

    done = do(collection, lambda transaction: bulk.reset(transaction, [suspended, buried, other], UTC))
    after = [(card.is_suspended, card.buried_until) for card in cards(collection, [suspended, buried])]
    lines = collection.read(lambda snapshot: reading.reviews_of_card(snapshot, suspended))
    collection.undo()

    assert sorted(done) == sorted([suspended, buried])
    assert (after, lines) == ([(False, None), (False, None)], ())
    assert [card.is_suspended for card in cards(collection, [suspended, buried])] == [True, False]


def test_new_cards_go_behind_all_others_too_when_places_are_not_kept(collection: Collection) -> None:
    one, two, three = some_cards(collection)
    make_due(collection, {two: 30.0})

    do(collection, lambda transaction: bulk.reset(transaction, [two, one], UTC, keeps_position=False))

    assert places(collection, [three, two, one]) == [2, 3, 4]


def test_a_reset_card_takes_its_old_place_or_goes_behind_all_others(collection: Collection) -> None:
    one, two, three = some_cards(collection)
    make_due(collection, {one: 30.0, two: 30.0})

    do(collection, lambda transaction: bulk.reset(transaction, [one], UTC))
    do(collection, lambda transaction: bulk.reset(transaction, [two], UTC, keeps_position=False))

    assert places(collection, [one, three, two]) == [0, 2, 3]


def test_new_cards_are_put_at_other_places_note_by_note(collection: Collection) -> None:
    single, front, back = add_notes(collection, "Filing", [a_note("one"), a_note("two", NoteKind.REVERSED)])
    studied, last = some_cards(collection, 2)
    make_due(collection, {studied: 30.0})

    moved = do(
        collection,
        lambda transaction: bulk.reposition(transaction, [back, front, single, studied, last], Places(100, 10)),
    )

    assert places(collection, [single, front, back, last, studied]) == [100, 110, 110, 120, 0]
    assert studied not in moved


def test_others_make_room_when_they_are_to(collection: Collection) -> None:
    one, two, three, four = some_cards(collection, 4)

    do(collection, lambda transaction: bulk.reposition(transaction, [four], Places(1, shifts=True)))

    assert places(collection, [one, four, two, three]) == [0, 1, 2, 3]


def test_a_shuffle_is_that_of_its_seed(collection: Collection) -> None:
    ids = some_cards(collection, 20)

    do(collection, lambda transaction: bulk.reposition(transaction, ids, Places(0, chance=random.Random(SEED))))

    found = places(collection, ids)
    assert sorted(found) == list(range(20))
    assert found != list(range(20))


def test_places_before_the_first_are_refused() -> None:
    with pytest.raises(ValueError, match="positions begin at 0"):
        Places(-1)


def test_grading_is_what_answering_does_and_takes_no_time(collection: Collection) -> None:
    one, two = some_cards(collection, 2)
    make_due(collection, {one: 30.0, two: 30.0})
    sitting = sit_down(collection)
    promised = sitting.outcomes(cards(collection, [one])[0], NOON)[Rating.AGAIN].card

    done = do(collection, lambda transaction: bulk.grade_now(transaction, [one], Rating.AGAIN, UTC))

    (after,) = cards(collection, [one])
    line = last_line(collection, one)
    assert done == [one]
    assert (after.state, after.due_on, after.memory, after.lapses) == (
        promised.state,
        promised.due_on,
        promised.memory,
        promised.lapses,
    )
    assert (line.rating, line.kind, line.duration_ms) == (Rating.AGAIN, ReviewKind.REVIEW, 0)


def test_grading_keeps_siblings_for_tomorrow_but_not_those_graded_along(collection: Collection) -> None:
    front, back = add_notes(collection, "Filing", [a_note("one", NoteKind.REVERSED)])
    other, its_sibling = add_notes(collection, "Filing", [a_note("two", NoteKind.REVERSED)])

    do(collection, lambda transaction: bulk.grade_now(transaction, [front, back, other], Rating.GOOD, UTC))

    assert [card.buried_until for card in cards(collection, [front, back, other, its_sibling])] == [
        None,
        None,
        None,
        StudyDay(TODAY + 1),
    ]


def test_grading_tells_leeches(collection: Collection) -> None:
    (one,) = some_cards(collection, 1)
    make_due(collection, {one: 30.0})
    collection.transact(
        Operation.CHANGE_SETTINGS,
        lambda transaction: transaction.set_learning_settings(
            type(reading.learning_settings(transaction.snapshot))(leech_threshold=1)
        ),
    )

    do(collection, lambda transaction: bulk.grade_now(transaction, [one], Rating.AGAIN, UTC))

    note_id = cards(collection, [one])[0].note_id
    assert collection.read(lambda snapshot: reading.notes(snapshot, [note_id]))[note_id].tags == (LEECH,)
