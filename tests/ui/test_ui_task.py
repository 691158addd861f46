"""Work that takes a while tells how far it is, and stops when it is told to."""

import pytest

from flashcards.domain.errors import CancelledError
from flashcards.ui.task import TOLD_EVERY_S, Task


class Told:
    """What a task said; a clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0
        self.heard: list[tuple[str, float]] = []
        self.task = Task(clock=lambda: self.now)
        self.task.progressed.connect(lambda doing, share: self.heard.append((doing, share)))


def test_progress_is_told_now_and_then_and_when_something_else_begins() -> None:
    told = Told()

    told.task.progress("Reading", 0.0)
    told.task.progress("Reading", 0.1)
    told.task.progress("Comparing", 0.2)
    told.now += TOLD_EVERY_S
    told.task.progress("Comparing", 0.3)

    assert told.heard == [("Reading", 0.0), ("Comparing", 0.2), ("Comparing", 0.3)]


def test_a_cancelled_task_stops_at_its_next_word() -> None:
    told = Told()

    told.task.cancel()

    with pytest.raises(CancelledError, match="Nothing was changed"):
        told.task.progress("Reading", 0.5)
    assert told.heard == []
