"""A choice of one thing out of many, in a list that drops down."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from flashcards.ui.icons import Icons
from flashcards.ui.tokens import Space

CHEVRON = 16
LEAST_CHARACTERS = 12
MOST_CHARACTERS = 28
"""A choice that is longer is cut with “…”, where there is no more room than that."""
ROWS_SHOWN = 14


class Picker(QComboBox):
    """Arrow keys and letters choose; Alt+Down or Space opens the list. The wheel scrolls the page, not the choice.

    Signals:
        chosen: the value of what the learner chose.
    """

    chosen = Signal(object)

    def __init__(self, name: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._choices: list[tuple[str, object]] = []  # Qt would hand values of some types back as others
        self.setAccessibleName(name)
        self.setMaxVisibleItems(ROWS_SHOWN)
        self.setMinimumContentsLength(LEAST_CHARACTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the stylesheet's padding reaches its lines only so
        self.activated.connect(self._tell)
        self.currentTextChanged.connect(self.setToolTip)

    @property
    def value(self) -> Any:  # noqa: ANN401  (whatever was offered)
        """The value that is chosen, or None when nothing is offered."""
        place = self.currentIndex()
        return self._choices[place][1] if place >= 0 else None

    def offer(self, choices: Sequence[tuple[str, object]], value: object) -> None:
        """Offer words with their values, one of them chosen, without telling anybody."""
        if list(choices) != self._choices:
            self._choices = list(choices)
            self.clear()
            self.addItems([text for text, _ in choices])
            self.updateGeometry()
        self.set_value(value)

    def set_value(self, value: object) -> None:
        """Choose a value that is offered, without telling anybody; else the first."""
        places = [place for place, (_, one) in enumerate(self._choices) if one == value]
        self.setCurrentIndex(places[0] if places else 0)

    def sizeHint(self) -> QSize:
        """Have room for every choice, unless it is very long."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        beside = hint.width() - metrics.horizontalAdvance("X") * LEAST_CHARACTERS
        texts = [metrics.horizontalAdvance(text) for text, _ in self._choices]
        wanted = min(max(texts, default=0), metrics.averageCharWidth() * MOST_CHARACTERS)
        return QSize(max(hint.width(), wanted + beside + Space.S), hint.height())

    def showPopup(self) -> None:
        """Open the list, wide enough for the longest words in it as far as the screen goes."""
        wanted = self.view().sizeHintForColumn(0) + 2 * Space.L
        self.view().setMinimumWidth(min(max(wanted, self.width()), self.screen().availableGeometry().width()))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is chosen, cut where it does not fit, and a chevron of our own."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        picture = self._icons.pixmap("chevron-down", "muted", CHEVRON, self.devicePixelRatioF())
        corner = QPoint(self.width() - CHEVRON - Space.S, (self.height() - CHEVRON) // 2)
        painter.drawPixmap(QRect(corner, QSize(CHEVRON, CHEVRON)), picture)

    def _tell(self) -> None:
        self.chosen.emit(self.value)
