"""Numbers and dates of a spreadsheet, as a person sees them there.

A cell holds `46095`, `30.0` or `0.25` and a format beside it; what is on screen is 2026-03-14, 30 and 25%. Formats are
those of ECMA-376, 18.8.31, as far as cards need them: places, thousands, per cent, currency, leading zeros, dates.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

GENERAL = "General"
MOST_DIGITS = 60
"""A number with more digits is shown as it is written."""

_HIDDEN = re.compile(r"\[(?!\$)[^\]]*\]|_.|\*.")
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_MASK = re.compile(r"[#0?][#0?,.]*|\.[0#?]+")
_NOT_PLAIN = re.compile(r"[eE][+-]|/|@")


class _Mask(NamedTuple):
    """Which digits are shown."""

    prefix: str
    digits: str
    suffix: str


def number_text(raw: str, code: str, *, is_1904: bool = False) -> str:
    """Give a number as it is shown.

    Args:
        raw: as the file writes it.
        code: its format, such as `0.00%`.
        is_1904: the workbook counts days from 1904.
    """
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or len(raw) > MOST_DIGITS or abs(number.adjusted()) > MOST_DIGITS:
        return raw
    if code in {GENERAL, "", "@"}:
        return _general(number)
    if _is_date(code):
        return _date_text(float(number), code, is_1904=is_1904)
    return _masked(number, code)


def _general(number: Decimal) -> str:
    """Give a number without a format: at most ten digits, none of them needless."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    shown = Decimal(f"{number:.10g}")
    return f"{shown.normalize():f}" if shown.adjusted() > -10 else f"{number:.5E}"


def _is_date(code: str) -> bool:
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format  # takes long to load

    return bool(is_date_format(code) or is_timedelta_format(code))


def _date_text(days: float, code: str, *, is_1904: bool) -> str:
    """Give a day as 2026-03-14, a time as 08:30, a span as 36:30."""
    from openpyxl.styles.numbers import is_timedelta_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    try:
        found = from_excel(
            days,
            CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900,
            timedelta=bool(is_timedelta_format(code)),
        )
    except (OverflowError, ValueError):
        return _general(Decimal(str(days)))
    if isinstance(found, timedelta):
        minutes, seconds = divmod(round(found.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return moment_text(found)


def moment_text(moment: datetime | date | time) -> str:
    """Give a day, a time of day, or both; midnight and seconds are left out where there is nothing in them."""
    if isinstance(moment, datetime):
        day, of_day = str(moment.date()), moment_text(moment.time())
        return day if of_day == "00:00" else f"{day} {of_day}"
    if isinstance(moment, time):
        return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    return str(moment)


def _masked(number: Decimal, code: str) -> str:
    sections = code.split(";")
    negative = number < 0 and len(sections) > 1
    section = sections[1] if negative else sections[0]
    mask = None if _NOT_PLAIN.search(_LITERAL.sub("", section)) else _mask(section)
    if mask is None:
        return _general(number)
    if "%" in mask.prefix + mask.suffix:
        number *= 100
    sign = "-" if number < 0 and not negative else ""
    return f"{sign}{mask.prefix}{_digits(abs(number), mask.digits)}{mask.suffix}".strip()


def _mask(section: str) -> _Mask | None:
    """Find the places of digits in a section of a format, and what stands around them."""
    shown = _CURRENCY.sub(lambda found: f'"{found[1]}"', section)
    shown = _HIDDEN.sub("", shown)
    literals: list[str] = []

    def kept(found: re.Match[str]) -> str:
        literals.append(found[1] if found[1] is not None else found[2])
        return "\x00"

    shown = _LITERAL.sub(kept, shown)
    found = _MASK.search(shown)
    if found is None:
        return None
    parts = iter(literals)
    prefix, suffix = (
        "".join(next(parts, "") if sign == "\x00" else sign for sign in side)
        for side in (shown[: found.start()], shown[found.end() :])
    )
    return _Mask(prefix, found[0], suffix)


def _digits(number: Decimal, digits: str) -> str:
    shown = digits.rstrip(",")
    number /= Decimal(1000) ** (len(digits) - len(shown))
    whole, _, places = shown.partition(".")
    number = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    before, _, after = f"{number:f}".partition(".")
    after = after[: places.count("0")] + after[places.count("0") :].rstrip("0")
    before = before.rjust(whole.count("0"), "0") if before != "0" or "0" in whole else ""
    if "," in whole:
        before = f"{int(before or 0):,}".rjust(whole.count("0"), "0")
    return f"{before}.{after}" if after else before or "0"
