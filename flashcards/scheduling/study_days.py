"""The study days of very many instants at once."""

from datetime import UTC, datetime, timedelta

import numpy as np
import numpy.typing as npt

from flashcards.domain.study_day import StudyCalendar

Days = npt.NDArray[np.int64]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS


def study_days(calendar: StudyCalendar, times_ms: Days) -> Days:
    """Give the study day of each instant, shape (times,), as `calendar.day` does.

    The clock's distance from UTC is looked up at both ends of each day that is met, not for each instant; only on days
    on which the clocks change is every instant looked at by itself.

    Args:
        times_ms: ms since 1970, UTC, any order; within the years that `datetime` has.
    """
    if times_ms.size == 0:
        return np.empty(0, np.int64)
    day = times_ms // _DAY_MS
    first = int(day.min())
    day -= first
    is_met = np.zeros(int(day.max()) + 2, np.bool_)
    is_met[day] = is_met[day + 1] = True
    offsets = np.zeros(len(is_met), np.int64)
    for one in np.flatnonzero(is_met).tolist():
        offsets[one] = _offset_ms(calendar, (first + one) * _DAY_MS)
    before, after = offsets[day], offsets[day + 1]
    found = (times_ms + before - calendar.rollover_hour * _HOUR_MS) // _DAY_MS
    for index in np.flatnonzero(before != after):
        found[index] = calendar.day(_instant(int(times_ms[index])))
    return found


def _offset_ms(calendar: StudyCalendar, time_ms: int) -> int:
    offset = _instant(time_ms).astimezone(calendar.zone).utcoffset()
    return 0 if offset is None else round(offset.total_seconds() * 1000)


def _instant(time_ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=time_ms)
