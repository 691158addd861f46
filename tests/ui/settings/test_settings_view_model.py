"""Settings are stored as they are changed."""

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.errors import SettingsError
from flashcards.settings import ThemeChoice
from flashcards.storage import reading
from flashcards.ui.page import Services
from flashcards.ui.settings.view_model import SettingsViewModel, read_steps, shown_steps
from tests.ui.conftest import Saved


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1m 10m", (60, 600)),
        ("30s", (30,)),
        ("10", (600,)),
        ("2H, 1d", (7200, 86400)),
        ("", ()),
    ],
)
def test_steps_are_read_as_they_are_written(text: str, seconds: tuple[int, ...]) -> None:
    assert read_steps(text) == seconds


@pytest.mark.parametrize("text", ["ten", "2d", "0m", "-5m", "1.5h", "m", "10m soon"])
def test_what_is_no_length_of_time_is_refused_by_name(text: str) -> None:
    with pytest.raises(SettingsError, match=f"“{text.split()[-1]}” is not a step"):
        read_steps(text)


@pytest.mark.parametrize("seconds", [(), (60, 600), (90,), (7200, 86400)])
def test_steps_that_are_shown_read_back(seconds: tuple[int, ...]) -> None:
    assert read_steps(shown_steps(seconds)) == seconds


@pytest.fixture
def view_model(services: Services, qtbot: QtBot) -> SettingsViewModel:
    made = SettingsViewModel(services.runner, services.look)
    with qtbot.waitSignal(made.changed):
        made.refresh()
    return made


def test_a_learning_setting_is_stored_and_can_be_undone(
    view_model: SettingsViewModel, services: Services, collection: Collection, qtbot: QtBot
) -> None:
    view_model.set_learning(new_limit=35)
    qtbot.waitUntil(lambda: view_model.state.learning.new_limit == 35)
    stored = collection.read(reading.learning_settings).new_limit

    services.runner.undo()

    qtbot.waitUntil(lambda: view_model.state.learning.new_limit == 20)
    assert stored == 35


def test_a_setting_that_stays_as_it_is_makes_no_step(
    view_model: SettingsViewModel, services: Services, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(services.runner.changed, wait=50):
        view_model.set_learning(new_limit=20)


def test_steps_that_cannot_be_read_are_refused_and_nothing_changes(view_model: SettingsViewModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view_model.refused) as refused, qtbot.waitSignal(view_model.changed):
        view_model.set_steps("learning_steps_s", "soon")

    assert isinstance(refused.args[0], SettingsError)
    assert view_model.state.learning.learning_steps_s == (60, 600)


def test_the_look_stays_on_this_machine(view_model: SettingsViewModel, saved: Saved) -> None:
    view_model.set_look(theme=ThemeChoice.DARK)

    assert view_model.state.look.theme is ThemeChoice.DARK
    assert saved.preferences[-1].theme is ThemeChoice.DARK
