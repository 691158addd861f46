from datetime import timedelta

import pytest

from flashcards.collection import pausing
from flashcards.collection.collection import Collection
from flashcards.collection.tuning import adopting
from flashcards.collection.tuning.outlook import outlook
from flashcards.collection.tuning.rescheduling import preview, reschedule
from flashcards.domain.breaks import Break
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import ReviewKind
from flashcards.scheduling.fuzz import fuzz_range
from flashcards.scheduling.memory_model import model_of
from flashcards.storage import fits, reading
from tests.builders import NOON, TODAY
from tests.unit.collection.learner_history import FORGETFUL, studied_collection


@pytest.fixture
def tuned(collection: Collection) -> Collection:
    studied_collection(collection, cards=60, days=60)
    collection.transact(Operation.TUNE, lambda change: adopting.use_parameters(change, FORGETFUL))
    return collection


def due_days(collection: Collection) -> dict[int, int]:
    return {card.id: card.due_on for card in collection.read(fits.scheduled)}


def test_the_preview_says_what_rescheduling_does(tuned: Collection) -> None:
    before = due_days(tuned)

    said = tuned.read(lambda snapshot: preview(snapshot, NOON, tuned.zone))
    moved = tuned.transact(Operation.RESCHEDULE, lambda change: reschedule(change, NOON, tuned.zone)).value

    after = due_days(tuned)
    earlier = sum(after[one] < before[one] for one in before)
    later = sum(after[one] > before[one] for one in before)
    assert (said.cards, said.earlier, said.later) == (len(before), earlier, later)
    assert moved == earlier + later > 0
    assert earlier > later
    steps = said.before[0] - sum(day <= TODAY for day in before.values())
    assert said.after[0] == sum(day <= TODAY for day in after.values()) + steps
    assert said.after[3] == sum(day == TODAY + 3 for day in after.values())


def test_afterwards_every_card_lies_within_reach_of_its_interval_or_is_due(tuned: Collection) -> None:
    tuned.transact(Operation.RESCHEDULE, lambda change: reschedule(change, NOON, tuned.zone))

    model = model_of(LearningSettings(parameters=FORGETFUL))
    for card in tuned.read(fits.scheduled):
        lower, upper = fuzz_range(model.interval(card.stability_days, 0.9), 1, 36500)
        assert card.due_on <= TODAY or lower - 1 <= card.due_on - card.last_review_on <= upper + 1
    again = tuned.read(lambda snapshot: preview(snapshot, NOON, tuned.zone))
    assert (again.earlier, again.later) == (0, 0)


def test_no_card_is_moved_into_a_break(tuned: Collection) -> None:
    on = NOON.date()
    days = Break(on + timedelta(days=2), on + timedelta(days=12))
    tuned.transact(Operation.MOVE_REVIEWS, lambda change: pausing.add(change, days, {}, on))
    before = due_days(tuned)

    tuned.transact(Operation.RESCHEDULE, lambda change: reschedule(change, NOON, tuned.zone))

    moved = [due for one, due in due_days(tuned).items() if due != before[one]]
    assert moved
    assert not any(TODAY + 2 <= due <= TODAY + 12 for due in moved)


def test_each_move_leaves_a_line_in_the_log_and_all_are_one_step(tuned: Collection) -> None:
    before = due_days(tuned)
    moved = tuned.transact(Operation.RESCHEDULE, lambda change: reschedule(change, NOON, tuned.zone)).value
    lines = [
        review
        for card_id in before
        for review in tuned.read(lambda snapshot, card_id=card_id: reading.reviews_of_card(snapshot, card_id))  # type: ignore[misc]
        if review.kind is ReviewKind.RESCHEDULED
    ]

    tuned.undo()

    assert len(lines) == moved
    assert {(one.rating, one.reviewed_on) for one in lines} == {(None, TODAY)}
    assert due_days(tuned) == before


def test_a_schedule_that_fits_is_left_alone_but_for_cards_their_buttons_sent_further(collection: Collection) -> None:
    studied_collection(collection, cards=60, days=60)

    assert (
        collection.transact(Operation.RESCHEDULE, lambda change: reschedule(change, NOON, collection.zone)).value <= 4
    )


def test_rescheduling_that_is_stopped_moves_nothing(tuned: Collection) -> None:
    before = due_days(tuned)

    def stop(doing: str, _share: float) -> None:
        if doing == "Moving cards":
            raise CancelledError

    with pytest.raises(CancelledError):
        tuned.transact(Operation.RESCHEDULE, lambda change: reschedule(change, NOON, tuned.zone, stop))

    assert due_days(tuned) == before


def test_the_outlook_has_a_point_where_the_learner_is(tuned: Collection) -> None:
    found = tuned.read(lambda snapshot: outlook(snapshot, NOON, tuned.zone))

    assert found.current is not None
    assert found.current.retention == 0.9
    assert found.current in found.levels
    assert found.current.cards == 60
    assert found.levels[0].minutes < found.current.minutes < found.levels[-1].minutes
