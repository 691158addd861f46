"""Numbers, dates and spans of time in words, the same in the window and in the terminal."""

from datetime import date

from flashcards.domain.deck import SEPARATOR

PATH_ARROW = " › "
"""Stands between the decks of a path."""

MINUTE_S = 60
HOUR_S = 3600
DAYS_A_MONTH = 30.44
DAYS_A_YEAR = 365.25


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: "1 card", "1,200 cards"."""
    return f"{grouped(number)} {noun}{'' if number == 1 else 's'}"


def pictures_and_sounds(number: int) -> str:
    """Count the files that come along with notes."""
    return "1 picture or sound" if number == 1 else f"{grouped(number)} pictures and sounds"


def grouped(number: int) -> str:
    """Give a number with its thousands apart: "1,200"."""
    return f"{number:,}"


SOURCE_CHARACTERS = 60
"""The names of files beyond which a message is too long to be read while it is shown."""


def turned(operation: str, source: str = "", *, is_undo: bool) -> str:
    """Say that a step was taken back, or done again, by the name the menu gives it: "Undone: Answer Card".

    Args:
        source: the files it was about; empty for none.
    """
    told = source if len(source) <= SOURCE_CHARACTERS else f"{source[: SOURCE_CHARACTERS - 1]}…"
    return f"{'Undone' if is_undo else 'Done again'}: {operation}{f' of {told}' if told else ''}"


def as_sentence(text: str) -> str:
    """Give a text that begins with a capital, as one that stands by itself does."""
    return text[:1].upper() + text[1:]


def day_and_month(day: date) -> str:
    """Give "November 23"."""
    return f"{day:%B} {day.day}"


def long_date(day: date) -> str:
    """Give "November 23, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def percent(share: float) -> str:
    """Give "90 %"."""
    return f"{round(share * 100)}\N{NARROW NO-BREAK SPACE}%"


def step(seconds: int) -> str:
    """Give a step as it is written in settings: "30s", "10m", "2h", "1d"."""
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def delay(seconds: float) -> str:
    """Give a wait within the day: "30 s", "10 min", "1.5 h"."""
    if seconds < MINUTE_S:
        return f"{round(seconds)} s"
    if seconds < HOUR_S:
        return f"{round(seconds / MINUTE_S)} min"
    return f"{short(seconds / HOUR_S)} h"


def days(number: int) -> str:
    """Give an interval: "1 day", "12 days", "2.1 months", "1.3 years"."""
    if number < 30:
        return f"{number} day{'' if number == 1 else 's'}"
    if number < DAYS_A_YEAR:
        return f"{short(number / DAYS_A_MONTH)} months" if number > DAYS_A_MONTH * 1.05 else "1 month"
    years = short(number / DAYS_A_YEAR)
    return f"{years} year{'' if years == '1' else 's'}"


def return_time(interval_days: int, delay_s: int | None) -> str:
    """Say when a card returns after an answer."""
    return days(max(1, interval_days)) if delay_s is None else delay(delay_s)


def deck_path(name: str) -> str:
    """Give a deck's name as a path: "Clerk duties › Filing"."""
    return PATH_ARROW.join(name.split(SEPARATOR))


def short(number: float) -> str:
    """Write a number with one decimal, or none when that is 0 or it is 10 or more."""
    return f"{number:.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")


def attention(problems: int, warnings: int) -> list[str]:
    """Say how many problems there are, and how many places to look at though they are none; nothing of what is 0."""
    return [
        *([counted(problems, "problem")] if problems else []),
        *([f"{grouped(warnings)} to look at"] if warnings else []),
    ]
