"""Durations and shares in the terminal's words."""

from datetime import timedelta

from flashcards.scheduling.scheduler import Outcome

_UNITS = ((365.25 * 86400, "years"), (30.44 * 86400, "months"), (86400, "days"), (3600, "h"), (60, "min"))


def delay(until: Outcome | timedelta) -> str:
    """Say how long it is until a card comes back: "10 min", "3 days", "2.1 months"."""
    if isinstance(until, timedelta):
        seconds = until.total_seconds()
    else:
        seconds = until.interval_days * 86400 if until.delay_s is None else until.delay_s
    for size, unit in _UNITS:
        if seconds >= size:
            number = seconds / size
            text = f"{number:.1f}" if unit in ("months", "years") else f"{number:.0f}"
            return f"{text} {unit.rstrip('s') if text == '1' else unit}"
    return "under a minute"


def percent(part: int, whole: int) -> str:
    """Say a share in whole per cent."""
    return f"{round(100 * part / whole)} %"
