"""Answers of the collection in the order they were asked for, though several threads read at once."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.ui.runner import CollectionRunner


class Newest(QObject):
    """Asks the same thing again and again; an answer that a newer one has overtaken is dropped."""

    def __init__(self, runner: "CollectionRunner", take: Callable[..., None], parent: QObject) -> None:
        """Take what is asked.

        Args:
            take: receives each answer that is news.
        """
        super().__init__(parent)
        self._runner = runner
        self._give = take
        self._asked = self._answered = 0

    def ask(self, query: "Callable[[Snapshot], object]", *, once_painted: bool = False) -> None:
        """Ask; with `once_painted`, when the window has painted."""
        self._asked += 1
        self._runner.read(partial(_numbered, query, self._asked), self._take, once_painted=once_painted)

    def work(self, job: Callable[[], object]) -> None:
        """Ask what takes its own look at the collection."""
        self._asked += 1
        self._runner.work(partial(_numbered, job, self._asked), self._take)

    @Slot(object)
    def _take(self, found: tuple[int, object]) -> None:
        number, answer = found
        if number > self._answered:
            self._answered = number
            self._give(answer)


def _numbered(query: Callable[..., object], number: int, *given: "Snapshot") -> tuple[int, object]:
    return number, query(*given)
