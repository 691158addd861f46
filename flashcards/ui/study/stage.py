"""The middle of the Study page: the card, or what stands in its place."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from flashcards.ui.card.card_view import CardView
from flashcards.ui.page import Services
from flashcards.ui.study.edit_panel import EditPanel
from flashcards.ui.study.info_panel import InfoPanel
from flashcards.ui.study.state import Panel, Phase, StudyState
from flashcards.ui.study.summary import SummaryView
from flashcards.ui.widgets.empty_state import EmptyState


class Stage(QStackedWidget):
    """Shows one part at a time; all are built once.

    Attributes:
        card: question and answer.
        info: the card's history.
        editor: the note's fields.
        summary: how the session went.
        waiting, nothing: a card is still to come; there is none.
    """

    def __init__(self, services: Services, release: QAction) -> None:
        super().__init__()
        theme, icons = services.theme, services.icons
        self.card = CardView(theme, icons, services.media())
        self.info = InfoPanel(theme, icons, release)
        self.editor = EditPanel(services)
        self.summary = SummaryView(theme)
        self.waiting = EmptyState("clock", theme, icons)
        self.nothing = EmptyState("circle-check", theme, icons)
        self._blank = QWidget()
        self._panel = Panel.NONE
        for part in (self._blank, self.card, self.info, self.editor, self.summary, self.waiting, self.nothing):
            self.addWidget(part)

    def render_state(self, state: StudyState) -> None:
        """Fill the part that is seen, and show it."""
        if state.showing is not None:
            self.card.show_card(state.showing)
        if state.panel is Panel.INFO:
            self.info.show_history(state.history)
        if state.panel is Panel.EDIT and self._panel is not Panel.EDIT and state.face is not None:
            self.editor.open(state.face.note, state.face.note_type)
        self._panel = state.panel
        if state.summary is not None:
            self.summary.show_summary(state.summary)
        if state.waiting is not None:
            self.waiting.say(state.waiting.title, state.waiting.text, "End the session")
        if state.nothing is not None:
            icon = "layers" if state.nothing.is_without_cards else "circle-check"
            self.nothing.say(state.nothing.title, state.nothing.text, state.nothing.action, icon)
        self.setCurrentWidget(self._seen(state))

    def take_focus(self, state: StudyState) -> bool:
        """Put the keyboard on what is seen; say whether there was something to put it on."""
        if state.panel is Panel.EDIT:
            self.editor.take_focus()
        elif state.panel is Panel.INFO:
            self.info.close_button.setFocus()
        elif state.has_card:
            self.card.take_focus()
        elif state.phase is Phase.OVER:
            self.summary.done.setFocus()
        elif state.phase is Phase.WAITING:
            self.waiting.button.setFocus()
        elif state.phase is Phase.EMPTY:
            self.nothing.button.setFocus()
        else:
            return False
        return True

    def _seen(self, state: StudyState) -> QWidget:
        if state.panel is Panel.INFO:
            return self.info
        if state.panel is Panel.EDIT:
            return self.editor
        places: dict[Phase, QWidget] = {
            Phase.QUESTION: self.card,
            Phase.ANSWER: self.card,
            Phase.WAITING: self.waiting,
            Phase.EMPTY: self.nothing,
            Phase.OVER: self.summary,
        }
        return places.get(state.phase, self._blank)
