"""What the sheet of custom study says of what is asked for. No Qt."""

from dataclasses import dataclass

from flashcards.domain.custom_study import BegunSession, CustomSession
from flashcards.domain.errors import SearchError
from flashcards.wording import counted, grouped


@dataclass(frozen=True, slots=True)
class CustomState:
    """What a session would be.

    Attributes:
        text: how many cards, for how long; or what is wrong.
        wrong: the part of the search that is meant, from and to, or None.
        session: what begins; None when there is nothing to study.
    """

    text: str = ""
    action: str = "Study"
    wrong: tuple[int, int] | None = None
    session: BegunSession | None = None


def refused(error: SearchError) -> CustomState:
    """Say what is wrong with the search."""
    return CustomState(str(error), wrong=(error.start, error.end))


def found(session: BegunSession, matching: int, left_out: int, minutes: int) -> CustomState:
    """Say what was found.

    Args:
        matching: cards, without the limit.
        left_out: cards that cannot be shown.
        minutes: for those of the session.
    """
    number = len(session.ids)
    if not number:
        return CustomState(f"No card fits.{_left_out(left_out)}")
    shown = counted(number, "card")
    of_all = f" of {grouped(matching)}" if matching > number else ""
    text = f"{shown}{of_all}, about {counted(minutes, 'minute')}.{_left_out(left_out)} {_effect(session.asked)}"
    return CustomState(text, f"Study {shown}", session=session)


def _left_out(number: int) -> str:
    if not number:
        return ""
    return f" {counted(number, 'other')} {'is' if number == 1 else 'are'} suspended, buried or kept for practice exams."


def _effect(asked: CustomSession) -> str:
    if asked.moves_schedule:
        return "Your answers are reviews like any others."
    return "Nothing is stored: no answer moves a card, and none counts in Progress."
