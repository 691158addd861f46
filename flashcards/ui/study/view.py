"""The Study page: construction, keys, and which part is seen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from flashcards.domain.custom_study import BegunSession
from flashcards.domain.ids import DeckId
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.card.option_row import OptionRow
from flashcards.ui.flag_names import NamedActions
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.study.acts import acts
from flashcards.ui.study.desk import Desk
from flashcards.ui.study.enabling import RATINGS, can_release, enabled
from flashcards.ui.study.foot import Foot
from flashcards.ui.study.header import Header
from flashcards.ui.study.hearing import Hearing
from flashcards.ui.study.lanes import Fetched, Gathered
from flashcards.ui.study.links import Links
from flashcards.ui.study.more_menu import FLAGS, more_menu
from flashcards.ui.study.pick_keys import PickKeys
from flashcards.ui.study.rating_bar import RatingBar
from flashcards.ui.study.reading_aloud import ReadingAloud
from flashcards.ui.study.stage import Stage
from flashcards.ui.study.state import Panel, Phase, StudyState
from flashcards.ui.study.strips import DuePanel, ProblemStrip, SourcePanel
from flashcards.ui.study.time_bar import TimeBar
from flashcards.ui.study.time_up import TimeUp
from flashcards.ui.study.two_buttons import TwoButtons
from flashcards.ui.study.unsaved import Unsaved
from flashcards.ui.study.view_model import StudyViewModel
from flashcards.ui.tokens import Space

if TYPE_CHECKING:
    from flashcards.ui.decks.asking import AskOptions

PRESSES = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})

ANSWER_WAITS = "What you typed waits: Tab goes back to it. Esc once more ends the session."


class StudyPage(Page):
    """One card, nothing else.

    Attributes:
        view_model: what is shown.
        stage: the card, or what stands in its place.
        desk: what can be done to the card besides answering it.
        commands: the actions of this page.
        two: rates where two buttons stand for four.
        options: asks for the options of the card's deck, once they were wanted.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._notices = services.notices
        self._media = services.media()
        theme, icons = services.theme, services.icons
        self.view_model = StudyViewModel(services.runner, services.clock, services.zone, self, services.folders.plans)
        self.desk = Desk(self.view_model)
        self.unsaved = Unsaved(self.view_model)
        self._time_up = TimeUp(services.runner, self.view_model)
        self.two = TwoButtons(services.look, self.view_model)
        self.commands = Actions(self, Scope.STUDY, icons, services.look.keymap)
        self._picks = PickKeys(self, self.view_model.pick)
        NamedActions(self, services.flags, self.commands, FLAGS)
        self.header = Header(theme, icons, services.flags)
        self.problem = ProblemStrip()
        self._links = Links(services.notices, self)
        self.hearing = Hearing(self._media.player, self._plays_sounds, self)
        self.reading = ReadingAloud(
            self._media.speaker, self._media.player, lambda: services.look.preferences, self.isVisible, self
        )
        self.stage = Stage(services, self.commands[ActionId.RELEASE_CARD])
        self.time_bar = TimeBar(services, self)
        self.source = SourcePanel()
        self.due = DuePanel(self.desk.set_due)
        self.ratings = RatingBar(theme, self.commands[ActionId.ADVANCE], [self.commands[name] for name in RATINGS])
        self.foot: QWidget = Foot(self.time_bar, (self.source, self.due, self.ratings))
        self.options: AskOptions | None = None
        self._menu = more_menu(self.commands, self)
        self._panel = Panel.NONE
        self._phase = Phase.LOADING
        self._lay_out()
        self._connect_actions()
        self._connect_parts()
        self._render()

    def study(self, deck_id: DeckId | None) -> None:
        """Begin a sitting with a deck and those below it, or with everything; go on with the one there is."""
        self.view_model.study(deck_id)

    def study_session(self, session: BegunSession) -> None:
        """Begin a custom session."""
        self.view_model.study_session(session)

    def turn(self, *, is_undo: bool) -> bool:
        """Take back what was done in this session, or do it again; ask before anything else."""
        (self.view_model.undo if is_undo else self.view_model.redo)()
        return True

    def enter(self) -> None:
        """Bring the page up to date."""
        self._media.forget_missing()
        self.view_model.show()

    def heed_day(self) -> None:
        """Go on with the cards of the new day."""
        self.view_model.heed_day()

    def leave(self) -> None:
        """Leave everything as it is; a half-read card waits, in silence."""
        self.hearing.fall_silent()
        self.reading.fall_silent()
        self._notices.unsay(ANSWER_WAITS)
        self.view_model.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the card, or on what stands in its place."""
        state = self.view_model.state
        if state.panel is not Panel.DUE and not self.stage.take_focus(state):
            self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Let the button that has the keyboard be pressed by it, although the page knows the same keys.

        Undo is the page's own while the last answer is not stored: the window would take back something else.
        """
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) and self.view_model.play.can_take_back:
                event.accept()
                return True
            focused = self.focusWidget()
            is_row = isinstance(focused, OptionRow) and event.key() != Qt.Key.Key_Space
            if isinstance(focused, QAbstractButton) and not is_row and Qt.Key(event.key()) in PRESSES:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back an answer that is not stored."""
        if event.matches(QKeySequence.StandardKey.Undo) and self.view_model.play.can_take_back:
            self.view_model.undo()
        else:
            super().keyPressEvent(event)

    def render_state(self, state: StudyState) -> None:
        """Set every widget."""
        self.commands.enable_only(enabled(state))
        self.commands[ActionId.RELEASE_CARD].setVisible(can_release(state))
        self._picks.render_state(state)
        self.header.render_state(state)
        self.problem.show_problem(state.problem)
        self.stage.render_state(state)
        if state.face is not None:
            self.ratings.render_state(state)
            if state.panel is Panel.SOURCE:
                self.source.show_source(state.face.note.provenance)
        self.foot.setVisible(state.has_card and state.panel not in {Panel.INFO, Panel.EDIT})
        self.source.setVisible(state.panel is Panel.SOURCE)
        self.due.setVisible(state.panel is Panel.DUE)
        self._move_focus(state)
        self.hearing.heed(state)
        self.reading.heed(state)
        self.time_bar.auto.heed(state)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    def _move_focus(self, state: StudyState) -> None:
        """Follow what opened or closed with the keyboard, while the page is seen: it is another page's else."""
        before, phase = self._panel, self._phase
        self._panel, self._phase = state.panel, state.phase
        if state.panel is Panel.DUE and before is not Panel.DUE:
            self.due.ask()
        elif self.isVisible() and (state.panel is not before or (state.phase is not phase and not state.has_card)):
            self.stage.take_focus(state)

    def advance(self) -> None:
        """Show the answer, give the suggested rating, or take the due date that was written."""
        if self.view_model.state.panel is Panel.DUE:
            self.due.submit()
        else:
            self.view_model.advance(self.stage.card.entry.text)

    def escape(self) -> None:
        """Close what is open, or leave a begun answer; with nothing open end the session; with that ended leave."""
        state = self.view_model.state
        if state.panel is not Panel.NONE:
            self.desk.close_panel()
        elif self.stage.card.leave_entry():
            self._notices.say(ANSWER_WAITS)
        elif state.phase in {Phase.QUESTION, Phase.ANSWER, Phase.WAITING}:
            self._notices.unsay(ANSWER_WAITS)
            self._end()
        else:
            self._go_to_today()

    def _plays_sounds(self) -> bool:
        return self._services.look.preferences.plays_sounds and self.isVisible()

    @Slot(object)
    def _prepare(self, found: Gathered | Fetched) -> None:
        """Make ready what the next cards show besides text."""
        for card in found.cards.values():
            self._media.prepare(card.content)

    @Slot()
    def _end(self) -> None:
        """End the session; without an answer there is nothing to sum up, and it only leaves."""
        if self.view_model.play.progress.answered:
            self.view_model.end()
        else:
            self._go_to_today()

    def _go_to_today(self) -> None:
        self.page_wanted.emit(PageId.TODAY)

    @Slot()
    def _leave_empty(self) -> None:
        nothing = self.view_model.state.nothing
        self.page_wanted.emit(PageId.DECKS if nothing is not None and nothing.is_without_cards else PageId.TODAY)

    def ask_options(self) -> None:
        """Open the options of the card's deck; without a card, go where those of every deck are."""
        deck_id = self.view_model.deck_id
        if deck_id is None:
            self.page_wanted.emit(PageId.DECKS)
            return
        if self.options is None:
            from flashcards.ui.decks.asking import AskOptions  # seldom wanted here

            self.options = AskOptions(self.window(), self._services)
        self.options.ask(deck_id)

    def open_menu(self) -> None:
        """Show all that can be done to the card."""
        button = self.header.more
        self._menu.popup(button.mapToGlobal(QPoint(button.width() - self._menu.sizeHint().width(), button.height())))

    def _connect_actions(self) -> None:
        for name, act in acts(self).items():
            self.commands[name].triggered.connect(partial(_call, act))

    def _connect_parts(self) -> None:
        view_model, desk, stage = self.view_model, self.desk, self.stage
        view_model.changed.connect(self._render)
        view_model.lanes.gathered.connect(self._prepare)
        view_model.lanes.fetched.connect(self._prepare)
        view_model.told.connect(self._notices.said)
        self._time_up.told.connect(self._notices.announced)
        self._time_up.ended.connect(partial(self.page_wanted.emit, PageId.STUDY))
        self.hearing.told.connect(self._notices.say)
        self.reading.told.connect(self._notices.say)
        view_model.failed.connect(self._notices.problem_said)
        stage.card.choice.picked.connect(view_model.pick)
        stage.card.link_wanted.connect(self._links.ask)
        self.ratings.rated.connect(view_model.rate)
        self.time_bar.auto.answer_wanted.connect(view_model.advance)
        self.time_bar.auto.rating_wanted.connect(view_model.rate)
        self.problem.retry_wanted.connect(self.unsaved.retry)
        stage.editor.saved.connect(desk.save)
        stage.editor.cancelled.connect(desk.close_panel)
        stage.editor.type_wanted.connect(self.note_type_wanted)
        stage.info.closed.connect(desk.close_panel)
        stage.summary.left.connect(self._go_to_today)
        stage.summary.go_on_wanted.connect(view_model.go_on)
        stage.waiting.button.clicked.connect(self._end)
        stage.nothing.button.clicked.connect(self._leave_empty)
        self.header.read.clicked.connect(self.reading.toggle)
        self.header.more.clicked.connect(self.open_menu)
        self.header.end.clicked.connect(self.escape)

    def _lay_out(self) -> None:
        strip = QHBoxLayout()
        strip.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        strip.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(strip)
        column.addWidget(self.stage, 1)
        column.addWidget(self.foot)


def _call(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002  (Qt's signal)
    act()
