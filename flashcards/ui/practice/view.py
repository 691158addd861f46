"""The page of a practice exam: one question a screen, the list of all, the result, the review."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from flashcards.domain.ids import AttemptId
from flashcards.ui.actions import ActionId, Actions, Scope
from flashcards.ui.card.card_view import CardView
from flashcards.ui.page import Page, PageId, Services
from flashcards.ui.practice.asking import AskingSheet
from flashcards.ui.practice.head import Head
from flashcards.ui.practice.keys import HINT, STRIKING, allowed
from flashcards.ui.practice.pick_keys import PickKeys
from flashcards.ui.practice.question_list import QuestionList
from flashcards.ui.practice.reason_bar import ReasonBar
from flashcards.ui.practice.result_view import ResultView
from flashcards.ui.practice.sentences import OVER, WORDS, left_text, missed_text
from flashcards.ui.practice.state import RUNNING, Phase, PracticeState
from flashcards.ui.practice.view_model import PracticeViewModel
from flashcards.ui.widgets.buttons import action_button, button
from flashcards.ui.widgets.empty_state import EmptyState
from flashcards.ui.widgets.foot import in_a_column, page_foot
from flashcards.ui.widgets.text import label

if TYPE_CHECKING:
    from flashcards.collection.missed import BroughtForward


class PracticePage(Page):
    """Letters act on the exam here; those of the window rest until its result is there.

    Attributes:
        card: the question.
        reasons: why it was missed, in the review.
    """

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        theme, icons = services.theme, services.icons
        self.view_model = PracticeViewModel(services.runner, services.clock, services.zone, self)
        self._commands = Actions(self, Scope.PRACTICE, icons)
        for name in (ActionId.PICK_ANSWER, ActionId.GIVE_REASON):
            self._commands[name].setShortcuts([])  # each key picks its own option, or reason, below
        commands = self._commands
        self.head = Head(theme, commands[ActionId.FLAG_QUESTION], commands[ActionId.GUESS], commands[ActionId.PAUSE])
        self.card = CardView(theme, icons, services.media())
        back = button("Back to the question")
        back.clicked.connect(self._back_to_question)
        hand_in = action_button(commands[ActionId.HAND_IN], "primary")
        self.list = QuestionList(theme, icons, hand_in, back)
        self.result = ResultView(theme, icons)
        self.reasons = ReasonBar()
        self.words = EmptyState("pause", theme, icons)
        self._stack = QStackedWidget()
        self._source = label("", "caption", wraps=True)
        self._phase: Phase | None = None
        self._over = self._left = ""
        self._may_go = False
        self._pick_keys = PickKeys(self, self.view_model.pick)
        self._lay_out()
        self._connect()

    def open_attempt(self, attempt_id: AttemptId) -> None:
        """Go on with an attempt, or look back on one that was handed in."""
        self._services.notices.unsay(self._left)
        self.view_model.open(attempt_id)

    @cached_property
    def asking(self) -> AskingSheet:
        """What asks before an exam is left or handed in, over the whole window; made when it is first needed."""
        return AskingSheet(self.window())

    def lets_go(self, again: Callable[[], object]) -> bool:
        """Ask before an exam is left whose clock goes on."""
        if self._may_go or not self.view_model.state.runs_on:
            return True
        self.asking.ask_to_leave(self.view_model.state, partial(self._let_go, again))
        return False

    def keeps_letters(self) -> bool:
        """Keep them until the result is there."""
        return self.view_model.state.phase not in {Phase.RESULT, Phase.GONE}

    def leave(self) -> None:
        """Store the time used. The clock of an exam goes on; in practice it stands still."""
        self._may_go = False
        state = self.view_model.state
        if state.phase in RUNNING | {Phase.PAUSED}:
            self._left = left_text(state)
            self._services.notices.say(self._left)
        self.view_model.leave()

    def take_focus(self) -> None:
        """Put the keyboard on what is read or done first."""
        state = self.view_model.state
        match state.phase:
            case Phase.QUESTION | Phase.REVIEW:
                self.card.take_focus()
            case Phase.LIST:
                self.list.take_focus(state.place)
            case Phase.RESULT:
                (self.result.review if self.result.review.isEnabled() else self.result.times).setFocus()
            case Phase.PAUSED | Phase.GONE:
                self.words.button.setFocus()
            case _:
                self.setFocus()

    def render_state(self, state: PracticeState) -> None:
        """Set every widget."""
        self.head.render_state(state)
        self.head.setVisible(state.phase not in {Phase.LOADING, Phase.RESULT, Phase.GONE, Phase.HANDING_IN})
        if state.showing is not None:
            self.card.show_card(state.showing)
        if state.phase is Phase.LIST:
            self.list.render_state(state)
        elif state.phase is Phase.QUESTION:
            self.list.follow(state)
        self._render_result(state)
        self._say_words(state)
        self._render_foot(state)
        self._stack.setCurrentWidget(self._seen(state))
        self._commands.enable_only(allowed(state) | {ActionId.LEAVE_EXAM})
        if "asking" in self.__dict__:
            self.asking.follow(state)
        if self._phase is not state.phase:
            self._phase = state.phase
            self._pick_keys.enable(are_wanted=state.phase in {Phase.QUESTION, Phase.REVIEW})
            self.letters_changed.emit()
            if self.isVisible():
                self.take_focus()

    def _render_result(self, state: PracticeState) -> None:
        if state.phase is Phase.RESULT and state.result is not None:
            if self._phase is Phase.REVIEW:  # the page stays where it was read
                self.result.reasons.show_reasons(state.result.reasons)
            else:
                self.result.show_result(state.result)

    def _seen(self, state: PracticeState) -> QWidget:
        places: dict[Phase, QWidget] = {
            Phase.QUESTION: self.card,
            Phase.REVIEW: self.card,
            Phase.LIST: self.list,
            Phase.RESULT: self.result,
        }
        return places.get(state.phase, self.words)

    def _say_words(self, state: PracticeState) -> None:
        self.words.say(*WORDS.get(state.phase, ("", "", "", "clock")))

    def _render_foot(self, state: PracticeState) -> None:
        is_review = state.phase is Phase.REVIEW
        self.reasons.render_state(state)
        self._below.setVisible(state.phase in {Phase.QUESTION, Phase.REVIEW})
        self._list_button.setVisible(not is_review)
        self._back_button.setVisible(is_review)
        source = f"Source: {state.citation}" if state.citation else ""
        text = source if is_review else STRIKING if state.is_striking else state.problem or HINT
        self._source.setText(text)

    def _lay_out(self) -> None:
        for part in (self.words, self.card, self.list, self.result):
            self._stack.addWidget(part)
        self._list_button = action_button(self._commands[ActionId.LIST_QUESTIONS])
        self._back_button = button("Back to the result")
        self._back_button.clicked.connect(self.view_model.show_result)
        steps = (ActionId.PREVIOUS_QUESTION, ""), (ActionId.NEXT_QUESTION, "primary")
        turning = [action_button(self._commands[name], role) for name, role in steps]
        self._foot = page_foot([self._source], [self._list_button, self._back_button, *turning], characters=30)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._stack, 1)
        self.foot = self._below = in_a_column(self.reasons, self._foot)
        whole.addWidget(self._below)

    def _connect(self) -> None:
        model = self.view_model
        acts: dict[ActionId, Callable[[], None]] = {
            ActionId.NEXT_QUESTION: self._go_on,
            ActionId.PREVIOUS_QUESTION: self._go_back,
            ActionId.FLAG_QUESTION: model.toggle_flag,
            ActionId.GUESS: model.toggle_guess,
            ActionId.STRIKE: model.ask_strike,
            ActionId.LIST_QUESTIONS: self._turn_list,
            ActionId.PAUSE: model.toggle_pause,
            ActionId.HAND_IN: self._hand_in,
            ActionId.LEAVE_EXAM: self._step_out,
        }
        for name, act in acts.items():
            self._commands[name].triggered.connect(act)
        model.changed.connect(self._render)
        model.clock_changed.connect(self._render_clock)
        model.studied.connect(self._say_studied)
        model.over.connect(self._say_over)
        self.card.choice.picked.connect(model.pick)
        self.card.choice.struck.connect(model.strike)
        self.list.chosen.connect(model.go)
        self.reasons.given.connect(model.give_reason)
        self.result.review_wanted.connect(self._review)
        self.result.question_wanted.connect(model.review)
        self.result.print_wanted.connect(self._print)
        self.result.done.connect(self._go_to_exam)
        self.words.button.clicked.connect(self._act_on_words)

    @Slot()
    def _render(self) -> None:
        self.render_state(self.view_model.state)

    @Slot()
    def _render_clock(self) -> None:
        self.head.render_clock(self.view_model.state)

    @Slot()
    def _go_on(self) -> None:
        self.view_model.step(1)

    @Slot()
    def _go_back(self) -> None:
        self.view_model.step(-1)

    @Slot()
    def _turn_list(self) -> None:
        """Show the list of questions, or the question again."""
        if self.view_model.state.phase is Phase.LIST:
            self._back_to_question()
        else:
            self.view_model.show_list()

    @Slot()
    def _back_to_question(self) -> None:
        self.view_model.go(self.view_model.state.place)

    @Slot()
    def _hand_in(self) -> None:
        """Hand in; ask first when questions are left."""
        state = self.view_model.state
        if state.left:
            self.asking.ask_to_hand_in(state, self.view_model.hand_in)
        else:
            self.view_model.hand_in()

    def _let_go(self, again: Callable[[], object]) -> None:
        self._may_go = True
        again()

    @Slot()
    def _review(self) -> None:
        self.view_model.review()

    @Slot()
    def _act_on_words(self) -> None:
        if self.view_model.state.phase is Phase.PAUSED:
            self.view_model.toggle_pause()
        else:
            self._go_to_exam()

    @Slot()
    def _step_out(self) -> None:
        """Go one step back: from the review to the result, from the list to the question, else to the Exam page."""
        phase = self.view_model.state.phase
        if phase is Phase.REVIEW:
            self.view_model.show_result()
        elif phase is Phase.LIST:
            self._back_to_question()
        else:
            self._go_to_exam()

    @Slot()
    def _go_to_exam(self) -> None:
        if self.lets_go(self._go_to_exam):
            self.page_wanted.emit(PageId.EXAM)

    @Slot()
    def _say_over(self) -> None:
        self._over = OVER

    @Slot(object)
    def _say_studied(self, found: "BroughtForward") -> None:
        missed, over = missed_text(found), self._over
        self._over = ""
        if missed:
            self._services.notices.say(f"{over} {missed}".strip(), "Undo", self._services.runner.undo)
        elif over:
            self._services.notices.say(over)

    @Slot()
    def _print(self) -> None:
        from flashcards.ui.practice.printing import ask_and_print

        sat = self.view_model.back.sat
        if sat is not None:
            ask_and_print(sat, self, self._services)
