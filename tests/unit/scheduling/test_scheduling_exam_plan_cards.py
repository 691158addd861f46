import numpy as np
import pytest

from flashcards.scheduling.exam_plan_cards import NO_AREA, worths


def test_an_areas_share_is_divided_among_its_cards() -> None:
    worth = worths(np.array([0, 0, 0, 1]), (3.0, 1.0))

    assert worth == pytest.approx([1, 1, 1, 1])


def test_few_cards_of_a_heavy_area_are_worth_more() -> None:
    worth = worths(np.array([0, 1, 1, 1]), (0.5, 0.5))

    assert worth == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3])


def test_cards_of_no_area_weigh_as_much_as_the_average() -> None:
    worth = worths(np.array([0, 1, 1, NO_AREA]), (0.5, 0.5))

    assert worth[3] == 1
    assert worth.mean() == pytest.approx(1)


def test_a_deck_without_areas_weighs_every_card_alike() -> None:
    assert worths(np.array([NO_AREA] * 3), (0.5, 0.5)) == pytest.approx([1, 1, 1])


def test_an_area_without_cards_leaves_its_share_to_the_rest() -> None:
    assert worths(np.array([0, 0]), (0.2, 0.8)) == pytest.approx([1, 1])


def test_an_area_outside_the_blueprint_is_refused() -> None:
    with pytest.raises(ValueError, match="not all in a blueprint of 2"):
        worths(np.array([0, 2]), (0.5, 0.5))


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        worths(np.array([0]), (0.0, 1.0))
