"""Custom study: which cards, in which order, and what becomes of the schedule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from flashcards.collection import studying
from flashcards.collection.collection import Collection
from flashcards.collection.custom_study import Found, find, gather_custom
from flashcards.collection.sitting import Sitting, study_cards
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.custom_study import Chosen, CustomSession, SessionOrder
from flashcards.domain.errors import SearchError
from flashcards.domain.ids import CardId
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Answered, Rating, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.scheduler import Scheduler
from flashcards.storage import reading
from tests.builders import CALENDAR, TODAY, Clock, a_note, add_notes


def look_for(collection: Collection, asked: CustomSession) -> Found:
    return collection.read(lambda snapshot: find(snapshot, asked, collection.clock(), collection.zone))


def begin(collection: Collection, asked: CustomSession) -> Sitting:
    ids = look_for(collection, asked).ids
    return collection.read(lambda snapshot: gather_custom(snapshot, asked, ids, collection.clock(), collection.zone))


def answer(collection: Collection, sitting: Sitting, rating: Rating) -> Answered:
    sitting.session.advance(collection.clock())
    found = collection.read(lambda snapshot: study_cards(snapshot, sitting.session.wanted()))
    sitting.session.supply({card_id: one.card for card_id, one in found.items()})
    return sitting.session.answer(rating, collection.clock(), 5000)


def store(collection: Collection, answered: Answered) -> None:
    settings = collection.read(reading.learning_settings)
    collection.transact(
        Operation.ANSWER_CARD, lambda transaction: studying.record_answer(transaction, answered, settings)
    )


def known(collection: Collection, ids: Sequence[CardId], **changes: object) -> None:
    """Make cards reviews: due in five days unless said otherwise."""
    usual: dict[str, object] = {
        "state": CardState.REVIEW,
        "memory": MemoryState(10, 5),
        "due_on": StudyDay(TODAY + 5),
        "interval_days": 10,
        "last_review_on": StudyDay(TODAY - 5),
        "reps": 3,
    }

    def change(cards: dict[CardId, Card]) -> list[Card]:
        return [replace(card, **{**usual, **changes}) for card in cards.values()]  # type: ignore[arg-type]

    collection.transact(
        Operation.SET_DUE_DATE,
        lambda transaction: transaction.update_cards(change(reading.cards(transaction.snapshot, ids))),
    )


@pytest.fixture
def filing(collection: Collection) -> tuple[CardId, ...]:
    return add_notes(collection, "Filing", [a_note(f"filing-{number}") for number in range(4)])


def test_a_search_a_deck_a_tag_and_a_domain_have_to_hold_together(collection: Collection) -> None:
    add_notes(collection, "Filing", [a_note("plain"), a_note("tagged", tags=("hard::one",))])
    (wanted,) = add_notes(
        collection,
        "Filing::Index cards",
        [a_note("wanted", tags=("hard::one",), provenance=Provenance(domain=2), fields=("Who keeps it?", "One", ""))],
    )
    add_notes(collection, "Other", [a_note("elsewhere", tags=("hard",), provenance=Provenance(domain=2))])

    found = look_for(collection, CustomSession(line="keeps or gives", deck="Filing", tag="hard", domain=2))

    assert found.ids == (wanted,)


def test_what_is_wrong_in_the_search_is_pointed_at(collection: Collection) -> None:
    with pytest.raises(SearchError) as caught:
        look_for(collection, CustomSession(line="is:wrong"))

    assert (caught.value.start, caught.value.end) == (0, 8)


def test_missed_cards_are_those_answered_again_in_the_last_days(
    collection: Collection, filing: tuple[CardId, ...], clock: Clock
) -> None:
    everything = begin(collection, CustomSession(order=SessionOrder.ADDED))
    for rating in (Rating.AGAIN, Rating.GOOD):
        store(collection, answer(collection, everything, rating))
    clock.forward(days=3)

    lately = look_for(collection, CustomSession(chosen=Chosen.MISSED, days=4))
    too_few_days = look_for(collection, CustomSession(chosen=Chosen.MISSED, days=3))

    assert (lately.ids, too_few_days.ids) == ((filing[0],), ())


def test_the_most_forgotten_come_first_and_new_cards_not_at_all(
    collection: Collection, filing: tuple[CardId, ...]
) -> None:
    known(collection, filing[:1], memory=MemoryState(50, 5))
    known(collection, filing[1:2], memory=MemoryState(2, 5))
    known(collection, filing[2:3], memory=MemoryState(9, 5))

    found = look_for(collection, CustomSession(chosen=Chosen.FADED, limit=2))

    assert (found.ids, found.matching) == ((filing[1], filing[2]), 3)


def test_cards_ahead_are_those_due_within_some_days(collection: Collection, filing: tuple[CardId, ...]) -> None:
    known(collection, filing[:1], due_on=StudyDay(TODAY + 3))
    known(collection, filing[1:2], due_on=StudyDay(TODAY + 1))
    known(collection, filing[2:3], due_on=StudyDay(TODAY + 4))

    found = look_for(collection, CustomSession(chosen=Chosen.AHEAD, days=3, order=SessionOrder.DUE))

    assert found.ids == (filing[1], filing[0])


def test_new_cards_can_be_looked_at_without_being_begun(collection: Collection, filing: tuple[CardId, ...]) -> None:
    known(collection, filing[:2])
    before = collection.read(lambda snapshot: reading.cards(snapshot, filing))

    sitting = begin(collection, CustomSession(chosen=Chosen.NEW, moves_schedule=False))
    answers = [answer(collection, sitting, Rating.GOOD) for _ in range(2)]

    assert {one.after for one in answers} == {before[filing[2]], before[filing[3]]}
    assert sitting.session.advance(collection.clock()) is None


def test_suspended_buried_and_reserved_cards_stay_out_and_are_counted(
    collection: Collection, filing: tuple[CardId, ...]
) -> None:
    known(collection, filing[:1], is_suspended=True)
    known(collection, filing[1:2], is_reserved=True)
    known(collection, filing[2:3], buried_until=StudyDay(TODAY + 1))

    found = look_for(collection, CustomSession())

    assert (found.ids, found.matching, found.left_out) == ((filing[3],), 1, 3)


def test_siblings_stay_apart_unless_nothing_moves(collection: Collection) -> None:
    both = add_notes(collection, "Abbreviations", [a_note("mpi", NoteKind.REVERSED)])

    moving = look_for(collection, CustomSession())
    looking = look_for(collection, CustomSession(moves_schedule=False))

    assert (len(moving.ids), set(looking.ids)) == (1, set(both))


def test_a_random_order_is_the_same_all_day_and_another_the_next(collection: Collection, clock: Clock) -> None:
    add_notes(collection, "Filing", [a_note(f"note-{number}") for number in range(40)])
    asked = CustomSession(order=SessionOrder.RANDOM)

    first = look_for(collection, asked).ids
    clock.forward(hours=2)
    later = look_for(collection, asked).ids
    clock.forward(days=1)
    tomorrow = look_for(collection, asked).ids

    assert first == later
    assert (first != tomorrow, set(first)) == (True, set(tomorrow))


def test_an_early_review_is_scheduled_from_what_is_remembered_then(
    collection: Collection, filing: tuple[CardId, ...]
) -> None:
    known(collection, filing[:1])
    early = collection.read(lambda snapshot: reading.cards(snapshot, filing))[filing[0]]
    settings = collection.read(reading.learning_settings)
    model = Scheduler(settings, CALENDAR).model

    sitting = begin(collection, CustomSession(chosen=Chosen.AHEAD, days=5))
    answered = answer(collection, sitting, Rating.GOOD)

    assert answered.after.memory == model.next_states(early.memory, 5)[Rating.GOOD]
    assert answered.review.kind is ReviewKind.CUSTOM
    assert answered.review.elapsed_days == 5
    assert answered.after.due_on is not None
    assert answered.after.due_on > TODAY + 5


def test_a_card_missed_in_a_session_without_effect_comes_once_more_at_its_end(
    collection: Collection, filing: tuple[CardId, ...]
) -> None:
    sitting = begin(collection, CustomSession(order=SessionOrder.ADDED, moves_schedule=False, limit=2))

    shown = [answer(collection, sitting, rating).before.id for rating in (Rating.AGAIN, Rating.GOOD, Rating.GOOD)]

    assert shown == [filing[0], filing[1], filing[0]]
    assert sitting.session.counts().total == 0
    assert sitting.session.progress.done == set(filing[:2])


def test_an_answer_that_was_not_stored_is_taken_back(collection: Collection, filing: tuple[CardId, ...]) -> None:
    sitting = begin(collection, CustomSession(order=SessionOrder.ADDED, moves_schedule=False))
    place = sitting.session.advance(collection.clock())
    assert place is not None
    answer(collection, sitting, Rating.AGAIN)
    sitting.session.advance(collection.clock())

    sitting.session.show_again(place)

    assert sitting.session.current == place
    assert [item.card_id for item in sitting.session.ahead] == list(filing[1:])


def test_what_is_left_of_a_session_is_gathered_anew_without_what_it_has_dealt_with(
    collection: Collection, filing: tuple[CardId, ...]
) -> None:
    asked = CustomSession(order=SessionOrder.ADDED)
    sitting = begin(collection, asked)
    for rating in (Rating.EASY, Rating.AGAIN):
        store(collection, answer(collection, sitting, rating))
    done = sitting.session.progress.done

    again = collection.read(
        lambda snapshot: gather_custom(snapshot, asked, filing, collection.clock(), collection.zone, done=done)
    )

    assert done == {filing[0]}
    assert [item.card_id for item in again.session.ahead] == list(filing[2:])
    comes_back = again.session.advance(collection.clock() + timedelta(minutes=2))
    assert comes_back is not None
    assert comes_back.card_id == filing[1]
