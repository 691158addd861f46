"""Storing the answers of a practice exam as they are given."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import Operation
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.exam import ExamAnswer
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.exam.session import ExamSession
    from flashcards.storage.transaction import Transaction


class AnswerKeeper(QObject):
    """What could not be stored goes along with the next answer, or with the next heartbeat.

    Signals:
        troubled: a sentence for the learner; "" once everything is stored again.
    """

    troubled = Signal(str)

    def __init__(self, runner: CollectionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._waiting: dict[int, ExamAnswer] = {}
        self._places: set[int] = set()
        self._is_troubled = False

    def note(self, place: int) -> None:
        """Have a question stored with the next save, besides the one shown then."""
        self._places.add(place)

    def forget(self) -> None:
        """Begin with another attempt."""
        self._places.clear()
        self._waiting.clear()

    def save(self, session: "ExamSession", now: datetime, *, is_left: bool = False) -> None:
        """Store the time used, the question shown, and what waits.

        Args:
            is_left: the learner leaves on purpose, so the clock of an exam goes on.
        """
        session.tick(now)
        places = self._places | {session.place}
        self._places.clear()
        answers = self._waiting | {place: session.answers[place] for place in places}
        self._waiting = answers
        attempt = session.left(now) if is_left else session.attempt(now)

        def change(transaction: "Transaction") -> dict[int, ExamAnswer]:
            from flashcards.collection import practice

            practice.save(transaction, attempt, answers)
            return answers

        self._runner.write(Operation.SIT_EXAM, change, self._settle, self._keep)

    @Slot(object)
    def _settle(self, stored: dict[int, ExamAnswer]) -> None:
        self._waiting = {place: answer for place, answer in self._waiting.items() if stored.get(place) != answer}
        if self._is_troubled:
            self._is_troubled = False
            self.troubled.emit("")

    @Slot(object)
    def _keep(self, error: Exception) -> None:
        if not isinstance(error, FlashcardsError):
            self._runner.failed.emit(error)
        self._is_troubled = True
        self.troubled.emit(f"Your last answers are not stored yet. {error}")
