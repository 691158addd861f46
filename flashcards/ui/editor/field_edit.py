"""One field of a note: its name, its text, and whether it is kept for the next note."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from flashcards.ui.actions import ActionId, action
from flashcards.ui.card.style import LINE_HEIGHT
from flashcards.ui.editing.field_area import FieldArea, can_be_shown
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.text import label

FEWEST_LINES = 2
MOST_LINES = 12
AS_HTML = "Shown as HTML: this field has formatting that would be lost here."


class FieldEdit(QWidget):
    """As tall as its text, within limits: edited as it looks, or as HTML where that would lose something.

    Attributes:
        area: where it is edited now; another one when the HTML is shown, or no longer.
        pin: whether it is kept for the next note; None where that is not asked.

    Signals:
        edited: its text is another now.
        area_changed: `area` is another now.
    """

    edited = Signal()
    area_changed = Signal()

    def __init__(
        self, name: str, html: str, services: Services, *, fewest: int = FEWEST_LINES, can_be_kept: bool = False
    ) -> None:
        super().__init__()
        self._services = services
        self._name = name
        self._fewest = fewest
        self._stored = html
        self.area: FieldArea | QPlainTextEdit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self.pin = self._made_pin() if can_be_kept else None
        self._column.addLayout(self._head())
        self._why = label(AS_HTML, "caption", wraps=True)
        self._why.setHidden(can_be_shown(html))
        self._column.addWidget(self._why)
        self._show(html, as_html=not self._why.isHidden())
        services.theme.changed.connect(self.fit)

    @property
    def html(self) -> str:
        """The field as it is to be stored."""
        return self.area.html if isinstance(self.area, FieldArea) else self.area.toPlainText()

    @property
    def is_kept(self) -> bool:
        """Whether its text stays for the next note."""
        return self.pin is not None and self.pin.isChecked()

    def toggle_source(self) -> None:
        """Show the HTML, or the text again if it can be edited as it looks."""
        html = self.html
        if isinstance(self.area, FieldArea):
            self._show(html, as_html=True)
        elif can_be_shown(html):
            self._why.hide()
            self._show(html, as_html=False)
        else:
            self._why.show()
        self.area.setFocus()

    @Slot()
    def fit(self) -> None:
        """Be as tall as the text."""
        line = self.area.fontMetrics().lineSpacing() * LINE_HEIGHT
        wanted = _text_height(self.area)
        height = round(min(max(wanted, self._fewest * line), MOST_LINES * line)) + self._services.theme.scaled(Space.XL)
        if height != self.area.height() or height != self.area.minimumHeight():
            self.area.setFixedHeight(height)

    def _show(self, html: str, *, as_html: bool) -> None:
        before = getattr(self, "area", None)
        if as_html:
            self.area = QPlainTextEdit(html)
            self.area.setAccessibleName(self._name)
            self.area.setTabChangesFocus(True)
        else:
            self.area = FieldArea(self._name, html, self._services.theme, self._services.media())
        self._column.insertWidget(1, self.area)
        self.area.textChanged.connect(self.edited)
        self.area.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()
        QTimer.singleShot(0, self, self.fit)  # a plain document knows its lines once it has its width
        if before is not None:
            before.hide()
            before.deleteLater()
            self.area_changed.emit()
            if self.html != self._stored:
                self.edited.emit()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self._name, "label"), 1)
        if self.pin is not None:
            row.addWidget(self.pin)
        return row

    def _made_pin(self) -> QToolButton:
        line = action(ActionId.KEEP_FIELD)
        icon = self._services.icons.icon(line.icon, active="accent")
        made = icon_button(icon, f"Keep “{self._name}” ({line.keys[0]})", size="smallest")
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.toggled.connect(self.edited)
        return made


def _text_height(area: FieldArea | QPlainTextEdit) -> float:
    """Give the height of the text as wide as it is."""
    if isinstance(area, FieldArea):
        return area.document().size().height()
    lines = area.document().size().height()  # a plain document's is in lines
    return area.fontMetrics().lineSpacing() * lines + 2 * area.document().documentMargin()
