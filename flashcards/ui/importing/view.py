"""The Import page: choose, look over, import, and what came of it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flashcards.collection.importing import CHOICES, Bucket
from flashcards.formats.registry import READ
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.importing.bucket_view import BucketView
from flashcards.ui.importing.choosing import FileChooser
from flashcards.ui.importing.foot import ImportFoot
from flashcards.ui.importing.history_panel import HistoryPanel
from flashcards.ui.importing.layers import Layers
from flashcards.ui.importing.new_deck import NewDeck
from flashcards.ui.importing.paste_view import PasteView
from flashcards.ui.importing.plan_lists import PlanLists
from flashcards.ui.importing.putting_away import PuttingAway
from flashcards.ui.importing.report_view import ReportView
from flashcards.ui.importing.review_view import ReviewView
from flashcards.ui.importing.start_view import StartView
from flashcards.ui.importing.state import ImportState, Phase
from flashcards.ui.importing.view_model import ImportViewModel
from flashcards.ui.importing.working_view import WorkingView
from flashcards.ui.page import Page, PageId, Services

WAYS = (ActionId.CHOOSE_FILES, ActionId.PASTE_TEXT, ActionId.CHOOSE_FOLDER)
"""The ways to begin."""
READ_OTHER = "Read the other"
"""What agrees to other files in the place of those there are."""


class ImportPage(Page):
    """One layer for each phase, and the lists over the plan.

    Attributes:
        start, paste, working, review, report: the layers.
        lists: those over the plan.
        history: the imports so far, on the first layer.
        putting_away: asks before a plan goes in which something was chosen.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.view_model = ImportViewModel(services.runner, self)
        self._main = QWidget()  # the keys of the page work in here, and not in the sheet over it
        self._commands = Actions(self._main, Scope.IMPORT, services.icons)
        for name in (ActionId.DEAL_APART, ActionId.READ_ON):
            self._commands[name].setShortcuts([])  # these keys are heard in the lists alone
        labels = tuple(one.label for one in READ)
        files, paste, folder = (self._commands[name] for name in WAYS)
        self.start = StartView(services, (files, paste, folder), labels)
        self.history = HistoryPanel(services, self)
        self.start.put_below(self.history)
        self.paste = PasteView()
        self.working = WorkingView(services.theme)
        self.review = ReviewView(services)
        self.report = ReportView(services)
        self.lists = PlanLists(BucketView(services), self.view_model)
        self._is_pasting = False
        self._is_new = False
        self._new_deck = NewDeck(self)
        self._chooser = FileChooser(self, READ)
        self.putting_away = PuttingAway(self)
        self._layers = Layers()
        self.foot_line = ImportFoot(self._commands, services.theme, self.review)
        self.foot = self.foot_line
        self._lay_out()
        self._connect()
        self.render_state(self.view_model.state)

    def enter(self) -> None:
        """Begin anew after an import that is done."""
        if self.view_model.state.phase is Phase.DONE:
            self.view_model.start_again()
        self.view_model.refresh_decks()
        self.view_model.freshness.show()
        self.history.view_model.show()

    def enter_again(self) -> None:
        """Begin anew after an import that is done, when the page is asked for once more."""
        if self.view_model.state.phase is Phase.DONE:
            self.enter()
            self.take_focus()

    def leave(self) -> None:
        """Stop reading what nobody sees."""
        self.view_model.freshness.hide()
        self.history.view_model.hide()

    def lets_end(self, again: Callable[[], object]) -> bool:
        """Ask before a plan goes with the window in which something was chosen, and show it."""
        if self.putting_away.is_ending or self.view_model.state.phase is not Phase.REVIEW or not self._chosen():
            return True
        self.page_wanted.emit(PageId.IMPORT)
        self._put_away(partial(self.putting_away.end, again), "Put it away and close")
        return False

    def take_focus(self) -> None:
        """Put the keyboard on what is done next."""
        if self.lists.shown is not None:
            self.lists.view.take_focus()
            return
        if self._is_pasting:
            self.paste.take_focus()
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

    @Slot(object)
    def open_files(self, paths: Sequence[Path]) -> None:
        """Read files, unless an import is running."""
        if self.view_model.is_importing:
            self._services.notices.say("Wait until this import is done, then drop the files again.")
        else:
            self._put_away(partial(self.view_model.open, paths), READ_OTHER)

    def render_state(self, state: ImportState) -> None:
        """Set every widget."""
        self.working.render_state(state)
        if state.phase is Phase.REVIEW:
            self.review.render_state(state)
        if state.phase is Phase.DONE:
            self.report.render_state(state, self.view_model.last)
        self.foot_line.hold_focus(state)
        self._enable(state)
        self.lists.render_state(state)
        self.foot_line.render_state(state, self.lists.shown)
        self.foot_line.setHidden(self._is_pasting or self.foot_line.isHidden())
        self._show_layer(state)
        if self._is_new and state.phase is Phase.REVIEW:
            self._is_new = False
            self.review.verticalScrollBar().setValue(0)
            self.take_focus()

    def _enable(self, state: ImportState) -> None:
        can_choose = state.phase in {Phase.START, Phase.DONE, Phase.REVIEW}
        for name in WAYS:
            self._commands[name].setEnabled(can_choose and not self._is_pasting)
        is_ready = state.phase is Phase.REVIEW and state.is_settled and bool(state.act)
        self._commands[ActionId.CARRY_OUT_IMPORT].setEnabled(is_ready or self._is_pasting)

    def _show_layer(self, state: ImportState) -> None:
        """Show the layer of the phase."""
        if state.phase is Phase.WORKING:
            self._layers.show_soon(self.working)
        else:
            self._layers.show_now(self._layer_of(state))

    def _layer_of(self, state: ImportState) -> QWidget:
        if self.lists.shown is not None:
            return self.lists.view
        if self._is_pasting:
            return self.paste
        return {Phase.START: self.start, Phase.REVIEW: self.review, Phase.DONE: self.report}[state.phase]

    @Slot()
    def _follow_layer(self) -> None:
        if self.isVisible():
            self.take_focus()

    def _lay_out(self) -> None:
        for layer in (self.start, self.paste, self.working, self.review, self.lists.view, self.report):
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
            ActionId.PASTE_TEXT: self._begin_pasting,
            ActionId.CHOOSE_FOLDER: self._chooser.ask_folder,
            ActionId.CARRY_OUT_IMPORT: self._act,
            ActionId.LEAVE_IMPORT: self._step_out,
        }
        for name, act in acts.items():
            self._commands[name].triggered.connect(act)
        self._layers.turned.connect(self._follow_layer)
        self._chooser.chosen.connect(self.open_files)
        model.changed.connect(self._render)
        model.failed.connect(self._services.notices.problem)
        model.stopped.connect(self._services.notices.say)
        model.freshness.renewed.connect(self._services.notices.say)
        model.begun.connect(self._forget)
        self.lists.changed.connect(self._show_list)
        self.working.progress.stopped.connect(model.stop)
        self._connect_layers()

    def _connect_layers(self) -> None:
        model = self.view_model
        self.review.buckets.chosen.connect(self._choose_bucket)
        self.review.buckets.opened.connect(self.lists.open_list)
        self.review.problems.clicked.connect(self.lists.open_problems)
        self.review.warnings.clicked.connect(self.lists.open_warnings)
        self.review.known_chosen.connect(model.set_known)
        self.review.column_chosen.connect(model.set_column)
        self.review.deck_chosen.connect(model.set_deck)
        self.review.deck_asked.connect(self._ask_deck)
        self.review.tags_chosen.connect(model.set_tags)
        self.review.schedule_chosen.connect(model.set_schedule)
        self.paste.read.clicked.connect(self._act)
        self.paste.back.clicked.connect(self._stop_pasting)
        self.report.show_deck.clicked.connect(self._show_deck)
        self.report.undo.clicked.connect(model.last.undo)
        self.report.again.clicked.connect(model.start_again)
        self.report.problems.clicked.connect(self.lists.open_reported)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot()
    def _show_list(self) -> None:
        """Show the list that was opened, or what it was opened from."""
        self._render()
        self.take_focus()

    @Slot()
    def _forget(self) -> None:
        """Begin with other files."""
        self.review.forget()
        self._is_pasting = False
        self._is_new = True

    @Slot()
    def _step_out(self) -> None:
        """Go one step back."""
        phase = self.view_model.state.phase
        if self.lists.shown is not None:
            self.lists.close_list()
        elif self._is_pasting:
            self._stop_pasting()
        elif phase is Phase.WORKING:
            self.view_model.stop()
        elif phase is Phase.START:
            self.page_wanted.emit(PageId.DECKS)
        else:
            self._put_away(self.view_model.start_again)

    def _put_away(self, go_on: Callable[[], object], word: str = "Put it away") -> None:
        """Go on, once the learner agrees to lose what was chosen for the files there are."""
        self.putting_away.ask(self._chosen(), self.view_model.state.names, go_on, word)

    def _chosen(self) -> tuple[str, ...]:
        """Give what would be lost; what is being typed counts."""
        model = self.view_model
        if model.state.phase is Phase.REVIEW:
            model.set_tags(self.review.tags.tags)
        return model.chosen

    @Slot()
    def _begin_pasting(self) -> None:
        self._is_pasting = True
        self.paste.fill()
        self.render_state(self.view_model.state)

    @Slot()
    def _stop_pasting(self) -> None:
        self._is_pasting = False
        self.render_state(self.view_model.state)

    @Slot()
    def _act(self) -> None:
        """Do what the page is for at the moment: read what was pasted, or import what is shown."""
        if self._is_pasting:
            self._put_away(partial(self.view_model.paste, self.paste.content), READ_OTHER)
        else:
            self.view_model.set_tags(self.review.tags.tags)  # what is being typed counts; the plan is shown first
            self.view_model.act()

    @Slot()
    def _ask_deck(self) -> None:
        self.render_state(self.view_model.state)
        self._new_deck.ask(self.view_model.set_deck)

    @Slot(object, int)
    def _choose_bucket(self, bucket: Bucket, place: int) -> None:
        self.view_model.choose(bucket, CHOICES[bucket][place])

    @Slot()
    def _show_deck(self) -> None:
        self.deck_wanted.emit(self.view_model.deck_shown)
