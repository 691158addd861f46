"""When the forecast on the Exam page is worked out anew."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Exam
from flashcards.domain.ids import ExamId
from flashcards.ui.exam.outlook import AGAIN
from flashcards.ui.exam.view import ExamPage
from flashcards.ui.moving.sheet import MovingSheet
from flashcards.ui.page import Services
from tests.builders import NOON, Clock, a_note, add_notes

WORKING_MS = 30_000
"""What tables and roll-outs may take on a loaded machine; a second is usual for so few cards."""

LAST_STUDY = NOON.date() + timedelta(days=3)


@pytest.fixture
def page(services: Services, collection: Collection, qtbot: QtBot) -> Iterator[ExamPage]:
    add_notes(collection, "Terms", [a_note(f"t{place}", fields=(f"{place}", "", "")) for place in range(8)])
    exam = Exam(ExamId(0), "RHIT", LAST_STUDY + timedelta(days=1), minutes_a_day=2)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
    made = ExamPage(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: made.view_model.state.outlook.made == 1, timeout=WORKING_MS)
    yield made
    made.leave()


def plan_break(page: ExamPage, qtbot: QtBot) -> None:
    page.plan.pause.click()
    sheet = page.findChildren(MovingSheet)[0]
    sheet.last.set_value(LAST_STUDY)
    sheet.last.changed.emit(sheet.last.value)
    qtbot.waitUntil(sheet.act.isEnabled, timeout=WORKING_MS)
    sheet.act.click()


def test_a_break_has_it_worked_out_anew_with_its_progress_shown(page: ExamPage, qtbot: QtBot) -> None:
    before = page.view_model.state.outlook
    shares: list[float] = []
    page.view_model.forecast_changed.connect(lambda: shares.append(page.view_model.state.outlook.made))

    plan_break(page, qtbot)

    qtbot.waitUntil(lambda: page.view_model.state.outlook.headline == AGAIN, timeout=WORKING_MS)
    assert page.view_model.state.outlook.by_minutes == before.by_minutes
    qtbot.waitUntil(lambda: page.view_model.state.outlook.made == 1, timeout=WORKING_MS)
    assert page.view_model.state.outlook.by_minutes[-1].mean < before.by_minutes[-1].mean
    assert shares == sorted(shares)
    assert any(0 < share < 1 for share in shares)


def test_it_stays_while_nothing_it_is_made_of_changes(page: ExamPage, collection: Collection, qtbot: QtBot) -> None:
    page.leave()
    with qtbot.waitSignal(page.view_model.changed):
        page.enter()
    assert page.view_model.state.outlook.made == 1

    page.leave()
    add_notes(collection, "Terms", [a_note("one more")])
    page.enter()
    qtbot.waitUntil(lambda: page.view_model.state.outlook.headline == AGAIN, timeout=WORKING_MS)


def test_one_that_was_left_half_made_is_begun_again(page: ExamPage, collection: Collection, qtbot: QtBot) -> None:
    add_notes(collection, "Terms", [a_note("one more")])
    page.view_model.refresh()
    qtbot.waitUntil(lambda: page.view_model.state.outlook.made < 1, timeout=WORKING_MS)

    page.leave()
    page.enter()

    qtbot.waitUntil(lambda: page.view_model.state.outlook.made == 1, timeout=WORKING_MS)


def test_what_is_answered_after_the_page_was_left_begins_no_forecast(
    page: ExamPage, collection: Collection, qtbot: QtBot
) -> None:
    add_notes(collection, "Terms", [a_note("one more")])

    with qtbot.waitSignal(page.view_model.changed):
        page.view_model.refresh()
        page.leave()

    assert page.view_model.state.outlook.made == 1
    page.enter()
    qtbot.waitUntil(lambda: page.view_model.state.outlook.headline == AGAIN, timeout=WORKING_MS)


def test_on_the_day_of_the_exam_nothing_is_forecast(page: ExamPage, clock: Clock, qtbot: QtBot) -> None:
    later = Exam(ExamId(0), "Retake", LAST_STUDY + timedelta(days=3), minutes_a_day=2)
    page.view_model.save(later)
    qtbot.waitUntil(lambda: len(page.view_model.state.exams) == 2)
    page.view_model.choose(page.view_model.state.exams[0].id)
    qtbot.waitUntil(lambda: page.view_model.state.exam is not None and page.view_model.state.exam.name == "RHIT")
    assert page.outlook.isVisible()

    clock.forward(days=4)
    page.view_model.refresh()

    qtbot.waitUntil(lambda: page.view_model.state.plan.headline == "The RHIT is today. Good luck.")
    assert page.view_model.state.todays is not None
    assert not page.outlook.isVisible()
