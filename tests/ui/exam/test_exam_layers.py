"""What the Exam page shows while it is read: nothing that turns out untrue."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from flashcards.domain.exam import Exam
from flashcards.domain.ids import ExamId
from flashcards.ui.exam.layers import ExamLayers
from flashcards.ui.exam.page_state import ExamPageState
from flashcards.ui.exam.view import ExamPage
from flashcards.ui.page import Services
from flashcards.ui.theme import Theme
from flashcards.ui.widgets.empty_state import EmptyState
from tests.builders import NOON

OLD = Exam(ExamId(1), "CCA", NOON.date() + timedelta(days=9))
NEW = replace(OLD, id=ExamId(2), name="RHIT")
READ = ExamPageState(is_ready=True, exam=OLD, exams=(OLD,))


@pytest.fixture
def layers(theme: Theme, qtbot: QtBot) -> Iterator[ExamLayers]:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    yield ExamLayers(page, QLabel("read"), theme)
    page.close()


def test_before_it_is_read_the_page_says_nothing_of_exams(services: Services, qtbot: QtBot) -> None:
    page = ExamPage(services)
    qtbot.addWidget(page)
    page.show()

    with qtbot.waitSignal(page.view_model.changed):
        page.enter()
        assert not page.findChildren(EmptyState)[0].isVisible()

    assert page.findChildren(EmptyState)[0].isVisible()
    page.leave()


def test_a_page_that_was_read_is_shown_at_once(layers: ExamLayers) -> None:
    layers.enter(is_ready=True)

    assert not layers.is_waiting


def test_a_new_exam_is_awaited_while_the_one_before_is_read_again(layers: ExamLayers) -> None:
    layers.await_exam(replace(NEW, id=ExamId(0)), (OLD,))

    layers.take(READ)
    waited = layers.is_waiting
    layers.take(replace(READ, exam=NEW, exams=(OLD, NEW)))

    assert (waited, layers.is_waiting) == (True, False)


def test_what_could_not_be_stored_is_not_awaited(layers: ExamLayers) -> None:
    layers.await_exam(replace(NEW, id=ExamId(0)), (OLD,))

    layers.show_column()

    assert not layers.is_waiting
