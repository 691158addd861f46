import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from flashcards.collection.bulk import scheduling as by_hand
from flashcards.collection.bulk.due_days import DueDays
from flashcards.collection.collection import Collection
from flashcards.collection.tuning import adopting, trying
from flashcards.collection.tuning.learner_log import log_to_fit
from flashcards.collection.tuning.worker import fit_apart
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.fit import Fit, Quality
from flashcards.domain.ids import CardId
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.progress import no_progress
from flashcards.storage import fits, reading
from tests.builders import NOON, TODAY
from tests.unit.collection.learner_history import FORGETFUL, studied_collection

BETTER = Fit(TODAY, 900, FSRS6_DEFAULT_PARAMETERS, FORGETFUL, Quality(0.5, 0.1, 180), Quality(0.4, 0.05, 180))


@pytest.fixture
def studied(collection: Collection) -> Collection:
    studied_collection(collection, cards=40, days=60)
    return collection


def memories(collection: Collection) -> dict[int, tuple[float, float]]:
    return collection.read(lambda look: {row[0]: row[1:] for row in fits.remembered(look)})


def parameters(collection: Collection) -> tuple[float, ...]:
    return collection.read(reading.learning_settings).parameters


def test_the_log_leads_to_the_memory_that_is_stored(studied: Collection) -> None:
    assert len(memories(studied)) == 40
    assert studied.read(lambda look: adopting.remembered_otherwise(look, FSRS6_DEFAULT_PARAMETERS)) == []


def test_what_was_done_by_hand_stays_done(studied: Collection) -> None:
    ids = [CardId(one) for one in sorted(memories(studied))]
    chance = random.Random(1)
    studied.transact(Operation.RESET_CARD, lambda change: by_hand.reset(change, ids[:5], studied.zone))
    studied.transact(
        Operation.SET_DUE_DATE,
        lambda change: by_hand.set_due(change, ids[5:9], DueDays.read("3"), chance, studied.zone),
    )
    studied.transact(
        Operation.SET_DUE_DATE,
        lambda change: by_hand.set_due(change, ids[9:12], DueDays.read("90!"), chance, studied.zone),
    )
    before = memories(studied)

    unchanged = studied.read(lambda look: adopting.remembered_otherwise(look, FSRS6_DEFAULT_PARAMETERS))
    changed = studied.transact(Operation.TUNE, lambda change: adopting.use_parameters(change, FORGETFUL)).value

    assert (len(before), unchanged, changed) == (35, [], 32)
    assert {one: memories(studied)[one] for one in ids[9:12]} == {one: before[one] for one in ids[9:12]}


def test_a_better_fit_is_adopted_in_one_step_that_can_be_undone(studied: Collection) -> None:
    before, due = memories(studied), due_days(studied)

    changed = studied.transact(Operation.TUNE, lambda change: adopting.adopt(change, BETTER)).value

    assert changed == 40
    assert parameters(studied) == FORGETFUL
    assert due_days(studied) == due
    assert np.mean([memory[0] for memory in memories(studied).values()]) < np.mean([one[0] for one in before.values()])
    studied.undo()
    assert (parameters(studied), memories(studied)) == (FSRS6_DEFAULT_PARAMETERS, before)
    assert studied.read(fits.fits) == (BETTER,)
    studied.redo()
    assert studied.read(lambda look: adopting.remembered_otherwise(look, FORGETFUL)) == []


def test_a_fit_that_predicts_no_better_is_kept_on_record_and_changes_nothing(studied: Collection) -> None:
    worse = replace(BETTER, after=BETTER.before)
    steps, before = studied.steps(), memories(studied)

    changed = studied.transact(Operation.TUNE, lambda change: adopting.adopt(change, worse)).value

    assert (changed, parameters(studied)) == (0, FSRS6_DEFAULT_PARAMETERS)
    assert (studied.steps(), memories(studied)) == (steps, before)
    assert studied.read(fits.fits) == (worse,)


def test_going_back_to_the_usual_parameters_gives_the_memory_of_before(studied: Collection) -> None:
    before = memories(studied)
    studied.transact(Operation.TUNE, lambda change: adopting.use_parameters(change, FORGETFUL))

    studied.transact(Operation.TUNE, adopting.use_defaults)

    assert parameters(studied) == FSRS6_DEFAULT_PARAMETERS
    assert {key: pytest.approx(one, rel=1e-5) for key, one in before.items()} == memories(studied)


def test_adopting_that_is_stopped_changes_nothing(studied: Collection) -> None:
    before = memories(studied)

    def stop(doing: str, _share: float) -> None:
        if doing.startswith("Working"):
            raise CancelledError

    with pytest.raises(CancelledError):
        studied.transact(Operation.TUNE, lambda change: adopting.adopt(change, BETTER, stop))

    assert (memories(studied), studied.read(fits.fits)) == (before, ())


def test_a_fit_is_due_once_there_is_enough_and_then_weekly(collection: Collection) -> None:
    studied_collection(collection, cards=30, days=40)
    few = collection.read(fits.later_reviews)
    too_early = collection.read(lambda look: trying.is_due(look, NOON, collection.zone))
    studied_collection(collection, cards=300, days=40, seed=2)

    assert few < 400 <= collection.read(fits.later_reviews)
    assert not too_early
    assert collection.read(lambda look: trying.is_due(look, NOON, collection.zone))
    collection.transact(Operation.TUNE, lambda change: adopting.adopt(change, replace(BETTER, reviews=10)))
    assert not collection.read(lambda look: trying.is_due(look, NOON + timedelta(days=6), collection.zone))
    assert collection.read(lambda look: trying.is_due(look, NOON + timedelta(days=7), collection.zone))
    collection.transact(Operation.TUNE, lambda change: adopting.adopt(change, replace(BETTER, reviews=10_000)))
    assert not collection.read(lambda look: trying.is_due(look, NOON + timedelta(days=7), collection.zone))


def test_a_fit_in_a_process_of_its_own_finds_what_suits_the_learner(collection: Collection) -> None:
    studied_collection(collection, cards=300, days=60)
    told: list[float] = []

    fit = trying.try_fit(collection, NOON, collection.zone, lambda _doing, share: told.append(share))

    assert fit is not None
    assert (fit.on, fit.parameters_before, fit.is_better) == (TODAY, FSRS6_DEFAULT_PARAMETERS, True)
    assert fit.after.log_loss < fit.before.log_loss - 0.01
    assert fit.after.reviews == pytest.approx(fit.reviews * 0.2, rel=0.1)
    assert told == sorted(told)


def test_a_fit_that_is_stopped_ends_its_process(studied: Collection) -> None:
    log = studied.read(log_to_fit)

    def stop(_doing: str, _share: float) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        fit_apart(log, FSRS6_DEFAULT_PARAMETERS, TODAY, stop)


def test_too_few_reviews_give_no_fit(studied: Collection) -> None:
    assert trying.try_fit(studied, NOON, studied.zone, no_progress) is None


def due_days(collection: Collection) -> list[int | None]:
    ids = list(memories(collection))
    return [card.due_on for card in collection.read(lambda look: reading.cards(look, ids)).values()]  # type: ignore[arg-type]
