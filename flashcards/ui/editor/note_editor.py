"""A stored note edited beside a list of notes."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note
from flashcards.ui.actions import ActionId, obey
from flashcards.ui.editor import note_storing
from flashcards.ui.editor.note_form import NoteForm
from flashcards.ui.editor.note_storing import Opened, Stored
from flashcards.ui.newest import Newest
from flashcards.ui.page import Services
from flashcards.ui.tokens import Space
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.panel import PageColumn
from flashcards.ui.widgets.text import label
from flashcards.wording import counted, deck_path

if TYPE_CHECKING:
    from flashcards.collection.editing import Edited

HEEDS = (Kind.NOTE, Kind.NOTE_TYPE, Kind.TAG, Kind.DECK, Kind.CARD)
"""Changes after which the note is read anew: of its words, and of the deck its cards are in."""
REST_MS = 300
"""How long typing must rest before it is looked what storing the note would delete."""


class NoteEditor(QWidget):
    """Shows the note it is told to, reads and stores it by itself, and follows when it is changed elsewhere.

    What was changed is stored, as one step of undo, by Ctrl+Enter or its button, when the keyboard goes elsewhere in
    the window, when another note is shown and when the editor is hidden. A note that cannot be asked is not stored:
    the editor says why and keeps the words, also for when the note is shown again.

        editor = NoteEditor(services)
        editor.show_note(note_id)    # None shows that no note is chosen
        editor.flush()               # before something is done to the note: what was typed is stored first

    Attributes:
        form: its fields; `form.focusWidget()` and `form.take_focus()` to go there by key.

    Signals:
        stored: the `NoteId` that was stored.
        left: Esc was pressed: the keyboard is wanted elsewhere.
        type_wanted: the id of the note's type, to see its fields and cards; what was changed is stored.
    """

    stored = Signal(object)
    left = Signal()
    type_wanted = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._newest = Newest(services.runner, self._open, self)
        self._newest_lost = Newest(services.runner, self._say_lost, self)
        self._wanted: NoteId | None = None
        self._opened: Note | None = None
        self._kept: dict[NoteId, Note] = {}
        self._wants_focus = False
        self.form = NoteForm(services)
        self._where = label("", "caption", wraps=True)
        self._problem = label("", "problem", wraps=True)
        self._lost = label("", "muted", wraps=True)
        self._wants_word = False
        self.save = button("Save changes", "primary")
        self._empty = EmptyState("pencil", services.theme, services.icons)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        self._connect()
        self._show_nothing("No note is chosen", "Choose one in the list to see and change its words.")

    @property
    def is_changed(self) -> bool:
        """Whether there is anything that is not stored."""
        return self._opened is not None and self.form.note != self._opened

    @property
    def problem(self) -> str:
        """Why the note was not stored, or nothing."""
        return self._problem.text()

    @property
    def warning(self) -> str:
        """What storing the note would delete, or nothing."""
        return self._lost.text()

    def show_note(self, note_id: NoteId | None) -> None:
        """Show another note, or none; what was changed in the one before is stored."""
        if note_id == self._wanted:
            return
        self.flush()
        self._keep_unstored()
        self._wanted = note_id
        self._opened, self._wants_focus = None, False
        if note_id is None:
            self._show_nothing("No note is chosen", "Choose one in the list to see and change its words.")
        else:
            self._newest.ask(partial(note_storing.read, note_id=note_id))

    def take_focus(self) -> None:
        """Put the keyboard into the note, once it is here."""
        self._wants_focus = self._opened is None
        self.form.take_focus()

    @Slot()
    def flush(self) -> None:
        """Store what was changed, if the note can be asked; else say why not."""
        note = self.form.note
        if self._opened is None or note is None or note == self._opened:
            return
        problem = self.form.problem()
        self._say_problem(problem)
        if problem:
            return
        self._opened = note
        change = partial(note_storing.store, note=note, now=self._services.clock())
        self._services.runner.write(Operation.EDIT_NOTE, change, self._say_stored, self._refuse)

    @Slot()
    def _save(self) -> None:
        """Store what was changed, and say so: the learner has asked for it."""
        was_changed = self.is_changed
        self.flush()
        self._wants_word = was_changed and not self.problem

    @Slot()
    def _show_type(self) -> None:
        note = self.form.note
        self.flush()
        if note is not None and not self.problem:
            self.type_wanted.emit(note.note_type_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Store what was changed."""
        super().hideEvent(event)
        self.flush()

    @Slot(object)
    def _open(self, opened: Opened) -> None:
        """Show a note that was read, unless another is wanted by now; words that were typed meanwhile stay."""
        edited = opened.edited
        if opened.note_id != self._wanted or (self.is_changed and edited is not None):
            return
        if edited is None:
            self._opened = None
            self._show_nothing("This note is gone", "It was deleted. Undo brings it back.")
            return
        self.form.tags.set_known(opened.tags)
        self._where.setText(" · ".join(filter(None, (edited.note_type.name, deck_path(edited.deck)))))
        if self._opened is None or not _says_the_same(self._opened, edited.note):
            self._opened = None  # the field that had the keyboard goes: that is no reason to store anything
            self.form.open(edited.note, edited.note_type)
        else:
            self.form.renew(edited.note)
        self._opened = self.form.note
        if (kept := self._kept.pop(edited.note.id, None)) is not None:
            self._go_on_with(kept, edited)
        self._show_state()
        self._layers.setCurrentWidget(self._column)
        if self._wants_focus:
            self.take_focus()

    def _keep_unstored(self) -> None:
        """Keep what cannot be stored of a note that another one takes the place of, and say so."""
        note = self.form.note
        if note is None or not self.is_changed or not self.problem:
            return
        self._kept[note.id] = note
        said = f"What you wrote in that note is not stored. {self.problem} Choose it again to go on."
        self._services.notices.say(said)

    def _go_on_with(self, kept: Note, edited: "Edited") -> None:
        """Show what was written in a note before, and why it could not be stored."""
        stored, self._opened = self._opened, None
        written = replace(edited.note, fields=kept.fields, tags=kept.tags, provenance=kept.provenance)
        self.form.open(written, edited.note_type)
        self._opened = stored
        self._say_problem(self.form.problem())

    @Slot(object)
    def _say_stored(self, stored: Stored) -> None:
        self._show_state()
        if self._wants_word or stored.deleted:
            gone = f" {counted(stored.deleted, 'card')} deleted with the schedule." if stored.deleted else ""
            self._services.notices.say(f"The note is saved.{gone}", "Undo", self._services.runner.undo)
        self._wants_word = False
        self.stored.emit(stored.note.id)

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        """Keep the words of a note that could not be stored, to be tried again."""
        self._wants_word = False
        self._opened = replace(self._opened, fields=()) if self._opened is not None else None
        self._services.notices.problem(error)

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if self._wanted is not None and changes.touches(*HEEDS):
            self._newest.ask(partial(note_storing.read, note_id=self._wanted))

    @Slot()
    def _look(self) -> None:
        """Ask what storing the note as it is would delete."""
        note = self.form.note
        if note is not None and self._opened is not None:
            self._newest_lost.ask(partial(note_storing.lost, note=note))

    @Slot(object)
    def _say_lost(self, count: int) -> None:
        said = f"Saving deletes {counted(count, 'card')} of this note with the schedule. Undo brings it back."
        self._lost.setText(said if count and self.is_changed else "")
        self._lost.setVisible(bool(self._lost.text()))

    @Slot()
    def _show_state(self) -> None:
        self.save.setEnabled(self._opened is not None)
        if not self.is_changed:
            self._say_problem("")
            self._say_lost(0)

    def _say_problem(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _show_nothing(self, title: str, text: str) -> None:
        self._empty.say(title, text)
        self._layers.setCurrentWidget(self._empty)

    @Slot(QWidget, QWidget)
    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        """Store when the keyboard goes elsewhere in the window."""
        was_here = old is not None and self.isAncestorOf(old)
        if was_here and now is not None and now.window() is self.window() and not self.isAncestorOf(now):
            self.flush()

    def _lay_out(self) -> None:
        self._column = PageColumn(theme=self._services.theme)
        column = self._column.column
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(Space.M)
        for part in (self._where, self.form.bar, self.form, self._problem, self._lost):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        self._layers = QStackedLayout()
        holder.addLayout(self._layers)
        self._layers.addWidget(self._empty)
        self._layers.addWidget(self._column)
        self._say_problem("")
        self._lost.hide()

    def _connect(self) -> None:
        self.save.clicked.connect(self._save)
        self.form.edited.connect(self._rest.start)
        self._rest.timeout.connect(self._look)
        self._services.runner.changed.connect(self._heed)
        acts = {
            ActionId.SAVE_NOTE: self._save,
            ActionId.CANCEL_EDIT: self.left.emit,
            ActionId.EDIT_TYPE: self._show_type,
        }
        obey(self, acts)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)


def _says_the_same(note: Note, other: Note) -> bool:
    """Say whether two states of a note would fill the form alike."""
    return (note.id, note.fields, note.tags, note.provenance) == (other.id, other.fields, other.tags, other.provenance)
