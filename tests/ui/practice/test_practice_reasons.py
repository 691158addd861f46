"""Saying in the review why a question was missed, by key, and what the pages make of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.exam import ExamAnswer
from flashcards.domain.ids import AttemptId
from flashcards.domain.miss import Reason
from flashcards.storage import exam_reading
from flashcards.ui.practice.miss_words import first_choice, reasons_of, reasons_over
from flashcards.ui.practice.printing import result_html
from flashcards.ui.practice.reasons_panel import ReasonsPanel
from flashcards.ui.practice.state import Phase
from flashcards.ui.practice.view import PracticePage
from flashcards.ui.runner import CollectionRunner
from tests.ui.practice.conftest import open_attempt
from tests.unit.collection.test_misses import RIGHT, WRONG, a_paper, missed


def press(page: PracticePage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or page, key)


@pytest.fixture
def reviewed(page: PracticePage, attempt_id: AttemptId, questions: Collection, qtbot: QtBot) -> PracticePage:
    """A review of three questions: the first was changed from right to wrong, the second is wrong, the third right."""
    asked, _ = questions.read(lambda snapshot: exam_reading.paper(snapshot, attempt_id))
    right = [min(one.correct) for one in asked]
    wrong = [min({0, 1} - one.correct) for one in asked]
    open_attempt(page, attempt_id, qtbot)
    model = page.view_model
    for picks in ([right[0], wrong[0]], [wrong[1]], [right[2]]):
        for one in picks:
            model.pick(one)
        model.step(1)
    model.hand_in()
    qtbot.waitUntil(lambda: model.state.phase is Phase.RESULT)
    page.result.review.click()
    return page


def test_a_digit_in_the_review_gives_a_reason_which_undo_takes_back(
    reviewed: PracticePage, attempt_id: AttemptId, questions: Collection, runner: CollectionRunner, qtbot: QtBot
) -> None:
    model = reviewed.view_model
    assert reviewed.reasons.isVisible()
    before = model.state.showing

    press(reviewed, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: model.state.reason is Reason.MISREAD)

    assert reviewed.reasons.buttons[Reason.MISREAD].isChecked()
    assert model.state.showing == before, "the question stays where it is read"
    assert questions.read(lambda look: exam_reading.paper(look, attempt_id))[1][0].reason is Reason.MISREAD
    runner.undo()
    qtbot.waitUntil(lambda: model.state.reason is None)


def test_the_same_reason_again_is_taken_back(reviewed: PracticePage, qtbot: QtBot) -> None:
    model = reviewed.view_model

    press(reviewed, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: model.state.reason is Reason.NOT_KNOWN)
    reviewed.reasons.buttons[Reason.NOT_KNOWN].click()
    qtbot.waitUntil(lambda: model.state.reason is None)

    assert not reviewed.reasons.buttons[Reason.NOT_KNOWN].isChecked()


def test_only_a_miss_is_asked_about_and_only_what_can_have_happened(reviewed: PracticePage) -> None:
    assert reviewed.view_model.state.first_choice.endswith("first, which was right.")
    assert reviewed.reasons.buttons[Reason.CHANGED].isVisible()

    press(reviewed, Qt.Key.Key_N)
    assert not reviewed.reasons.buttons[Reason.CHANGED].isVisible()
    press(reviewed, Qt.Key.Key_4)
    assert reviewed.view_model.state.reason is None

    press(reviewed, Qt.Key.Key_N)
    assert not reviewed.reasons.isVisible()


def test_the_result_counts_reasons_and_leads_to_the_next_miss_without_one(reviewed: PracticePage, qtbot: QtBot) -> None:
    model = reviewed.view_model
    press(reviewed, Qt.Key.Key_4)
    qtbot.waitUntil(lambda: model.state.reason is Reason.CHANGED)
    model.show_result()

    result = model.state.result
    assert result is not None
    assert result.reasons.said == "1 of 2 missed questions has a reason."
    assert result.reasons.changes == "You changed 1 answer before handing in: 1 from right to wrong."
    reviewed.result.reasons.give.click()
    assert (model.state.phase, model.state.number) == (Phase.REVIEW, 2)


def test_the_counts_name_the_areas() -> None:
    state = reasons_of(a_paper(missed(Reason.TORN), missed(None), missed(Reason.TORN)))

    assert [(one.name, one.count, one.areas) for one in state.lines] == [
        ("Torn between two", 2, "Privacy 2"),
        ("No reason given yet", 1, "Coding 1"),
    ]
    assert (state.said, state.next_place) == ("2 of 3 missed questions have a reason.", 1)


def test_before_the_first_reason_it_is_said_how_to_give_one() -> None:
    state = reasons_over([a_paper(missed(None))])

    assert (state.lines, state.said[:31]) == ((), "In the review, keys 1 to 5 say ")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (ExamAnswer(WRONG, time_ms=5, first=WRONG), "You changed no answer before handing in."),
        (ExamAnswer(WRONG, time_ms=5), ""),
    ],
)
def test_that_nothing_was_changed_is_said_only_where_first_choices_were_kept(answer: ExamAnswer, said: str) -> None:
    assert reasons_of(a_paper(answer)).changes == said


def test_without_misses_there_is_no_panel(qtbot: QtBot) -> None:
    panel = ReasonsPanel("Why")
    qtbot.addWidget(panel)

    panel.show_reasons(reasons_over([]))

    assert panel.isHidden()


def test_a_first_choice_is_told_where_it_was_changed() -> None:
    (question,) = a_paper(missed(None)).questions

    assert first_choice(question, ExamAnswer(WRONG, first=RIGHT)) == "You picked 1 first, which was right."
    assert (
        first_choice(question, ExamAnswer(WRONG, first=frozenset({2}))) == "You picked 3 first, which was wrong, too."
    )
    assert first_choice(question, ExamAnswer(WRONG, first=WRONG)) == ""


def test_the_pdf_names_reasons() -> None:
    html = result_html(a_paper(missed(Reason.TORN, first=RIGHT), ExamAnswer(RIGHT, time_ms=5)))

    assert "<h2>Why questions were missed</h2>" in html
    assert "You picked 1 first, which was right. Missed: Torn between two." in html


def test_the_reasons_belong_to_the_foot_that_messages_leave_uncovered(reviewed: PracticePage) -> None:
    reviewed.view_model.review(0)

    assert reviewed.foot is not None
    assert reviewed.reasons.isVisible()
    assert reviewed.foot.isAncestorOf(reviewed.reasons)
