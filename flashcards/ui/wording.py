"""Numbers and dates in words. No Qt."""

from datetime import date


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: "1 card", "1 200 cards"."""
    return f"{grouped(number)} {noun}{'' if number == 1 else 's'}"


def grouped(number: int) -> str:
    """Give a number with its thousands apart."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def day_and_month(day: date) -> str:
    """Give "23 November"."""
    return f"{day.day} {day:%B}"


def long_date(day: date) -> str:
    """Give "23 November 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def percent(share: float) -> str:
    """Give "90 %"."""
    return f"{round(share * 100)}\N{NARROW NO-BREAK SPACE}%"


def in_minutes(seconds: int) -> str:
    """Give a step as it is written in settings: "30s", "10m", "2h", "1d"."""
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"
