"""The learner's words edited in view of the publisher's."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from flashcards.ui.changes.entries import Entry
from flashcards.ui.page import Services
from flashcards.ui.study.edit_panel import EditPanel
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.marked_text import MarkedText, Side
from flashcards.ui.widgets.text import label


class ChangeEditor(EditPanel):
    """The editor of a note, with the publisher's words above its fields.

    Attributes:
        guid: the note that is edited, "" before the first.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._colours = services.theme
        self.guid = ""
        self._theirs: QWidget | None = None

    def open_change(self, entry: Entry) -> None:
        """Edit the note of a change, beginning with the first field in which the learner's words differ."""
        if entry.note is None or entry.note_type is None:
            return
        self.guid = entry.guid
        if self._theirs is not None:
            self.column.removeWidget(self._theirs)
            self._theirs.hide()
            self._theirs.deleteLater()
        self._theirs = self._publishers(entry)
        self.column.insertWidget(0, self._theirs)
        self.open(entry.note, entry.note_type)
        own = [area for name, area in self.areas.items() if name in {passage.name for passage in entry.mine}]
        for area in own[:1]:
            area.setFocus()

    def _publishers(self, entry: Entry) -> QWidget:
        made = QFrame()
        made.setProperty("role", "after")
        column = QVBoxLayout(made)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        column.addWidget(label("The publisher’s words now", "strong"))
        for passage in entry.after:
            column.addWidget(label(passage.label, "caption"))
            column.addWidget(MarkedText(passage.spans, Side.AFTER, self._colours))
        return made
