"""What Mnemosyne knows of a card as a schedule: grade, easiness, repetitions, lapses, last and next repetition."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flashcards.domain.card import CardState
from flashcards.formats.format import Reading
from flashcards.formats.transfer import TransferCard

DAY_S = 86_400
_LEARNT = 2
"""The lowest grade of a card that was remembered."""

_MAX_DAYS = 36_500
_MAX_S = 4 * 10**10
"""The year 3237."""


@dataclass(frozen=True, slots=True)
class Times:
    """How a file gives times.

    Attributes:
        start_s: the instant from which they count, in seconds since 1970.
        unit_s: what they count in, seconds.
        day_of: gives the study day of an instant in seconds.
    """

    start_s: float
    unit_s: float
    day_of: Callable[[float], int]

    def instant(self, text: str | None) -> float:
        """Give an instant in seconds since 1970; before 1970 where there is none."""
        value = _number(text, -1.0)
        return -1.0 if value < 0 else self.start_s + self.unit_s * value


EPOCH = Times(0.0, 1.0, lambda at_s: math.floor(at_s / DAY_S))
"""Seconds since 1970, due at midnight, UTC, of the due date: version 2."""


def card(attributes: Mapping[str, str], ordinal: int, reading: Reading, times: Times) -> TransferCard:
    """Give a card with its schedule; a new one where there is none, or where it cannot be right.

    Args:
        attributes: of the file's element.
    """
    grade = _whole(attributes.get("gr"), -1)
    answers = _whole(attributes.get("ac_rp"), 0) + _whole(attributes.get("rt_rp"), 0)
    last_s, next_s = times.instant(attributes.get("l_rp")), times.instant(attributes.get("n_rp"))
    new = TransferCard(ordinal, "")
    if grade < 0 or answers < 1 or not 0 < last_s <= next_s < _MAX_S:
        return new
    lapses = max(_whole(attributes.get("lps"), 0), 0)
    common = new._replace(
        ease=min(max(_number(attributes.get("e"), 2.5), 1.3), 10.0),
        last_review_at=round(last_s * 1000),
        reps=answers,
        lapses=lapses,
    )
    if grade < _LEARNT:
        state = CardState.RELEARNING if lapses else CardState.LEARNING
        today = reading.calendar.day(reading.now)
        return common._replace(state=int(state), step=0, due_on=today, due_at=round(reading.now.timestamp() * 1000))
    days = min(max(round((next_s - last_s) / DAY_S), 1), _MAX_DAYS)
    return common._replace(state=int(CardState.REVIEW), interval_days=days, due_on=times.day_of(next_s))


def _whole(text: str | None, default: int) -> int:
    return int(_number(text, default))


def _number(text: str | None, default: float) -> float:
    """Read a number, which may be written in any way Python did."""
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) <= _MAX_S else default
