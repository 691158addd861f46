"""The question about Hard, on the pages that ask it."""

from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.hard_use import to_ask
from flashcards.ui.hard_use import HardUsePanel, found_text
from flashcards.ui.page import Services
from flashcards.ui.progress.view import ProgressPage
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.tuning.view import TuningPage
from tests.unit.collection.test_hard_use_asked import live
from tests.unit.scheduling.rating_learners import Learner
from tests.unit.scheduling.test_hard_use import SUSPECT


def shown(services: Services, qtbot: QtBot) -> HardUsePanel:
    panel = HardUsePanel(services)
    qtbot.addWidget(panel)
    panel.model.show()
    return panel


def test_what_was_found_is_said_in_figures() -> None:
    assert found_text(SUSPECT) == (
        "Of your newest 500 reviews about 50 were expected to be forgotten. You rated 0 Again and 90 Hard. Cards rated "
        "Hard were known well the next time in 55\u202f% of cases; those rated Good or Easy in 85\u202f%."
    )


def test_the_question_goes_for_good_when_it_is_put_away_and_undo_brings_it_back(
    services: Services, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    live(collection, Learner(as_hard=1.0))
    panel = shown(services, qtbot)
    qtbot.waitUntil(lambda: not panel.isHidden())

    panel.away.click()
    qtbot.waitUntil(panel.isHidden)

    assert collection.read(to_ask) is None
    runner.undo()
    qtbot.waitUntil(lambda: not panel.isHidden())


def test_two_buttons_answer_the_question(services: Services, collection: Collection, qtbot: QtBot) -> None:
    live(collection, Learner(as_hard=1.0))
    panel = shown(services, qtbot)
    qtbot.waitUntil(lambda: not panel.isHidden())

    panel.two.click()

    assert services.look.preferences.has_two_buttons
    qtbot.waitUntil(panel.isHidden)


def test_an_honest_learner_sees_no_question_on_progress_or_tuning(
    services: Services, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    live(collection, Learner())
    pages = ProgressPage(services), TuningPage(services)
    for page in pages:
        qtbot.addWidget(page)
        page.enter()

    qtbot.waitUntil(lambda: runner.reading == 0)

    assert all(page.hard_use.isHidden() for page in pages)
    for page in pages:
        page.leave()
