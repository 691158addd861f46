"""A collection with questions, and a practice exam that was begun."""

from datetime import date

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from flashcards.collection import practice
from flashcards.collection.collection import Collection
from flashcards.collection.practice import PaperWish
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Area, AttemptMode, Exam, Mix
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.ui.page import Services
from flashcards.ui.practice.state import Phase
from flashcards.ui.practice.view import PracticePage
from tests.builders import NOON, a_note, add_notes

EXAM = Exam(ExamId(0), "RHIT exam", date(2027, 3, 14), (Area("Privacy", 1, domain=2),))
LIMIT_S = 600


@pytest.fixture
def questions(collection: Collection) -> Collection:
    """Three questions, each about one recall note."""
    recall = [a_note(f"r{number}", fields=(f"Front {number}", "Back", "")) for number in range(3)]
    add_notes(collection, "Privacy rules", recall)
    asked = [
        a_note(
            f"q{number}", NoteKind.CHOICE, provenance=Provenance(domain=2, level=Level.RECALL, tests=(f"r{number}",))
        )
        for number in range(3)
    ]
    add_notes(collection, "Privacy rules", asked)
    return collection


def begin(collection: Collection, mode: AttemptMode = AttemptMode.EXAM) -> AttemptId:
    wish = PaperWish(Mix(3, LIMIT_S), mode, seed=5)
    return collection.transact(Operation.SIT_EXAM, lambda change: practice.begin(change, EXAM, wish, NOON)).value.id


@pytest.fixture
def attempt_id(questions: Collection) -> AttemptId:
    return begin(questions)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def page(services: Services, window: QMainWindow) -> PracticePage:
    """The page in a window, over which it lays what it asks."""
    made = PracticePage(services)
    window.setCentralWidget(made)
    window.resize(900, 700)
    window.show()
    window.activateWindow()
    return made


def open_attempt(page: PracticePage, attempt_id: AttemptId, qtbot: QtBot) -> None:
    page.open_attempt(attempt_id)
    qtbot.waitUntil(lambda: page.view_model.state.phase is not Phase.LOADING)
