"""Forecasts in the background: read what is needed, then some seconds of work beside everything else."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.exam import Exam
from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.forecasting import ForecastWork, MinutesOutlook
    from flashcards.storage.snapshot import Snapshot


class Forecaster(QObject):
    """Makes one forecast at a time; what is asked for meanwhile is made afterwards.

    Signals:
        advanced: the exam's id, and which share of its forecast is made.
        ready: the exam's id and its `MinutesOutlook`s; none when there is nothing to forecast.
    """

    advanced = Signal(object, float)
    ready = Signal(object, object)

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        plans: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._zone = zone
        self._plans = plans
        self._current: Exam | None = None
        self._next: Exam | None = None
        self._is_stopped = False
        self._parts: list[ForecastWork] = []
        self._made: tuple[MinutesOutlook, ...] = ()

    def ask(self, exam: Exam) -> None:
        """Ask for a forecast; `ready` gives it."""
        if self._current is not None:
            self._next = exam
            return
        self._current = exam
        self._is_stopped = False
        query = partial(_gather, exam=exam, now=self._clock(), zone=self._zone, plans=self._plans)
        self._runner.read(query, self._work, self._give_up, once_painted=True)

    def stop(self) -> None:
        """Make no more of it than the part at work: nobody looks."""
        self._parts, self._next = [], None
        self._is_stopped = True

    @Slot(object)
    def _work(self, work: "ForecastWork | None") -> None:
        self._parts = [] if work is None or self._is_stopped else work.parts()
        self._made = ()
        self._do_next(())

    @Slot(object)
    def _do_next(self, made: "tuple[MinutesOutlook, ...]") -> None:
        """Work in short parts, so that closing, and what is asked meanwhile, need not wait for all of it."""
        self._made += made
        if self._parts and self._next is None and self._current is not None:
            self.advanced.emit(self._current.id, len(self._made) / (len(self._made) + len(self._parts)))
            self._runner.work(partial(_make, self._parts.pop(0)), self._do_next, self._give_up)
            return
        exam, self._current = self._current, None
        if exam is not None and not self._parts and not self._is_stopped:
            self.ready.emit(exam.id, self._made)
        self._go_on()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        self._current = None
        self._runner.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        exam, self._next = self._next, None
        if exam is not None:
            self.ask(exam)


def _gather(
    snapshot: "Snapshot", *, exam: Exam, now: datetime, zone: tzinfo | None, plans: Path | None
) -> "ForecastWork | None":
    from flashcards.collection.forecasting import forecast_work
    from flashcards.collection.plan_shelf import shelf_of

    return forecast_work(snapshot, exam, now, shelf_of(plans), zone)


def _make(work: "ForecastWork") -> "tuple[MinutesOutlook, ...]":
    from flashcards.collection.forecasting import forecast

    return forecast(work)
