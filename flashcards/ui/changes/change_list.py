"""The changes below each other, and the way through them by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.ui.changes.change_panel import ChangePanel
from flashcards.ui.changes.entries import Entry
from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.panel import PageColumn


class ChangeList(PageColumn):
    """One panel a change, below what the page puts in `column` before it.

    Attributes:
        panels: in the order shown.

    Signals:
        kept, taken, edited: a decision by button, with the note's id.
    """

    kept = Signal(str)
    taken = Signal(str)
    edited = Signal(str)

    def __init__(self, head: QWidget, theme: Theme) -> None:
        super().__init__(theme=theme)
        self._colours = theme
        self.panels: list[ChangePanel] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.L)
        self.column.addWidget(head)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    @property
    def current(self) -> ChangePanel | None:
        """The panel the keyboard is in, else the first that waits, else the first."""
        waiting = [panel for panel in self.panels if panel.entry.is_waiting]
        return next(iter([*filter(_has_keyboard, self.panels), *waiting, *self.panels]), None)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show changes; panels of the same notes stay and keep the keyboard."""
        if [panel.entry.guid for panel in self.panels] != [entry.guid for entry in entries]:
            self._rebuild(entries)
        for panel, entry in zip(self.panels, entries, strict=True):
            panel.show_entry(entry)

    def step(self, by: int) -> None:
        """Move the keyboard to a change further on or back; into the list, if it is elsewhere."""
        panel = self.current
        if panel is None:
            return
        place = self.panels.index(panel) + (by if _has_keyboard(panel) else 0)
        self.go_to(self.panels[min(max(place, 0), len(self.panels) - 1)])

    def go_to(self, panel: ChangePanel) -> None:
        """Put the keyboard on a change and bring it into view, once everything has its place."""
        panel.setFocus()
        QTimer.singleShot(0, panel, lambda: self._bring_into_view(panel))

    def focus_on(self, guid: str) -> None:
        """Leave the keyboard on a change: its buttons go once it is decided."""
        for panel in self.panels:
            if panel.entry.guid == guid:
                panel.setFocus()

    def _bring_into_view(self, panel: ChangePanel) -> None:
        """Show all of a panel, or of one higher than the page its beginning; the first one with what is above it."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = panel.mapTo(self, panel.rect().topLeft()).y() + bar.value() - Space.L
        bottom = top + panel.height() + 2 * Space.L
        if panel is self.panels[0]:
            bar.setValue(0)
        elif top < bar.value() or bottom - top > room:
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)

    def _rebuild(self, entries: Sequence[Entry]) -> None:
        for panel in self.panels:
            self._rows.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self.panels = [ChangePanel(entry, self._colours) for entry in entries]
        for panel in self.panels:
            self._rows.addWidget(panel)
            panel.kept.connect(self.kept)
            panel.taken.connect(self.taken)
            panel.edited.connect(self.edited)


def _has_keyboard(panel: ChangePanel) -> bool:
    return panel.window().focusWidget() in (panel, *panel.findChildren(QWidget))
