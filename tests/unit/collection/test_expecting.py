"""What a day was said to take, kept beside what it took."""

from datetime import timedelta
from functools import partial

import pytest

from flashcards.collection import expecting
from flashcards.collection.collection import Collection
from flashcards.collection.expecting import DaysTime, Said
from flashcards.collection.sitting import gather
from flashcards.collection.studying import record_answer, today
from flashcards.domain.changes import Operation
from flashcards.domain.review import Rating
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.pace import Pace
from flashcards.storage import reading
from tests.builders import CALENDAR, NOON, TODAY, a_note, add_notes

PACE = Pace(new_s=30.0, review_s=12.0, relearning_s=30.0)
SAID = Said(NOON.date(), minutes=9, cards=9)


@pytest.fixture
def filled(collection: Collection) -> Collection:
    add_notes(collection, "Terms", [a_note(f"n{one}") for one in range(9)])
    return collection


def keep(collection: Collection, said: Said = SAID, pace: Pace = PACE) -> None:
    collection.transact(
        Operation.KEEP_ESTIMATE, lambda change: expecting.keep(change, said, pace, NOON), undoable=False
    )


def answer(collection: Collection, cards: int, seconds: int) -> None:
    """Answer new cards, each once."""
    sitting, now = collection.read(lambda snapshot: gather(snapshot, NOON, zone=CALENDAR.zone)), NOON
    for _ in range(cards):
        item = sitting.session.advance(now)
        assert item is not None
        sitting.session.supply(collection.read(partial(reading.cards, ids=[item.card_id])))
        answered = sitting.session.answer(Rating.EASY, now, 1000 * seconds)
        collection.transact(
            Operation.ANSWER_CARD,
            lambda change: record_answer(change, answered, sitting.settings),  # noqa: B023
        )
        now += timedelta(seconds=seconds)


def of_today(collection: Collection) -> tuple[DaysTime, ...]:
    return collection.read(lambda look: expecting.days(look, TODAY, TODAY))


def test_a_day_left_early_is_judged_by_the_cards_that_were_studied(filled: Collection) -> None:
    answer(filled, cards=2, seconds=45)
    keep(filled)

    assert of_today(filled) == (DaysTime(TODAY, said=9, expected=1.0, needed=1.5),)
    assert filled.read(lambda look: today(look, NOON, CALENDAR.zone)).expected_today == 1.0


def test_what_was_said_first_is_kept_with_the_pace_of_then(filled: Collection) -> None:
    answer(filled, cards=2, seconds=45)
    keep(filled)
    keep(filled, Said(NOON.date(), minutes=1, cards=1), Pace(new_s=1.0))

    assert [(one.said, one.expected) for one in of_today(filled)] == [(9, 1.0)]


def test_a_day_without_an_answer_or_outside_the_period_is_left_out(filled: Collection) -> None:
    keep(filled)
    assert of_today(filled) == ()

    answer(filled, cards=1, seconds=60)
    assert len(of_today(filled)) == 1
    assert filled.read(lambda look: expecting.days(look, StudyDay(TODAY + 1), StudyDay(TODAY + 9))) == ()


def test_where_nothing_was_said_nothing_was_expected(filled: Collection) -> None:
    answer(filled, cards=1, seconds=60)

    assert filled.read(lambda look: today(look, NOON, CALENDAR.zone)).expected_today is None


def test_keeping_it_is_no_step_and_leaves_the_steps_there_are(filled: Collection) -> None:
    answer(filled, cards=1, seconds=60)
    keep(filled)

    assert filled.steps().undo == "Answer Card"
