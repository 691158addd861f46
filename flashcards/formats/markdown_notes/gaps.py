"""Gaps of the dialects in our writing, `{{c1::words::hint}}`."""

from collections.abc import Sequence
from typing import NamedTuple


class Gap(NamedTuple):
    """One gap in a text.

    Attributes:
        start, end: where it is, with its marks.
        order: as written: a number, or a letter for each card (`a` ask, `s` show, `h` hide); empty for the next number.
    """

    start: int
    end: int
    words: str
    hint: str = ""
    order: str = ""


def with_gaps(text: str, gaps: Sequence[Gap]) -> str:
    """Give a text with its gaps in our writing. What is only shown or hidden, and never asked, stays as text."""
    pieces: list[str] = []
    at = 0
    for place, gap in enumerate(gaps, start=1):
        numbers = _numbers(gap.order, place)
        hint = f"::{gap.hint.strip()}" if gap.hint.strip() else ""
        words = gap.words.replace("}}", "} }")
        pieces += [text[at : gap.start], f"{{{{c{numbers}::{words}{hint}}}}}" if numbers else gap.words]
        at = gap.end
    return "".join([*pieces, text[at:]])


def _numbers(order: str, place: int) -> str:
    if not order:
        return str(place)
    if order.isdecimal():
        return str(int(order))
    return ",".join(str(card) for card, letter in enumerate(order.casefold(), start=1) if letter == "a")
