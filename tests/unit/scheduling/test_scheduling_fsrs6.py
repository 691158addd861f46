import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.card import MemoryState
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.scheduling.fsrs6 import BOUNDS, FSRS6, clipped

A, H, G, E = Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY

MODEL = FSRS6(FSRS6_DEFAULT_PARAMETERS)

parameters = st.tuples(*(st.floats(low, high) for low, high in BOUNDS))
histories = st.lists(st.tuples(st.integers(-3, 2000), st.sampled_from(Rating)), min_size=1, max_size=15)
memories = st.builds(MemoryState, st.floats(0.001, 36500), st.floats(1, 10))

HISTORIES = [
    ("0 Good", [(0, G)], 2.3065, 2.1181),
    ("0, 2, 13 Good", [(0, G), (2, G), (11, G)], 46.2803, 2.1043),
    ("0 Hard, 1 Good, 4 Hard, 9 Easy", [(0, H), (1, G), (3, H), (5, E)], 26.6929, 5.6279),
    ("0, 1, 2, 3 Good", [(0, G), (1, G), (1, G), (1, G)], 16.4086, 2.0975),
    ("0, 2, 120 Good", [(0, G), (2, G), (118, G)], 131.839, 2.1043),
    ("0 Again + Good, 1 Good, 4 Good", [(0, A), (0, G), (1, G), (3, G)], 7.8637, 6.380),
    ("0, 2 Good, 12 Again + Good, 14 Good", [(0, G), (2, G), (10, A), (0, G), (2, G)], 4.9110, 7.368),
    ("22:00 Good, 08:00 Good, day 3 Good", [(0, G), (1, G), (2, G)], 16.1273, 2.1043),
]


@pytest.mark.parametrize(("name", "history", "stability", "difficulty"), HISTORIES, ids=[one[0] for one in HISTORIES])
def test_known_histories_give_the_memory_anki_gives(
    name: str, history: list[tuple[int, Rating]], stability: float, difficulty: float
) -> None:
    found = MODEL.replay(history)

    assert found is not None
    assert found.stability_days == pytest.approx(stability, rel=1e-4)
    assert found.difficulty == pytest.approx(difficulty, abs=1e-3)


def test_first_answers_begin_with_the_first_four_parameters() -> None:
    found = MODEL.next_states(None, 0)

    assert [found[rating].stability_days for rating in Rating] == [0.212, 1.2931, 2.3065, 8.2956]
    assert [found[rating].difficulty for rating in Rating] == pytest.approx([6.4133, 5.1122, 2.1181, 1.0], abs=1e-4)


def test_a_second_look_on_the_same_day_never_makes_a_passed_card_weaker() -> None:
    found = MODEL.next_states(MemoryState(10.0, 5.0), 0)

    assert [found[rating].stability_days for rating in Rating] == pytest.approx([3.0512, 10.0, 10.0, 15.5343], abs=1e-4)


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    before = MemoryState(10.0, 5.0)

    assert MODEL.next_states(before, -3) == MODEL.next_states(before, 0)
    assert MODEL.retrievability(10.0, -3) == 1.0


def test_a_lapse_never_leaves_more_stability_than_the_short_term_bound() -> None:
    weak = MemoryState(0.05, 1.0)

    after = MODEL.next_states(weak, 30)[A]

    assert after.stability_days == pytest.approx(0.05 / math.exp(0.5425 * 0.0912))


@given(parameters, histories)
def test_memory_stays_within_its_bounds_whatever_happens(
    drawn: tuple[float, ...], history: list[tuple[int, Rating]]
) -> None:
    found = FSRS6(drawn).replay(history)

    assert found is not None
    assert 0.001 <= found.stability_days <= 36500
    assert 1 <= found.difficulty <= 10


@given(memories, st.integers(0, 3000))
def test_a_better_rating_never_leaves_less_stability(memory: MemoryState, elapsed: int) -> None:
    found = MODEL.next_states(memory, elapsed)

    stabilities = [found[rating].stability_days for rating in Rating]
    assert stabilities == sorted(stabilities)


@given(memories, st.integers(0, 3000))
def test_a_better_rating_never_leaves_more_difficulty(memory: MemoryState, elapsed: int) -> None:
    found = MODEL.next_states(memory, elapsed)

    difficulties = [found[rating].difficulty for rating in Rating]
    assert difficulties == sorted(difficulties, reverse=True)


@given(histories)
def test_replay_walks_through_the_same_states_as_the_buttons(history: list[tuple[int, Rating]]) -> None:
    memory = None
    for elapsed, rating in history:
        memory = MODEL.next_states(memory, elapsed)[rating]

    assert MODEL.replay(history) == memory


def test_a_replay_can_go_on_from_a_memory() -> None:
    history = [(0, G), (2, G), (11, G)]

    assert MODEL.replay(history[2:], start=MODEL.replay(history[:2])) == MODEL.replay(history)


def test_no_history_is_no_memory() -> None:
    assert MODEL.replay([]) is None


def test_the_interval_at_ninety_percent_is_the_stability() -> None:
    assert MODEL.interval(46.28, 0.9) == pytest.approx(46.28)


def test_a_stability_below_the_least_is_taken_as_the_least() -> None:
    assert MODEL.interval(1e-9, 0.9) == pytest.approx(0.001)
    assert MODEL.retrievability(1e-9, 1) == MODEL.retrievability(0.001, 1)
    assert MODEL.next_states(MemoryState(1e-9, 5), 3) == MODEL.next_states(MemoryState(0.001, 5), 3)


def test_parameters_out_of_bounds_are_moved_to_them() -> None:
    wild = list(FSRS6_DEFAULT_PARAMETERS)
    wild[0], wild[9], wild[20] = 1e9, -1.0, 0.0

    found = clipped(wild)

    assert (found[0], found[9], found[20]) == (100.0, 0.0, 0.1)
    assert found[1:9] == FSRS6_DEFAULT_PARAMETERS[1:9]


@pytest.mark.parametrize("wrong", [(), (1.0,) * 19, (math.nan,) * 21, (math.inf, *FSRS6_DEFAULT_PARAMETERS[1:])])
def test_parameters_that_are_not_21_numbers_are_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="21 finite parameters"):
        FSRS6(wrong)


@pytest.mark.parametrize(("w17", "w18", "expected"), [(0.5, 0.1, True), (0.0, 0.1, False), (0.5, 0.0, False)])
def test_short_term_memory_is_off_when_its_parameters_are_zero(w17: float, w18: float, expected: bool) -> None:
    changed = list(FSRS6_DEFAULT_PARAMETERS)
    changed[17], changed[18] = w17, w18

    assert FSRS6(changed).has_short_term is expected


def test_the_model_goes_by_its_name_and_version() -> None:
    assert MODEL.name == "fsrs-6"
