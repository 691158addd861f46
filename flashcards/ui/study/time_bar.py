"""The quiet bar of auto-advance: how much of a side's time is over."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from flashcards.ui.actions import ActionId
from flashcards.ui.cheat_sheet import shown_keys
from flashcards.ui.page import Services
from flashcards.ui.study.auto_advance import AutoAdvance
from flashcards.ui.widgets.progress_bar import ProgressBar


class TimeBar(ProgressBar):
    """Seen while auto-advance is on.

    Attributes:
        auto: counts the time.
    """

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(services.theme, "Auto-advance")
        self._page = page
        self._look = services.look
        self._notices = services.notices
        self._speaker = services.media().speaker
        self.auto = AutoAdvance(services.clock, lambda: self._look.preferences, self._is_watched, self)
        self.auto.ticked.connect(self._show)
        self._show()

    @Slot()
    def toggle(self) -> None:
        """Turn auto-advance on or off, and say so."""
        self.auto.toggle()
        keys = shown_keys(self._look.keymap.keys(ActionId.AUTO_ADVANCE))
        self._notices.say(f"Auto-advance is on; {keys} turns it off." if self.auto.is_on else "Auto-advance is off.")

    def _is_watched(self) -> bool:
        """Say whether the card is all there is to look at: nothing is typed or read aloud, nothing lies over it."""
        focused, page = QApplication.focusWidget(), self._page
        is_here = focused is not None and (focused is page or page.isAncestorOf(focused))
        is_typing = isinstance(focused, QLineEdit | QTextEdit) and not focused.isReadOnly()
        return is_here and page.isActiveWindow() and not is_typing and not self._speaker.is_reading

    @Slot()
    def _show(self) -> None:
        self.setVisible(self.auto.is_on)
        self.set_share(self.auto.share)
