from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.ids import CardId
from flashcards.domain.study_day import StudyDay, weekday_of
from flashcards.scheduling.fuzz import Fuzz, chance, fuzz_range, hashed, rounded

TODAY = StudyDay(20_000)
LAST = 1 - 2**-53


@pytest.mark.parametrize(
    ("interval", "minimum", "maximum", "expected"),
    [
        (1.0, 1, 1000, (1, 1)),
        (2.49, 1, 1000, (2, 2)),
        (2.5, 1, 1000, (2, 4)),
        (7.0, 1, 1000, (5, 9)),
        (17.0, 1, 1000, (14, 20)),
        (37.0, 1, 1000, (33, 41)),
        (2.0, 2, 1000, (2, 2)),
        (2.0, 3, 1000, (3, 4)),
        (2.0, 3, 3, (3, 3)),
        (6.9, 3, 1000, (5, 9)),
        (7.1, 3, 1000, (5, 9)),
        (19.9, 3, 1000, (17, 23)),
        (20.1, 3, 1000, (17, 23)),
        (100.0, 101, 1000, (101, 108)),
        (100.0, 1, 99, (92, 99)),
        (100.0, 97, 103, (97, 103)),
        (1.0, 3, 2, (2, 2)),
    ],
)
def test_the_range_is_that_of_anki(interval: float, minimum: int, maximum: int, expected: tuple[int, int]) -> None:
    assert fuzz_range(interval, minimum, maximum) == expected


def test_halves_are_rounded_up() -> None:
    assert [rounded(days) for days in (0.49, 0.5, 1.5, 2.5, 2.51)] == [0, 1, 2, 3, 3]


def test_short_intervals_are_left_alone() -> None:
    assert {Fuzz(share / 10, TODAY).spread(2.4, 1, 1000) for share in range(10)} == {2}


@pytest.mark.parametrize(("share", "expected"), [(0.0, 14), (0.5, 17), (LAST, 20)])
def test_without_a_load_every_day_of_the_range_is_as_likely(share: float, expected: int) -> None:
    assert Fuzz(share, TODAY).spread(17.0, 1, 1000) == expected


def test_a_load_spread_evenly_changes_nothing() -> None:
    load = {StudyDay(TODAY + day): 12 for day in range(200)}

    for step in range(100):
        assert Fuzz(step / 100, TODAY, load).spread(17.0, 1, 1000) == Fuzz(step / 100, TODAY).spread(17.0, 1, 1000)


def test_a_free_day_is_nearly_always_chosen_among_busy_ones() -> None:
    load = {StudyDay(TODAY + day): 30 for day in range(60) if day != 18}

    chosen = Counter(Fuzz(step / 1000, TODAY, load).spread(17.0, 1, 1000) for step in range(1000))

    assert chosen[18] > 980


def test_cards_learned_together_end_up_on_days_with_like_loads() -> None:
    load: dict[StudyDay, int] = {StudyDay(TODAY + 17): 40}
    for card in range(300):
        day = StudyDay(TODAY + Fuzz(chance(CardId(card), 3), TODAY, load).spread(17.0, 1, 1000))
        load[day] = load.get(day, 0) + 1

    counts = [load[StudyDay(TODAY + day)] for day in range(14, 21)]
    assert max(counts) - min(counts) < 15


def test_beyond_ninety_days_the_load_is_not_asked() -> None:
    load = {StudyDay(TODAY + day): day for day in range(400)}

    assert Fuzz(0.0, TODAY, load).spread(91.0, 1, 1000) == Fuzz(0.0, TODAY).spread(91.0, 1, 1000) == 84
    assert Fuzz(LAST, TODAY, load).spread(91.0, 1, 1000) == 98


def test_the_last_day_is_given_when_rounding_leaves_a_rest() -> None:
    load = {StudyDay(TODAY + day): 7 for day in range(30)}

    assert Fuzz(1.0, TODAY, load).spread(17.0, 1, 1000) == 20


@given(
    st.floats(0, 1, exclude_max=True),
    st.floats(0, 40_000),
    st.integers(1, 40_000),
    st.integers(1, 36_500),
    st.dictionaries(st.integers(20_000, 20_100).map(StudyDay), st.integers(0, 500), max_size=40),
)
def test_an_interval_never_leaves_its_bounds(
    share: float, interval: float, minimum: int, maximum: int, load: dict[StudyDay, int]
) -> None:
    found = Fuzz(share, TODAY, load).spread(interval, minimum, maximum)

    lower, upper = fuzz_range(interval, minimum, maximum)
    assert lower <= found <= upper <= maximum
    assert found >= min(minimum, maximum)


def test_chance_depends_on_the_card_and_on_its_answers_alone() -> None:
    assert chance(CardId(1), 4) == chance(CardId(1), 4)
    assert len({chance(CardId(card), reps) for card in range(100) for reps in range(20)}) == 2000


def test_chance_is_the_same_for_ever() -> None:
    assert hashed(0) == 0xE220A8397B1DCDAF
    assert chance(CardId(1_234_567), 5) == pytest.approx(0.7975549151448961)


def test_chance_is_even() -> None:
    drawn = Counter(int(chance(CardId(card), reps) * 10) for card in range(1000, 2000) for reps in range(10))

    assert sorted(drawn) == list(range(10))
    assert all(900 < count < 1100 for count in drawn.values())


def _days(easy_days: tuple[float, ...], load: dict[StudyDay, int], interval: float = 20.0) -> list[int]:
    """Give the weekdays 400 cards are sent to."""
    found = []
    for card in range(400):
        fuzz = Fuzz(chance(CardId(card), 3), TODAY, load, easy_days)
        found.append(weekday_of(StudyDay(TODAY + fuzz.spread(interval, 1, 36500))))
    return found


@pytest.mark.parametrize("load", [{}, {StudyDay(TODAY + day): 30 for day in range(60)}])
@pytest.mark.parametrize("interval", [20.0, 120.0])
def test_a_free_weekday_gets_no_card_that_can_go_elsewhere(load: dict[StudyDay, int], interval: float) -> None:
    days = _days((1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0), load, interval)

    assert days.count(6) == 0
    assert len(set(days)) > 3


@pytest.mark.parametrize("load", [{}, {StudyDay(TODAY + day): 0 for day in range(1, 2)}])
def test_an_easy_weekday_gets_fewer_cards_than_others(load: dict[StudyDay, int]) -> None:
    days = _days((1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5), load)
    plain = _days((1.0,) * 7, load)

    assert 0 < days.count(6) < 0.75 * plain.count(6)


def test_a_load_balanced_day_by_day_gives_an_easy_weekday_half() -> None:
    load: dict[StudyDay, int] = {}
    easy = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.5)
    for card in range(3000):
        day = Fuzz(chance(CardId(card), 1), TODAY, load, easy).spread(40.0 + card % 30, 1, 36500)
        load[StudyDay(TODAY + day)] = load.get(StudyDay(TODAY + day), 0) + 1

    inner = [(weekday_of(day), count) for day, count in load.items() if 42 <= day - TODAY < 63]
    sundays = [count for weekday, count in inner if weekday == 6]
    others = [count for weekday, count in inner if weekday != 6]
    assert 0.4 < (sum(sundays) / len(sundays)) / (sum(others) / len(others)) < 0.6


def test_a_card_that_has_only_free_days_to_go_to_goes_to_one_of_them() -> None:
    assert Fuzz(0.5, TODAY, {}, (0.0,) * 7).spread(20.0, 20, 20) == 20
    assert 17 <= Fuzz(0.5, TODAY, {}, (0.0,) * 7).spread(20.0, 1, 36500) <= 23


def spreads(fuzz_of: Callable[[float], Fuzz], interval: float, minimum: int = 1, maximum: int = 1000) -> set[int]:
    return {fuzz_of(step / 200).spread(interval, minimum, maximum) for step in range(200)}


def a_break(first: int, last: int) -> tuple[StudyDay, StudyDay]:
    return StudyDay(TODAY + first), StudyDay(TODAY + last)


def test_what_would_fall_into_a_break_comes_on_as_many_days_after_it() -> None:
    assert spreads(lambda chance: Fuzz(chance, TODAY, breaks=(a_break(13, 21),)), 17.0) == set(range(22, 31))


def test_the_days_of_the_range_beside_a_break_are_taken_before_any_other() -> None:
    assert spreads(lambda chance: Fuzz(chance, TODAY, breaks=(a_break(15, 30),)), 17.0) == {14}
    assert spreads(lambda chance: Fuzz(chance, TODAY, breaks=(a_break(10, 18),)), 17.0) == {19, 20}


def test_breaks_in_a_row_are_one() -> None:
    breaks = (a_break(10, 14), a_break(15, 21), a_break(24, 24))

    assert spreads(lambda chance: Fuzz(chance, TODAY, breaks=breaks), 17.0, 14) == {22, 23, 25, 26}


def test_where_after_a_break_is_too_late_it_is_the_day_before_it() -> None:
    assert spreads(lambda chance: Fuzz(chance, TODAY, breaks=(a_break(13, 21),)), 17.0, 1, 21) == {12}
    assert spreads(lambda chance: Fuzz(chance, TODAY, breaks=(a_break(13, 21),)), 17.0, 15, 18) <= set(range(15, 19))


def test_after_a_break_the_days_with_least_to_do_are_preferred() -> None:
    load = {StudyDay(TODAY + day): 0 if day == 24 else 50 for day in range(60)}

    found = Counter(
        Fuzz(step / 200, TODAY, load, breaks=(a_break(13, 21),)).spread(17.0, 1, 1000) for step in range(200)
    )

    assert found.most_common(1)[0][0] == 24


@given(st.floats(1, 90), st.floats(0, LAST), st.integers(1, 60), st.integers(1, 30))
def test_nothing_falls_into_a_break_that_can_be_kept_clear_of(
    interval: float, share: float, first: int, length: int
) -> None:
    days = Fuzz(share, TODAY, breaks=(a_break(first, first + length - 1),)).spread(interval, 1, 1000)

    assert days >= 1
    assert not first <= days < first + length
