"""The end of the window: it goes once everything is stored, and says so when that takes a moment."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from flashcards.domain.errors import FlashcardsError
from flashcards.ui.page import Services
from flashcards.ui.widgets.banner import Banner

SAVING_SHOWN_AFTER_MS = 200


class Closing(QObject):
    """Closes the collection, then the window.

    Attributes:
        is_over: everything is stored, or cannot be; nothing holds the window any more.
    """

    def __init__(self, window: QWidget, services: Services, banner: Banner) -> None:
        super().__init__(window)
        self.is_over = False
        self._window = window
        self._services = services
        self._banner = banner
        self._saving = QTimer(self, singleShot=True, interval=SAVING_SHOWN_AFTER_MS)
        self._saving.timeout.connect(self._say_saving)
        services.runner.closed.connect(self._end)
        services.runner.closed_badly.connect(self._end_badly)

    def begin(self, leave: Callable[[], None]) -> None:
        """Leave the page that is open, and store what there is."""
        self._window.setEnabled(False)
        leave()
        self._saving.start()
        self._services.runner.close()

    @Slot()
    def _say_saving(self) -> None:
        self._banner.say("Saving…")

    @Slot()
    def _end(self) -> None:
        self.is_over = True
        self._window.close()

    @Slot(object)
    def _end_badly(self, error: Exception) -> None:
        """Everything answered is stored; only the closing failed. Say so before going."""
        self._saving.stop()
        self.is_over = True
        self._window.setEnabled(True)
        self._services.notices.problem(error)
        if isinstance(error, FlashcardsError):
            self._banner.complain(str(error), "Close Flashcards", self._end)
