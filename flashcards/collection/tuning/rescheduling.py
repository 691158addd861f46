"""Due days brought in line with what cards are remembered by now: looked at first, then done. Loads numpy.

A card moves only when its day lies outside the range its interval may be spread over, so that most stay where they are
and the load stays balanced.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from flashcards.collection import breaks, exams
from flashcards.collection.sitting import last_days
from flashcards.collection.studying import learner_calendar
from flashcards.domain.learning import LearningSettings
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.scheduling.deck_settings import settings_by_deck
from flashcards.scheduling.fuzz import Fuzz, chance, fuzz_range
from flashcards.scheduling.memory_model import MemoryModel, model_of
from flashcards.storage import counts, fits, reading
from flashcards.storage.fits import Scheduled
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

DAYS_SHOWN = 30
LOAD_DAYS = 400
"""How far ahead the number of due cards is known when a day is chosen."""

BUTTON_DAYS = 1
"""How far beyond its range a day may lie, for buttons give days of their own: Hard, Good and Easy lie apart."""

TOLD_EVERY = 500


class Move(NamedTuple):
    """A card that is to be due on another day."""

    card: Scheduled
    due_on: StudyDay


@dataclass(frozen=True, slots=True)
class Preview:
    """What rescheduling would do.

    Attributes:
        cards: reviews there are.
        earlier, later: how many would come on an earlier or a later day than now.
        before, after: cards due today (those overdue included) and on each of the next 30 days, shape (31,).
    """

    cards: int
    earlier: int
    later: int
    before: tuple[int, ...]
    after: tuple[int, ...]


def preview(snapshot: Snapshot, now: datetime, zone: tzinfo | None = None) -> Preview:
    """Say what rescheduling would do. Nothing is written."""
    today = learner_calendar(snapshot, zone).day(now)
    cards = fits.scheduled(snapshot)
    moves = _moves(snapshot, today, cards, no_progress)
    earlier = sum(move.due_on < move.card.due_on for move in moves)
    waiting = counts.due_by_day(snapshot, StudyDay(-LOAD_DAYS * LOAD_DAYS), StudyDay(today + DAYS_SHOWN))
    after = dict(waiting)
    for move in moves:
        if not move.card.is_set_aside:
            after[move.card.due_on] = after.get(move.card.due_on, 0) - 1
            after[move.due_on] = after.get(move.due_on, 0) + 1
    return Preview(len(cards), earlier, len(moves) - earlier, _shown(waiting, today), _shown(after, today))


def reschedule(
    transaction: "Transaction", now: datetime, zone: tzinfo | None = None, progress: Progress = no_progress
) -> int:
    """Give every review the day its memory asks for; how many were moved. Each move leaves a line in the log.

    Args:
        progress: told how far it is; what it raises ends the step, and nothing is changed.
    """
    today = learner_calendar(transaction.snapshot, zone).day(now)
    moves = _moves(transaction.snapshot, today, fits.scheduled(transaction.snapshot), progress)
    progress("Moving cards", 0.9)
    transaction.tuning.reschedule(((move.card.id, move.card.last_review_on, move.due_on) for move in moves), today)
    return len(moves)


def _moves(snapshot: Snapshot, today: StudyDay, cards: list[Scheduled], progress: Progress) -> list[Move]:
    decks = reading.decks(snapshot)
    settings = settings_by_deck(decks, reading.learning_settings(snapshot))
    bounds = last_days(exams.ahead(snapshot, today), decks)
    model = model_of(reading.learning_settings(snapshot))
    load = counts.due_by_day(snapshot, today, StudyDay(today + LOAD_DAYS))
    free = tuple(one.study_days for one in breaks.ahead(snapshot, date_of(today)))
    found: list[Move] = []
    for place, card in enumerate(cards):
        if place % TOLD_EVERY == 0:
            progress("Working out days", 0.9 * place / len(cards))
        own = settings[card.deck_id]
        fuzz = Fuzz(chance(card.id, card.reps), card.last_review_on, load, own.easy_days, free)
        due_on = _day(card, model, own, fuzz, bounds.get(card.deck_id), today)
        if due_on != card.due_on:
            load[card.due_on] = max(0, load.get(card.due_on, 0) - 1)
            load[due_on] = load.get(due_on, 0) + 1
            found.append(Move(card, due_on))
    return found


def _day(
    card: Scheduled,
    model: MemoryModel,
    settings: LearningSettings,
    fuzz: Fuzz,
    last_day: StudyDay | None,
    today: StudyDay,
) -> StudyDay:
    """Give the day a card is to be due: the one it has, where that is within reach of its interval."""
    longest = settings.max_interval_days
    if last_day is not None and last_day >= today:
        longest = max(1, min(longest, last_day - card.last_review_on))
    interval = model.interval(card.stability_days, settings.desired_retention)
    lower, upper = fuzz_range(interval, 1, longest)
    if lower - BUTTON_DAYS <= card.due_on - card.last_review_on <= upper + BUTTON_DAYS:
        return card.due_on
    wanted = StudyDay(card.last_review_on + fuzz.spread(interval, 1, longest))
    is_waiting = card.due_on <= today and wanted <= today
    return card.due_on if is_waiting else max(wanted, today)


def _shown(load: dict[StudyDay, int], today: StudyDay) -> tuple[int, ...]:
    overdue = sum(count for day, count in load.items() if day <= today)
    return (overdue, *(load.get(StudyDay(today + ahead), 0) for ahead in range(1, DAYS_SHOWN + 1)))
