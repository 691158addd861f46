"""The lists of a plan, opened over the page: which one is open, and what is decided in it."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from flashcards.collection.importing import CHOICES, Bucket
from flashcards.formats.draft import Problem
from flashcards.ui.actions import ActionId, action, obey
from flashcards.ui.importing.bucket_view import BucketView
from flashcards.ui.importing.lists import Attention, listing
from flashcards.ui.importing.rows import NoteRow, RowWords, note_words
from flashcards.ui.importing.state import ImportState, Phase
from flashcards.ui.importing.view_model import ImportViewModel
from flashcards.ui.importing.words import CHOICE_WORDS
from flashcards.ui.widgets.announce import announce


class PlanLists(QObject):
    """One list at a time.

    Attributes:
        view: shows it.
        shown: what it is of; None while none is open.

    Signals:
        changed: another list is open, or none.
    """

    changed = Signal()

    def __init__(self, view: BucketView, view_model: ImportViewModel) -> None:
        super().__init__(view)
        self.view = view
        self.shown: Bucket | Attention | None = None
        self._view_model = view_model
        for place, key in enumerate(action(ActionId.DEAL_APART).keys):
            shortcut = QShortcut(QKeySequence(key), view, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.choose_one, place))
        obey(view.table, {ActionId.READ_ON: view.detail.read_on})
        view.detail_wanted.connect(self._ask_detail)
        view.all_chosen.connect(self._choose_all)
        view.one_chosen.connect(self.choose_one)
        view_model.detailed.connect(view.show_detail)
        view_model.begun.connect(self.forget)
        view_model.freshness.renewed.connect(self._show_anew)

    @Slot(object)
    def open_list(self, what: Bucket | Attention) -> None:
        """Show the notes of a bucket, or problems."""
        state = self._view_model.state
        found = listing(what, state.files, state.report)
        self.shown = what
        words = self._note_words if isinstance(what, Bucket) else found.words
        self.view.show_rows(found.title, found.sentence, found.rows, words)
        self.changed.emit()

    @Slot()
    def open_problems(self) -> None:
        """Show what does not come in."""
        self.open_list(Attention.PROBLEMS)

    @Slot()
    def open_warnings(self) -> None:
        """Show what should be looked at."""
        self.open_list(Attention.WARNINGS)

    @Slot()
    def open_reported(self) -> None:
        """Show the problems of the import that was done."""
        self.open_list(Attention.REPORTED)

    def close_list(self) -> None:
        """Go back to what the list was opened from."""
        self.forget()
        self.changed.emit()

    @Slot()
    def forget(self) -> None:
        """Let go of what was shown."""
        self.shown = None
        self.view.clear()

    @Slot()
    def _show_anew(self) -> None:
        """Show the list of a plan that is another now, unless nothing is left of it."""
        if self.shown is None:
            return
        state = self._view_model.state
        if len(listing(self.shown, state.files, state.report).rows):
            self.open_list(self.shown)
        else:
            self.close_list()

    def render_state(self, state: ImportState) -> None:
        """Offer what can be done with the open bucket, and with the note of the cursor."""
        self.view.table.viewport().update()
        line = next((one for one in state.lines if one.bucket is self.shown), None)
        row = self.view.table.current_row()
        if line is None or not isinstance(row, NoteRow) or state.phase is not Phase.REVIEW:
            self.view.offer((), 0)
            self.view.detail.offer((), 0)
            return
        self.view.offer(line.options, line.chosen)
        mine = self._view_model.choice(line.bucket, row.number, row.planned.place)
        self.view.detail.offer(line.options, line.choices.index(mine))

    @Slot(int)
    def choose_one(self, place: int) -> None:
        """Deal with the note of the cursor in its own way."""
        row = self.view.table.current_row()
        if isinstance(row, NoteRow) and place < len(CHOICES[row.bucket]):
            choice = CHOICES[row.bucket][place]
            self._view_model.choose_note(row.number, row.planned.place, row.bucket, choice)
            announce(self.view.table, CHOICE_WORDS[row.bucket][choice])

    def _note_words(self, row: NoteRow) -> RowWords:
        """Put a note into words, and what is done with it where that is not what is done with the others."""
        words, model = note_words(row), self._view_model
        choice = model.choice(row.bucket, row.number, row.planned.place)
        if choice is model.choice(row.bucket):
            return words
        return words._replace(where=" · ".join(filter(None, (CHOICE_WORDS[row.bucket][choice], words.where))))

    @Slot(int)
    def _choose_all(self, place: int) -> None:
        if isinstance(self.shown, Bucket):
            self._view_model.choose(self.shown, CHOICES[self.shown][place])

    @Slot(object)
    def _ask_detail(self, row: NoteRow | Problem) -> None:
        self.render_state(self._view_model.state)
        self._view_model.ask_detail(row)
