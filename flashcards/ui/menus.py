"""The menus of the window, and what those do that change how it looks."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenuBar

from flashcards.ui.actions import ActionId, Actions
from flashcards.ui.look import Look
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


def look_acts(look: Look) -> dict[ActionId, Callable[[], object]]:
    """Give what each action does that changes how the window looks."""
    return {
        ActionId.ZOOM_IN: look.zoom_in,
        ActionId.ZOOM_OUT: look.zoom_out,
        ActionId.ZOOM_RESET: look.zoom_reset,
        ActionId.THEME_SYSTEM: look.wear_system,
        ActionId.THEME_LIGHT: look.wear_light,
        ActionId.THEME_DARK: look.wear_dark,
        ActionId.TURN_CONTRAST: look.turn_contrast,
    }
