import pytest

from flashcards.domain.ids import PresetId
from flashcards.domain.learning import LearningSettings, ReviewOrder
from flashcards.domain.preset import NOTHING_SAID, OPTION_NAMES, DeckOptions, Preset, free_name


def test_what_options_say_goes_before_the_settings() -> None:
    settings = LearningSettings(new_limit=20, leech_threshold=8)

    found = DeckOptions(new_limit=0, review_order=ReviewOrder.RANDOM).over(settings)

    assert (found.new_limit, found.leech_threshold, found.review_order) == (0, 8, ReviewOrder.RANDOM)


def test_options_that_say_nothing_leave_the_settings_as_they_are() -> None:
    settings = LearningSettings()

    assert NOTHING_SAID.over(settings) is settings


@pytest.mark.parametrize("name", OPTION_NAMES)
def test_every_option_is_a_learning_setting(name: str) -> None:
    value = getattr(LearningSettings(), name)

    assert DeckOptions(**{name: value}).said() == {name: value}


@pytest.mark.parametrize(
    "wrong", [{"new_limit": -1}, {"desired_retention": 0.5}, {"easy_days": (1.0,) * 6}, {"easy_days": (0.3,) * 7}]
)
def test_what_no_screen_offers_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"between|easy days"):
        DeckOptions(**wrong)  # type: ignore[arg-type]


def test_a_preset_needs_a_name() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        Preset(PresetId(1), "  ")


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("Coding", []) == "Coding"
    assert free_name("Coding", ["coding", "Coding 2"]) == "Coding 3"
