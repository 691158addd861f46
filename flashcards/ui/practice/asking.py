"""What is asked before an exam is left or handed in."""

from collections.abc import Callable

from flashcards.ui.practice.sentences import LEAVE, leaving_text, unanswered_heading, unanswered_text
from flashcards.ui.practice.state import RUNNING, PracticeState
from flashcards.ui.stay_sheet import StaySheet


class AskingSheet(StaySheet):
    """Asks about the exam that is on."""

    def ask_to_leave(self, state: PracticeState, do: Callable[[], object]) -> None:
        """Ask whether an exam is to be left whose clock goes on; `do` is called when the learner agrees."""
        self.ask(LEAVE, leaving_text(state), ("Stay", "Leave"), do)

    def ask_to_hand_in(self, state: PracticeState, do: Callable[[], object]) -> None:
        """Ask whether a paper with gaps is to be handed in; `do` is called when the learner agrees."""
        self.ask(unanswered_heading(state), unanswered_text(state), ("Go on answering", "Hand in"), do)

    def follow(self, state: PracticeState) -> None:
        """Go by itself once there is nothing left to ask about."""
        if state.phase not in RUNNING and self.isVisible():
            self.close_sheet()
