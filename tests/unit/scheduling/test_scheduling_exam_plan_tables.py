import numpy as np
import pytest

from flashcards.scheduling.exam_plan_courses import MOST_LOOKS, learning_courses, relearning_courses
from flashcards.scheduling.exam_plan_model import Habits, PlanMemory, PlanModel
from flashcards.scheduling.exam_plan_tables import (
    COARSE,
    DAILY_AGES,
    ages,
    dearness,
    slices,
    slices_forwards,
    todays_slice,
)
from tests.unit.scheduling.exam_plan_builders import MODEL, tables

EVERY_DAY = [True] * 12


def test_ages_are_daily_at_first_and_reach_years() -> None:
    found = ages()

    assert found[: DAILY_AGES + 1] == tuple(range(DAILY_AGES + 1))
    assert found[-1] == 730
    assert list(found) == sorted(set(found))


def test_on_the_last_day_leaving_a_card_is_worth_its_recall_the_next_morning() -> None:
    day = tables(1)
    memory = PlanMemory(MODEL)

    expected = memory.recall(day.grid.stability_days, np.full(COARSE.stabilities, 8.0))

    assert day.leave[2, 7, :, 0] == pytest.approx(expected, abs=1e-6)
    assert day.new_leave == pytest.approx(0)


def test_on_the_last_day_studying_is_worth_what_the_outcomes_are() -> None:
    day = tables(1)
    memory = PlanMemory(MODEL)
    s, d, e = day.grid.stability_days[8:16], np.full(8, day.grid.difficulty[2]), np.full(8, 5.0)
    outcomes = memory.after_review(s, d, e)
    recalled = (outcomes.chance * memory.recall(outcomes.stability_days, np.ones(outcomes.chance.shape))).sum(axis=0)

    expected = recalled - day.grid.prices[3] * dearness(1, 0.3) * memory.cost_s(memory.recall(s, e))

    assert day.study[2, 5, 8:16, 3] == pytest.approx(expected, abs=3e-3)


def test_leaving_is_worth_the_better_of_both_a_day_later() -> None:
    earlier, later = tables(9), tables(8)

    best = np.maximum(later.study, later.leave)

    assert earlier.leave[:, :DAILY_AGES] == pytest.approx(best[:, 1 : DAILY_AGES + 1])
    assert earlier.new_leave == pytest.approx(np.maximum(later.new_study, later.new_leave))


def test_before_a_day_off_leaving_is_worth_leaving() -> None:
    earlier, later = tables(9, rest=frozenset({8})), tables(8)

    assert earlier.leave[:, :DAILY_AGES] == pytest.approx(later.leave[:, 1 : DAILY_AGES + 1])


def test_todays_tables_are_the_last_of_all_days() -> None:
    every = list(slices(MODEL, 0.2, EVERY_DAY, COARSE))

    today = todays_slice(MODEL, 0.2, EVERY_DAY, COARSE)

    assert [day.days_left for day in every] == list(range(1, 13))
    assert np.array_equal(today.study, every[-1].study)


def test_tables_can_be_had_from_today_on() -> None:
    backwards = list(slices(MODEL, 0.2, EVERY_DAY, COARSE))

    forwards = list(slices_forwards(MODEL, 0.2, EVERY_DAY, COARSE))

    assert [day.days_left for day in forwards] == list(range(12, 0, -1))
    assert all(np.array_equal(one.study, other.study) for one, other in zip(forwards, reversed(backwards), strict=True))


def test_worth_falls_with_the_price_and_rises_with_the_time_left() -> None:
    near, far = tables(5), tables(20)

    assert (np.diff(far.new_leave) <= 1e-6).all()
    assert (far.new_leave >= near.new_leave - 1e-3).all()


def test_keeping_cards_after_the_exam_values_strength() -> None:
    kept = todays_slice(PlanModel(keeps_after=True), 0.3, EVERY_DAY, COARSE)

    loss = tables(12).leave[2, 0, :, 0] - kept.leave[2, 0, :, 0]

    assert loss[4] > loss[-1] > 0


def test_there_are_no_tables_once_the_exam_is_over() -> None:
    with pytest.raises(ValueError, match="no day to plan"):
        todays_slice(MODEL, 0.3, [])


def test_habits_are_drawn_to_the_usual_while_there_are_few_ratings() -> None:
    few = Habits.shrunk((1, 0, 0, 0), (0, 1, 0))
    many = Habits.shrunk((0, 0, 2000, 0), (0, 2000, 0))

    assert few.first[0] == pytest.approx((1 + 48) / 201)
    assert many.passes[1] > 0.95
    assert sum(many.first) == pytest.approx(1)


def test_a_new_card_without_steps_leaves_its_first_day_as_it_was_rated() -> None:
    first = PlanMemory(PlanModel(learning_steps=0)).after_first

    assert first.stability_days[:, 0] == pytest.approx([0.212, 1.2931, 2.3065, 8.2956])
    assert first.chance[:, 0] == pytest.approx([0.24, 0.094, 0.495, 0.171])


def test_going_through_its_steps_makes_a_new_card_weaker_where_it_is_forgotten_again() -> None:
    first = PlanMemory(MODEL).after_first

    assert first.chance.sum() == pytest.approx(1)
    assert first.stability_days.min() < 0.1
    assert (first.difficulty * first.chance).sum() == pytest.approx(3.8, abs=0.1)


def test_the_courses_of_a_day_end_with_the_steps_done() -> None:
    learning, relearning = learning_courses(1, 2), relearning_courses(1)

    assert max(learning)[1] == (3, 3)
    assert all(len(ratings) <= MOST_LOOKS for _, ratings in learning)
    assert [ratings for _, ratings in relearning] == [(3,), (1, 3)]
    assert sum(chance for chance, _ in learning) == pytest.approx(1)
    assert sum(chance for chance, _ in relearning) == pytest.approx(1)
    assert learning_courses(4, 2) == relearning_courses(0) == ((1.0, ()),)
