"""However large the text and however long the names, nothing on the Exam page is cut off at the side."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flashcards.domain.breaks import Break
from flashcards.domain.exam import RHIT_BLUEPRINT, Exam
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.ui.exam.outlook import OutlookRow, OutlookState
from flashcards.ui.exam.page_state import ExamPageState
from flashcards.ui.exam.ready import ReadyRow, ReadyState
from flashcards.ui.exam.standing import MapRow, PlanState
from flashcards.ui.exam.state import MIXES, Past, PracticePanelState
from flashcards.ui.exam.view import ExamPage
from flashcards.ui.page import Services
from flashcards.ui.practice.unfinished import Waiting
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.share_bar import ShareBar
from tests.builders import NOON

SMALL_WINDOW = 1024 - 60
"""What the navigation leaves of the smallest usual window."""

TODAY = NOON.date()
EXAM = Exam(ExamId(1), "Registered Health Information Technician", TODAY + timedelta(days=88), RHIT_BLUEPRINT)
AREAS = [area.name for area in RHIT_BLUEPRINT]
WORDS = "150 questions, practice, 5 areas, time ran out with 147 not answered, for the Certified Coding Associate"
STATE = ExamPageState(
    is_ready=True,
    exam=EXAM,
    exams=(EXAM, replace(EXAM, id=ExamId(2), name="Certified Coding Associate")),
    today=TODAY,
    plan=PlanState(
        "88 days to the exam on Wednesday, September 30, 2026, 61 of them with study",
        "Today, within 125 minutes for 2 exams: 1,116 reviews and 138 new.",
        can_study=True,
        can_lighten=True,
        can_pause=True,
        is_changed=True,
        breaks=(Break(TODAY + timedelta(days=9), TODAY + timedelta(days=39)),),
    ),
    map=tuple(MapRow(name, "22 %", 1_946, 1_150, 0.28, "28 %", "133", "12.5") for name in AREAS),
    ready=ReadyState("16–28 %", "Text", tuple(ReadyRow(name, 0.4, 0.3, 0.5, True, "30–50 %") for name in AREAS)),
    practice=PracticePanelState(
        "1,936 questions for this exam, 1,770 of them never seen.",
        can_begin=True,
        waiting=Waiting(AttemptId(9), "The time of the practice exam begun on September 30 is over.", "See the result"),
        past=(Past(AttemptId(1), "September 30, 2026, 10:22", WORDS, 0.2, 0.1, 0.3, "100 %", "predicted 13–25 %"),),
        areas=RHIT_BLUEPRINT,
        trend="17 points fewer than the time before; their intervals overlap, so it may be chance.",
    ),
)
OUTLOOK = OutlookState(
    "At 25 min a day: 81–87 % recalled on September 30; at 35: 86–90 %",
    by_minutes=tuple(OutlookRow(f"{minutes} min a day", 0.8, 0.7, 0.9, "70–90 %") for minutes in (15, 25, 35)),
    by_area=tuple(OutlookRow(name, 0.8, 0.7, 0.9, "70–90 %") for name in AREAS),
    made=0.5,
)


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> ExamPage:
    made = ExamPage(services)
    qtbot.addWidget(made)
    made.resize(SMALL_WINDOW, 640)
    made.show()
    with qtbot.waitSignal(made.view_model.changed):
        made.enter()
    made.leave()
    return made


@pytest.mark.parametrize("percent", [100, 130, 150, 200])
def test_nothing_is_cut_off_and_the_bars_keep_their_width(
    percent: int, page: ExamPage, services: Services, qtbot: QtBot
) -> None:
    services.theme.wear(replace(services.look.preferences, text_percent=percent))

    page.render_state(STATE)
    page.after.show()
    page.outlook.show_outlook(OUTLOOK)
    page.outlook.show()
    for _ in MIXES:
        QTest.keyClick(page.practice.size_choice, Qt.Key.Key_Right)  # on to a mix of one's own

    column = next(one for one in page.findChildren(PageColumn) if one.isAncestorOf(page.history))
    body = column.widget()
    assert body is not None
    qtbot.waitUntil(lambda: body.height() == body.heightForWidth(body.width()) > 1000)
    assert body.width() == column.viewport().width()
    assert min(bar.width() for bar in page.history.findChildren(ShareBar)) >= 80
    assert min(bar.width() for bar in page.map.findChildren(ShareBar)) >= 40
