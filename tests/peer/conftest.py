"""Anki goes by the clock of the system, and no test can set that."""

from datetime import timedelta

import pytest

from flashcards import clock
from tests.peer.anki.anki_collection import CALENDAR

FIRST_DAY = CALENDAR.day(clock.now())
SOON = timedelta(minutes=2)
NIGHT = timedelta(hours=4)


@pytest.fixture(autouse=True, scope="module")
def _one_day_of_anki() -> None:
    """Skip from shortly before the study day ends, and in the hours after the clocks changed at night."""
    now = clock.now()
    if CALENDAR.day(now + SOON) != FIRST_DAY:
        pytest.skip("the study day ends while Anki is at work")
    if now.astimezone().utcoffset() != (now - NIGHT).astimezone().utcoffset():
        pytest.skip("the clocks changed this night")
