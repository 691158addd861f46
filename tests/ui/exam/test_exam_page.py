"""Practice exams on the Exam page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from flashcards.collection import exams, practice
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.exam import QUICK_CHECK, Afterwards, Area, AttemptMode, Exam, ExamAnswer, Mix
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.exam.scoring import Share
from flashcards.storage import exam_reading
from flashcards.ui.exam.keep_cost import KeepCost
from flashcards.ui.exam.state import Past, mix_text, trend_text
from flashcards.ui.exam.view import ExamPage
from flashcards.ui.moving.sheet import MovingSheet
from flashcards.ui.page import Services
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.empty_state import EmptyState
from tests.builders import NOON, Clock, a_note, add_notes

BUILDING_MS = 30_000
"""What building the plan's tables may take on a loaded machine; about a second is usual."""


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[ExamPage]:
    made = ExamPage(services)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    with qtbot.waitSignal(made.view_model.changed):
        made.enter()
    yield made
    made.leave()


def add_questions(collection: Collection, runner: CollectionRunner, page: ExamPage, qtbot: QtBot) -> None:
    notes = [
        a_note(f"q{number}", NoteKind.CHOICE, provenance=Provenance(domain=2, level=Level.RECALL))
        for number in range(5)
    ]
    add_notes(collection, "Privacy rules", notes)
    with qtbot.waitSignal(page.view_model.changed):
        page.view_model.refresh()
    assert runner.unsaved == 0


def begin_by_button(page: ExamPage, qtbot: QtBot) -> AttemptId:
    with qtbot.waitSignal(page.practice_wanted) as wanted:
        page.practice.begin.click()
    found: AttemptId = wanted.args[0]
    return found


def hand_one_in(page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot) -> AttemptId:
    """Begin a practice exam and hand it in with all answers right."""
    attempt_id = begin_by_button(page, qtbot)
    attempt = collection.read(lambda snapshot: exam_reading.attempt(snapshot, attempt_id))
    assert attempt is not None
    questions, _ = collection.read(lambda snapshot: exam_reading.paper(snapshot, attempt_id))
    answers = [ExamAnswer(question.correct) for question in questions]
    runner.write(
        Operation.SIT_EXAM,
        lambda change: practice.hand_in(change, attempt, answers, NOON + timedelta(minutes=5), timed_out=False),
    )
    return attempt_id


def past_of(page: ExamPage) -> tuple[Past, ...]:
    return page.view_model.state.practice.past


def test_without_questions_nothing_can_begin(page: ExamPage) -> None:
    assert not page.practice.begin.isEnabled()
    assert page.view_model.state.practice.supply == "There are no multiple-choice questions for this exam yet."


def test_a_practice_exam_begins_in_the_chosen_size_and_mode(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    page.practice.size_choice.set_current(3)
    page.practice.items.set_value(2)
    page.practice.minutes.set_value(4)
    page.practice.mode.set_current(1)

    attempt_id = begin_by_button(page, qtbot)

    attempt = collection.read(lambda snapshot: exam_reading.attempt(snapshot, attempt_id))
    assert attempt is not None
    assert (attempt.mode, attempt.limit_s, attempt.exam_id) == (AttemptMode.PRACTICE, 240, None)
    assert len(collection.read(lambda snapshot: exam_reading.paper(snapshot, attempt_id))[0]) == 2


def test_a_mix_of_ones_own_asks_about_the_ticked_areas_only(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    page.practice.size_choice.set_current(3)
    page.practice.items.set_value(3)
    for box in page.practice.ticks:
        box.click()
    assert not page.practice.begin.isEnabled()

    assert all(box.width() <= box.sizeHint().width() for box in page.practice.ticks)
    page.practice.ticks[1].click()
    assert page.practice.supply.text() == "5 questions for what is ticked, 5 of them never seen."
    assert page.practice.mix() == Mix(3, 28 * 60, counts=(0, 3, 0, 0, 0, 0))
    attempt_id = begin_by_button(page, qtbot)

    questions, _ = collection.read(lambda snapshot: exam_reading.paper(snapshot, attempt_id))
    assert [question.area for question in questions] == [1, 1, 1]


@pytest.mark.parametrize(
    ("shares", "text"),
    [
        ([(0.7, 0.6, 0.8)], ""),
        ([(0.7, 0.6, 0.8), (0.7, 0.6, 0.8)], "As many right as the time before."),
        (
            [(0.7, 0.6, 0.8), (0.65, 0.55, 0.75)],
            "5 points more than the time before; their intervals overlap, so it may be chance.",
        ),
        (
            [(0.5, 0.45, 0.55), (0.8, 0.75, 0.85), (0.4, 0.35, 0.45)],
            "30 points fewer than the time before. From 40 % to 50 % over 3 practice exams.",
        ),
    ],
)
def test_the_trend_says_what_may_be_chance(shares: list[tuple[float, float, float]], text: str) -> None:
    results = [Share(round(100 * share), 100, low, high) for share, low, high in shares]

    assert trend_text(results) == text


def test_one_that_waits_is_offered_and_can_be_deleted_and_brought_back(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    attempt_id = begin_by_button(page, qtbot)
    qtbot.waitUntil(lambda: page.view_model.state.practice.waiting is not None)
    waiting = page.view_model.state.practice.waiting
    assert waiting is not None
    assert (waiting.id, "waits at question 1" in waiting.text) == (attempt_id, True)

    page.view_model.delete(attempt_id)
    qtbot.waitUntil(lambda: page.view_model.state.practice.waiting is None)
    runner.undo()

    qtbot.waitUntil(page.waiting.isVisible)
    with qtbot.waitSignal(page.practice_wanted) as wanted:
        page.waiting.open.click()
    assert wanted.args == [attempt_id]


def test_the_keyboard_is_on_the_exam_that_waits_once_the_page_is_read(
    page: ExamPage, services: Services, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    begin_by_button(page, qtbot)
    again = ExamPage(services)
    qtbot.addWidget(again)
    again.show()
    again.activateWindow()

    again.enter()
    again.take_focus()

    qtbot.waitUntil(again.waiting.open.hasFocus)
    again.leave()


def test_a_window_that_comes_to_the_front_after_its_page_was_read_has_the_keyboard_there_too(
    page: ExamPage, services: Services, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    begin_by_button(page, qtbot)
    behind = ExamPage(services)
    qtbot.addWidget(behind)
    with qtbot.waitActive(behind):
        behind.show()
    with qtbot.waitActive(page):
        page.activateWindow()

    behind.enter()
    behind.take_focus()
    qtbot.waitUntil(lambda: behind.view_model.state.is_ready)
    assert not behind.isActiveWindow()
    behind.activateWindow()

    qtbot.waitUntil(behind.waiting.open.hasFocus)
    behind.leave()


def test_one_that_was_handed_in_can_be_looked_back_on(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    attempt_id = hand_one_in(page, collection, runner, qtbot)
    qtbot.waitUntil(lambda: bool(page.view_model.state.practice.past))

    (past,) = page.view_model.state.practice.past
    assert (past.right, past.on) == ("100\N{NARROW NO-BREAK SPACE}%", "November 23, 2026, 12:00")
    assert past.what == "5 questions, exam, only Access, Disclosure, Privacy, and Security"
    look = next(one for one in page.history.findChildren(QPushButton) if one.text() == "Look back")
    with qtbot.waitSignal(page.practice_wanted) as wanted:
        look.click()
    assert wanted.args == [attempt_id]


def test_after_looking_back_the_keyboard_is_on_that_paper_and_it_is_seen(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    attempt_id = hand_one_in(page, collection, runner, qtbot)
    qtbot.waitUntil(lambda: bool(past_of(page)))
    with qtbot.waitActive(page):
        page.activateWindow()

    page.leave()
    page.show_exam_of(attempt_id)
    page.enter()
    page.take_focus()

    look = page.history.opener(attempt_id)
    assert look is not None
    qtbot.waitUntil(look.hasFocus)
    top = look.mapTo(page, QPoint(0, 0)).y()
    assert 0 <= top <= page.height() - look.height()
    page.take_focus()
    assert not look.hasFocus()


def test_the_history_is_of_the_exam_that_is_shown(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    first = save_exam(page, qtbot, "First", 6)
    hand_one_in(page, collection, runner, qtbot)
    qtbot.waitUntil(lambda: len(page.view_model.state.practice.past) == 1)

    second = save_exam(page, qtbot, "Second", 20)
    qtbot.waitUntil(lambda: page.view_model.state.exam == second)
    assert past_of(page) == ()

    page.view_model.remove(first)
    qtbot.waitUntil(lambda: len(page.view_model.state.practice.past) == 1)
    (past,) = past_of(page)
    assert past.what.endswith(", for the First")
    assert page.view_model.state.practice.trend == ""


@pytest.mark.parametrize(
    ("mix", "text"),
    [
        (Mix(150, 12_600), "150 questions in 3 h 30 min"),
        (Mix(30, 2520), "30 questions in 42 min"),
        (Mix(1, 0), "1 question, no time limit"),
        (Mix(60, 3600), "60 questions in 1 h"),
    ],
)
def test_a_paper_is_described_by_size_and_time(mix: Mix, text: str) -> None:
    assert mix_text(mix) == text


def open_editor(page: ExamPage) -> None:
    button = page.add if page.add.isVisible() else page.findChildren(EmptyState)[0].button
    button.click()


def save_exam(page: ExamPage, qtbot: QtBot, name: str = "RHIT", days: int = 6) -> Exam:
    open_editor(page)
    page.editor.name.setText(name)
    page.editor.held_on.set_value(NOON.date() + timedelta(days=days))
    page.editor.minutes.set_value(15)
    page.editor.save()
    qtbot.waitUntil(lambda: page.view_model.state.exam is not None and page.view_model.state.exam.name == name)
    exam = page.view_model.state.exam
    assert exam is not None
    return exam


def test_an_exam_is_added_and_its_plan_shown(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)

    exam = save_exam(page, qtbot)

    assert (exam.minutes_a_day, exam.decks, len(exam.blueprint)) == (15, (), 6)
    qtbot.waitUntil(
        lambda: (
            page.view_model.state.plan.can_study and "still being worked out" not in page.view_model.state.plan.text
        ),
        timeout=BUILDING_MS,
    )
    state = page.view_model.state
    assert state.plan.headline.startswith("6 days to the RHIT on ")
    assert state.plan.text.startswith("Today, within 15 minutes: 0 reviews and 5 new.")
    assert [row.cards for row in state.map] == [0, 5, 0, 0, 0, 0]


def test_what_cannot_be_an_exam_is_said_and_nothing_is_lost(page: ExamPage) -> None:
    open_editor(page)
    page.editor.dates.line.setText("2026-12-24, Christmas")
    page.editor.save()

    assert page.editor.problem.text().startswith("“Christmas” is no date: write it like 2026-12-24")
    assert page.editor.isVisible()
    page.editor.dates.line.setText("")
    page.editor.name.setText("  ")
    page.editor.save()
    assert page.editor.problem.text() == "An exam needs a name."


def test_the_holidays_up_to_the_exam_become_days_off_in_one_step(page: ExamPage) -> None:
    open_editor(page)
    page.editor.dates.line.setText("2026-12-24")
    page.editor.held_on.line.setText("2027-01-01")
    page.editor.held_on.line.editingFinished.emit()

    page.editor.dates.holidays.click()

    assert page.editor.dates.line.text() == "2026-11-26, 2026-12-24, 2026-12-25, 2027-01-01"
    assert page.editor.dates.told.text() == "Added 3 days: Thanksgiving Day, Christmas Day, New Year’s Day."
    page.editor.dates.holidays.click()
    assert page.editor.dates.told.text() == "No other holiday until then."


def test_beside_keep_it_stands_what_that_costs(page: ExamPage, collection: Collection, qtbot: QtBot) -> None:
    add_notes(collection, "Terms", [a_note(f"t{place}", fields=(f"{place}", "", "")) for place in range(5)])
    cost = page.editor.keeps.cost
    open_editor(page)
    page.editor.held_on.line.setText((NOON.date() + timedelta(days=4)).isoformat())
    page.editor.held_on.line.editingFinished.emit()

    assert cost.text() == "Working out what that costs…"
    qtbot.waitUntil(lambda: cost.text().startswith("Keeping it: "), timeout=BUILDING_MS)
    page.editor.keeps.box.click()
    assert cost.text().startswith("Keeping it: "), "ticking changes nothing of what it costs"
    assert page.editor.keeps.box.accessibleDescription() == cost.text()
    page.editor.minutes.set_value(40)
    page.editor.minutes.changed.emit(40)
    assert cost.text() == "Working out what that costs…"
    qtbot.waitUntil(lambda: cost.text().startswith("Keeping it: "), timeout=BUILDING_MS)


def test_without_a_card_keeping_costs_nothing_that_could_be_said(page: ExamPage, qtbot: QtBot) -> None:
    open_editor(page)

    qtbot.waitUntil(lambda: page.editor.keeps.cost.text() == "There is no card yet to say what that costs.")


def test_once_the_editor_is_closed_nobody_asks_what_keeping_costs(
    services: Services, runner: CollectionRunner, qtbot: QtBot
) -> None:
    heard: list[str] = []
    cost = KeepCost(runner, services.clock, services.zone, None)
    cost.said.connect(heard.append)

    cost.ask(Exam(ExamId(0), "RHIT", NOON.date() + timedelta(days=4)))
    cost.forget()

    qtbot.waitUntil(lambda: runner.reading == 0)
    assert heard == []


def test_holidays_are_not_added_to_what_is_no_date(page: ExamPage) -> None:
    open_editor(page)
    page.editor.dates.line.setText("Christmas")

    page.editor.dates.holidays.click()

    assert page.editor.problem.text().startswith("“Christmas” is no date: write it like 2026-12-24")
    assert page.editor.dates.line.text() == "Christmas"


def test_all_that_is_no_date_is_said_beside_the_days_off_once_they_are_left(page: ExamPage, qtbot: QtBot) -> None:
    open_editor(page)
    dates = page.editor.dates
    dates.line.setFocus()
    dates.line.clear()
    QTest.keyClicks(dates.line, "2026-13-01, foo, 2026-12-24")
    assert not dates.problem.isVisibleTo(page.editor)

    dates.line.editingFinished.emit()

    assert dates.problem.text() == "“2026-13-01” and “foo” are no dates: write them like 2026-12-24."
    assert dates.problem.isVisibleTo(page.editor)
    QTest.keyClick(dates.line, Qt.Key.Key_Backspace)
    assert not dates.problem.isVisibleTo(page.editor)


def test_what_holidays_were_added_is_said_no_more_of_other_days(page: ExamPage) -> None:
    open_editor(page)
    page.editor.dates.holidays.click()
    assert page.editor.dates.told.isVisibleTo(page.editor)

    page.editor.dates.line.setText("2026-12-24")

    assert not page.editor.dates.told.isVisibleTo(page.editor)


def test_decks_can_be_the_areas_of_any_other_exam(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    add_notes(collection, "Anatomy", [a_note("bone")])
    with qtbot.waitSignal(page.view_model.changed):
        page.view_model.refresh()
    open_editor(page)
    page.editor.name.setText("Anatomy exam")
    page.editor.held_on.set_value(NOON.date() + timedelta(days=5))  # few days: small tables
    next(box for box in page.editor.areas.findChildren(CheckBox) if box.text() == "Privacy rules").click()
    page.editor.areas.kind.set_current(1)
    page.editor.areas.kind.chosen.emit(1)
    page.editor.save()

    qtbot.waitUntil(
        lambda: page.view_model.state.exam is not None and page.view_model.state.exam.name == "Anatomy exam"
    )
    exam = page.view_model.state.exam
    assert exam is not None
    assert exam.decks == ("Anatomy",)
    assert [(area.name, area.deck) for area in exam.blueprint] == [("Anatomy", "Anatomy")]


def test_a_lighter_day_and_a_break_change_the_plan(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    save_exam(page, qtbot)

    qtbot.waitUntil(lambda: page.view_model.state.plan.can_study)
    page.plan.lighter.click()
    sheet = page.findChildren(MovingSheet)[0]
    sheet.minutes.set_value(1)
    sheet.minutes.changed.emit(1)
    qtbot.waitUntil(sheet.act.isEnabled, timeout=BUILDING_MS)
    sheet.act.click()
    qtbot.waitUntil(lambda: "within 1 minute:" in page.view_model.state.plan.text)
    page.plan.usual.click()
    qtbot.waitUntil(lambda: "within 15 minutes" in page.view_model.state.plan.text)
    page.plan.pause.click()
    qtbot.waitUntil(sheet.act.isEnabled, timeout=BUILDING_MS)
    sheet.act.click()
    qtbot.waitUntil(lambda: page.view_model.state.plan.text == "No study is planned today.")
    runner.undo()
    qtbot.waitUntil(lambda: "within 15 minutes" in page.view_model.state.plan.text)


def test_an_exam_that_is_over_is_asked_about_and_put_away(
    page: ExamPage, collection: Collection, runner: CollectionRunner, clock: Clock, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    save_exam(page, qtbot, days=3)
    clock.forward(days=4)
    page.view_model.refresh()
    qtbot.waitUntil(lambda: page.view_model.state.is_over)
    assert page.after.isVisible()

    page.after.result.setText("passed")
    with qtbot.waitSignal(page.view_model.told) as told:
        next(one for one in page.after.findChildren(QPushButton) if one.text() == "Put the exam away").click()

    assert told.args == ["Put “RHIT” away."]
    qtbot.waitUntil(lambda: page.view_model.state.exam is not None and page.view_model.state.exam.is_past)
    exam = page.view_model.state.exam
    assert exam is not None
    assert (exam.result, exam.afterwards) == ("passed", Afterwards.KEEP)
    state = page.view_model.state.plan
    assert state.headline == "The RHIT was on November 26, 2026."
    assert state.text == "Your result: passed. Its cards go on as before."
    assert not page.map.isVisible()
    assert not page.plan.pause.isVisible()


def test_a_deleted_exam_comes_back_by_undo(page: ExamPage, runner: CollectionRunner, qtbot: QtBot) -> None:
    exam = save_exam(page, qtbot)

    page.view_model.remove(exam)
    qtbot.waitUntil(lambda: page.view_model.state.exams == ())
    runner.undo()

    qtbot.waitUntil(lambda: page.view_model.state.exams != ())
    (back,) = page.view_model.state.exams
    assert replace(back, revision=exam.revision) == exam


def test_readiness_waits_for_evidence_and_is_kept_with_the_exam_that_is_sat(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    notes = [
        a_note(f"many{number}", NoteKind.CHOICE, provenance=Provenance(domain=2, level=Level.RECALL))
        for number in range(12)
    ]
    add_notes(collection, "Privacy rules", notes)
    open_editor(page)
    page.editor.held_on.set_value(NOON.date() + timedelta(days=6))
    for area, field in list(page.editor.areas._weights.values()):
        field.set_value(1 if area.domain == 2 else 0)
    page.editor.save()
    qtbot.waitUntil(lambda: bool(page.view_model.state.exams) and page.practice.begin.isEnabled())
    assert page.view_model.state.ready.headline == "Not enough evidence yet"

    attempt_id = begin_by_button(page, qtbot)
    answers = collection.read(lambda snapshot: exam_reading.paper(snapshot, attempt_id))[0]
    attempt = collection.read(lambda snapshot: exam_reading.attempt(snapshot, attempt_id))
    assert attempt is not None
    given = [ExamAnswer(question.correct) for question in answers]
    runner.write(Operation.SIT_EXAM, lambda change: practice.hand_in(change, attempt, given, NOON, timed_out=False))
    qtbot.waitUntil(lambda: page.view_model.state.predicted is not None)

    state = page.view_model.state
    assert state.ready.headline.startswith("If the exam were today: ")
    second = begin_by_button(page, qtbot)
    kept = collection.read(lambda snapshot: exam_reading.attempt(snapshot, second))
    assert kept is not None
    assert kept.predicted == state.predicted
    qtbot.waitUntil(lambda: collection.read(lambda look: len(exam_reading.predictions(look, ExamId(1)))) == 1)


def test_the_weights_of_areas_add_up_to_a_hundred(page: ExamPage, qtbot: QtBot) -> None:
    save_exam(page, qtbot)
    assert sum(int(row.weight.split("\N{NARROW NO-BREAK SPACE}")[0]) for row in page.view_model.state.map) == 100
    page.edit.click()

    shares = [share.text() for share in page.editor.areas._shares]

    assert shares == [row.weight for row in page.view_model.state.map]


def test_single_days_off_are_read_as_they_are_usually_written(page: ExamPage) -> None:
    open_editor(page)
    page.editor.dates.line.setText("12/24, Dec 25, 2026,2027-01-01 , 31 December")

    assert [day.isoformat() for day in page.editor.dates.days()] == [
        "2026-12-24",
        "2026-12-25",
        "2026-12-31",
        "2027-01-01",
    ]


def test_a_date_that_is_over_is_refused_as_such(page: ExamPage) -> None:
    open_editor(page)
    page.editor.held_on.line.setText("1/5/2020")
    page.editor.held_on.line.editingFinished.emit()

    page.editor.save()

    assert page.editor.problem.text() == "The date of the exam: Write November 23, 2026 or a later day."
    page.editor.held_on.line.setText("1/5/2027")
    page.editor.held_on.line.editingFinished.emit()
    assert page.editor.problem.isHidden()


@pytest.mark.fails
def test_while_a_practice_exam_waits_no_other_begins(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    attempt_id = begin_by_button(page, qtbot)

    qtbot.waitUntil(lambda: not page.practice.begin.isEnabled())
    assert page.view_model.state.practice.supply.startswith("One practice exam is begun.")
    with qtbot.waitSignal(runner.failed) as failed:
        page.view_model.begin(QUICK_CHECK, AttemptMode.EXAM)
    assert isinstance(failed.args[0], practice.AlreadyBegunError)

    page.view_model.delete(attempt_id)
    qtbot.waitUntil(page.practice.begin.isEnabled)


def test_after_a_practice_exam_the_page_shows_the_exam_it_was_for(
    page: ExamPage, collection: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    add_questions(collection, runner, page, qtbot)
    later = Exam(ExamId(0), "RHIT exam", NOON.date() + timedelta(days=6), (Area("Privacy", 1, domain=2),))
    sooner = replace(later, name="CCA trial", held_on=NOON.date() + timedelta(days=4))
    for exam in (later, sooner):
        runner.write(Operation.ADD_EXAM, partial(exams.add, exam=exam))
    qtbot.waitUntil(lambda: len(page.view_model.state.exams) == 2)
    assert page.view_model.state.exam is not None
    assert page.view_model.state.exam.name == "CCA trial"
    rhit = page.view_model.state.exams[1]
    wish = practice.PaperWish(QUICK_CHECK, AttemptMode.EXAM, 1)
    attempt = collection.transact(Operation.SIT_EXAM, lambda change: practice.begin(change, rhit, wish, NOON)).value

    page.show_exam_of(attempt.id)
    qtbot.waitUntil(lambda: page.view_model.state.exam == rhit)

    page.view_model.choose(page.view_model.state.exams[0].id)
    qtbot.waitUntil(lambda: page.view_model.state.exam != rhit)


def test_the_keyboard_is_never_put_on_begin(page: ExamPage, collection: Collection, qtbot: QtBot) -> None:
    past = Exam(ExamId(0), "RHIT exam", NOON.date() - timedelta(days=9), is_past=True)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, past))
    add_notes(collection, "Privacy rules", [a_note("q", NoteKind.CHOICE, provenance=Provenance(domain=2))])
    with qtbot.waitSignal(page.view_model.changed):
        page.view_model.refresh()

    page.take_focus()

    assert not page.practice.begin.hasFocus()


def test_a_complaint_about_days_off_goes_with_the_next_letter(page: ExamPage, qtbot: QtBot) -> None:
    open_editor(page)
    page.editor.dates.line.setText("2026-13-40")
    page.editor.save()
    assert page.editor.problem.text() == "“2026-13-40” is no date: write it like 2026-12-24."
    assert page.editor.problem.isVisibleTo(page.editor)

    QTest.keyClick(page.editor.dates.line, Qt.Key.Key_Backspace)

    assert not page.editor.problem.isVisibleTo(page.editor)


def test_a_second_exam_is_offered_a_name_of_its_own(page: ExamPage, qtbot: QtBot) -> None:
    save_exam(page, qtbot, name="RHIT exam")
    qtbot.waitUntil(lambda: len(page.view_model.state.exams) == 1)

    open_editor(page)

    assert page.editor.name.text() == "RHIT exam 2"


def test_esc_leaves_the_editor_and_asks_twice_for_what_was_changed(page: ExamPage, qtbot: QtBot) -> None:
    save_exam(page, qtbot, name="RHIT exam")
    qtbot.waitUntil(lambda: len(page.view_model.state.exams) == 1)
    page.edit.click()
    QTest.keyClick(page.editor.name, Qt.Key.Key_Escape)
    assert not page.editor.isVisible()

    page.edit.click()
    QTest.keyClicks(page.editor.name, "CCA")
    QTest.keyClick(page.editor.name, Qt.Key.Key_Escape)
    assert page.editor.isVisible()
    assert page.editor.problem.text() == "You changed this exam. Esc once more leaves it as it was."
    QTest.keyClick(page.editor.name, Qt.Key.Key_Escape)

    assert not page.editor.isVisible()
    assert [exam.name for exam in page.view_model.state.exams] == ["RHIT exam"]
