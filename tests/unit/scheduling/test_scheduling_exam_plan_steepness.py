import pytest

from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_rollout import roll_out
from flashcards.scheduling.exam_plan_steepness import STEEPNESSES, bound, choose_steepness, tightest
from tests.unit.scheduling.exam_plan_builders import MODEL, NO_FLOOR, new_cards, some_cards, tables

CARDS = new_cards([place % 6 for place in range(400)])


def test_no_other_steepness_is_expected_to_bring_much_more() -> None:
    aim = Aim(MODEL, CARDS, (1200.0,) * 12, floor=NO_FLOOR)
    points = {steepness: roll_out(aim, steepness, 3, 1).points.mean() for steepness in (0.0, 0.4)}

    chosen = choose_steepness(MODEL, CARDS, aim.seconds)

    assert chosen in STEEPNESSES
    assert roll_out(aim, chosen, 3, 1).points.mean() > max(points.values()) - 1.5
    assert max(points.values()) > min(points.values()) + 1


def test_the_same_cards_are_given_the_same_steepness() -> None:
    seconds = (1200.0,) * 5

    assert choose_steepness(MODEL, CARDS, seconds) == choose_steepness(MODEL, CARDS, seconds)


def test_the_steepness_with_the_lowest_bound_is_chosen() -> None:
    days = [tables(10, steepness=steepness) for steepness in STEEPNESSES]
    cards, seconds = some_cards(100), (600.0,) * 10

    chosen = tightest(days, cards, seconds)

    assert chosen == choose_steepness(MODEL, cards, seconds)
    lowest = min(bound(day, cards, seconds) for day in days)
    assert bound(days[STEEPNESSES.index(chosen)], cards, seconds) == pytest.approx(lowest, abs=0.05)
