"""Dates as people write them. Pure."""

import re
from datetime import date, timedelta

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
EXAMPLE = "2/13/2027"
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[-/.](?P<year>\d{4}|\d{2}))?")
_YEAR = r"(?:[\s,]+(?P<year>\d{4}))?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SPELT = (re.compile(rf"{_MONTH}\s*{_DAY}{_YEAR}"), re.compile(rf"{_DAY}\s*{_MONTH}{_YEAR}"))
_NUMBERS = (_YEAR_FIRST, _MONTH_FIRST)


def parse_date(text: str, earliest: date) -> date | None:
    """Read a date; None when it is none.

    Numbers alone are month, day, year, as written in the United States; a first number over 12 is the day. Behind a
    year the month always comes first.

    Args:
        text: "2/13/2027", "2/13", "2027-02-13", "Feb 13, 2027", "13 February" and the like.
        earliest: without a year the first such day from here on is meant.
    """
    bare = " ".join(text.casefold().split())
    for pattern in (*_NUMBERS, *_SPELT):
        match = pattern.fullmatch(bare)
        if match is not None:
            month, day = match["month"], match["day"]
            if pattern is _MONTH_FIRST and int(month) > 12:
                month, day = day, month
            return _date(match["year"], month, day, earliest)
    return None


def _date(year: str | None, month: str, day: str, earliest: date) -> date | None:
    found = _month(month)
    if year is not None:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), found, int(day))
    tries = (_valid(earliest.year + ahead, found, int(day)) for ahead in range(9))  # a leap day may be 8 years off
    return next((one for one in tries if one is not None and one >= earliest), None)


def _month(text: str) -> int:
    """Give the number of a month by its number, name or first letters; 0, which no month has, for another word."""
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, start=1) if name.startswith(text[:4])), 0)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def moved(day: date, days: int, earliest: date) -> date:
    """Give a date some days on or back, no earlier than `earliest`."""
    return max(day + timedelta(days=days), earliest)
