"""Notices that another study day may have begun while the window is open."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

LOOK_EVERY_MS = 5_000


class DayWatch(QObject):
    """Looks at the clock now and then, and when the program comes to the front: the computer may have slept.

    Study days begin on the hour, so each hour is told, whatever the learner has set.

    Signals:
        turned: the hour is another now.
    """

    turned = Signal()

    def __init__(self, clock: Callable[[], datetime], zone: tzinfo | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone = zone
        self._seen = self._hour()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._heed_state)

    @Slot()
    def look(self) -> None:
        """Look at the clock."""
        now = self._hour()
        if now != self._seen:
            self._seen = now
            self.turned.emit()

    @Slot(object)
    def _heed_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _hour(self) -> tuple[date, int]:
        now = self._clock().astimezone(self._zone)
        return now.date(), now.hour
