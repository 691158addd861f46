"""Loads what draws charts, step by step, once the page is painted.

It is loaded on the GUI thread: pyqtgraph makes Qt's classes known to Python as it is loaded, which PySide does not bear
while the GUI thread works with others (it crashes). The steps before take up to a half of the time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from flashcards.ui.progress.plot import Plot

STEPS = ("numpy", "PySide6.QtSvg", "PySide6.QtTest", "PySide6.QtOpenGLWidgets", "flashcards.ui.progress.plot")


class PlotLoader(QObject):
    """Loads once.

    Attributes:
        plot: the class of widget that draws; None until it is loaded.

    Signals:
        loaded: `plot` is there.
    """

    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plot: type[Plot] | None = None
        self._steps = list(STEPS)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._load_one)

    def begin(self) -> None:
        """Load it, if it is not there."""
        if self.plot is None:
            self._next.start()

    @Slot()
    def _load_one(self) -> None:
        module = import_module(self._steps.pop(0))
        if self._steps:
            self._next.start()
        else:
            self.plot = module.Plot
            self.loaded.emit()
