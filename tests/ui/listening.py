"""Somebody who listens to signals."""

from PySide6.QtCore import QObject, Slot


class Listener(QObject):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    @Slot(object)
    def hear(self, value: object) -> None:
        """Keep a value."""
        self.heard.append(value)

    @Slot()
    def act(self) -> None:
        """Keep that something was asked for."""
        self.heard.append("acted")
