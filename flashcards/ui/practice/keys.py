"""What can be done when while a practice exam is sat, and what is said of the keys. No Qt widgets."""

from flashcards.ui.actions import ActionId
from flashcards.ui.practice.state import Phase, PracticeState

ALLOWED: dict[Phase, frozenset[ActionId]] = {
    Phase.QUESTION: frozenset(
        {
            ActionId.NEXT_QUESTION,
            ActionId.PREVIOUS_QUESTION,
            ActionId.FLAG_QUESTION,
            ActionId.GUESS,
            ActionId.STRIKE,
            ActionId.LIST_QUESTIONS,
            ActionId.PAUSE,
        }
    ),
    Phase.LIST: frozenset({ActionId.HAND_IN, ActionId.LIST_QUESTIONS, ActionId.PAUSE}),
    Phase.PAUSED: frozenset({ActionId.PAUSE}),
    Phase.REVIEW: frozenset({ActionId.NEXT_QUESTION, ActionId.PREVIOUS_QUESTION}),
}
"""What can be done when; leaving is always possible."""


def allowed(state: PracticeState) -> frozenset[ActionId]:
    """Say what can be done now; no question comes before the first."""
    found = ALLOWED.get(state.phase, frozenset())
    return found if state.place > 0 else found - {ActionId.PREVIOUS_QUESTION}


HINT = "1–9 or A–E pick · X crosses out · F flags · G marks a guess · N and P go on and back · L lists all"
STRIKING = "Cross out which option? Press its number or letter; X again to stop."
