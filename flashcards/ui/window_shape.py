"""The size and the state of the window: as they were left, full screen, in front."""

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, Qt, Slot
from PySide6.QtWidgets import QMainWindow

SMALLEST, USUAL = QSize(720, 520), QSize(1120, 780)
FRAME = QSize(16, 40)
"""Room for what the system draws around a window, about."""
GEOMETRY = "geometry"


class WindowShape(QObject):
    """Keeps them on this machine."""

    def __init__(self, window: QMainWindow, kept: QSettings) -> None:
        super().__init__(window)
        self._window = window
        self._kept = kept
        window.setMinimumSize(SMALLEST)

    def restore(self) -> None:
        """Give the window the shape it was left in, or the usual size, where the screen has room for that."""
        stored = self._kept.value(GEOMETRY)
        if not (isinstance(stored, QByteArray) and self._window.restoreGeometry(stored)):
            room = self._window.screen().availableSize() - FRAME
            self._window.resize(USUAL.boundedTo(room).expandedTo(SMALLEST))

    def keep(self) -> None:
        """Keep the shape for the next start."""
        self._kept.setValue(GEOMETRY, self._window.saveGeometry())

    @Slot()
    def turn_full_screen(self) -> None:
        """Take the whole screen, or give it back."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def come_forward(self) -> None:
        """Show the window above others."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
