"""The order in which things are begun, where some may wait until the window has painted."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot


class Outbox(QObject):
    """Begins things one after the other: whatever is begun at once empties what waits first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._post = QTimer(self, singleShot=True, interval=0)
        self._post.timeout.connect(self.send)

    def begin(self, begin: Callable[[], None], *, once_painted: bool = False) -> None:
        """Begin one thing after all that waits; or let it wait too."""
        self._waiting.append(begin)
        if once_painted:
            self._post.start()
        else:
            self.send()

    @Slot()
    def send(self) -> None:
        """Begin all that waits."""
        while self._waiting:
            self._waiting.popleft()()
