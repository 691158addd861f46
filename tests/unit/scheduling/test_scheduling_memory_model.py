from dataclasses import replace

import pytest

from flashcards.domain.errors import SettingsError
from flashcards.domain.learning import LearningSettings
from flashcards.scheduling.memory_model import MODELS, model_of


def test_new_settings_name_a_model_that_exists() -> None:
    assert model_of(LearningSettings()).name == "fsrs-6"


def test_every_model_answers_to_the_name_it_is_listed_under() -> None:
    parameters = LearningSettings().parameters

    assert [make(parameters).name for make in MODELS.values()] == list(MODELS)


def test_a_model_of_a_later_version_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match=r"no memory model called “fsrs-99”\. Known: fsrs-6"):
        model_of(replace(LearningSettings(), model="fsrs-99"))


def test_parameters_of_another_model_are_refused() -> None:
    with pytest.raises(SettingsError, match="cannot be used: FSRS-6 needs 21 finite parameters"):
        model_of(replace(LearningSettings(), parameters=(0.4,) * 17))
