"""The menu of all that can be done to the card, each with its key."""

from PySide6.QtWidgets import QMenu, QWidget

from flashcards.ui.actions import ActionId, Actions

FLAGS = (
    ActionId.FLAG_1,
    ActionId.FLAG_2,
    ActionId.FLAG_3,
    ActionId.FLAG_4,
    ActionId.FLAG_5,
    ActionId.FLAG_6,
    ActionId.FLAG_7,
)
_FIRST = (
    ActionId.UNDO_ANSWER,
    None,
    ActionId.SHOW_HINT,
    ActionId.REPLAY_SOUNDS,
    ActionId.READ_ALOUD,
    ActionId.ENLARGE_PICTURE,
    None,
    ActionId.EDIT_NOTE,
    ActionId.SHOW_SOURCE,
    ActionId.COPY_REPORT,
    ActionId.MARK_NOTE,
)
_REST = (
    None,
    ActionId.BURY_CARD,
    ActionId.BURY_NOTE,
    ActionId.SUSPEND_CARD,
    ActionId.SUSPEND_NOTE,
    ActionId.RELEASE_CARD,
    None,
    ActionId.RESET_CARD,
    ActionId.SET_DUE_DATE,
    ActionId.COPY_NOTE,
    ActionId.DELETE_NOTE,
    None,
    ActionId.CARD_INFO,
    ActionId.PREVIOUS_CARD_INFO,
    ActionId.STUDY_OPTIONS,
    ActionId.AUTO_ADVANCE,
    ActionId.END_SESSION,
)


def more_menu(actions: Actions, parent: QWidget) -> QMenu:
    """Make the menu."""
    menu = QMenu("More", parent)
    _add(menu, actions, _FIRST)
    flags = menu.addMenu("Flag")
    flags.setIcon(actions[ActionId.FLAG_1].icon())
    _add(flags, actions, FLAGS)
    _add(menu, actions, _REST)
    return menu


def _add(menu: QMenu, actions: Actions, names: tuple[ActionId | None, ...]) -> None:
    for name in names:
        if name is None:
            menu.addSeparator()
        else:
            menu.addAction(actions[name])
