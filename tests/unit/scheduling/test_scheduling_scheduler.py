from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.errors import SettingsError
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import Answered, Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.scheduling.scheduler import Scheduler

NEW, LEARNING, REVIEW, RELEARNING = CardState
A, H, G, E = Rating
DAY = timedelta(days=1)

CALENDAR = StudyCalendar(4, UTC)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = CALENDAR.day(NOON)
SCHEDULER = Scheduler(LearningSettings(), CALENDAR)


def a_card(**changes: Any) -> Card:
    card = Card(id=CardId(7), note_id=NoteId(8), deck_id=DeckId(9), position=3)
    return replace(card, **changes)


def a_review_card(**changes: Any) -> Card:
    known: dict[str, Any] = {
        "state": REVIEW,
        "memory": MemoryState(10.0, 5.0),
        "due_on": TODAY,
        "interval_days": 10,
        "last_review_on": StudyDay(TODAY - 10),
        "last_review_at": NOON - 10 * DAY,
        "reps": 4,
    }
    return a_card(**(known | changes))


def answer(card: Card, rating: Rating, now: datetime = NOON, scheduler: Scheduler = SCHEDULER) -> Answered:
    return scheduler.answer(card, rating, now, 5000, desired_retention=0.9, load={})


def test_a_new_card_answered_good_moves_on_to_its_second_step() -> None:
    answered = answer(a_card(), G)

    assert answered.after == a_card(
        state=LEARNING,
        memory=MemoryState(2.3065, answered.after.memory.difficulty if answered.after.memory else 0),
        step=1,
        due_on=TODAY,
        due_at=NOON + timedelta(minutes=10),
        last_review_at=NOON,
        last_review_on=TODAY,
        reps=1,
    )
    assert answered.review == Review(
        card_id=CardId(7),
        reviewed_at=NOON,
        reviewed_on=TODAY,
        rating=G,
        kind=ReviewKind.LEARNING,
        state=NEW,
        elapsed_days=0,
        interval_days=0,
        duration_ms=5000,
        retrievability=None,
        memory=answered.after.memory,
    )


def test_a_review_answered_good_is_due_on_a_later_study_day() -> None:
    answered = answer(a_review_card(), G)

    after = answered.after
    assert after.state is REVIEW
    assert (after.step, after.due_at) == (None, None)
    assert after.due_on == TODAY + after.interval_days
    assert answered.review.interval_days == after.interval_days
    assert (answered.review.kind, answered.review.elapsed_days) == (ReviewKind.REVIEW, 10)
    assert answered.review.retrievability == pytest.approx(0.9)


def test_an_evening_and_the_next_morning_lie_one_study_day_apart() -> None:
    card = a_card()
    for now in (
        datetime(2026, 11, 23, 22, tzinfo=UTC),
        datetime(2026, 11, 24, 8, tzinfo=UTC),
        datetime(2026, 11, 26, 9, tzinfo=UTC),
    ):
        card = answer(card, G, now).after

    assert card.memory is not None
    assert card.memory.stability_days == pytest.approx(16.1273, rel=1e-4)


def test_the_small_hours_belong_to_the_day_before() -> None:
    first = answer(a_card(), G, datetime(2026, 11, 23, 23, tzinfo=UTC)).after
    second = answer(first, G, datetime(2026, 11, 24, 3, 59, tzinfo=UTC))

    assert second.review.elapsed_days == 0


def test_a_step_that_crosses_the_rollover_is_due_on_the_next_study_day() -> None:
    outcome = SCHEDULER.outcomes(a_card(), datetime(2026, 11, 24, 3, 55, tzinfo=UTC), desired_retention=0.9, load={})[G]

    assert (outcome.card.due_on, outcome.card.due_at) == (TODAY + 1, None)
    assert (outcome.interval_days, outcome.delay_s, outcome.card.step) == (1, None, 1)


def test_a_lapse_is_counted_only_on_cards_in_review() -> None:
    lapsed = answer(a_review_card(lapses=2), A).after
    again = answer(lapsed, A, NOON + timedelta(minutes=11)).after

    assert (lapsed.state, lapsed.lapses) == (RELEARNING, 3)
    assert (again.state, again.lapses) == (RELEARNING, 3)
    assert answer(a_card(lapses=2), A).after.lapses == 2


def test_relearning_is_logged_as_such() -> None:
    lapsed = answer(a_review_card(), A).after

    answered = answer(lapsed, G, NOON + timedelta(minutes=11))

    assert answered.review.kind is ReviewKind.RELEARNING
    assert (answered.after.state, answered.after.step) == (REVIEW, None)


def test_a_review_before_its_day_is_logged_as_custom_study() -> None:
    assert answer(a_review_card(due_on=StudyDay(TODAY + 1)), G).review.kind is ReviewKind.CUSTOM
    assert answer(a_review_card(due_on=None), G).review.kind is ReviewKind.REVIEW


@pytest.mark.parametrize(("lapses", "reported"), [(6, False), (7, True), (8, False), (11, True)])
def test_a_leech_is_reported_and_stays_in_study(lapses: int, reported: bool) -> None:
    answered = answer(a_review_card(lapses=lapses), A)

    assert answered.became_leech is reported
    assert not answered.after.is_suspended


def test_a_card_recalled_is_no_leech() -> None:
    assert not answer(a_review_card(lapses=8), G).became_leech


def test_an_answer_digs_a_buried_card_out() -> None:
    assert answer(a_review_card(buried_until=StudyDay(TODAY + 1)), G).after.buried_until is None


def test_flags_position_and_revision_are_left_alone() -> None:
    after = answer(a_review_card(flag=3, revision=12, ordinal=1), G).after

    assert (after.flag, after.revision, after.ordinal, after.position) == (3, 12, 1, 3)


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    card = a_review_card(last_review_on=StudyDay(TODAY + 5))

    assert answer(card, G).review.elapsed_days == 0
    assert SCHEDULER.retrievability(card, NOON) == 1.0


def test_a_card_without_a_date_is_taken_to_be_as_old_as_its_interval() -> None:
    assert answer(a_review_card(last_review_on=None, due_on=StudyDay(TODAY - 3)), G).review.elapsed_days == 13
    assert answer(a_review_card(last_review_on=None, due_on=None), G).review.elapsed_days == 0


def test_retrievability_falls_by_the_study_day() -> None:
    card = a_review_card()

    found = [
        SCHEDULER.retrievability(card, now) for now in (NOON - 10 * DAY, NOON, NOON + timedelta(hours=15), NOON + DAY)
    ]

    assert found[0] == 1.0
    assert found[1] == found[2] == pytest.approx(0.9)
    assert found[3] == pytest.approx(0.8933, abs=1e-3)
    assert SCHEDULER.retrievability(a_card(), NOON) is None


def test_a_higher_desired_retention_brings_a_card_back_sooner() -> None:
    found = [
        SCHEDULER.outcomes(a_review_card(), NOON, desired_retention=wanted, load={})[G].interval_days
        for wanted in (0.97, 0.9, 0.8)
    ]

    assert found == sorted(found)
    assert len(set(found)) == 3


def test_a_free_day_is_preferred() -> None:
    plain = SCHEDULER.outcomes(a_review_card(), NOON, desired_retention=0.9, load={})[G].interval_days
    busy = {StudyDay(TODAY + day): 80 for day in range(100) if day != plain + 1}

    outcome = SCHEDULER.outcomes(a_review_card(), NOON, desired_retention=0.9, load=busy)[G]

    assert outcome.interval_days == plain + 1


def test_intervals_stay_below_the_longest() -> None:
    scheduler = Scheduler(LearningSettings(max_interval_days=30), CALENDAR)

    outcomes = scheduler.outcomes(a_review_card(memory=MemoryState(900, 3)), NOON, desired_retention=0.9, load={})

    assert max(outcome.interval_days for outcome in outcomes.values()) == 30


def test_times_are_kept_in_utc_and_steps_last_as_long_as_they_say_when_clocks_change() -> None:
    zone = ZoneInfo("Europe/Berlin")
    scheduler = Scheduler(LearningSettings(), StudyCalendar(4, zone))

    after = answer(a_card(), G, datetime(2026, 10, 25, 2, 55, tzinfo=zone), scheduler).after

    assert after.last_review_at == datetime(2026, 10, 25, 0, 55, tzinfo=UTC)
    assert after.due_at == datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    assert after.due_at.tzinfo is UTC


def test_settings_of_an_unknown_model_are_refused() -> None:
    with pytest.raises(SettingsError, match="no memory model"):
        Scheduler(LearningSettings(model="sm-2"), CALENDAR)


steps = st.lists(st.integers(1, 200_000), max_size=3).map(tuple)
settings = st.builds(
    LearningSettings,
    rollover_hour=st.integers(0, 23),
    learning_steps_s=steps,
    relearning_steps_s=steps,
    max_interval_days=st.integers(1, 36_500),
    leech_threshold=st.integers(1, 20),
)
days = st.integers(20_000, 21_000).map(StudyDay)
memories = st.builds(MemoryState, st.floats(0.001, 36_500), st.floats(1, 10))
new_cards = st.builds(a_card, id=st.integers(1, 10**12).map(CardId))
known_cards = st.builds(
    a_card,
    id=st.integers(1, 10**12).map(CardId),
    state=st.sampled_from([LEARNING, REVIEW, RELEARNING]),
    memory=memories,
    step=st.integers(0, 3) | st.none(),
    due_on=days,
    interval_days=st.integers(0, 5000),
    last_review_on=days | st.none(),
    reps=st.integers(1, 300),
    lapses=st.integers(0, 40),
)
times = st.integers(0, 3 * 366 * 86_400).map(
    lambda second: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)
zones = st.sampled_from([ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")])
loads = st.dictionaries(days, st.integers(0, 200), max_size=50)
situations = st.tuples(settings, zones, new_cards | known_cards, times, st.floats(0.7, 0.99), loads)


@given(situations)
def test_an_answer_does_exactly_what_its_button_promised(situation: tuple[Any, ...]) -> None:
    preferences, zone, card, now, wanted, load = situation
    scheduler = Scheduler(preferences, StudyCalendar(preferences.rollover_hour, zone))

    promised = scheduler.outcomes(card, now, desired_retention=wanted, load=load)

    for rating in Rating:
        answered = scheduler.answer(card, rating, now, 1000, desired_retention=wanted, load=load)
        assert answered.after == promised[rating].card
        assert answered.review.interval_days == promised[rating].interval_days
        assert answered.became_leech == promised[rating].became_leech
        assert (answered.before, answered.review.rating) == (card, rating)


@given(situations)
def test_a_card_is_always_due_when_its_button_says(situation: tuple[Any, ...]) -> None:
    preferences, zone, card, now, wanted, load = situation
    calendar = StudyCalendar(preferences.rollover_hour, zone)

    outcomes = Scheduler(preferences, calendar).outcomes(card, now, desired_retention=wanted, load=load)

    for outcome in outcomes.values():
        after = outcome.card
        assert after.due_on == calendar.day(now) + outcome.interval_days
        assert after.interval_days == outcome.interval_days
        assert (after.due_at is None) == (outcome.delay_s is None) == (outcome.interval_days > 0)
        if after.due_at is not None and outcome.delay_s is not None:
            assert after.due_at - now == timedelta(seconds=outcome.delay_s)
            assert calendar.day(after.due_at) == after.due_on
        assert (after.step is None) == (after.state is REVIEW)


@given(situations, st.integers(1, 600))
def test_thinking_longer_changes_nothing_within_the_study_day(situation: tuple[Any, ...], seconds: int) -> None:
    preferences, zone, card, now, wanted, load = situation
    calendar = StudyCalendar(preferences.rollover_hour, zone)
    scheduler = Scheduler(preferences, calendar)
    later = now + timedelta(seconds=seconds)

    shown = scheduler.outcomes(card, now, desired_retention=wanted, load=load)
    done = scheduler.outcomes(card, later, desired_retention=wanted, load=load)

    if calendar.day(later) == calendar.day(now):
        for rating in Rating:
            if done[rating].interval_days == 0 or shown[rating].interval_days > 0:
                assert done[rating].interval_days == shown[rating].interval_days
                assert done[rating].delay_s == shown[rating].delay_s
