"""What stands around the pages: the navigation at the left, the page beside it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from flashcards.ui.navigation import Navigation


class Frame(QWidget):
    """Places both by hand. A page that asks for its layout to be done again asks no further than here.

    Under a layout each such request went up through the window, and from there down again through everything in it:
    at every card. The window has sizes of its own and needs to know none of its pages'.
    """

    def __init__(self, navigation: Navigation, pages: QWidget) -> None:
        super().__init__()
        self._navigation = navigation
        self._pages = pages
        for part in (navigation, pages):
            part.setParent(self)

    def event(self, event: QEvent) -> bool:
        """Heed a navigation that became wider, narrower or hidden."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room there is."""
        super().resizeEvent(event)
        self._navigation.fit(self.width())
        self._place()

    def _place(self) -> None:
        left = 0 if self._navigation.isHidden() else self._navigation.minimumWidth()
        self._navigation.setGeometry(0, 0, left, self.height())
        self._pages.setGeometry(left, 0, self.width() - left, self.height())
