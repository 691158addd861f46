"""The design tokens as a Qt stylesheet.

Widgets choose their look by dynamic properties and nothing else. None may be called as a property that Qt's widgets
have, such as `size`: it could not be set.

    role   on labels, frames and buttons: caption, label, muted, strong, lead, heading, title, number, display,
           panel, nav, navigation, key, banner …
    kind   on push buttons: primary; none is the plain button
    extent on buttons: large, cell, small, smallest; none is the usual one
"""

from string import Template

from flashcards.ui.tokens import Palette, Radius, Space, Type

_BASE = Template("""
QDialog, QWidget[role="page"] { background: $background; }
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }
QWidget { color: $text; }
QToolTip { background: $text; color: $background; border: none; padding: ${XS}px ${S}px; }
QLabel { background: transparent; }
QLabel:disabled { color: $outline; }

QFrame[role="panel"] { background: $surface; border: 1px solid $border; border-radius: ${PANEL}px; }
QFrame[role="change"] { background: $surface; border: 2px solid $border; border-radius: ${PANEL}px; }
QFrame[role="change"]:focus { border-color: $accent; }
QFrame[role="before"] { background: $background; border: 1px solid $border; border-radius: ${CONTROL}px; }
QFrame[role="after"] { background: $surface; border: 1px solid $outline; border-radius: ${CONTROL}px; }
QFrame[role="mine"] { background: $accent_soft; border: 1px solid $accent; border-radius: ${CONTROL}px; }
QFrame[role="mine"] QLabel { color: $text; }
QFrame[role="foot"] { background: $sunken; border: none; border-top: 1px solid $border; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="navigation"] { background: $sunken; border: none; border-right: 1px solid $border; }
QFrame[role="overlay"] { background: $surface; border: 1px solid $outline; border-radius: ${PANEL}px; }
QFrame[role="banner"] { background: $text; border: none; border-radius: ${CONTROL}px; }
QFrame[role="banner"] QLabel { color: $background; }
QFrame[role="banner"][tone="problem"] { background: $again_soft; border: 1px solid $again; }
QFrame[role="banner"][tone="problem"] QLabel { color: $text; }
""")

_BUTTONS = Template("""
QPushButton {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: ${CONTROL}px;
    padding: ${S}px ${L}px; min-height: ${line}px; icon-size: ${icon}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $accent; padding: 7px 15px; outline: none; }
QPushButton:disabled { color: $outline; border-color: $border; background: $background; }

QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $pressed; color: $muted; border-color: $pressed; }
QPushButton[kind="link"] {
    background: transparent; color: $accent; border: none; padding: ${XS}px ${S}px; text-align: left;
}
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 2px 6px; }
QPushButton[extent="large"] { font-size: ${LEAD_px}px; padding: ${M}px ${XL}px; }
QPushButton[extent="large"]:focus { padding: 11px 23px; }

QPushButton[extent="cell"] { padding: ${XS}px; min-width: 44px; }
QPushButton[extent="cell"]:focus { padding: 3px; }
QPushButton[kind="toggle"]:checked { background: $accent_soft; border: 2px solid $accent; padding: 7px 15px; }
QPushButton[kind="toggle"]:checked:focus { border-color: $text; }
QPushButton[kind="answered"] { background: $accent_soft; border-color: $accent; font-weight: 600; }
QPushButton[kind="answered"]:hover { background: $hover; }

QFrame[role="banner"] QPushButton {
    background: transparent; color: $background; border: 1px solid $background; padding: ${XS}px ${M}px;
}
QFrame[role="banner"] QPushButton:hover, QFrame[role="banner"] QPushButton:focus {
    background: $background; color: $text; border: 1px solid $background; padding: ${XS}px ${M}px;
}
QFrame[role="banner"][tone="problem"] QPushButton { color: $text; border-color: $outline; }
QFrame[role="banner"][tone="problem"] QPushButton:hover, QFrame[role="banner"][tone="problem"] QPushButton:focus {
    background: $surface; border-color: $text;
}
QFrame[role="banner"] QToolButton:hover { background: transparent; }

QToolButton {
    background: transparent; border: 2px solid transparent; border-radius: ${CONTROL}px; padding: ${XS}px;
    icon-size: ${icon}px;
}
QToolButton[extent="small"] { icon-size: ${icon_small}px; }
QToolButton[extent="smallest"] { icon-size: ${icon_smallest}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border-color: $accent; }
QFrame[role="banner"] QToolButton:focus { border-color: $background; }
QFrame[role="banner"][tone="problem"] QToolButton:focus { border-color: $text; }
QToolButton[role="nav"] { padding: 7px ${S}px; text-align: left; color: $muted; }
QToolButton[role="nav"]:hover { color: $text; }
QToolButton[role="nav"]:checked { background: $accent_soft; color: $text; font-weight: 600; }
QToolButton::menu-indicator { image: none; }
""")

_INPUTS = Template("""
QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: ${CONTROL}px;
    padding: 6px ${S}px; min-height: ${line}px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $accent; padding: 5px 7px;
}
QLineEdit:disabled, QAbstractSpinBox:disabled { color: $outline; border-color: $border; background: $background; }
QLineEdit[invalid="true"] { border-color: $again; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; border: none; }
QTextBrowser, QTextEdit[role="card"], QTextEdit[role="card"]:focus {
    border: none; padding: 0; min-height: 0; background: transparent;
}

QComboBox {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: ${CONTROL}px;
    padding: 6px ${XL}px 6px ${S}px; min-height: ${line}px; combobox-popup: 0;
}
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 2px solid $accent; padding: 5px 23px 5px 7px; }
QComboBox:disabled { color: $outline; border-color: $border; background: $background; }
QComboBox::drop-down { border: none; width: ${XL}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: 1px solid $outline; padding: ${XS}px; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}
QComboBox QAbstractItemView::item { padding: ${XS}px ${S}px; min-height: ${line}px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }

QCheckBox { background: transparent; spacing: ${S}px; }

QListView, QTreeView, QTableView {
    background: transparent; border: none; outline: none; selection-background-color: $accent_soft;
    selection-color: $text;
}
QTableView::item { padding: 0 5px; }
QListView:window { background: $surface; border: 1px solid $outline; }
QTreeView { selection-background-color: transparent; }
QTreeWidget { selection-background-color: $accent_soft; }
QTreeWidget::item { padding: ${HAIR}px ${XS}px; min-height: ${line}px; }
QTreeWidget::item:selected { background: $accent_soft; color: $text; }
QTreeView::branch { background: transparent; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: ${XS}px ${S}px; font-size: ${CAPTION_px}px;
}
QMenuBar { background: $sunken; border: none; border-bottom: 1px solid $border; padding: ${HAIR}px ${XS}px; }
QMenuBar::item { background: transparent; padding: ${XS}px ${S}px; border-radius: ${SMALL}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $surface; border: 1px solid $outline; border-radius: ${CONTROL}px; padding: ${XS}px; }
QMenu::item { padding: 6px ${XL}px 6px ${S}px; border-radius: ${SMALL}px; margin: 1px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $outline; }
QMenu::icon { padding-left: ${S}px; }
QMenu::separator { height: 1px; background: $border; margin: ${XS}px ${S}px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCalendarWidget QWidget { background: $surface; alternate-background-color: $sunken; }
QCalendarWidget QAbstractItemView {
    background: $surface; selection-background-color: $accent; selection-color: $on_accent; outline: none;
}
QCalendarWidget QTableView::item { padding: 0; }
QCalendarWidget QAbstractItemView:disabled { color: $outline; }
QCalendarWidget QSpinBox, QCalendarWidget QToolButton { min-height: 0; padding: ${XS}px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $sunken; min-height: 36px; }
QCalendarWidget QToolButton { color: $text; background: transparent; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; }
""")

_ROLES: tuple[tuple[str, Type, str], ...] = (
    ("caption", Type.CAPTION, "muted"),
    ("label", Type.LABEL, "muted"),
    ("muted", Type.BODY, "muted"),
    ("strong", Type.BODY_STRONG, "text"),
    ("accent", Type.BODY, "accent"),
    ("problem", Type.BODY, "again"),
    ("lead", Type.LEAD, "muted"),
    ("heading", Type.HEADING, "text"),
    ("card", Type.CARD, "text"),
    ("title", Type.TITLE, "text"),
    ("number", Type.NUMBER, "text"),
    ("display", Type.DISPLAY, "text"),
    ("right", Type.BODY_STRONG, "good"),
    ("wrong", Type.BODY_STRONG, "again"),
)
"""Label roles: their type and their colour."""


def stylesheet(palette: Palette, text_percent: int) -> str:
    """Render the stylesheet of the whole application.

    Args:
        palette: the colours.
        text_percent: size of all text; paddings stay, heights follow the text.
    """
    values = _values(palette, text_percent)
    blocks = [block.substitute(values) for block in (_BASE, _BUTTONS, _INPUTS)]
    blocks += [_label(role, kind, getattr(palette, colour), text_percent) for role, kind, colour in _ROLES]
    blocks.append(_key(palette, text_percent))
    return "\n".join(blocks)


def _values(palette: Palette, text_percent: int) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(palette, name) for name in palette.__slots__}
    values |= {space.name: int(space) for space in Space}
    values |= {radius.name: int(radius) for radius in Radius}
    values |= {f"{kind.name}_px": _scaled(kind.pixels, text_percent) for kind in Type}
    lengths = {"line": 20, "icon": 18, "icon_small": 16, "icon_smallest": 14}
    values |= {name: _scaled(pixels, text_percent) for name, pixels in lengths.items()}
    return values


def _label(role: str, kind: Type, colour: str, text_percent: int) -> str:
    size = _scaled(kind.pixels, text_percent)
    return f'QLabel[role="{role}"] {{ font-size: {size}px; font-weight: {int(kind.weight)}; color: {colour}; }}'


def _key(palette: Palette, text_percent: int) -> str:
    """Style the little caps that name a key."""
    return (
        f'QLabel[role="key"] {{ color: {palette.muted}; background: {palette.sunken}; '
        f"border: 1px solid {palette.border}; border-radius: {int(Radius.SMALL)}px; padding: 1px 6px; "
        f"font-size: {_scaled(Type.CAPTION.pixels, text_percent)}px; }}"
    )


def _scaled(pixels: int, text_percent: int) -> int:
    return round(pixels * text_percent / 100)
