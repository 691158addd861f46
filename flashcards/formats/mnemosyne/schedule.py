"""What Mnemosyne knows of a card as a schedule: grade, easiness, repetitions, lapses, last and next repetition."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flashcards.domain.card import CardState
from flashcards.formats.file_names import shown
from flashcards.formats.format import Reading
from flashcards.formats.transfer import TransferCard

DAY_S = 86_400
BAD_SCHEDULES = "cards with schedules that cannot be; they start as new"

_LEARNT = 2
"""The lowest grade of a card that was remembered."""

_MAX_DAYS = 36_500
_MAX_S = 4 * 10**10
"""The year 3237."""

_MOST_ANSWERS = 1_000_000
_COUNTS = {
    "gr": ("grade", -1.0, 5.0),
    "ac_rp": ("number of answers", 0.0, _MOST_ANSWERS),
    "rt_rp": ("number of answers", 0.0, _MOST_ANSWERS),
    "lps": ("number of lapses", -1.0, _MOST_ANSWERS),
}
"""What each attribute is called, and from what to what it may be."""
_OF_LEARNT = {
    "e": ("easiness", 1.0, 20.0),
    "l_rp": ("last repetition", -_MAX_S, _MAX_S),
    "n_rp": ("next repetition", -_MAX_S, _MAX_S),
}
"""The same, of attributes that tell nothing while a card was never answered."""


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


def card(
    attributes: Mapping[str, str], ordinal: int, reading: Reading, times: Times, report: Callable[[str], None]
) -> TransferCard:
    """Give a card with its schedule; a new one where there is none, or where it cannot be right.

    Args:
        attributes: of the file's element.
        report: told what cannot be right.
    """
    new = TransferCard(ordinal, "")
    fault = _fault(attributes, _COUNTS)
    grade = _whole(attributes.get("gr"), -1)
    answers = _whole(attributes.get("ac_rp"), 0) + _whole(attributes.get("rt_rp"), 0)
    if not fault and (grade < 0 or answers < 1):
        return new
    fault = fault or _fault(attributes, _OF_LEARNT)
    last_s, next_s = times.instant(attributes.get("l_rp")), times.instant(attributes.get("n_rp"))
    is_learnt = grade >= _LEARNT
    fault = fault or _fault_of_times(last_s, next_s if is_learnt else last_s, reading)
    if fault:
        report(f"the schedule of a card was left out: its {fault} cannot be; it starts as new")
        return new
    lapses = max(_whole(attributes.get("lps"), 0), 0)
    common = new._replace(
        ease=min(max(_number(attributes.get("e"), 2.5), 1.3), 10.0),
        last_review_at=round(last_s * 1000),
        reps=answers,
        lapses=lapses,
    )
    if not is_learnt:
        state = CardState.RELEARNING if lapses else CardState.LEARNING
        today = reading.calendar.day(reading.now)
        return common._replace(state=int(state), step=0, due_on=today, due_at=round(reading.now.timestamp() * 1000))
    days = max(round((next_s - last_s) / DAY_S), 1)
    return common._replace(state=int(CardState.REVIEW), interval_days=days, due_on=times.day_of(next_s))


def is_answered(attributes: Mapping[str, str]) -> bool:
    """Say whether a card has a schedule, right or wrong."""
    return bool(_fault(attributes, _COUNTS)) or (
        _whole(attributes.get("gr"), -1) >= 0
        and _whole(attributes.get("ac_rp"), 0) + _whole(attributes.get("rt_rp"), 0) > 0
    )


def _fault(attributes: Mapping[str, str], ranges: Mapping[str, tuple[str, float, float]]) -> str:
    """Say which number is none, or out of range, as in "easiness, “nan”,"; empty when all can be."""
    for name, (called, least, most) in ranges.items():
        text = attributes.get(name) or ""
        if text.strip() and not least <= _number(text, math.nan) <= most:
            return f"{called}, “{shown(text)}”,"
    return ""


def _fault_of_times(last_s: float, next_s: float, reading: Reading) -> str:
    """Say what is wrong with when a card was answered last and is due next; empty when both can be."""
    if not 0 < last_s <= reading.now.timestamp() + DAY_S:
        return "last repetition, before 1970 or after today,"
    if not last_s <= next_s <= last_s + (_MAX_DAYS + 1) * DAY_S:
        return "next repetition, before the last or in more than a hundred years,"
    return ""


def _whole(text: str | None, default: int) -> int:
    return int(_number(text, default))


def _number(text: str | None, default: float) -> float:
    """Read a number, which may be written in any way Python did."""
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) <= _MAX_S else default
