"""Schedules and review logs that come in with cards."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.hand_scheduling import due_card, manual_line
from flashcards.collection.importing import Earlier, Schedule, expected, revert
from flashcards.collection.importing.remembering import memories
from flashcards.collection.importing.review_log import is_reset, read_log
from flashcards.collection.tuning.learner_log import own_log
from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.formats.transfer import Transfer, TransferCard
from flashcards.scheduling.fsrs6 import FSRS6
from flashcards.storage import reading
from flashcards.storage.leaving import leaving_reviews
from tests.builders import CALENDAR, NOON, TODAY, Clock
from tests.transfer_builders import a_transfer, a_transfer_note, reviews
from tests.unit.collection.importing_desk import ImportDesk

DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LEARN, REVIEW, RELEARN, CUSTOM, MANUAL, RESCHEDULED = range(6)
SETTINGS = LearningSettings()
MODEL = FSRS6(SETTINGS.parameters)


def ms(at: datetime) -> int:
    return (at - EPOCH) // timedelta(milliseconds=1)


def ago(days: float) -> int:
    return ms(NOON - timedelta(days=days))


def a_studied_card(**changes: Any) -> TransferCard:
    values: dict[str, Any] = {
        "ordinal": 0,
        "deck": "Filing",
        "state": 2,
        "stability": 12.5,
        "difficulty": 5.5,
        "due_on": TODAY + 3,
        "interval_days": 12,
        "reps": 4,
        "source_id": 7,
    } | changes
    return TransferCard(**values)


def with_card(card: TransferCard, *lines: tuple[int, ...], guid: str = "g") -> Transfer:
    return a_transfer(a_transfer_note("a", guid=guid, cards=(card,)), reviews=reviews(*lines), has_schedule=True)


def cards(desk: ImportDesk) -> list[Card]:
    def query(snapshot: Any) -> list[Card]:
        ids = [row[0] for row in snapshot.rows("SELECT id FROM card ORDER BY id")]
        return list(reading.cards(snapshot, ids).values())

    return desk.collection.read(query)


def log(desk: ImportDesk, card_id: int = 1) -> tuple[Review, ...]:
    return desk.collection.read(lambda snapshot: reading.reviews_of_card(snapshot, CardId(card_id)))


def test_a_new_card_takes_the_schedule_of_its_file(desk: ImportDesk) -> None:
    card = a_studied_card(lapses=2, flag=3, is_suspended=True, position=9, last_review_at=ago(9))

    report = desk.bring(with_card(card, (7, ago(9), 3, REVIEW, 12, 4200)))

    (found,) = cards(desk)
    assert (report.cards, report.reviews) == (1, 1)
    assert (found.state, found.memory, found.due_on) == (CardState.REVIEW, MemoryState(12.5, 5.5), TODAY + 3)
    assert (found.interval_days, found.reps, found.lapses, found.flag) == (12, 4, 2, 3)
    assert (found.is_suspended, found.position, found.step) == (True, 9, None)
    assert (found.last_review_at, found.last_review_on) == (NOON - 9 * DAY, TODAY - 9)
    assert desk.collection.verify() == ()


@pytest.mark.parametrize("changes", [{}, {"state": 0, "due_on": None}, {"is_suspended": True}])
def test_a_buried_card_is_set_aside_until_the_next_study_day(desk: ImportDesk, changes: dict[str, Any]) -> None:
    desk.bring(with_card(a_studied_card(is_buried=True, **changes)))

    (found,) = cards(desk)
    assert found.buried_until == TODAY + 1
    assert (found.is_buried(TODAY), found.is_buried(StudyDay(TODAY + 1))) == (True, False)
    assert desk.collection.verify() == ()


def test_a_buried_card_comes_in_as_new_without_the_schedule(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(is_buried=True)), schedule=Schedule.NONE)

    assert cards(desk)[0].buried_until is None


def test_a_card_that_takes_a_schedule_over_is_buried_with_it(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(last_review_at=ago(9))))

    buried = with_card(a_studied_card(last_review_at=ago(2), due_on=TODAY, is_buried=True))
    desk.bring(buried, schedule=Schedule.ALL)

    assert (cards(desk)[0].due_on, cards(desk)[0].buried_until) == (TODAY, TODAY + 1)


def test_a_card_in_its_steps_comes_back_when_it_is_due(desk: ImportDesk) -> None:
    at = NOON + timedelta(minutes=10)

    desk.bring(with_card(a_studied_card(state=1, step=1, due_on=None, due_at=ms(at), interval_days=0)))

    (found,) = cards(desk)
    assert (found.state, found.step, found.due_on, found.due_at) == (CardState.LEARNING, 1, TODAY, at)


def test_without_the_schedule_cards_come_in_as_new(desk: ImportDesk) -> None:
    transfer = with_card(a_studied_card(flag=3, is_suspended=True), (7, ago(9), 3, REVIEW, 12, 4200))

    report = desk.bring(transfer, schedule=Schedule.NONE)

    (found,) = cards(desk)
    assert (report.reviews, desk.count("review")) == (0, 0)
    assert (found.state, found.flag, found.is_suspended, found.due_on) == (CardState.NEW, 0, False, None)


def test_reviews_get_their_days_their_states_and_the_days_between(desk: ImportDesk) -> None:
    desk.bring(
        with_card(
            a_studied_card(),
            (7, ago(30), 3, LEARN, 0, 1000),
            (7, ago(29.99), 3, LEARN, 1, 1000),
            (7, ago(28), 3, REVIEW, 5, 1000),
            (7, ago(20), 1, REVIEW, 0, 1000),
            (7, ago(19.99), 3, RELEARN, 1, 1000),
            (7, ago(15), 0, MANUAL, 9, 0),
            (7, ago(10), 4, CUSTOM, 12, 1000),
        )
    )

    found = log(desk)
    assert [line.reviewed_on - TODAY for line in found] == [-30, -30, -28, -20, -20, -15, -10]
    assert [line.state.value for line in found] == [0, 1, 2, 2, 3, 2, 2]
    assert [line.elapsed_days for line in found] == [0, 0, 2, 8, 0, 5, 10]
    assert [line.rating for line in found] == [3, 3, 3, 1, 3, None, 4]
    assert [line.interval_days for line in found] == [0, 1, 5, 0, 1, 9, 12]
    assert all(line.retrievability is None and line.memory is None for line in found)


def test_the_log_is_kept_in_the_order_of_time(desk: ImportDesk) -> None:
    first, second = a_studied_card(source_id=7), a_studied_card(source_id=9)
    transfer = a_transfer(
        a_transfer_note("a", cards=(first,)),
        a_transfer_note("b", cards=(second,)),
        reviews=reviews((7, ago(3), 3, REVIEW, 1, 1), (7, ago(1), 3, REVIEW, 1, 2), (9, ago(2), 3, REVIEW, 1, 3)),
        has_schedule=True,
    )

    desk.bring(transfer)

    assert desk.rows("SELECT card_id, duration_ms FROM review ORDER BY id") == [(1, 1), (2, 3), (1, 2)]


def test_study_days_are_the_learners_on_both_sides_of_a_change_of_clocks(tmp_path: Any) -> None:
    zone = ZoneInfo("America/New_York")
    collection = Collection.open(tmp_path / "c.db", backups=tmp_path / "b", clock=Clock(), zone=zone)
    desk = ImportDesk(collection)
    instants = [datetime(2026, 3, 8, hour, 30, tzinfo=zone) for hour in (1, 3, 4, 5)]
    instants += [datetime(2026, 11, 1, 3, 59, tzinfo=zone), datetime(2026, 11, 1, 4, 0, tzinfo=zone)]

    desk.bring(with_card(a_studied_card(), *((7, ms(at), 3, REVIEW, 1, 1) for at in instants)))

    calendar = StudyCalendar(4, zone)
    assert [line.reviewed_on for line in log(desk)] == [calendar.day(at) for at in instants]
    collection.close()


def test_lines_that_cannot_be_are_left_out(desk: ImportDesk) -> None:
    report = desk.bring(
        with_card(
            a_studied_card(),
            (7, -5, 3, REVIEW, 1, 1),
            (7, 2**60, 3, REVIEW, 1, 1),
            (7, ago(3), 9, REVIEW, 1, 1),
            (7, ago(2), 3, 9, 1, 1),
            (7, ago(1), 3, REVIEW, -40, -3),
            (8, ago(1), 3, REVIEW, 1, 1),
        )
    )

    (line,) = log(desk)
    assert report.reviews == 1
    assert (line.interval_days, line.duration_ms) == (0, 0)


@pytest.mark.parametrize(
    "changes",
    [
        {"due_on": 10**30, "interval_days": 10**30, "reps": -4, "lapses": 10**30, "flag": 99, "position": 10**30},
        {"stability": math.nan, "difficulty": 700.0, "due_on": None, "last_review_at": -5},
        {"stability": math.inf, "difficulty": -1.0, "due_on": None, "due_at": 10**40, "step": -3, "state": 1},
        {"state": 77},
        {"stability": None, "difficulty": None, "ease": math.inf, "interval_days": -9},
    ],
)
def test_no_card_of_a_file_can_damage_the_collection(desk: ImportDesk, changes: dict[str, Any]) -> None:
    desk.bring(with_card(a_studied_card(**changes)))

    assert len(cards(desk)) == 1
    assert desk.collection.verify() == ()


def test_memory_a_file_does_not_give_is_replayed_from_the_reviews(desk: ImportDesk) -> None:
    card = a_studied_card(stability=None, difficulty=None, ease=2.5, reps=0)

    desk.bring(
        with_card(
            card,
            (7, ago(30), 3, LEARN, 0, 1),
            (7, ago(29), 3, LEARN, 3, 1),
            (7, ago(26), 0, MANUAL, 9, 0),
            (7, ago(20), 1, REVIEW, 0, 1),
            (7, ago(12), 4, RELEARN, 12, 1),
        )
    )

    expected = MODEL.replay([(0, Rating.GOOD), (1, Rating.GOOD), (9, Rating.AGAIN), (8, Rating.EASY)])
    (found,) = cards(desk)
    assert expected is not None
    assert found.memory is not None
    assert found.memory.stability_days == pytest.approx(expected.stability_days)
    assert found.memory.difficulty == pytest.approx(expected.difficulty)
    assert (found.reps, found.last_review_on) == (4, TODAY - 12)


def _memory(*lines: tuple[int, ...], interval: float = 40.0, ease: float = 2.5) -> tuple[float, float]:
    found = read_log(reviews(*lines).chunks(), np.array([7]), CALENDAR, ago(-1))
    stability, difficulty = memories(found, np.array([7]), np.array([interval]), np.array([ease]), SETTINGS)
    return float(stability[0]), float(difficulty[0])


def _replayed(*history: tuple[int, int], start: MemoryState | None = None) -> Any:
    after = MODEL.replay([(days, Rating(rating)) for days, rating in history], start)
    assert after is not None
    return pytest.approx((after.stability_days, after.difficulty))


def test_a_reset_card_begins_anew() -> None:
    lines = [
        (7, ago(90), 3, LEARN, 3, 1),
        (7, ago(80), 3, REVIEW, 9, 1),
        (7, ago(70), 0, MANUAL, 0, 0),
        (7, ago(60), 1, LEARN, 0, 1),
        (7, ago(50), 3, REVIEW, 9, 1),
    ]

    assert _memory(*lines) == _replayed((0, 1), (10, 3))


def test_a_card_learned_twice_is_remembered_from_the_second_time() -> None:
    lines = [(7, ago(90), 3, LEARN, 3, 1), (7, ago(80), 3, REVIEW, 9, 1), (7, ago(60), 4, LEARN, 3, 1)]

    assert _memory(*lines, (7, ago(50), 3, REVIEW, 9, 1)) == _replayed((0, 4), (10, 3))


def test_an_answer_that_did_not_count_does_not_end_a_run_of_learning_steps() -> None:
    lines = [(7, ago(90), 1, LEARN, 0, 1), (7, ago(89.9), 0, CUSTOM, 0, 1), (7, ago(89), 3, LEARN, 3, 1)]

    assert _memory(*lines, (7, ago(80), 3, REVIEW, 9, 1)) == _replayed((0, 1), (1, 3), (9, 3))


def test_a_log_that_begins_late_goes_on_from_interval_and_ease() -> None:
    lines = [(7, ago(50), 1, REVIEW, 0, 1), (7, ago(49), 3, RELEARN, 20, 1), (7, ago(29), 3, REVIEW, 45, 1)]

    start = MemoryState(20.0, _memory(interval=20.0)[1])
    assert _memory(*lines) == _replayed((20, 3), start=start)


@pytest.mark.parametrize(
    "lines", [(), ((7, ago(50), 0, MANUAL, 9, 0),), ((7, ago(50), 1, REVIEW, 0, 1),), ((9, ago(50), 3, LEARN, 3, 1),)]
)
def test_without_a_usable_history_interval_and_ease_count(lines: tuple[tuple[int, ...], ...]) -> None:
    assert _memory(*lines)[0] == pytest.approx(40.0)


def test_a_history_of_ten_thousand_answers_takes_no_time(desk: ImportDesk) -> None:
    lines = [(7, ago(9000 - number / 2), 3, REVIEW if number else LEARN, 1, 1) for number in range(10_000)]

    assert _memory(*lines)[0] == pytest.approx(40.0)


def _study(desk: ImportDesk, at: datetime) -> None:
    (card,) = cards(desk)
    after = replace(
        card,
        state=CardState.REVIEW,
        memory=MemoryState(3.0, 4.0),
        due_on=StudyDay(TODAY + 1),
        interval_days=3,
        last_review_at=at,
        last_review_on=CALENDAR.day(at),
        reps=card.reps + 1,
    )
    review = Review(
        card.id, at, CALENDAR.day(at), Rating.HARD, ReviewKind.REVIEW, CardState.REVIEW, 1, 3, 900, 0.9, after.memory
    )
    desk.collection.transact(
        Operation.ANSWER_CARD, lambda change: (change.update_card(after), change.add_reviews([review]))
    )


NEWER = ((7, ago(9), 3, REVIEW, 12, 1), (7, ago(2), 4, REVIEW, 30, 1))


@pytest.mark.parametrize("schedule", [Schedule.NEW_CARDS, Schedule.NONE])
def test_a_schedule_that_is_there_is_not_touched_unless_it_is_asked_for(desk: ImportDesk, schedule: Schedule) -> None:
    desk.bring(with_card(a_studied_card(), (7, ago(9), 3, REVIEW, 12, 1)))
    before = desk.rows("SELECT * FROM card"), desk.count("review")

    report = desk.bring(with_card(a_studied_card(stability=99.0, last_review_at=ago(2)), *NEWER), schedule=schedule)

    assert (report.unchanged, report.reviews) == (1, 0)
    assert (desk.rows("SELECT * FROM card"), desk.count("review")) == before


def test_a_later_schedule_is_taken_when_it_is_asked_for(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(), (7, ago(9), 3, REVIEW, 12, 1)))

    report = desk.bring(
        with_card(a_studied_card(stability=99.0, due_on=TODAY + 28, last_review_at=ago(2)), *NEWER),
        schedule=Schedule.ALL,
    )

    (found,) = cards(desk)
    assert (report.reviews, desk.count("review")) == (1, 2)
    assert (found.memory, found.due_on) == (MemoryState(99.0, 5.5), TODAY + 28)
    desk.collection.undo()
    assert (cards(desk)[0].memory, desk.count("review")) == (MemoryState(12.5, 5.5), 1)


def test_a_later_schedule_is_taken_from_any_of_several_files_that_say_what_is_there(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(), (7, ago(20), 3, REVIEW, 12, 1)))
    files = [
        with_card(a_studied_card(due_on=TODAY + days, last_review_at=ago(back)), (7, ago(back), 3, REVIEW, 12, 1))
        for days, back in ((5, 9), (9, 4))
    ]
    files[1] = replace(files[1], notes=[*files[1].notes] * 2)
    earlier = Earlier()
    plans = []
    for file in files:
        plans.append(desk.plan(file, earlier=earlier, schedule=Schedule.ALL))
        earlier.add(plans[-1])

    done = desk.apply(*plans)

    assert (done.unchanged, done.duplicates, done.reviews, done.problems) == (1, 2, 2, ())
    assert (cards(desk)[0].due_on, len(log(desk))) == (TODAY + 9, 3)


def test_what_was_studied_here_later_stays_and_the_log_takes_what_it_lacks(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(), (7, ago(9), 3, REVIEW, 12, 1)))
    _study(desk, NOON - DAY)

    report = desk.bring(with_card(a_studied_card(stability=99.0), *NEWER), schedule=Schedule.ALL)

    assert (report.reviews, desk.count("review")) == (1, 3)
    assert cards(desk)[0].memory == MemoryState(3.0, 4.0)


def test_a_schedule_that_was_taken_over_is_given_back_by_a_revert(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(), (7, ago(9), 3, REVIEW, 12, 1)))
    report = desk.bring(with_card(a_studied_card(stability=99.0), *NEWER), schedule=Schedule.ALL)

    done = desk.collection.transact(
        Operation.REVERT_IMPORT, lambda change: revert(change, report.import_id, keep_touched=True)
    ).value

    assert (done.restored, cards(desk)[0].memory, desk.count("review")) == (1, MemoryState(12.5, 5.5), 1)


def _set_due(desk: ImportDesk, due_on: int, at: datetime) -> None:
    (card,) = cards(desk)
    after = due_card(card, StudyDay(due_on), TODAY)
    line = manual_line(card, at, CALENDAR.day(at), interval_days=due_on - TODAY)
    desk.collection.transact(
        Operation.SET_DUE_DATE, lambda change: (change.update_card(after), change.add_reviews([line]))
    )


ANSWERED = (7, ago(9), 3, REVIEW, 12, 1)
"""The last answer, which both sides have."""


@pytest.mark.parametrize("milliseconds", [0, 250])
def test_a_due_date_set_by_hand_in_the_file_is_taken_after_the_same_last_answer(
    desk: ImportDesk, milliseconds: int
) -> None:
    desk.bring(with_card(a_studied_card(last_review_at=ago(9) + milliseconds), ANSWERED))
    moved = a_studied_card(due_on=TODAY + 50, interval_days=50, last_review_at=ago(9))

    report = desk.bring(with_card(moved, ANSWERED, (7, ago(1), 0, MANUAL, 50, 0)), schedule=Schedule.ALL)

    (found,) = cards(desk)
    assert (report.schedules, report.reviews) == (1, 1)
    assert (found.due_on, found.interval_days) == (TODAY + 50, 50)


def test_a_due_date_of_today_set_by_hand_is_no_reset_to_fits_and_exports(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(), (7, ago(20), 3, LEARN, 8, 1), (7, ago(9), 3, REVIEW, 12, 1)))
    _set_due(desk, TODAY, NOON)

    found = desk.collection.read(own_log)

    assert found.start.tolist() == [0, 0, 0]
    assert not is_reset(found.rating, found.kind, found.interval_days).any()
    assert sorted(desk.collection.read(leaving_reviews)[3].tolist()) == [LEARN, REVIEW, RESCHEDULED]


def test_a_due_date_set_by_hand_here_later_than_in_the_file_stays(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(last_review_at=ago(9)), ANSWERED))
    _set_due(desk, TODAY + 20, NOON - timedelta(hours=1))
    moved = a_studied_card(due_on=TODAY + 50, interval_days=50, last_review_at=ago(9))

    report = desk.bring(with_card(moved, ANSWERED, (7, ago(1), 0, MANUAL, 50, 0)), schedule=Schedule.ALL)

    assert (report.schedules, report.reviews) == (0, 1)
    assert cards(desk)[0].due_on == TODAY + 20


def test_the_same_schedule_is_not_counted_as_taken_over(desk: ImportDesk) -> None:
    transfer = with_card(a_studied_card(), ANSWERED)
    desk.bring(transfer)

    report = desk.bring(transfer, schedule=Schedule.ALL)

    assert (report.schedules, report.reviews, report.import_id) == (0, 0, 0)


RESET = (7, ago(1), 0, MANUAL, 0, 0)
"""What Anki writes when a card is forgotten by hand."""


def test_a_card_made_new_again_in_the_file_begins_anew_when_it_is_asked_for(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(last_review_at=ago(9), flag=2, position=5), ANSWERED))
    forgotten = TransferCard(0, "Filing", source_id=7, lapses=1, reps=4)

    report = desk.bring(with_card(forgotten, ANSWERED, RESET), schedule=Schedule.ALL)

    (found,) = cards(desk)
    assert (report.schedules, report.reviews, desk.count("review")) == (1, 1, 2)
    assert (found.state, found.memory, found.due_on, found.last_review_at) == (CardState.NEW, None, None, None)
    assert (found.position, found.flag, found.lapses, found.reps) == (5, 2, 1, 4)
    assert desk.collection.verify() == ()
    desk.collection.undo()
    assert cards(desk)[0].memory == MemoryState(12.5, 5.5)


@pytest.mark.parametrize("reps", [0, 4])
def test_a_new_card_has_the_answers_its_file_counts_not_those_of_the_log_before_it_was_reset(
    desk: ImportDesk, reps: int
) -> None:
    desk.bring(with_card(TransferCard(0, "Filing", source_id=7, reps=reps), ANSWERED, RESET))

    (found,) = cards(desk)
    assert (found.state, found.reps, desk.count("review")) == (CardState.NEW, reps, 2)


@pytest.mark.parametrize("lines", [(), (ANSWERED,), (ANSWERED, RESET)])
def test_a_card_that_is_new_in_the_file_stays_where_it_was_studied_here_later(
    desk: ImportDesk, lines: tuple[tuple[int, ...], ...]
) -> None:
    desk.bring(with_card(a_studied_card(last_review_at=ago(9)), ANSWERED))
    _study(desk, NOON - timedelta(hours=1))

    report = desk.bring(with_card(TransferCard(0, "Filing", source_id=7), *lines), schedule=Schedule.ALL)

    assert (report.schedules, cards(desk)[0].memory) == (0, MemoryState(3.0, 4.0))


def test_a_card_that_was_never_studied_in_the_file_keeps_its_schedule_here(desk: ImportDesk) -> None:
    desk.bring(with_card(a_studied_card(last_review_at=ago(9)), ANSWERED))

    report = desk.bring(with_card(TransferCard(0, "Filing")), schedule=Schedule.ALL)

    assert (report.schedules, cards(desk)[0].memory) == (0, MemoryState(12.5, 5.5))


@pytest.mark.parametrize("schedule", list(Schedule))
def test_what_a_dry_run_counts_is_what_the_import_does(desk: ImportDesk, schedule: Schedule) -> None:
    desk.bring(with_card(a_studied_card(), (7, ago(9), 3, REVIEW, 12, 1)))
    again = a_transfer_note("a", guid="g", cards=(a_studied_card(stability=99.0, last_review_at=ago(2)),))
    new = a_transfer_note("b", guid="h", cards=(a_studied_card(source_id=8),))
    lines = reviews(
        *NEWER, (7, ago(-3), 3, REVIEW, 12, 1), (8, ago(3), 3, REVIEW, 12, 1), (8, ago(-2), 3, REVIEW, 9, 1)
    )
    plan = desk.plan(a_transfer(again, new, reviews=lines, has_schedule=True), schedule=schedule)

    foretold = expected(plan, desk.collection)

    done = desk.apply(plan)
    assert replace(done, import_id=0) == foretold
    assert done.schedules == (1 if schedule is Schedule.ALL else 0)
    left_out = {Schedule.NONE: "", Schedule.NEW_CARDS: ": 1", Schedule.ALL: ": 2"}[schedule]
    message = "lines of the review log whose time or rating cannot be are left out"
    assert [one.message for one in foretold.problems] == ([message + left_out] if left_out else [])


def test_each_of_several_cards_is_compared_with_its_own_log(desk: ImportDesk) -> None:
    def brought(*cards: TransferCard, lines: tuple[tuple[int, ...], ...]) -> Transfer:
        notes = [a_transfer_note(card.deck, guid=card.deck, cards=(card,)) for card in cards]
        return a_transfer(*notes, reviews=reviews(*lines), has_schedule=True)

    first, second, third = (
        a_studied_card(deck=name, source_id=source) for name, source in zip("abc", (9, 8, 7), strict=True)
    )
    old = tuple((source, ago(9), 3, REVIEW, 12, 1) for source in (7, 8, 9))
    desk.bring(brought(first, second, third, lines=old))
    later = second._replace(stability=99.0, last_review_at=ago(2))
    lines = (old[0], old[1], (8, ago(2), 4, REVIEW, 30, 1), old[2], (9, ago(20), 3, REVIEW, 5, 1))

    report = desk.bring(brought(third, later, first, lines=lines), schedule=Schedule.ALL)

    found = {card.id: card.memory.stability_days for card in cards(desk) if card.memory is not None}
    assert (report.schedules, report.reviews) == (1, 2)
    assert sorted(found.values()) == [12.5, 12.5, 99.0]
    assert [len(log(desk, card_id)) for card_id in found] == [2, 2, 1]
    assert found[CardId(2)] == 99.0
