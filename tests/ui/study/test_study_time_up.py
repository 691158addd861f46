"""The minutes of the day: told once when they are over, and nothing is ended unasked."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from flashcards.collection import exams
from flashcards.collection.collection import Collection
from flashcards.collection.learning import change_learning
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Exam
from flashcards.domain.ids import CardId, ExamId
from flashcards.ui.page import PageId, Services
from flashcards.ui.study.state import Phase
from tests.builders import a_note, add_notes
from tests.ui.study.conftest import Learner

OVER = "The minute you mean to study today is over. {}"


@pytest.fixture
def news(services: Services) -> list[str]:
    heard: list[str] = []
    services.notices.announced.connect(lambda text, _action, _act: heard.append(text))
    return heard


@pytest.fixture
def five(collection: Collection) -> tuple[CardId, ...]:
    collection.transact(Operation.CHANGE_SETTINGS, lambda change: change_learning(change, {"minutes_a_day": 1}))
    return add_notes(collection, "Filing", [a_note(f"note-{place}") for place in range(5)])


def answer_in(learner: Learner, seconds: int) -> None:
    learner.press(Qt.Key.Key_Space)
    learner.clock.forward(seconds=seconds)
    learner.press(Qt.Key.Key_4)


def begin(learner: Learner, services: Services) -> None:
    """Study, and wait until the minutes are read."""
    learner.study()
    learner.until(lambda: services.runner.reading == 0)


def test_the_end_of_the_minutes_is_told_once_with_what_is_left(
    learner: Learner, services: Services, five: tuple[CardId, ...], news: list[str]
) -> None:
    begin(learner, services)
    answer_in(learner, 59)
    before = list(news)
    answer_in(learner, 2)
    answer_in(learner, 2)

    assert before == []
    assert news == [OVER.format("3 cards are left; they can wait.")]
    assert learner.state.phase is Phase.QUESTION


def test_answers_of_an_earlier_session_count(
    learner: Learner, services: Services, five: tuple[CardId, ...], news: list[str]
) -> None:
    begin(learner, services)
    answer_in(learner, 40)
    learner.press(Qt.Key.Key_Escape)
    learner.until_stored()
    begin(learner, services)
    answer_in(learner, 30)

    assert news == [OVER.format("3 cards are left; they can wait.")]


def test_the_session_is_ended_when_the_learner_chooses_it(
    learner: Learner, services: Services, five: tuple[CardId, ...]
) -> None:
    acts: list[object] = []
    services.notices.announced.connect(lambda _text, _action, act: acts.append(act))
    begin(learner, services)
    answer_in(learner, 60)
    act = acts[0]
    assert callable(act)
    wanted: list[object] = []
    learner.page.page_wanted.connect(wanted.append)

    act()

    assert wanted == [PageId.STUDY]  # news stay when another page is opened
    assert learner.state.phase is Phase.OVER


def test_nothing_is_told_when_no_card_is_left(
    learner: Learner, services: Services, five: tuple[CardId, ...], news: list[str]
) -> None:
    begin(learner, services)
    for seconds in (1, 1, 1, 1, 59):
        answer_in(learner, seconds)

    assert news == []
    assert learner.state.phase is Phase.OVER


def test_an_exam_ahead_keeps_its_own_minutes(
    learner: Learner, services: Services, collection: Collection, five: tuple[CardId, ...], news: list[str]
) -> None:
    exam = Exam(ExamId(0), "RHIT exam", date(2027, 3, 14), minutes_a_day=25)
    collection.transact(Operation.ADD_EXAM, lambda change: exams.add(change, exam))
    begin(learner, services)
    answer_in(learner, 59)
    answer_in(learner, 59)

    assert news == []
