"""The note of the card that is studied, edited in place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.ui.actions import ActionId, obey
from flashcards.ui.editor.note_form import Area, NoteForm
from flashcards.ui.editor.tag_line import TagLine
from flashcards.ui.overlay import keeps_sign
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.announce import announce
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.check_box import CheckBox
from flashcards.ui.widgets.panel import PageColumn, Panel
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot


UNSAVED = "You changed this note. Ctrl+Enter saves it; Esc once more leaves it as it was."


class EditPanel(PageColumn):
    """The form is built anew for each note. Ctrl+Enter saves; Esc leaves the note as it was, if need be said twice.

    Signals:
        saved: the `Note` as it is to be stored.
        cancelled: nothing is to be stored.
        type_wanted: the id of the note's type, to see its fields and cards; what was written is saved first.
    """

    saved = Signal(object)
    cancelled = Signal()
    type_wanted = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__(theme=services.theme)
        self._services = services
        self._form = NoteForm(services)
        self._form.edited.connect(self._write_on)
        self._problem = label("", "problem", wraps=True)
        self._save = button("Save changes", "primary")
        self._save.clicked.connect(self.save)
        self._cancel = button("Cancel")
        self._cancel.clicked.connect(self.cancel)
        self._unchanged: Note | None = None
        self._given_up: Note | None = None
        self._lay_out()
        acts = {
            ActionId.SAVE_NOTE: self.save,
            ActionId.CANCEL_EDIT: self.cancel,
            ActionId.EDIT_TYPE: self._show_type,
        }
        obey(self, acts)

    def event(self, event: QEvent) -> bool:
        """Keep letters and signs, also where they write nothing: one would open another page."""
        return keeps_sign(event) or super().event(event)

    @property
    def areas(self) -> dict[str, Area]:
        """The text areas, by the name of what they hold."""
        return self._form.areas

    @property
    def ticks(self) -> list[CheckBox]:
        """Whether each option is right."""
        return self._form.ticks

    @property
    def citation(self) -> QLineEdit:
        """Where the source is edited."""
        return self._form.citation

    @property
    def tags(self) -> TagLine:
        """Where the tags are edited."""
        return self._form.tags

    def open(self, note: Note, note_type: NoteType) -> None:
        """Edit a note, beginning with its first field."""
        self._problem.hide()
        self._cancel.setText("Cancel")
        self._services.runner.read(_tags_in_use, self._form.tags.set_known)
        self._form.open(note, note_type)
        self._unchanged, self._given_up = self._form.note, None
        self._form.take_focus()
        self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """Go on where the keyboard was in here."""
        self.focusWidget().setFocus()

    @Slot()
    def save(self) -> None:
        """Hand over the note, if it can be asked."""
        problem = self._form.problem()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        note = self._form.note
        if note is not None and not problem:
            self.saved.emit(note)

    @Slot()
    def cancel(self) -> None:
        """Leave the note as it was; what was written since is given up only when that is said twice."""
        written = self._form.note
        if written in (self._unchanged, self._given_up):
            self.cancelled.emit()
            return
        self._given_up = written
        self._cancel.setText("Discard changes")
        self._problem.setText(UNSAVED)
        self._problem.show()
        announce(self, UNSAVED)
        QTimer.singleShot(0, self, self._show_buttons)  # once there is room for the sentence

    @Slot()
    def _write_on(self) -> None:
        """Ask again at the next Esc: what was to be given up is not all that is written now."""
        if self._given_up is not None:
            self._given_up = None
            self._cancel.setText("Cancel")
            self._problem.hide()

    @Slot()
    def _show_type(self) -> None:
        note = self._form.note
        if note is None:
            return
        if note == self._unchanged:
            self.cancelled.emit()
        else:
            self.save()
        if self._problem.isHidden():
            self.type_wanted.emit(note.note_type_id)

    @Slot()
    def _show_buttons(self) -> None:
        self.ensureWidgetVisible(self._cancel)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("Edit note", "heading"), 1)
        head.addWidget(label("Ctrl+Enter saves · Esc cancels", "caption"))
        self.column.addLayout(head)
        self.column.addWidget(self._form.bar)
        panel = Panel()
        panel.column.addWidget(self._form)
        self.column.addWidget(panel)
        self.column.addWidget(self._problem)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)


def _tags_in_use(snapshot: "Snapshot") -> tuple[str, ...]:
    from flashcards.collection.editing import supplies

    return supplies(snapshot).tags
