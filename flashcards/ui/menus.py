"""The menus of the window."""

from PySide6.QtWidgets import QMenuBar

from flashcards.ui.actions import Actions
from flashcards.ui.places import MENUS


def fill_menus(bar: QMenuBar, commands: Actions) -> None:
    """Put every menu into the bar."""
    for title, names in MENUS:
        menu = bar.addMenu(title)
        for name in names:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(commands[name])
