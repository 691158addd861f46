"""What happens by itself while a practice exam is sat: the clock goes on, the time used is stored, the time is over."""

from PySide6.QtCore import QObject, QTimer, Signal

CLOCK_MS = 500
HEARTBEAT_MS = 5000
"""How often the time used is stored while nothing is answered: what a crash can take."""

LONGEST_WAIT_MS = 24 * 3600 * 1000


class Clockwork(QObject):
    """Runs while the exam is looked at; an exam that was left goes on until its time is over.

    Signals:
        ticked: the clock is to be shown anew.
        beat: the time used is to be stored.
        over: the time of an exam that was left is over.
    """

    ticked = Signal()
    beat = Signal()
    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticking = QTimer(self, interval=CLOCK_MS)
        self._ticking.timeout.connect(self.ticked)
        self._heartbeat = QTimer(self, interval=HEARTBEAT_MS)
        self._heartbeat.timeout.connect(self.beat)
        self._away = QTimer(self, singleShot=True)
        self._away.timeout.connect(self.over)

    def start(self) -> None:
        """The exam is looked at."""
        self._away.stop()
        self._ticking.start()
        self._heartbeat.start()

    def stop(self) -> None:
        """It is over, or another one is opened."""
        self._away.stop()
        self._ticking.stop()
        self._heartbeat.stop()

    def wait(self, remaining_ms: int) -> None:
        """The exam was left and goes on: tell when its time is over."""
        self.stop()
        self._away.start(min(remaining_ms + CLOCK_MS, LONGEST_WAIT_MS))
