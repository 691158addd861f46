"""The layers of the Import page: one is seen, and work that is over at once shows none."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

SHOWN_AFTER_MS = 200
"""Work that is done sooner is not worth another picture."""


class Layers(QStackedWidget):
    """Shows one of its widgets.

    Signals:
        turned: another is shown now.
    """

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._awaited: QWidget | None = None
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._patience.timeout.connect(self._show_awaited)

    def show_now(self, layer: QWidget) -> None:
        """Show a layer."""
        self._patience.stop()
        if self.currentWidget() is not layer:
            self.setCurrentWidget(layer)
            self.turned.emit()

    def show_soon(self, layer: QWidget) -> None:
        """Show a layer, unless another is to be shown in a moment."""
        if self.currentWidget() is not layer and not self._patience.isActive():
            self._awaited = layer
            self._patience.start()

    @Slot()
    def _show_awaited(self) -> None:
        if self._awaited is not None:
            self.show_now(self._awaited)
