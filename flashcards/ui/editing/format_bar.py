"""The formatting of a field by pointer, and what is in force where the caret is."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeySequence, QTextCharFormat, QTextListFormat
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from flashcards.ui.actions import ActionId, action
from flashcards.ui.editing.field_area import FieldArea
from flashcards.ui.editing.formatting import FORMATS, list_at
from flashcards.ui.editing.tables import table_at
from flashcards.ui.icons import Icons
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import icon_button
from flashcards.ui.widgets.flowing import Flowing

GROUPS = (
    (ActionId.BOLD, ActionId.ITALIC, ActionId.UNDERLINE, ActionId.SUPERSCRIPT, ActionId.SUBSCRIPT),
    (ActionId.BULLETS, ActionId.NUMBERS, ActionId.TABLE),
    (ActionId.TEXT_COLOUR, ActionId.PICK_COLOUR, ActionId.CLEAR_FORMAT),
    (ActionId.CLOZE, ActionId.FORMULA, ActionId.ATTACH, ActionId.RECORD, ActionId.SOURCE_VIEW),
)
ALWAYS = frozenset({ActionId.SOURCE_VIEW, ActionId.CLOZE, ActionId.FORMULA, ActionId.ATTACH, ActionId.RECORD})
"""What can be done where a field is edited as HTML, too."""
CHECKED = frozenset(FORMATS) - {ActionId.CLEAR_FORMAT, ActionId.INDENT, ActionId.OUTDENT}
"""What is in force or not where the caret is."""
Vertical = QTextCharFormat.VerticalAlignment


class FormatBar(QWidget):
    """Acts on the area the keyboard is in, or was in last; takes no keyboard itself: all of it is done by keys too.

    Signals:
        wanted: an `ActionId` that takes more than an area to do.
    """

    wanted = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._area: FieldArea | None = None
        self.buttons: dict[ActionId, QToolButton] = {}
        groups = Flowing(self, Space.M)
        for group in GROUPS:
            together = QWidget()
            row = QHBoxLayout(together)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.HAIR)
            for name in group:
                row.addWidget(self._made(name, icons))
            groups.addWidget(together)
        self.act_on(None)

    def act_on(self, area: FieldArea | None) -> None:
        """Take another area; None for a place without formatting."""
        if area is self._area and area is not None:
            return
        self._area = area
        for name, made in self.buttons.items():
            made.setEnabled(area is not None or name in ALWAYS)
        if area is not None:
            area.currentCharFormatChanged.connect(self._show_state)
            area.cursorPositionChanged.connect(self._show_state)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        """Press in what is in force."""
        on: set[ActionId] = set()
        if self._area is not None:
            on = _in_force(self._area)
        for name, made in self.buttons.items():
            made.setChecked(name in on)

    def _made(self, name: ActionId, icons: Icons) -> QToolButton:
        line = action(name)
        keys = QKeySequence(line.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
        made = self.buttons[name] = icon_button(icons.icon(line.icon), f"{line.text} ({keys})", size="small")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCheckable(name in CHECKED)
        made.clicked.connect(lambda _checked=False, name=name: self._act(name))
        return made

    def _act(self, name: ActionId) -> None:
        if name not in FORMATS:
            self.wanted.emit(name)
        elif self._area is not None:
            FORMATS[name](self._area)
            self._area.setFocus()
            self._show_state()


def _in_force(area: FieldArea) -> set[ActionId]:
    form, listed = area.currentCharFormat(), list_at(area.textCursor())
    style = None if listed is None else listed.format().style()
    found = {
        ActionId.BOLD: form.fontWeight() >= QFont.Weight.DemiBold,
        ActionId.ITALIC: form.fontItalic(),
        ActionId.UNDERLINE: form.fontUnderline(),
        ActionId.SUPERSCRIPT: form.verticalAlignment() == Vertical.AlignSuperScript,
        ActionId.SUBSCRIPT: form.verticalAlignment() == Vertical.AlignSubScript,
        ActionId.BULLETS: style is not None and style != QTextListFormat.Style.ListDecimal,
        ActionId.NUMBERS: style == QTextListFormat.Style.ListDecimal,
        ActionId.TABLE: table_at(area.textCursor()) is not None,
    }
    return {name for name, is_on in found.items() if is_on}
