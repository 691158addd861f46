"""The Tuning page."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.collection.tuning import adopting
from flashcards.domain.changes import Operation
from flashcards.domain.fit import Fit, Quality
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.storage import fits, reading
from flashcards.ui.page import PageId, Services
from flashcards.ui.settings.view import SettingsPage
from flashcards.ui.tuning.view import TuningPage
from tests.builders import TODAY
from tests.unit.collection.learner_history import FORGETFUL, studied_collection

BETTER = Fit(TODAY, 900, FSRS6_DEFAULT_PARAMETERS, FORGETFUL, Quality(0.5, 0.1, 180), Quality(0.4, 0.05, 180))

Opener = Callable[[], TuningPage]


@pytest.fixture
def open_page(services: Services, qtbot: QtBot) -> Opener:
    def open_it() -> TuningPage:
        made = TuningPage(services)
        qtbot.addWidget(made)
        made.resize(900, 700)
        made.show()
        made.enter()
        qtbot.waitUntil(lambda: made.view_model.state.known is not None and made.view_model.state.outlook is not None)
        return made

    return open_it


def words(part: QWidget) -> str:
    return "\n".join(one.text() for one in part.findChildren(QLabel) if one.isVisibleTo(part))


def parameters(collection: Collection) -> tuple[float, ...]:
    return collection.read(reading.learning_settings).parameters


def test_with_few_reviews_it_says_how_many_are_needed(open_page: Opener, collection: Collection) -> None:
    studied_collection(collection, cards=20, days=20)

    page = open_page()

    assert "from 400 on they say enough" in words(page.model)
    assert not page.model.fit.isEnabled()
    assert page.model.defaults.isHidden()
    assert page.due.look.isEnabled()


def test_a_fit_is_adopted_and_shown_beside_what_was_before(
    open_page: Opener, collection: Collection, services: Services, qtbot: QtBot
) -> None:
    studied_collection(collection, cards=300, days=60)
    page = open_page()

    with qtbot.waitSignal(services.notices.said, timeout=30_000) as said:
        page.model.fit.click()
        assert page.progress.isVisible()
    qtbot.waitUntil(lambda: page.view_model.state.is_fitted)

    assert said.args[0].startswith("Fitted to your reviews: 300 cards remembered otherwise.")
    assert "Fitted to your own reviews on November 23, 2026" in words(page.model)
    qtbot.waitUntil(lambda: "Log loss" in words(page.model))
    assert page.progress.isHidden()
    assert collection.read(fits.fits)[0].is_better
    services.runner.undo()
    qtbot.waitUntil(lambda: parameters(collection) == FSRS6_DEFAULT_PARAMETERS)


def test_a_fit_can_be_stopped(open_page: Opener, collection: Collection, qtbot: QtBot) -> None:
    studied_collection(collection, cards=300, days=60)
    page = open_page()

    with qtbot.waitSignal(page.view_model.fitter.stopped, timeout=30_000):
        page.model.fit.click()
        page.progress.stop.click()

    assert page.progress.isHidden()
    assert page.model.fit.isEnabled()
    assert collection.read(fits.fits) == ()


def test_the_usual_parameters_are_one_click_away(open_page: Opener, collection: Collection, qtbot: QtBot) -> None:
    studied_collection(collection, cards=40, days=60)
    collection.transact(Operation.TUNE, lambda change: adopting.adopt(change, BETTER))
    page = open_page()
    assert page.model.defaults.isVisible()

    with qtbot.waitSignal(page.view_model.done) as done:
        page.model.defaults.click()

    assert done.args == ["Back to the usual parameters: 40 cards remembered otherwise."]
    assert parameters(collection) == FSRS6_DEFAULT_PARAMETERS
    qtbot.waitUntil(page.model.defaults.isHidden)


def test_cards_move_only_once_it_was_seen_what_that_does(
    open_page: Opener, collection: Collection, qtbot: QtBot
) -> None:
    studied_collection(collection, cards=40, days=60)
    collection.transact(Operation.TUNE, lambda change: adopting.adopt(change, BETTER))
    before = collection.read(fits.scheduled)
    page = open_page()
    hidden_at_first = page.due.move_cards.isHidden()

    page.due.look.click()
    qtbot.waitUntil(page.due.move_cards.isVisible)
    offered, said = page.due.move_cards.text(), words(page.due)
    assert collection.read(fits.scheduled) == before
    with qtbot.waitSignal(page.view_model.done) as done:
        page.due.move_cards.click()

    moved = sum(one.due_on != other.due_on for one, other in zip(before, collection.read(fits.scheduled), strict=True))
    assert hidden_at_first
    assert offered == f"Move {moved} cards"
    assert f"{moved} of {len(before)} reviews would move" in said
    assert done.args == [f"Moved {moved} cards to the day its memory asks for."]


def test_another_retention_is_looked_at_before_it_is_used(
    open_page: Opener, collection: Collection, qtbot: QtBot
) -> None:
    studied_collection(collection, cards=40, days=60)
    page = open_page()
    hidden_at_first = page.workload.use.isHidden()

    page.workload.retention.set_value(85)
    page.workload.retention.changed.emit(85)
    said, kept = words(page.workload), collection.read(reading.learning_settings).desired_retention
    page.workload.use.click()

    qtbot.waitUntil(lambda: collection.read(reading.learning_settings).desired_retention == 0.85)
    assert (hidden_at_first, kept) == (True, 0.9)
    assert "At 85\N{NARROW NO-BREAK SPACE}%: about" in said
    qtbot.waitUntil(page.workload.use.isHidden)


def test_settings_lead_to_it(services: Services, qtbot: QtBot) -> None:
    settings = SettingsPage(services)
    qtbot.addWidget(settings)
    opener = next(one for one in settings.findChildren(QPushButton) if one.text() == "Open Tuning")

    with qtbot.waitSignal(settings.page_wanted) as wanted:
        opener.click()

    assert wanted.args == [PageId.TUNING]
