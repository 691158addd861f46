"""Actions as Qt has them: what menus show and keys call, made from the table of actions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from flashcards.ui.action_ids import ActionId, Scope
from flashcards.ui.action_table import ACTIONS, SHARED_BY_SIDE, Action, action, of_scope
from flashcards.ui.icons import Icons

if TYPE_CHECKING:
    from flashcards.ui.keymap import Keymap

__all__ = ["ACTIONS", "SHARED_BY_SIDE", "Action", "ActionId", "Actions", "Scope", "action", "of_scope"]


class Actions:
    """The `QAction`s of one place, made from the table.

    Connect to `actions[ActionId.EDIT_NOTE].triggered`; disable what cannot be done now. They do not repeat while a key
    is held, and belong to `owner`: they work where it is (the window: everywhere in it; a page: while a widget in it
    has the focus).
    """

    def __init__(self, owner: QWidget, scope: Scope, icons: Icons, keymap: "Keymap | None" = None) -> None:
        """Make them.

        Args:
            keymap: the learner's own keys, heeded from now on; without it the keys are those of the table.
        """
        self._actions = {line.id: _made(line, owner, icons) for line in of_scope(scope)}
        if keymap is not None:
            _KeptKeys(owner, self._actions, keymap)
        self._only: frozenset[ActionId] | None = None

    def __getitem__(self, name: ActionId) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[ActionId, QAction]]:
        return iter(self._actions.items())

    def enable_only(self, names: Iterable[ActionId]) -> None:
        """Enable some of the actions and disable the others; those that stay as they are cost nothing."""
        wanted = frozenset(names)
        changed = self._actions.keys() if self._only is None else wanted ^ self._only
        self._only = wanted
        for name in changed & self._actions.keys():
            self._actions[name].setEnabled(name in wanted)


class _KeptKeys(QObject):
    """Keeps the shortcuts of some actions as the keymap has them."""

    def __init__(self, owner: QObject, commands: dict[ActionId, QAction], keymap: "Keymap") -> None:
        super().__init__(owner)
        self._commands = commands
        self._keymap = keymap
        keymap.changed.connect(self.apply)
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Set every shortcut."""
        for name, command in self._commands.items():
            command.setShortcuts([QKeySequence(key) for key in self._keymap.keys(name)])


def obey(owner: QWidget, acts: Mapping[ActionId, Callable[[], object]]) -> None:
    """Have keys of the table do something while the keyboard is in a widget, where nothing but keys is wanted."""
    for name, act in acts.items():
        for keys in action(name).keys:
            shortcut = QShortcut(QKeySequence(keys), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)


def _made(line: Action, owner: QWidget, icons: Icons) -> QAction:
    made = QAction(line.text, owner)
    made.setObjectName(line.id)
    made.setShortcuts([QKeySequence(key) for key in line.keys])
    made.setAutoRepeat(False)
    everywhere = line.scope is Scope.WINDOW
    made.setShortcutContext(
        Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    if line.icon:
        made.setIcon(icons.icon(line.icon))
        made.setIconVisibleInMenu(True)
    owner.addAction(made)
    return made
