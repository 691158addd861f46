"""The Study page on a real collection, driven by its keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flashcards.collection.collection import Collection
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Review
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.ui.page import Services
from flashcards.ui.study.state import Phase, StudyState
from flashcards.ui.study.view import StudyPage
from tests.builders import TODAY, Clock, a_note, add_notes


@dataclass
class Said:
    """What the page told the window."""

    messages: list[str]
    actions: list[Callable[[], None] | None]
    problems: list[Exception]


class Learner:
    """Presses keys and looks: at the page, and at what is on disk."""

    def __init__(self, page: StudyPage, collection: Collection, clock: Clock, said: Said, qtbot: QtBot) -> None:
        self.page = page
        self.collection = collection
        self.clock = clock
        self.said = said
        self.qtbot = qtbot

    @property
    def state(self) -> StudyState:
        return self.page.view_model.state

    @property
    def question(self) -> str:
        return self.page.stage.card.question.text

    def study(self) -> None:
        """Begin, and wait for the first card or for there being none."""
        self.page.enter()
        self.page.study(None)
        self.until(lambda: self.state.phase is not Phase.LOADING)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers)

    def write(self, text: str) -> None:
        """Type a text wherever the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=5000)

    def until_stored(self) -> None:
        """Wait until nothing is on its way to the disk or from it."""
        lanes = self.page.view_model.lanes
        self.until(lambda: not lanes._writes and lanes._runner.unsaved == 0 and not lanes.is_gathering)

    def until_answered(self) -> None:
        """Wait until everything the page asked has been answered, what it only asks by the way too."""
        self.until_stored()
        self.until(lambda: self.page.view_model.lanes._runner.reading == 0)

    def card(self, card_id: CardId) -> Card:
        """Give a card as it is on disk."""
        self.until_stored()
        return self.collection.read(lambda snapshot: reading.cards(snapshot, [card_id]))[card_id]

    def note(self, card_id: CardId) -> Note:
        """Give a card's note as it is on disk."""
        note_id = self.card(card_id).note_id
        return self.collection.read(lambda snapshot: reading.notes(snapshot, [note_id]))[note_id]

    def reviews(self, card_id: CardId) -> tuple[Review, ...]:
        """Give a card's reviews as they are on disk."""
        self.until_stored()
        return self.collection.read(lambda snapshot: reading.reviews_of_card(snapshot, card_id))

    def answer(self) -> None:
        """Show the answer and answer Good, both by Space."""
        self.press(Qt.Key.Key_Space)
        self.press(Qt.Key.Key_Space)


@pytest.fixture
def said(services: Services) -> Said:
    heard = Said([], [], [])

    def hear(text: str, _action: str, on_action: Callable[[], None] | None) -> None:
        heard.messages.append(text)
        heard.actions.append(on_action)

    services.notices.said.connect(hear)
    services.notices.problem_said.connect(heard.problems.append)
    services.runner.failed.connect(heard.problems.append)
    return heard


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[StudyPage]:
    """The page in a window that has the keyboard."""
    made = StudyPage(services)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.leave()


@pytest.fixture
def learner(page: StudyPage, collection: Collection, clock: Clock, said: Said, qtbot: QtBot) -> Iterator[Learner]:
    """A learner before the page; when the test is over, everything asked of the collection is done."""
    yield Learner(page, collection, clock, said, qtbot)
    runner = page.view_model.lanes._runner
    qtbot.waitUntil(lambda: runner.unsaved == 0 and runner._reads.pending == 0, timeout=5000)


@pytest.fixture
def basic(collection: Collection) -> tuple[CardId, ...]:
    """Four new cards, "Question 1?" to "Question 4?"."""
    notes = [a_note(f"basic-{i}", fields=(f"Question {i}?", f"Answer {i}", "")) for i in range(1, 5)]
    return add_notes(collection, "Filing::Basics", notes)


@pytest.fixture
def add(collection: Collection) -> Callable[..., tuple[CardId, ...]]:
    """Store notes of one kind; give their cards."""

    def store(kind: NoteKind, **changes: Any) -> tuple[CardId, ...]:
        return add_notes(collection, "Filing::Basics", [a_note(f"{kind.label}-1", kind, **changes)])

    return store


def put_in_review(collection: Collection, ids: tuple[CardId, ...], *, lapses: int = 0, days: int = 10) -> None:
    """Make cards known for some days and due today."""

    def change(transaction: Any) -> None:
        for card in reading.cards(transaction.snapshot, ids).values():
            transaction.update_card(
                replace(
                    card,
                    state=CardState.REVIEW,
                    memory=MemoryState(float(days), 5.0),
                    due_on=TODAY,
                    interval_days=days,
                    last_review_on=StudyDay(TODAY - days),
                    reps=4,
                    lapses=lapses,
                )
            )

    collection.transact(Operation.SET_DUE_DATE, change)
