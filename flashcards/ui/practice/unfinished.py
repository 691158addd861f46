"""The practice exam that was begun and not handed in, in words. No Qt."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from flashcards.domain.exam import Attempt
from flashcards.domain.ids import AttemptId
from flashcards.ui.practice.state import clock_text
from flashcards.wording import day_and_month, long_date


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is said of it.

    Attributes:
        action: the words of the button that opens it.
    """

    id: AttemptId
    text: str
    action: str = "Go on"


def waiting_of(attempt: Attempt, now: datetime, zone: tzinfo | None) -> Waiting:
    """Put an attempt that is open into words."""
    name = f"practice exam begun on {long_date(attempt.started_at.astimezone(zone).date())}"
    left = attempt.remaining_ms(attempt.elapsed_by(now))
    if left == 0:
        return Waiting(attempt.id, f"The time of the {name} is over.", "See the result")
    at = f"at question {attempt.place + 1}"
    if attempt.left_at is None:
        clock = "" if left is None else f", {clock_text(left)} left"
        return Waiting(attempt.id, f"The {name} waits {at}{clock}.")
    until = "" if left is None else f" Its time is over at {_when(now + timedelta(milliseconds=left), now, zone)}."
    return Waiting(attempt.id, f"The clock of the {name} goes on; you are {at}.{until}")


def _when(at: datetime, now: datetime, zone: tzinfo | None) -> str:
    local = at.astimezone(zone)
    is_today = local.date() == now.astimezone(zone).date()
    return f"{local:%H:%M}" if is_today else f"{local:%H:%M} on {day_and_month(local.date())}"
