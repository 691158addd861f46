"""What is said of a practice exam that was begun and not handed in."""

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from flashcards.domain.exam import Attempt, AttemptMode
from flashcards.domain.ids import AttemptId
from flashcards.ui.page import Services
from flashcards.ui.practice.unfinished import waiting_of
from flashcards.ui.today.view import TodayPage
from tests.builders import NOON


def an_attempt(
    *, mode: AttemptMode = AttemptMode.EXAM, left_at: datetime | None = None, limit_s: int = 3600
) -> Attempt:
    return Attempt(
        id=AttemptId(7),
        exam_id=None,
        name="RHIT",
        mode=mode,
        seed=1,
        areas=(("All", 1.0),),
        limit_s=limit_s,
        started_at=NOON,
        elapsed_ms=600_000,
        place=3,
        left_at=left_at,
    )


@pytest.mark.parametrize(
    ("attempt", "later", "text", "action"),
    [
        (an_attempt(), timedelta(hours=5), "waits at question 4, 50:00 left.", "Go on"),
        (an_attempt(mode=AttemptMode.PRACTICE, limit_s=0), timedelta(), "waits at question 4.", "Go on"),
        (
            an_attempt(left_at=NOON),
            timedelta(minutes=20),
            "goes on; you are at question 4. Its time is over at 12:50.",
            "Go on",
        ),
        (an_attempt(left_at=NOON), timedelta(minutes=50), "is over.", "See the result"),
        (an_attempt(left_at=NOON, limit_s=0), timedelta(), "goes on; you are at question 4.", "Go on"),
    ],
)
def test_it_says_where_it_stands(attempt: Attempt, later: timedelta, text: str, action: str) -> None:
    waiting = waiting_of(attempt, NOON + later, UTC)

    assert waiting.text.endswith(text)
    assert "practice exam begun on November 23, 2026" in waiting.text
    assert waiting.action == action


def test_an_exam_that_ends_after_midnight_says_the_day() -> None:
    late = NOON.replace(hour=23, minute=30)

    waiting = waiting_of(an_attempt(left_at=late), late, UTC)

    assert waiting.text.endswith("Its time is over at 00:20 on November 24.")


def test_today_offers_to_go_on(services: Services, attempt_id: AttemptId, qtbot: QtBot) -> None:
    page = TodayPage(services)
    qtbot.addWidget(page)
    page.show()
    page.enter()

    qtbot.waitUntil(page.offered.isVisible)
    with qtbot.waitSignal(page.practice_wanted) as wanted:
        page.offered.open.click()

    assert wanted.args == [attempt_id]
    page.leave()
