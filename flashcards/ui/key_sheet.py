"""The sheet in which the learner chooses keys of their own."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from flashcards.ui.actions import Action, ActionId, action, of_scope
from flashcards.ui.cheat_sheet import native, shown_keys
from flashcards.ui.key_field import KeyField
from flashcards.ui.keymap import CHANGEABLE
from flashcards.ui.overlay import Overlay
from flashcards.ui.page import Services
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.panel import line as quiet_line
from flashcards.ui.widgets.text import label

SIZE = (730, 580)
"""Of the sheet, at 100 % text, where there is room."""
LEAST_LIST = (240, 80)
SAID_HEIGHT = 44


class KeySheet(Overlay):
    """Choose an action, press a key: what else that key does is said before it is taken.

    Attributes:
        filter: shows the actions with some words only.
        list: the actions by place, with their keys.
        field: takes the new key.
        use, add, usual, all_usual: the key instead of the present ones, or beside them; the usual keys again.
    """

    def __init__(self, host: QWidget, services: Services) -> None:
        super().__init__(host)
        self.setAccessibleName("Change keys")
        self._services = services
        self._keymap = services.look.keymap
        self._key = ""
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find an action")
        self.filter.setAccessibleName("Find an action")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Actions")
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setRootIsDecorated(False)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.field = KeyField()
        self._of = label("", "strong")
        self._said = label("", wraps=True)
        self.use = button("Use this key", "primary")
        self.add = button("Use it as well")
        self.usual = button("Usual keys")
        self.all_usual = button("All usual keys")
        self._fill()
        self._lay_out()
        self._connect()
        services.theme.changed.connect(self._dress)
        self._dress()

    def ask(self) -> None:
        """Open with the first action."""
        self._show_keys()
        self.filter.clear()
        self.list.setCurrentItem(self._items[0])
        self.open()

    def take_focus(self) -> None:
        """Find an action first."""
        self.filter.setFocus()

    @property
    def chosen(self) -> Action | None:
        """The action whose keys are chosen, or None on a heading."""
        item = self.list.currentItem()
        name = None if item is None else item.data(0, Qt.ItemDataRole.UserRole)
        return None if name is None else action(ActionId(name))

    def go_to(self, name: ActionId) -> None:
        """Put the cursor on an action."""
        item = next(one for one in self._items if one.data(0, Qt.ItemDataRole.UserRole) == name)
        self.list.setCurrentItem(item)
        self.list.scrollToItem(item, QTreeWidget.ScrollHint.PositionAtCenter)

    def _fill(self) -> None:
        self._items: list[QTreeWidgetItem] = []
        self._headings: list[QTreeWidgetItem] = []
        for scope in CHANGEABLE:
            heading = QTreeWidgetItem(self.list, [scope.value, ""])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            for line in of_scope(scope):
                item = QTreeWidgetItem(heading, [line.text, ""])
                item.setData(0, Qt.ItemDataRole.UserRole, line.id)
                self._items.append(item)
            heading.setExpanded(True)
            self._headings.append(heading)

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.addWidget(self.field, 1)
        keys.addWidget(self.use)
        keys.addWidget(self.add)
        close = button("Close")
        close.clicked.connect(self.close_sheet)
        foot = QHBoxLayout()
        foot.addWidget(self.usual)
        foot.addWidget(self.all_usual)
        foot.addStretch(1)
        foot.addWidget(close)
        self.column.addWidget(label("Change keys", "heading"))
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(quiet_line())
        self.column.addWidget(self._of)
        self.column.addLayout(keys)
        self.column.addWidget(self._said)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._begin_anew)
        self.list.itemActivated.connect(self.field.setFocus)
        self.field.pressed.connect(self._take)
        self.use.clicked.connect(self._use)
        self.add.clicked.connect(self._add)
        self.usual.clicked.connect(self._reset_one)
        self.all_usual.clicked.connect(self._keymap.reset)
        self._keymap.changed.connect(self._show_keys)

    @Slot()
    def _dress(self) -> None:
        """Grow with the text; in a small window the list gives way, not what lies below it."""
        scaled = self._services.theme.scaled
        self.least = QSize(*map(scaled, SIZE))
        self.list.setMinimumSize(*map(scaled, LEAST_LIST))
        self._said.setMinimumHeight(scaled(SAID_HEIGHT))
        if self.isVisible():
            self.place_again()

    @Slot(str)
    def _filter(self, words: str) -> None:
        sought = words.casefold().split()
        for item in self._items:
            text = f"{item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in text for word in sought))
        for heading in self._headings:
            heading.setHidden(all(item.isHidden() for item in self._items if item.parent() is heading))
        seen = [item for item in self._items if not item.isHidden()]
        current = self.list.currentItem()
        if seen and (current is None or current.isHidden()):
            self.list.setCurrentItem(seen[0])

    @Slot(str)
    def _take(self, key: str) -> None:
        line = self.chosen
        if line is None:
            return
        self._key = key
        self.field.setText(native(key))
        others = self._keymap.clashes(line.id, key)
        if others:
            named = "; ".join(f"“{one.text}” ({one.scope.value.lower()})" for one in others)
            self._said.setText(f"{native(key)} is taken: {named}. Choose another key, or give that one another first.")
        else:
            self._said.setText(f"{native(key)} is free.")
        self._enable(is_free=not others)

    @Slot()
    def _use(self) -> None:
        if self.chosen is not None:
            self._keymap.choose(self.chosen.id, (self._key,))

    @Slot()
    def _add(self) -> None:
        if self.chosen is not None:
            self._keymap.choose(self.chosen.id, (*self._keymap.keys(self.chosen.id), self._key))

    @Slot()
    def _reset_one(self) -> None:
        """Give the action its usual keys, unless another has one of them by now."""
        line = self.chosen
        if line is None:
            return
        taken = [one for key in line.keys for one in self._keymap.clashes(line.id, key) if key not in one.keys]
        if taken:
            self._said.setText(f"“{taken[0].text}” has one of its usual keys now. Change that first.")
        else:
            self._keymap.choose(line.id, line.keys)

    @Slot()
    def _begin_anew(self) -> None:
        self._key = ""
        self.field.clear()
        self._of.setText("" if self.chosen is None else self.chosen.text)
        self._said.setText("")
        self._enable(is_free=False)

    def _enable(self, *, is_free: bool) -> None:
        line = self.chosen
        for one in (self.use, self.add):
            one.setEnabled(is_free and bool(self._key))
        self.field.setEnabled(line is not None)
        self.usual.setEnabled(line is not None and self._keymap.is_own(line.id))

    @Slot()
    def _show_keys(self) -> None:
        for item in self._items:
            name = ActionId(item.data(0, Qt.ItemDataRole.UserRole))
            own = "  (yours)" if self._keymap.is_own(name) else ""
            item.setText(1, shown_keys(self._keymap.keys(name)) + own)
        self._begin_anew()
