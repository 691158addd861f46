"""Two buttons instead of four."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from flashcards.domain.ids import CardId
from flashcards.domain.review import Rating
from flashcards.ui.page import Services
from flashcards.ui.study.rating_button import RatingButton
from flashcards.ui.study.state import Phase
from tests.ui.study.conftest import Learner


@pytest.fixture
def two(learner: Learner, basic: tuple[CardId, ...], services: Services) -> tuple[CardId, ...]:
    services.look.change(replace(services.look.preferences, has_two_buttons=True))
    learner.study()
    learner.press(Qt.Key.Key_Space)
    return basic


@pytest.mark.parametrize(
    ("key", "rating"),
    [
        (Qt.Key.Key_1, Rating.AGAIN),
        (Qt.Key.Key_2, Rating.GOOD),
        (Qt.Key.Key_3, Rating.GOOD),
        (Qt.Key.Key_Space, Rating.GOOD),
    ],
)
def test_the_keys_of_two_buttons(learner: Learner, two: tuple[CardId, ...], key: Qt.Key, rating: Rating) -> None:
    learner.press(key)

    assert [one.rating for one in learner.reviews(two[0])] == [rating]


def test_the_fourth_key_does_nothing_with_two_buttons(learner: Learner, two: tuple[CardId, ...]) -> None:
    learner.press(Qt.Key.Key_4)

    assert (learner.state.phase, learner.reviews(two[0])) == (Phase.ANSWER, ())


def test_only_two_buttons_are_seen_until_four_are_wanted_again(
    learner: Learner, two: tuple[CardId, ...], services: Services
) -> None:
    seen = [one for one in learner.page.ratings.findChildren(RatingButton) if one.isVisible()]
    assert [one.accessibleName().split(":")[0] for one in seen] == ["Again", "Good"]

    services.look.change(replace(services.look.preferences, has_two_buttons=False))

    assert len([one for one in learner.page.ratings.findChildren(RatingButton) if one.isVisible()]) == 4
    learner.press(Qt.Key.Key_2)
    assert [one.rating for one in learner.reviews(two[0])] == [Rating.HARD]
