"""One window a collection: a second start raises the first window instead."""

import zlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CONNECT_MS = 500


class FirstWindow(QObject):
    """Listens for later starts with the same collection.

    Signals:
        wanted: somebody started the program again.
    """

    wanted = Signal()

    def __init__(self, collection: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        name = name_of(collection)
        QLocalServer.removeServer(name)  # left over from a crash: the lock says that nobody else is here
        self._server.listen(name)

    @property
    def problem(self) -> str:
        """Why later starts are not heard, in Qt's words; "" when they are."""
        return "" if self.is_listening else self._server.errorString()

    @property
    def is_listening(self) -> bool:
        """Whether later starts are heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.disconnectFromServer()
        self.wanted.emit()


def raise_first_window(collection: Path) -> bool:
    """Ask the window that has a collection open to come forward; say whether there was one."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(collection))
    if not socket.waitForConnected(CONNECT_MS):
        return False
    socket.waitForDisconnected(CONNECT_MS)
    return True


def name_of(collection: Path) -> str:
    """Give the name a collection's window listens on: the same for every way to write its path."""
    return f"flashcards-{zlib.crc32(str(collection.resolve()).encode()):08x}"
