"""What the page of a practice exam says and asks, in whole sentences. No Qt."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flashcards.domain.exam import AttemptMode
from flashcards.ui.practice.state import Phase, PracticeState
from flashcards.wording import counted, day_and_month

if TYPE_CHECKING:
    from flashcards.collection.missed import BroughtForward
    from flashcards.collection.practice import Sat

OVER = "The time was over, so the exam was handed in."
LEAVE = "Leave the exam?"
WORDS = {
    Phase.PAUSED: ("Paused", "The clock stands still and the question is hidden.", "Go on", "pause"),
    Phase.GONE: ("This practice exam is gone", "It was deleted.", "Back to Exam", "circle-alert"),
    Phase.HANDING_IN: ("Handing in…", "", "", "clock"),
}
"""What is said where no question is shown: heading, sentence, button, icon."""


def missed_text(found: "BroughtForward") -> str:
    """Say which cards come up again because of what was missed; "" when there are none."""
    if found.first_on is None or found.last_on is None:
        return ""
    verb = "comes" if found.first == 1 else "come"
    cards, when = counted(found.first, "card"), _when(found.first_on, found.today)
    text = f"{cards} behind what you missed or guessed {verb} up {when}"
    if found.later:
        text += f", {found.later} more {_until(found)}"
    if found.left:
        text += f". For {counted(found.left, 'other')} there is no room"
    return f"{text}."


def gaps_text(sat: "Sat") -> str:
    """Say what makes a result lower than what was known, behind it: questions not answered count as wrong; or ""."""
    return f" with {sat.unanswered} of {counted(len(sat.questions), 'question')} not answered" if sat.unanswered else ""


def leaving_text(state: PracticeState) -> str:
    """Say what leaving an exam means."""
    over = " When the time is over, the exam is handed in as it stands." if state.has_limit else ""
    return f"Its clock goes on while you are away, as in the real exam.{over}"


def left_text(state: PracticeState) -> str:
    """Say what becomes of an exam that was left."""
    if state.mode is AttemptMode.EXAM:
        return f"The clock of the exam goes on at {state.clock}. Go back to it on Exam or Today."
    return f"The practice waits with {state.clock} on the clock. Go on with it on Exam or Today."


def unanswered_heading(state: PracticeState) -> str:
    """Ask whether a paper with gaps is to be handed in."""
    return f"Hand in with {counted(state.left, 'question')} not answered?"


def unanswered_text(state: PracticeState) -> str:
    """Say what gaps cost."""
    flagged = sum(cell.is_flagged for cell in state.cells)
    also = f" {counted(flagged, 'question')} {'is' if flagged == 1 else 'are'} flagged." if flagged else ""
    return f"A question without an answer counts as wrong; a guess costs nothing.{also}"


def _when(on: date, today: date) -> str:
    return "tomorrow" if on == today + timedelta(days=1) else f"on {on:%A}, {day_and_month(on)}"


def _until(found: "BroughtForward") -> str:
    assert found.first_on is not None  # noqa: S101 - there are later ones
    assert found.last_on is not None  # noqa: S101 - likewise
    if found.last_on == found.first_on + timedelta(days=1):
        return "the day after"
    return f"by {found.last_on:%A}, {day_and_month(found.last_on)}"
