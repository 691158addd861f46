"""Our FSRS-6 against `fsrs-rs`, the engine inside Anki."""

import random
from collections.abc import Iterator, Sequence
from itertools import islice

import pytest

from flashcards.domain.card import MemoryState
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.scheduling.fsrs6 import FSRS6
from tests.peer.scheduling.histories import KNOWN, History, extreme_parameters, histories, learners_parameters

rs = pytest.importorskip("fsrs_rs_python")

pytestmark = pytest.mark.peer

TOLERANCE = 1e-4


def engine_states(parameters: Sequence[float], batch: Sequence[History]) -> list[MemoryState]:
    items = [rs.FSRSItem([rs.FSRSReview(int(rating), days) for days, rating in history]) for history in batch]
    found = rs.FSRS(list(parameters)).memory_state_batch(items)
    return [MemoryState(one.stability, one.difficulty) for one in found]


def our_states(parameters: Sequence[float], batch: Sequence[History]) -> Iterator[MemoryState]:
    model = FSRS6(parameters)
    for history in batch:
        state = model.replay(history)
        assert state is not None
        yield state


def differences(parameters: Sequence[float], batch: Sequence[History]) -> list[float]:
    """Give the larger relative difference in stability and difficulty, history by history."""
    pairs = zip(our_states(parameters, batch), engine_states(parameters, batch), strict=True)
    return [
        max(
            abs(ours.stability_days / theirs.stability_days - 1),
            abs(ours.difficulty / theirs.difficulty - 1),
        )
        for ours, theirs in pairs
    ]


@pytest.mark.parametrize(("name", "history", "stability", "difficulty"), KNOWN, ids=[one[0] for one in KNOWN])
def test_the_known_histories_give_the_published_memory(
    name: str, history: History, stability: float, difficulty: float
) -> None:
    ours = next(our_states(FSRS6_DEFAULT_PARAMETERS, [history]))
    theirs = engine_states(FSRS6_DEFAULT_PARAMETERS, [history])[0]

    assert ours.stability_days == pytest.approx(stability, rel=TOLERANCE)
    assert ours.difficulty == pytest.approx(difficulty, abs=1e-3)
    assert theirs.stability_days == pytest.approx(ours.stability_days, rel=TOLERANCE)


def test_ten_thousand_histories_give_the_same_memory() -> None:
    rng = random.Random(20261123)
    drawn = histories(rng, 10_000)
    found = differences(FSRS6_DEFAULT_PARAMETERS, list(islice(drawn, 5_000)))
    for _ in range(100):
        found += differences(learners_parameters(rng), list(islice(drawn, 50)))

    assert len(found) == 10_000
    assert max(found) < TOLERANCE


def test_unlikely_parameters_agree_as_far_as_single_precision_goes() -> None:
    """The engine counts in 32 bits; with parameters no learner has, its last digits are lost now and then."""
    rng = random.Random(7)
    found: list[float] = []
    for _ in range(400):
        found += differences(extreme_parameters(rng), list(histories(rng, 10)))

    assert sum(one < TOLERANCE for one in found) / len(found) > 0.998
    assert max(found) < 2e-3


def test_the_days_to_a_wanted_retention_are_the_same() -> None:
    rng = random.Random(11)
    for parameters in (FSRS6_DEFAULT_PARAMETERS, *(learners_parameters(rng) for _ in range(20))):
        ours, theirs = FSRS6(parameters), rs.FSRS(list(parameters))
        for _ in range(100):
            stability, retention = rng.uniform(0.05, 3000), rng.uniform(0.7, 0.99)

            assert ours.interval(stability, retention) == pytest.approx(
                theirs.next_interval(stability, retention, 3), rel=TOLERANCE
            )


def test_the_four_buttons_lead_to_the_same_memories() -> None:
    rng = random.Random(13)
    model, engine = FSRS6(FSRS6_DEFAULT_PARAMETERS), rs.FSRS(list(FSRS6_DEFAULT_PARAMETERS))
    for _ in range(2_000):
        before = MemoryState(rng.uniform(0.01, 500), rng.uniform(1, 10))
        elapsed = rng.choice([0, 1, 3, 20, 400])
        ours = model.next_states(before, elapsed)
        theirs = engine.next_states(rs.MemoryState(before.stability_days, before.difficulty), 0.9, elapsed)

        for rating in Rating:
            memory = getattr(theirs, rating.name.lower()).memory
            assert ours[rating].stability_days == pytest.approx(memory.stability, rel=TOLERANCE)
            assert ours[rating].difficulty == pytest.approx(memory.difficulty, rel=TOLERANCE)
