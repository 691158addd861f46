"""The foot of the Import page: keys, the way back, and the button that says what it does."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QScrollArea

from flashcards.collection.importing import CHOICES, Bucket
from flashcards.ui.actions import ActionId, Actions
from flashcards.ui.importing.lists import Attention
from flashcards.ui.importing.state import ImportState, Phase
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import action_button
from flashcards.ui.widgets.progress_bar import ProgressBar
from flashcards.ui.widgets.text import label
from flashcards.wording import percent

PAGE_KEYS: Mapping[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}
"""Keys that scroll the plan from the foot, where the keyboard is once files are read."""


class ImportFoot(QFrame):
    """Shown while there is a plan to look over, which stands above it."""

    def __init__(self, commands: Actions, theme: Theme, plan: QScrollArea) -> None:
        super().__init__()
        self._plan = plan
        self._is_settled = True
        self.setProperty("role", "foot")
        self._keys = label("", "caption", wraps=True)
        self._bar = ProgressBar(theme, "Comparing")
        self.back = action_button(commands[ActionId.LEAVE_IMPORT])
        self.act = action_button(commands[ActionId.CARRY_OUT_IMPORT], "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(self._keys, 2)
        row.addWidget(self._bar, 1)
        row.addWidget(self.back)
        row.addWidget(self.act)

    def render_state(self, state: ImportState, shown: Bucket | Attention | None) -> None:
        """Set every word.

        Args:
            shown: the list that is open over the plan.
        """
        is_listing = shown is not None
        self.setVisible(state.phase is Phase.REVIEW or is_listing)
        self._bar.setVisible(not state.is_settled)
        self._bar.set_share(state.share)
        if state.is_settled:
            self._keys.setText(_review_keys(state) if shown is None else _list_keys(shown))
        else:
            self._keys.setText(f"{state.doing}: {percent(state.share)}")
        self.act.setText(state.act or "Nothing to import")
        self.act.setVisible(not is_listing and state.phase is Phase.REVIEW)
        self._is_settled = state.is_settled
        if state.is_settled and self.hasFocus():
            self.take_focus()

    def hold_focus(self, state: ImportState) -> None:
        """Keep the keyboard of a button that rests while plans are made anew: else it would go on to another."""
        if not state.is_settled and self.act.hasFocus():
            self.setFocus()

    def take_focus(self) -> None:
        """Put the keyboard on the button, or on the way back when there is nothing to do; wait until that is known."""
        if self._is_settled:
            (self.act if self.act.isEnabled() else self.back).setFocus()
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the plan by pages."""
        step = PAGE_KEYS.get(event.key())
        if step is not None and self._plan.isVisible():
            self._plan.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)


def _review_keys(state: ImportState) -> str:
    """Say which keys do something with the plan."""
    away = f"Esc puts the {'files' if len(state.files) > 1 else 'file'} away"
    return f"Ctrl+Enter imports · {away}" if state.act else away


def _list_keys(shown: Bucket | Attention) -> str:
    """Say which keys do something in a list."""
    ways = " ".join(str(place) for place, _ in enumerate(CHOICES[shown], 1)) if isinstance(shown, Bucket) else ""
    told = ("↓ ↑ go through the list", "Space reads on", f"{ways} deal with one note" if ways else "", "Esc back")
    return " · ".join(filter(None, told))
