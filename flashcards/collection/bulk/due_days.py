"""In how many days cards are to be due, as it is typed: `0`, `3`, `3-7`, `5!`, as in Anki.

Anki with FSRS passes over the `!`: its intervals follow from what is known of the memory. Here that starts anew.
"""

import re
from dataclasses import dataclass

from flashcards.domain.errors import FlashcardsError

LATEST_DUE_DAYS = 36_500
"""A hundred years."""

_TYPED = re.compile(r"\s*(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?\s*(!)?\s*", re.ASCII)


class DueDaysError(FlashcardsError):
    """What was typed is no number of days."""


@dataclass(frozen=True, slots=True)
class DueDays:
    """When cards are to be due.

    Attributes:
        first, last: study days from today, 0 for today; each card gets one between them.
        restarts: the interval starts anew as well, as if the card had been recalled today: `!`.
    """

    first: int
    last: int
    restarts: bool = False

    @classmethod
    def read(cls, typed: str) -> "DueDays":
        """Read what was typed.

        Raises:
            DueDaysError: it is no number of days, or one beyond a hundred years.
        """
        found = _TYPED.fullmatch(typed)
        if found is None:
            problem = f"“{typed.strip()}” is no number of days. Type 0 for today, 3, 3-7 for any day between, or 5!."
            raise DueDaysError(problem)
        first, last = sorted((int(found[1]), int(found[2] or found[1])))
        if last > LATEST_DUE_DAYS:
            problem = f"Cards can be due in at most {LATEST_DUE_DAYS:,} days. Type a smaller number than {last:,}."
            raise DueDaysError(problem)
        return cls(first, last, restarts=found[3] is not None)
