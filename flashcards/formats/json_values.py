"""Values of JSON read into what they stand for. Each function says what is wrong in a `ValueError`."""

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from flashcards.domain.study_day import StudyDay, date_of, study_day_of

T = TypeVar("T")

MAX_NUMBER = 2**53
"""The largest whole number every reader of JSON keeps exactly."""


def an_object(value: object) -> Mapping[str, Any]:
    """Take an object."""
    if isinstance(value, dict):
        return value
    raise _wrong(None, value, "an object")


def text(row: Mapping[str, Any], key: str, default: str = "") -> str:
    """Take a text; `default` where there is none."""
    return _of_kind(row, key, str, "a text", default)


def texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Take a list of texts; empty where there is none."""
    several = _of_kind(row, key, list, "a list", [])
    if not all(isinstance(one, str) for one in several):
        problem = f"“{key}” has something in it that is no text"
        raise ValueError(problem)
    return tuple(several)


def yes_or_no(row: Mapping[str, Any], key: str) -> bool:
    """Take true or false; false where there is neither."""
    return _of_kind(row, key, bool, "true or false", default=False)


def whole(row: Mapping[str, Any], key: str, default: int = 0, *, least: int = 0, most: int = MAX_NUMBER) -> int:
    """Take a whole number; `default` where there is none."""
    value = row.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _wrong(key, value, f"a whole number from {least} to {most}")
    return value


def number(row: Mapping[str, Any], key: str, default: float, *, least: float = 0.0) -> float:
    """Take a number; `default` where there is none."""
    value = row.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value < math.inf:
        raise _wrong(key, value, f"a number of at least {least:g}")
    return float(value)


def maybe(row: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any], str], T]) -> T | None:
    """Read a value, or give None where there is none."""
    return None if row.get(key) is None else read(row, key)


def a_date(row: Mapping[str, Any], key: str) -> date:
    """Take a date written `YYYY-MM-DD`."""
    value = text(row, key)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise _wrong(key, value, "a date of the form 2026-11-23") from error


def a_day(row: Mapping[str, Any], key: str) -> int:
    """Take a study day written as a date."""
    return study_day_of(a_date(row, key))


def day_text(day: int) -> str:
    """Write a study day as a date."""
    try:
        return date_of(StudyDay(day)).isoformat()
    except OverflowError:  # a day no calendar has: the last or the first of them
        return (date.max if day > 0 else date.min).isoformat()


def _of_kind(row: Mapping[str, Any], key: str, kind: type[T], called: str, default: T) -> T:
    value = row.get(key)
    if value is None:
        return default
    if not isinstance(value, kind):
        raise _wrong(key, value, called)
    return value


def _wrong(key: str | None, value: object, called: str) -> ValueError:
    return ValueError(f"{f'“{key}”' if key else 'it'} is {_shown(value)}, not {called}")


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None:
        return "nothing"
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f"“{shown if len(shown) <= 40 else shown[:39] + '…'}”"
