"""Building the value tables of exam plans in the background."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.ui.runner import CollectionRunner

if TYPE_CHECKING:
    from flashcards.collection.plan_shelf import Lacking


class PlanBuilder(QObject):
    """Builds what a plan lacks, one request at a time.

    Signals:
        built: what was lacking is there: plan again.
    """

    built = Signal()

    def __init__(self, runner: CollectionRunner, plans: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._plans = plans
        self._is_building = False

    def build(self, missing: "Sequence[Lacking]") -> None:
        """Build tables, unless some are being built already."""
        if missing and not self._is_building:
            self._is_building = True
            self._runner.work(partial(_build, missing, self._plans), self._tell, self._give_up, once_painted=True)

    @Slot(object)
    def _tell(self, _nothing: object) -> None:
        self._is_building = False
        self.built.emit()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        self._is_building = False
        self._runner.failed.emit(error)


def _build(missing: "Sequence[Lacking]", plans: Path | None) -> None:
    from flashcards.collection.plan_access import build_tables

    build_tables(missing, plans)
