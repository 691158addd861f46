"""A whole number with less and more beside it."""

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolTip, QWidget

from flashcards.domain.ranges import Range
from flashcards.ui.icons import Icons
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.announce import announce
from flashcards.ui.widgets.buttons import icon_button

WIDTH = 96
NUMBER_BEING_TYPED = re.compile(r"(\d{0,9})[\s:.,\d]*")
"""A whole number, and what may follow it: minutes of an hour, digits behind a point."""


class Stepper(QWidget):
    """Typed, or changed by the arrow keys or the two buttons. The wheel scrolls the page, not the number.

    Signals:
        changed: the number, when the learner has changed it and is done typing.
    """

    changed = Signal(int)

    def __init__(
        self, name: str, icons: Icons, *, within: Range, step: int = 1, unit: str = "", unit_of_one: str = ""
    ) -> None:
        super().__init__()
        self._box = _Box()
        self._unit, self._unit_of_one = unit, unit_of_one or unit
        self._box.setRange(int(within.low), int(within.high))
        self._box.setSingleStep(step)
        self._box.lineEdit().setTextMargins(Space.S, 0, Space.S, 0)
        self._box.setMinimumWidth(WIDTH)
        self._box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._box.setAccessibleName(name)
        self._box.setKeyboardTracking(False)
        self._box.valueChanged.connect(self._name_unit)
        self._box.valueChanged.connect(self.changed)
        self._name_unit(self.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        less = icon_button(icons.icon("minus"), f"Less: {name}", size="small")
        more = icon_button(icons.icon("plus"), f"More: {name}", size="small")
        for part in (less, self._box, more):
            row.addWidget(part)
        for part, move in ((less, self._box.stepDown), (more, self._box.stepUp)):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            part.setAutoRepeat(True)
            part.clicked.connect(move)
        self.setFocusProxy(self._box)

    @property
    def value(self) -> int:
        """The number."""
        return self._box.value()

    def set_value(self, value: int) -> None:
        """Show a number, without telling anybody."""
        self._box.blockSignals(True)  # noqa: FBT003
        self._box.setValue(value)
        self._name_unit(value)
        self._box.blockSignals(False)  # noqa: FBT003

    @Slot(int)
    def _name_unit(self, value: int) -> None:
        self._box.setSuffix(self._unit_of_one if value == 1 else self._unit)


class _Box(QSpinBox):
    """A field for a number that a wheel passing over it leaves alone.

    What cannot be had can be typed, and is then mended in words. Qt would leave out the digits that do not fit, and
    nobody would see why: "27:99" became 2.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let any number be typed, also with what follows it."""
        found = super().validate(text, position)
        is_refused = found[0] is QValidator.State.Invalid
        if is_refused and NUMBER_BEING_TYPED.fullmatch(text.removesuffix(self.suffix())):
            return QValidator.State.Intermediate, text, position
        return found

    def fixup(self, text: str) -> str:
        """Take the nearest number that can be had, or the one before where more than a number was typed; say so."""
        typed = NUMBER_BEING_TYPED.fullmatch(text.removesuffix(self.suffix()))
        if typed is None or not typed[1]:
            return super().fixup(text)
        is_plain, number = typed[0].strip() == typed[1], int(typed[1])
        nearest = min(max(number, self.minimum()), self.maximum())
        taken = nearest if is_plain or nearest == number else self.value()
        said = f"A whole number from {self.minimum()} to {self.maximum()}."
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), said, self)
        announce(self, f"{said} Now {taken}.")
        return f"{taken}{self.suffix()}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()
