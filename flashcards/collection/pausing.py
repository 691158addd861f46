"""Planning a break, and ending one: the reviews it moved get their own days back."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING

from flashcards.collection import card_actions
from flashcards.collection.breaks import BREAKS, Moved, PlannedBreak, planned
from flashcards.collection.studying import learner_calendar
from flashcards.domain.breaks import Break
from flashcards.domain.ids import CardId
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

KEPT_DAYS = 60
"""Breaks that ended longer ago are forgotten; until then their days do not count as missed."""


def add(transaction: "Transaction", days: Break, moved: Mapping[CardId, Moved], today: date) -> None:
    """Keep a break."""
    oldest = today - timedelta(days=KEPT_DAYS)
    kept = [one for one in planned(transaction.snapshot) if one.days.last >= oldest]
    _store(transaction, [*kept, PlannedBreak(days, moved)])


def end(transaction: "Transaction", days: Break, now: datetime, zone: tzinfo | None = None) -> int:
    """End a break: today is a day of study again, and its reviews come on their own days, today at the earliest.

    Returns:
        How many reviews were given their days back. Those studied or moved since stay where they are.
    """
    calendar = learner_calendar(transaction.snapshot, zone)
    today = calendar.day(now)
    found = planned(transaction.snapshot)
    ended = next((one for one in found if one.days == days), None)
    if ended is None:
        return 0
    back = sorted(_back(transaction.snapshot, ended, today).items(), key=lambda item: (item[1], item[0]))
    for due_on, group in groupby(back, key=lambda item: item[1]):
        ids = [card_id for card_id, _ in group]
        card_actions.set_due(transaction, ids, due_on, now, calendar, ReviewKind.RESCHEDULED)
    _store(transaction, [*(one for one in found if one is not ended), *_past_part(ended, date_of(today))])
    return len(back)


def _back(snapshot: Snapshot, ended: PlannedBreak, today: StudyDay) -> dict[CardId, StudyDay]:
    """Give the day each review of a break gets back, unless it has another one by now."""
    wanted = ended.days_back(today)
    cards = reading.cards(snapshot, list(wanted))
    return {
        card_id: wanted[card_id].before
        for card_id, card in cards.items()
        if card.due_on == wanted[card_id].given != wanted[card_id].before
    }


def _past_part(ended: PlannedBreak, today: date) -> tuple[PlannedBreak, ...]:
    """Keep the days that were free: they were not missed."""
    if ended.days.first >= today:
        return ()
    return (PlannedBreak(Break(ended.days.first, min(ended.days.last, today - timedelta(days=1)))),)


def _store(transaction: "Transaction", breaks: Iterable[PlannedBreak]) -> None:
    transaction.set_value(
        BREAKS,
        [
            {
                "first": one.days.first.isoformat(),
                "last": one.days.last.isoformat(),
                "moved": [[card, moved.before, moved.given] for card, moved in sorted(one.moved.items())],
            }
            for one in sorted(breaks, key=lambda one: one.days)
        ],
    )
