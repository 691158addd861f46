from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.card import CardState
from flashcards.domain.review import Rating
from flashcards.scheduling.fuzz import rounded
from flashcards.scheduling.transitions import Place, Rules, places

NEW, LEARNING, REVIEW, RELEARNING = CardState
A, H, G, E = Rating


def without_fuzz(interval: float, minimum: int, maximum: int) -> int:
    return min(max(rounded(interval), minimum), maximum)


def rules(
    learning: tuple[int, ...] = (60, 600),
    relearning: tuple[int, ...] = (600,),
    *,
    maximum: int = 36500,
    has_short_term: bool = True,
) -> Rules:
    return Rules(learning, relearning, maximum, has_short_term, without_fuzz)


def days(again: float = 0.2, hard: float = 3.0, good: float = 8.0, easy: float = 20.0) -> Mapping[Rating, float]:
    return {A: again, H: hard, G: good, E: easy}


def sent_away(interval_days: int) -> Place:
    return Place(REVIEW, None, None, interval_days)


def waits(state: CardState, step: int, delay_s: int) -> Place:
    return Place(state, step, delay_s, 0)


@pytest.mark.parametrize("state", [NEW, LEARNING])
def test_a_new_card_begins_its_steps(state: CardState) -> None:
    found = places(state, 0, 0, days(), rules())

    assert found == {
        A: waits(LEARNING, 0, 60),
        H: waits(LEARNING, 0, 330),
        G: waits(LEARNING, 1, 600),
        E: sent_away(20),
    }


def test_good_on_the_last_step_graduates_and_again_goes_back_to_the_first() -> None:
    found = places(LEARNING, 1, 0, days(), rules())

    assert found == {A: waits(LEARNING, 0, 60), H: waits(LEARNING, 1, 600), G: sent_away(8), E: sent_away(20)}


def test_a_lapsed_card_walks_through_the_relearning_steps() -> None:
    found = places(RELEARNING, 0, 0, days(), rules(relearning=(600, 1200)))

    assert found == {
        A: waits(RELEARNING, 0, 600),
        H: waits(RELEARNING, 0, 900),
        G: waits(RELEARNING, 1, 1200),
        E: sent_away(20),
    }


def test_a_graduating_card_is_sent_away_for_a_day_at_least() -> None:
    assert places(LEARNING, 1, 0, days(good=0.3, easy=0.4), rules())[G] == sent_away(1)


def test_easy_takes_longer_than_good_out_of_the_steps() -> None:
    found = places(LEARNING, 1, 0, days(good=8.2, easy=8.4), rules())

    assert (found[G], found[E]) == (sent_away(8), sent_away(9))


def test_without_steps_a_weak_new_card_comes_back_within_hours() -> None:
    found = places(NEW, None, 0, days(again=0.25, hard=0.5), rules(learning=()))

    assert found == {A: waits(LEARNING, 0, 21_600), H: sent_away(1), G: sent_away(8), E: sent_away(20)}


def test_without_steps_and_short_term_memory_every_card_waits_a_day() -> None:
    found = places(NEW, None, 0, days(again=0.25), rules(learning=(), has_short_term=False))

    assert found[A] == sent_away(1)


def test_a_review_answered_again_is_relearned() -> None:
    assert places(REVIEW, None, 10, days(), rules())[A] == waits(RELEARNING, 0, 600)


@pytest.mark.parametrize(
    ("interval", "has_short_term", "expected"),
    [
        (0.25, True, waits(RELEARNING, 0, 21_600)),
        (0.25, False, sent_away(1)),
        (0.5, True, sent_away(1)),
        (3.6, True, sent_away(4)),
        (90.0, True, sent_away(50)),
    ],
)
def test_without_relearning_steps_a_lapse_leads_straight_to_its_interval(
    interval: float, has_short_term: bool, expected: Place
) -> None:
    found = places(
        REVIEW, None, 10, days(again=interval), rules(relearning=(), maximum=50, has_short_term=has_short_term)
    )

    assert found[A] == expected


@pytest.mark.parametrize(
    ("last", "intervals", "expected"),
    [
        (10, (12.4, 17.4, 28.2), (12, 17, 28)),
        (2, (0.2, 0.3, 0.4), (1, 2, 3)),
        (10, (20.0, 20.0, 20.0), (20, 21, 22)),
        (20, (5.0, 6.0, 7.0), (5, 6, 7)),
        (10, (9.0, 10.4, 11.0), (10, 11, 12)),
        (119, (60.0, 90.0, 114.75), (60, 90, 119)),
        (123, (60.0, 90.0, 114.75), (60, 90, 115)),
        (10, (12.4, 700.0, 900.0), (12, 500, 500)),
    ],
    ids=[
        "as the model wants",
        "in order, a day apart",
        "in order when all are the same",
        "shorter when the model wants much less",
        "not shorter than the last for a little less",
        "the last lies within the range of fuzz",
        "the last lies beyond it",
        "never beyond the longest",
    ],
)
def test_hard_good_and_easy_send_a_review_away_for_longer_and_longer(
    last: int, intervals: tuple[float, float, float], expected: tuple[int, int, int]
) -> None:
    found = places(REVIEW, None, last, days(1.0, *intervals), rules(maximum=500))

    assert tuple(found[rating].interval_days for rating in (H, G, E)) == expected


intervals = st.lists(st.floats(0.001, 40_000), min_size=4, max_size=4).map(sorted)
steps = st.lists(st.integers(1, 400_000), max_size=4).map(tuple)


@given(
    st.sampled_from(CardState),
    st.integers(0, 5) | st.none(),
    st.integers(0, 40_000),
    intervals,
    steps,
    steps,
    st.integers(1, 36_500),
)
def test_every_button_leads_somewhere_that_means_something(
    state: CardState,
    step: int | None,
    last: int,
    wanted: list[float],
    learning: tuple[int, ...],
    relearning: tuple[int, ...],
    maximum: int,
) -> None:
    found = places(state, step, last, days(*wanted), rules(learning, relearning, maximum=maximum))

    assert list(found) == list(Rating)
    for place in found.values():
        if place.state is REVIEW:
            assert (place.step, place.delay_s) == (None, None)
            assert 1 <= place.interval_days <= maximum
        else:
            own = learning if place.state is LEARNING else relearning
            assert place.step in range(max(len(own), 1))
            assert place.delay_s is not None
            assert place.interval_days == 0
    if state is REVIEW:
        passed = [found[rating].interval_days for rating in (H, G, E)]
        assert all(longer > shorter or longer == maximum for shorter, longer in pairwise(passed))
