"""Our memory, buttons and intervals against the `anki` package, through a collection file."""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.review import Rating
from flashcards.scheduling.fsrs6 import FSRS6
from flashcards.scheduling.fuzz import rounded
from flashcards.scheduling.transitions import Place, Rules, places
from tests.peer.scheduling.anki_oracle import Anki, Button, Preset, Standing
from tests.peer.scheduling.histories import KNOWN, History, histories, learners_parameters

pytest.importorskip("anki")

pytestmark = pytest.mark.peer

TOLERANCE = 1e-4
HALF_WAY = 1e-4
"""How near, relatively, an interval lies to half a day before Anki's 32 bits may round it the other way."""

_RNG = random.Random(26)
LEARNERS = (Preset(), *(Preset(learners_parameters(_RNG)) for _ in range(19)))
STEPS = (
    *((60, 600), (600,), (), (60,), (60, 600, 6000), (900, 86_400), (259_200,), (86_400, 259_200), (30, 50)),
    *((600, 172_800), (43_200,), (100_000,)),
)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    oracle = Anki(tmp_path / "learners.anki2", LEARNERS)
    yield oracle
    oracle.close()


def without_fuzz(interval: float, minimum: int, maximum: int) -> int:
    return min(max(rounded(interval), minimum), maximum)


def our_buttons(preset: Preset, card: Standing) -> tuple[dict[Rating, Place], dict[Rating, MemoryState]]:
    model = FSRS6(preset.parameters)
    memories = model.next_states(card.memory, card.elapsed_days)
    intervals = {
        rating: model.interval(memory.stability_days, preset.desired_retention) for rating, memory in memories.items()
    }
    rules = Rules(
        learning_steps_s=preset.learning_steps_s,
        relearning_steps_s=preset.relearning_steps_s,
        max_interval_days=preset.max_interval_days,
        has_short_term=model.has_short_term,
        spread=without_fuzz,
    )
    return places(card.state, card.step, card.interval_days, intervals, rules), memories


def agrees(ours: Place, theirs: Button) -> bool:
    """Say whether state, step, delay and interval are the same; a delay worked out in 32 bits may be a second off."""
    is_delay_same = ours.delay_s == theirs.delay_s or (
        ours.delay_s is not None and theirs.delay_s is not None and abs(ours.delay_s - theirs.delay_s) <= 1
    )
    return ours.state is theirs.state and is_delay_same and (ours[1], ours[3]) == (theirs.step, theirs.interval_days)


def is_half_way(preset: Preset, memories: dict[Rating, MemoryState]) -> bool:
    """Say whether one of the intervals lies so near to half a day that 32 bits cannot tell its side."""
    model = FSRS6(preset.parameters)
    for memory in memories.values():
        days = model.interval(memory.stability_days, preset.desired_retention)
        if abs(days % 1 - 0.5) <= HALF_WAY * days:
            return True
    return False


def test_ten_thousand_logs_give_the_memory_anki_works_out(anki: Anki) -> None:
    drawn = histories(random.Random(2026), 10_000)
    logs = [(number % len(LEARNERS), history) for number, history in enumerate(drawn)]
    models = [FSRS6(preset.parameters) for preset in LEARNERS]

    ids = anki.add_reviewed(logs)

    worst = 0.0
    for card_id, (preset, history) in zip(ids, logs, strict=True):
        theirs, ours = anki.memory(card_id), models[preset].replay(history)
        assert ours is not None
        worst = max(
            worst,
            abs(ours.stability_days / theirs.stability_days - 1),
            abs(ours.difficulty / theirs.difficulty - 1),
        )
    assert worst < TOLERANCE


@pytest.mark.parametrize(("name", "history", "stability", "difficulty"), KNOWN, ids=[one[0] for one in KNOWN])
def test_the_known_histories_give_the_published_memory(
    anki: Anki, name: str, history: History, stability: float, difficulty: float
) -> None:
    theirs = anki.memory(anki.add_reviewed([(0, history)])[0])

    assert theirs.stability_days == pytest.approx(stability, rel=TOLERANCE)
    assert theirs.difficulty == pytest.approx(difficulty, abs=1e-3)


def test_an_evening_and_the_next_morning_are_two_study_days(anki: Anki) -> None:
    evening, morning, day_three = 2 * 86_400 + 6 * 3600 + 86_400, 2 * 86_400 + 20 * 3600, 12 * 3600
    card = anki.add_log(0, [(evening, Rating.GOOD), (morning, Rating.GOOD), (day_three, Rating.GOOD)])

    theirs = anki.memory(card)

    assert theirs.stability_days == pytest.approx(16.1273, rel=TOLERANCE)


def _standings(rng: random.Random, presets: list[Preset]) -> Iterator[Standing]:
    while True:
        number = rng.randrange(len(presets))
        state = rng.choice(
            [CardState.REVIEW, CardState.REVIEW, CardState.LEARNING, CardState.RELEARNING, CardState.NEW]
        )
        if presets[number].max_interval_days < 36500:
            state = CardState.REVIEW  # Anki without fuzz panics when Easy would leave the steps beyond the maximum
        steps = presets[number].relearning_steps_s
        if state is CardState.LEARNING:
            steps = presets[number].learning_steps_s
        memory = MemoryState(round(10 ** rng.uniform(-1.3, 3.3), 4), round(rng.uniform(1, 10), 3))
        yield Standing(
            preset=number,
            state=state,
            memory=None if state is CardState.NEW else memory,
            step=rng.randrange(len(steps)) if steps and state in (CardState.LEARNING, CardState.RELEARNING) else 0,
            interval_days=rng.randint(1, 400) if state is CardState.REVIEW else 0,
            elapsed_days=0 if state is CardState.NEW else rng.choice([0, 0, 1, 2, 7, 30, 200, 900]),
        )


def compare_buttons(path: Path) -> tuple[int, int, bool]:
    """Compare 10,000 cards in all states under 48 presets, fuzz left out.

    Returns:
        How many buttons are the same, how many there are, and whether all the others belong to cards with an interval
        half-way between two days.
    """
    rng = random.Random(99)
    presets = [
        Preset(
            parameters=LEARNERS[number % len(LEARNERS)].parameters,
            desired_retention=round(rng.uniform(0.72, 0.97), 2),
            learning_steps_s=STEPS[number % len(STEPS)],
            relearning_steps_s=STEPS[(number * 5 + 1) % len(STEPS)],
            max_interval_days=rng.choice([36500, 36500, 365, 30]),
        )
        for number in range(48)
    ]
    cards = list(islice(_standings(rng, presets), 10_000))
    anki = Anki(path, presets)

    same, are_half_way = 0, True
    for card_id, card in zip(anki.add_standing(cards), cards, strict=True):
        theirs = anki.buttons(card_id)
        ours, memories = our_buttons(presets[card.preset], card)
        equal = [rating for rating in Rating if agrees(ours[rating], theirs[rating])]
        same += len(equal)
        are_half_way = are_half_way and (len(equal) == 4 or is_half_way(presets[card.preset], memories))
        for rating in Rating:
            assert memories[rating].stability_days == pytest.approx(theirs[rating].memory.stability_days, rel=TOLERANCE)
            assert memories[rating].difficulty == pytest.approx(theirs[rating].memory.difficulty, rel=TOLERANCE)
    anki.close()
    return same, 4 * len(cards), are_half_way


def test_the_four_buttons_of_ten_thousand_cards_do_the_same(tmp_path: Path) -> None:
    same, total, are_half_way = compare_buttons(tmp_path / "buttons.anki2")

    assert total == 40_000
    assert same >= total - 8
    assert are_half_way
