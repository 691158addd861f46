"""What each of the four buttons does to a card, promised and done by one function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flashcards.domain.breaks import Break
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import Answered, Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.scheduling.fuzz import Fuzz, chance
from flashcards.scheduling.leeches import is_leech
from flashcards.scheduling.memory_model import MemoryModel, model_of
from flashcards.scheduling.steps import StepDue, step_due
from flashcards.scheduling.transitions import Place, Rules, places


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one button would do.

    Attributes:
        card: the card after the answer.
        interval_days: study days until it is due; 0 when it comes back the same study day.
        delay_s: seconds until it comes back, or None when that is on a later study day.
        became_leech: the answer is a lapse to be reported as one too many.
    """

    card: Card
    interval_days: int
    delay_s: int | None
    became_leech: bool


Outcomes = Mapping[Rating, Outcome]
"""What each button would do."""


class Scheduler:
    """Schedules cards by one learner's settings and calendar.

    Attributes:
        model: the memory model.
        calendar: where study days begin.
    """

    def __init__(self, settings: LearningSettings, calendar: StudyCalendar, breaks: Sequence[Break] = ()) -> None:
        """Prepare for a learner.

        Args:
            breaks: planned ahead; no review is to fall due in one.

        Raises:
            SettingsError: the settings name an unknown memory model, or parameters that are not its own.
        """
        self.model: MemoryModel = model_of(settings)
        self.calendar = calendar
        self._settings = settings
        self._breaks = tuple(one.study_days for one in breaks)

    def outcomes(
        self,
        card: Card,
        now: datetime,
        *,
        desired_retention: float,
        load: Mapping[StudyDay, int],
        last_day: StudyDay | None = None,
    ) -> Outcomes:
        """Give what each button does to a card.

        Args:
            now: when the card is answered, aware.
            desired_retention: the retrievability at which it is to fall due, 0 to 1.
            load: cards already due, by study day; lighter days are preferred.
            last_day: it is to fall due by then, the day before an exam, if it can: no interval is shorter than a day.
        """
        today = self.calendar.day(now)
        found = self._placed(card, today, desired_retention, load, last_day)
        return {rating: self._outcome(card, rating, now, *found[rating]) for rating in Rating}

    def _placed(
        self,
        card: Card,
        today: StudyDay,
        desired_retention: float,
        load: Mapping[StudyDay, int],
        last_day: StudyDay | None,
    ) -> dict[Rating, tuple[Place, MemoryState]]:
        """Give where each button puts a card, and how well it is remembered from there."""
        memories = self.model.next_states(card.memory, self._elapsed_days(card, today))
        intervals = {
            rating: self.model.interval(memory.stability_days, desired_retention) for rating, memory in memories.items()
        }
        rules = self._rules(
            Fuzz(chance(card.id, card.reps), today, load, self._settings.easy_days, self._breaks),
            None if last_day is None else last_day - today,
        )
        found = places(card.state, card.step, card.interval_days, intervals, rules)
        return {rating: (found[rating], memories[rating]) for rating in Rating}

    def answer(  # noqa: PLR0913 - an answer and what surrounds it
        self,
        card: Card,
        rating: Rating,
        now: datetime,
        duration_ms: int,
        *,
        desired_retention: float,
        load: Mapping[StudyDay, int],
        last_day: StudyDay | None = None,
    ) -> Answered:
        """Answer a card: exactly what `outcomes` promised for the same arguments, and the line for the log.

        Args:
            now: when it was answered, aware.
            duration_ms: from showing the question to the rating.
            desired_retention: the retrievability at which it is to fall due, 0 to 1.
            load: cards already due, by study day.
            last_day: it is to fall due by then, if it can.
        """
        today = self.calendar.day(now)
        found = self._placed(card, today, desired_retention, load, last_day)
        outcome = self._outcome(card, rating, now, *found[rating])
        review = Review(
            card_id=card.id,
            reviewed_at=now.astimezone(UTC),
            reviewed_on=today,
            rating=rating,
            kind=_kind(card, today),
            state=card.state,
            elapsed_days=self._elapsed_days(card, today),
            interval_days=outcome.interval_days,
            duration_ms=duration_ms,
            retrievability=self.retrievability(card, now),
            memory=outcome.card.memory,
        )
        return Answered(card, outcome.card, review, outcome.became_leech)

    def retrievability(self, card: Card, now: datetime) -> float | None:
        """Give the probability, 0 to 1, that a card is recalled now; None for one never studied."""
        if card.memory is None:
            return None
        return self.model.retrievability(card.memory.stability_days, self._elapsed_days(card, self.calendar.day(now)))

    def _rules(self, fuzz: Fuzz, longest_days: int | None) -> Rules:
        longest = self._settings.max_interval_days
        return Rules(
            learning_steps_s=self._settings.learning_steps_s,
            relearning_steps_s=self._settings.relearning_steps_s,
            max_interval_days=longest if longest_days is None else min(longest, max(longest_days, 1)),
            has_short_term=self.model.has_short_term,
            spread=fuzz.spread,
        )

    def _outcome(self, card: Card, rating: Rating, now: datetime, place: Place, memory: MemoryState) -> Outcome:
        today = self.calendar.day(now)
        due = _due(now, today, place, self.calendar)
        has_lapsed = card.state is CardState.REVIEW and rating is Rating.AGAIN
        lapses = card.lapses + has_lapsed
        after = replace(
            card,
            state=place.state,
            memory=memory,
            step=place.step,
            due_on=due.on,
            due_at=due.at,
            interval_days=due.on - today,
            last_review_at=now.astimezone(UTC),
            last_review_on=today,
            reps=card.reps + 1,
            lapses=lapses,
            buried_until=None,
        )
        return Outcome(
            card=after,
            interval_days=after.interval_days,
            delay_s=None if due.at is None else place.delay_s,
            became_leech=has_lapsed and is_leech(lapses, self._settings.leech_threshold),
        )

    def _elapsed_days(self, card: Card, today: StudyDay) -> int:
        """Count study days since the last review; a card that lost its date is taken to be as old as its interval."""
        if card.memory is None:
            return 0
        last = card.last_review_on
        if last is None:
            last = today if card.due_on is None else StudyDay(card.due_on - card.interval_days)
        return max(today - last, 0)


def _due(now: datetime, today: StudyDay, place: Place, calendar: StudyCalendar) -> StepDue:
    if place.delay_s is None:
        return StepDue(StudyDay(today + place.interval_days), None)
    return step_due(now, place.delay_s, calendar)


def _kind(card: Card, today: StudyDay) -> ReviewKind:
    """Say why the answer is in the log, as Anki does: a review before its day counts as custom study."""
    if card.state is CardState.REVIEW:
        is_early = card.due_on is not None and today < card.due_on
        return ReviewKind.CUSTOM if is_early else ReviewKind.REVIEW
    return ReviewKind.RELEARNING if card.state is CardState.RELEARNING else ReviewKind.LEARNING
