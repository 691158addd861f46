"""Links on cards: named before they are opened, outside, for a card may come from anybody."""

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from flashcards.ui.page import Notices

OPENED = frozenset({"http", "https", "mailto"})


class Links(QObject):
    """Asks about a link."""

    def __init__(self, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._notices = notices
        self._link = QUrl()

    @Slot(QUrl)
    def ask(self, link: QUrl) -> None:
        """Name a link and offer to open it."""
        self._link = link
        self._notices.say(f"This card links to {link.toDisplayString()}", "Open", self._open)

    @Slot()
    def _open(self) -> None:
        if self._link.scheme() in OPENED:
            QDesktopServices.openUrl(self._link)
