"""Planned breaks: which there are, and what they mean for a day.

Answers keep clear of the breaks ahead (`scheduling/fuzz.py`); while one lasts, no new card comes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from flashcards.domain.breaks import Break
from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.waiting import Waiting

BREAKS = "breaks"
"""The stored value: `[{"first", "last", "moved": [[card, day before, day given]]}]`, by their first day."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A review a break gave another day.

    Attributes:
        before, given: the day it was due, and the one it was given.
    """

    before: StudyDay
    given: StudyDay


@dataclass(frozen=True, slots=True)
class PlannedBreak:
    """A break with the reviews it moved."""

    days: Break
    moved: Mapping[CardId, Moved] = field(default_factory=dict)

    def days_back(self, today: StudyDay) -> dict[CardId, Moved]:
        """Give its reviews with the day each would have without it, today at the earliest."""
        return {key: replace(moved, before=StudyDay(max(moved.before, today))) for key, moved in self.moved.items()}


def planned(snapshot: Snapshot) -> tuple[PlannedBreak, ...]:
    """Give the breaks that were planned, those of the last weeks too, by their first day."""
    stored = reading.value(snapshot, BREAKS)
    return tuple(map(_read, stored)) if isinstance(stored, list) else ()


def ahead(snapshot: Snapshot, today: date) -> tuple[Break, ...]:
    """Give the breaks that are not over."""
    return tuple(one.days for one in planned(snapshot) if one.days.last >= today)


def next_day(snapshot: Snapshot, after: StudyDay) -> StudyDay:
    """Give the first day later than another that belongs to no break."""
    planned_ahead = ahead(snapshot, date_of(after))
    return next(
        StudyDay(day) for day in count(after + 1) if not any(one.has(date_of(StudyDay(day))) for one in planned_ahead)
    )


def is_break(snapshot: Snapshot, day: date) -> bool:
    """Say whether a day belongs to a break."""
    return any(one.days.has(day) for one in planned(snapshot))


def without_new(snapshot: Snapshot, day: StudyDay, waiting: Mapping[DeckId, Waiting]) -> Mapping[DeckId, Waiting]:
    """Leave new cards out of what waits, on the day of a break."""
    if not is_break(snapshot, date_of(day)):
        return waiting
    return {key: one._replace(new=0) for key, one in waiting.items()}


def _read(stored: Mapping[str, object]) -> PlannedBreak:
    moved = stored.get("moved")
    rows: Sequence[Sequence[int]] = moved if isinstance(moved, list) else ()
    return PlannedBreak(
        Break(date.fromisoformat(str(stored["first"])), date.fromisoformat(str(stored["last"]))),
        {CardId(card): Moved(StudyDay(before), StudyDay(given)) for card, before, given in rows},
    )
