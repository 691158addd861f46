"""The Import page: choose, look over, import, and what came of it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from flashcards.collection.importing import CHOICES, Bucket
from flashcards.formats.registry import READ
from flashcards.ui.actions import ActionId, Actions, Scope, action
from flashcards.ui.decks.sheets import NameSheet
from flashcards.ui.importing.bucket_view import BucketView
from flashcards.ui.importing.choosing import FileChooser
from flashcards.ui.importing.foot import ImportFoot
from flashcards.ui.importing.lists import Attention, listing
from flashcards.ui.importing.report_view import ReportView
from flashcards.ui.importing.review_view import ReviewView
from flashcards.ui.importing.rows import NoteRow
from flashcards.ui.importing.start_view import StartView
from flashcards.ui.importing.state import ImportState, Phase
from flashcards.ui.importing.view_model import ImportViewModel
from flashcards.ui.importing.working_view import WorkingView
from flashcards.ui.page import Page, PageId, Services

SHOWN_AFTER_MS = 200
"""Work that is done sooner is not worth another picture."""


class ImportPage(Page):
    """One layer for each phase, and the lists over the plan.

    Attributes:
        start, working, review, bucket, report: the layers.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = ImportViewModel(services.runner, self)
        self._main = QWidget()  # the keys of the page work in here, and not in the sheet over it
        self._commands = Actions(self._main, Scope.IMPORT, services.icons)
        self._commands[ActionId.DEAL_APART].setShortcuts([])  # each key has its own way, below
        labels = tuple(one.label for one in READ)
        files, folder = self._commands[ActionId.CHOOSE_FILES], self._commands[ActionId.CHOOSE_FOLDER]
        self.start = StartView(services, files, folder, labels)
        self.working = WorkingView(services.theme)
        self.review = ReviewView(services)
        self.bucket = BucketView(services)
        self.report = ReportView(services)
        self._open_list: Bucket | Attention | None = None
        self._name_sheet: NameSheet | None = None
        self._chooser = FileChooser(self, READ)
        self._layers = QStackedWidget()
        self.foot_line = ImportFoot(self._commands, services.theme)
        self.foot = self.foot_line
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._lay_out()
        self._connect()
        self.render_state(self.view_model.state)

    def enter(self) -> None:
        """Begin anew after an import that is done."""
        if self.view_model.state.phase is Phase.DONE:
            self.view_model.start_again()
        self.view_model.refresh_decks()

    def take_focus(self) -> None:
        """Put the keyboard on what is done next."""
        if self._open_list is not None:
            self.bucket.take_focus()
            return
        match self.view_model.state.phase:
            case Phase.START:
                self.start.files.setFocus()
            case Phase.WORKING:
                self.working.progress.stop.setFocus()
            case Phase.REVIEW:
                self.foot_line.take_focus()
            case Phase.DONE:
                self.report.take_focus()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Read files, unless an import is running."""
        if self.view_model.is_importing:
            self._services.notices.say("Wait until this import is done, then drop the files again.")
        else:
            self.view_model.open(paths)

    def render_state(self, state: ImportState) -> None:
        """Set every widget."""
        self.working.render_state(state)
        if state.phase is Phase.REVIEW:
            self.review.render_state(state)
        if state.phase is Phase.DONE:
            self.report.render_state(state, can_undo=self.view_model.last.can_undo)
        self._enable(state)
        self._offer_choices(state)
        self.foot_line.render_state(state, is_listing=self._open_list is not None)
        self._show_layer(state)

    def open_list(self, what: Bucket | Attention) -> None:
        """Show the notes of a bucket, or problems."""
        state = self.view_model.state
        shown = listing(what, state.files, state.report)
        self._open_list = what
        self.bucket.show_rows(shown.title, shown.sentence, shown.rows, shown.words)
        self.render_state(state)
        self.take_focus()

    def close_list(self) -> None:
        """Go back from a list to what it was opened from."""
        self._open_list = None
        self.bucket.clear()
        self.render_state(self.view_model.state)
        self.take_focus()

    def _enable(self, state: ImportState) -> None:
        can_choose = state.phase in {Phase.START, Phase.DONE, Phase.REVIEW}
        for name in (ActionId.CHOOSE_FILES, ActionId.CHOOSE_FOLDER):
            self._commands[name].setEnabled(can_choose)
        is_ready = state.phase is Phase.REVIEW and state.is_settled and bool(state.act)
        self._commands[ActionId.CARRY_OUT_IMPORT].setEnabled(is_ready)

    def _show_layer(self, state: ImportState) -> None:
        """Show the layer of the phase; work that is over at once shows none."""
        if state.phase is not Phase.WORKING:
            self._patience.stop()
            self._show(self._layer_of(state))
        elif self._layers.currentWidget() is not self.working and not self._patience.isActive():
            self._patience.start()

    def _layer_of(self, state: ImportState) -> QWidget:
        if self._open_list is not None:
            return self.bucket
        return {Phase.START: self.start, Phase.REVIEW: self.review, Phase.DONE: self.report}[state.phase]

    @Slot()
    def _show_working(self) -> None:
        if self.view_model.state.phase is Phase.WORKING:
            self._show(self.working)

    def _show(self, layer: QWidget) -> None:
        if self._layers.currentWidget() is not layer:
            self._layers.setCurrentWidget(layer)
            if self.isVisible():
                self.take_focus()

    def _offer_choices(self, state: ImportState) -> None:
        """Offer what can be done with the open bucket, and with the note of the cursor."""
        line = next((one for one in state.lines if one.bucket is self._open_list), None)
        row = self.bucket.table.current_row()
        if line is None or not isinstance(row, NoteRow) or state.phase is not Phase.REVIEW:
            self.bucket.offer((), 0)
            self.bucket.detail.offer((), 0)
            return
        self.bucket.offer(line.options, line.chosen)
        mine = self.view_model.choice(line.bucket, row.number, row.planned.place)
        self.bucket.detail.offer(line.options, line.choices.index(mine))

    def _lay_out(self) -> None:
        for layer in (self.start, self.working, self.review, self.bucket, self.report):
            self._layers.addWidget(layer)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._layers, 1)
        column.addWidget(self.foot_line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._main)

    def _connect(self) -> None:
        model = self.view_model
        acts: dict[ActionId, Callable[[], None]] = {
            ActionId.CHOOSE_FILES: self._chooser.ask_files,
            ActionId.CHOOSE_FOLDER: self._chooser.ask_folder,
            ActionId.CARRY_OUT_IMPORT: model.act,
            ActionId.LEAVE_IMPORT: self._step_out,
        }
        for name, act in acts.items():
            self._commands[name].triggered.connect(act)
        for place, key in enumerate(action(ActionId.DEAL_APART).keys):
            shortcut = QShortcut(QKeySequence(key), self.bucket, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._choose_one, place))
        self._patience.timeout.connect(self._show_working)
        self._chooser.chosen.connect(self._take_chosen)
        model.changed.connect(self._render)
        model.failed.connect(self._services.notices.problem)
        model.begun.connect(self._forget)
        model.detailed.connect(self.bucket.show_detail)
        self.working.progress.stopped.connect(model.stop)
        self._connect_layers()

    def _connect_layers(self) -> None:
        model = self.view_model
        self.review.buckets.chosen.connect(self._choose_bucket)
        self.review.buckets.opened.connect(self.open_list)
        self.review.problems.clicked.connect(self._open_problems)
        self.review.warnings.clicked.connect(self._open_warnings)
        self.review.deck_chosen.connect(model.set_deck)
        self.review.deck_asked.connect(self._ask_deck)
        self.review.schedule_chosen.connect(model.set_schedule)
        self.bucket.detail_wanted.connect(self._ask_detail)
        self.bucket.all_chosen.connect(self._choose_all)
        self.bucket.one_chosen.connect(self._choose_one)
        self.report.show_deck.clicked.connect(self._show_deck)
        self.report.undo.clicked.connect(model.last.undo)
        self.report.again.clicked.connect(model.start_again)
        self.report.problems.clicked.connect(self._open_reported)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot()
    def _forget(self) -> None:
        """Let go of what was shown of files that are put away."""
        self._open_list = None
        self.bucket.clear()

    @Slot()
    def _step_out(self) -> None:
        """Go one step back."""
        phase = self.view_model.state.phase
        if self._open_list is not None:
            self.close_list()
        elif phase is Phase.WORKING:
            self.view_model.stop()
        elif phase is Phase.START:
            self.page_wanted.emit(PageId.DECKS)
        else:
            self.view_model.start_again()

    @Slot(list)
    def _take_chosen(self, chosen: list[str]) -> None:
        self.open_files([Path(one) for one in chosen])

    @Slot()
    def _ask_deck(self) -> None:
        self.render_state(self.view_model.state)
        if self._name_sheet is None:
            self._name_sheet = NameSheet(self)
        self._name_sheet.ask("Import into a new deck", "Use this deck", "", self._take_deck)

    def _take_deck(self, name: str) -> None:
        if self._name_sheet is not None:
            self._name_sheet.close_sheet()
        self.view_model.set_deck(name.strip())

    @Slot(object, int)
    def _choose_bucket(self, bucket: Bucket, place: int) -> None:
        self.view_model.choose(bucket, CHOICES[bucket][place])

    @Slot(int)
    def _choose_all(self, place: int) -> None:
        if isinstance(self._open_list, Bucket):
            self._choose_bucket(self._open_list, place)

    @Slot(int)
    def _choose_one(self, place: int) -> None:
        """Deal with the note of the cursor in its own way, and go on to the next."""
        row = self.bucket.table.current_row()
        if isinstance(row, NoteRow) and place < len(CHOICES[row.bucket]):
            self.view_model.choose_note(row.number, row.planned.place, row.bucket, CHOICES[row.bucket][place])

    @Slot(object)
    def _ask_detail(self, row: object) -> None:
        self._offer_choices(self.view_model.state)
        self.view_model.ask_detail(row)  # type: ignore[arg-type]  # a row of the list

    @Slot()
    def _open_problems(self) -> None:
        self.open_list(Attention.PROBLEMS)

    @Slot()
    def _open_warnings(self) -> None:
        self.open_list(Attention.WARNINGS)

    @Slot()
    def _open_reported(self) -> None:
        self.open_list(Attention.REPORTED)

    @Slot()
    def _show_deck(self) -> None:
        self.deck_wanted.emit(self.view_model.deck_shown)
