"""The number keys that pick an option of a choice question."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from flashcards.ui.actions import ActionId, action
from flashcards.ui.study.state import Panel, Phase, StudyState


class PickKeys:
    """They rest once it is answered: the same keys rate then."""

    def __init__(self, page: QWidget, pick: Callable[[int], None]) -> None:
        self._keys = [_made(page, key, partial(pick, place)) for place, key in enumerate(action(ActionId.PICK).keys)]

    def render_state(self, state: StudyState) -> None:
        """Let them work while options can be picked."""
        can_pick = state.phase is Phase.QUESTION and state.choice is not None and state.panel is not Panel.EDIT
        for one in self._keys:
            one.setEnabled(can_pick)


def _made(page: QWidget, key: str, act: Callable[[], None]) -> QShortcut:
    made = QShortcut(QKeySequence(key), page)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.setAutoRepeat(False)
    made.activated.connect(act)
    return made
