"""How ready the learner is, on the Today page."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from pytestqt.qtbot import QtBot

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.exam import Area, Exam
from flashcards.domain.ids import ExamId
from flashcards.domain.study_day import StudyDay
from flashcards.storage import exam_reading, reading
from flashcards.storage.transaction import Transaction
from flashcards.ui.page import PageId, Services
from flashcards.ui.today.readiness import BEING_READ
from flashcards.ui.today.view import TodayPage
from flashcards.ui.widgets.share_bar import ShareBar
from tests.builders import NOON, TODAY, Clock, a_note, add_notes

AREAS = (Area("Filing", 3, deck="Filing"), Area("Coding", 1, deck="Coding"))


def add_known(collection: Collection, deck: str, count: int) -> None:
    ids = add_notes(collection, deck, [a_note(f"{deck}{place}", fields=(f"{place}", "", "")) for place in range(count)])
    for card in collection.read(lambda snapshot: reading.cards(snapshot, ids)).values():
        seen = replace(
            card,
            state=CardState.REVIEW,
            memory=MemoryState(20.0, 5.0),
            due_on=StudyDay(TODAY + 10),
            last_review_on=StudyDay(TODAY - 10),
        )
        collection.transact(Operation.SET_DUE_DATE, partial(Transaction.update_card, card=seen))


def add_exam(collection: Collection) -> ExamId:
    exam = Exam(ExamId(0), "filing exam", NOON.date() + timedelta(days=3), AREAS)
    return collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam)).value


def shown(services: Services, qtbot: QtBot) -> TodayPage:
    page = TodayPage(services)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.readiness.changed):
        page.enter()
    qtbot.waitUntil(lambda: page.view_model.state.is_ready)
    return page


def test_without_an_exam_nothing_is_said_of_readiness(services: Services, collection: Collection, qtbot: QtBot) -> None:
    add_known(collection, "Filing", 3)

    page = shown(services, qtbot)

    assert page.readiness.state.rows == ()
    assert page._ready.isHidden()
    page.leave()


def test_readiness_is_shown_by_area_and_kept_on_record_once_a_day(
    services: Services, collection: Collection, qtbot: QtBot
) -> None:
    add_known(collection, "Filing", 25)
    add_known(collection, "Coding", 2)
    exam_id = add_exam(collection)

    page = shown(services, qtbot)

    state = page.readiness.state
    assert state.heading == "Ready for the filing exam"
    assert state.overall.endswith("right if it were today")
    assert [(row.name, row.has_evidence) for row in state.rows] == [("Filing", True), ("Coding", False)]
    assert page._ready.isVisible()
    assert len(page._ready.findChildren(ShareBar)) == 2
    page.readiness.refresh()
    qtbot.waitUntil(lambda: services.runner.reading == 0 and services.runner.unsaved == 0)
    kept = collection.read(lambda snapshot: exam_reading.predictions(snapshot, exam_id))
    assert len(kept) == 1
    page.leave()


def test_on_the_day_of_the_exam_it_is_expected_not_imagined(
    services: Services, collection: Collection, clock: Clock, qtbot: QtBot
) -> None:
    add_known(collection, "Filing", 25)
    add_exam(collection)
    clock.forward(days=3)

    page = shown(services, qtbot)

    assert page.readiness.state.overall.endswith("% right expected")
    page.leave()


def test_the_figure_leads_to_where_it_is_explained(services: Services, collection: Collection, qtbot: QtBot) -> None:
    add_known(collection, "Filing", 25)
    add_exam(collection)
    page = shown(services, qtbot)

    with qtbot.waitSignal(page.page_wanted) as wanted:
        page._ready.more.click()

    assert wanted.args == [PageId.EXAM]
    page.leave()


def test_after_a_practice_exam_no_older_figure_is_shown(
    services: Services, collection: Collection, qtbot: QtBot
) -> None:
    add_known(collection, "Filing", 25)
    add_known(collection, "Coding", 25)
    add_exam(collection)
    page = shown(services, qtbot)
    page.leave()
    services.runner.changed.emit(ChangeSet(Operation.SIT_EXAM, frozenset({Kind.ATTEMPT})))

    page.enter()
    at_once = page.readiness.state
    qtbot.waitUntil(lambda: page.readiness.state.overall.endswith("right if it were today"))

    assert at_once.overall == BEING_READ
    assert not any(row.has_evidence for row in at_once.rows)
    page.leave()
