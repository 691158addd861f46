"""How memory stands, what is to come, and how decks differ."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.statistics import habits as habits_module
from flashcards.collection.statistics.ahead import ahead
from flashcards.collection.statistics.asking import Asked, Period, Question, asked
from flashcards.collection.statistics.habits import Group, Grouping, groups, hours, week_of
from flashcards.collection.statistics.history import Recalled
from flashcards.collection.statistics.memory import Bar, calibration, memory, wilson
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.note import Provenance
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.memory_model import model_of
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_reading import BinTally
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with closing(a_collection(tmp_path)) as found:
        yield found


def ask(snapshot: Snapshot, zone: object = UTC, **question: object) -> Asked:
    return asked(snapshot, Question(**question), NOON, zone)  # type: ignore[arg-type]  # what a test passes


def study(collection: Collection, card_id: CardId, stability: float, elapsed: int, interval: int) -> None:
    """Put a card in review that was answered some days ago."""

    def change(transaction: Transaction) -> None:
        card = reading.cards(transaction.snapshot, [card_id])[card_id]
        transaction.update_card(
            replace(
                card,
                state=CardState.REVIEW,
                memory=MemoryState(stability, 6.2),
                last_review_on=StudyDay(TODAY - elapsed),
                due_on=StudyDay(TODAY - elapsed + interval),
                interval_days=interval,
            )
        )

    collection.transact(Operation.SET_DUE_DATE, change)


def answer(collection: Collection, card_id: CardId, rating: Rating, at: datetime = NOON, recall: float = 0.9) -> None:
    line = Review(
        card_id=card_id,
        reviewed_at=at,
        reviewed_on=TODAY,
        rating=rating,
        kind=ReviewKind.REVIEW,
        state=CardState.REVIEW,
        elapsed_days=9,
        interval_days=9,
        duration_ms=60_000,
        retrievability=recall,
        memory=None,
    )
    collection.transact(Operation.ANSWER_CARD, lambda change: change.add_review(line))


def test_cards_are_counted_by_the_recall_the_model_gives_them(collection: Collection) -> None:
    ids = add_notes(collection, "Filing", [a_note(f"{place}") for place in range(4)])
    for card_id, elapsed in zip(ids, (0, 10, 60), strict=False):
        study(collection, card_id, 10.0, elapsed, 30)
    model = collection.read(lambda snapshot: model_of(reading.learning_settings(snapshot)))

    found = collection.read(lambda snapshot: memory(snapshot, ask(snapshot)))

    bars = {(bar.low, bar.high) for bar in found.recall if bar.cards}
    for elapsed in (0, 10, 60):
        recall = model.retrievability(10.0, elapsed)
        assert any((low or 0) - 1e-9 <= recall <= (high or 1) + 1e-9 for low, high in bars)
    assert sum(bar.cards for bar in found.recall) == 3
    assert Bar(7.0, 14.0, 3) in found.stability
    assert Bar(6.0, 6.5, 3) in found.difficulty
    assert Bar(15.0, 31.0, 3) in found.interval
    standings = collection.read(lambda snapshot: ahead(snapshot, ask(snapshot)).standings)
    assert (standings.new, standings.mature) == (1, 3)


def test_suspended_cards_are_not_counted_as_in_study(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    study(collection, card_id, 10.0, 3, 9)
    collection.transact(Operation.SUSPEND, lambda change: change.edits().suspend([card_id], is_suspended=True))

    found = collection.read(lambda snapshot: memory(snapshot, ask(snapshot)))

    assert sum(bar.cards for bar in found.recall) == 0
    assert collection.read(lambda snapshot: ahead(snapshot, ask(snapshot)).standings.suspended) == 1


def test_predictions_stand_beside_what_came_true(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    for rating, recall in ((Rating.GOOD, 0.93), (Rating.GOOD, 0.93), (Rating.AGAIN, 0.93), (Rating.GOOD, 0.61)):
        answer(collection, card_id, rating, recall=recall)

    found = collection.read(lambda snapshot: memory(snapshot, ask(snapshot)))

    assert [(one.reviews, round(one.predicted, 3), round(one.recalled, 3)) for one in found.calibration] == [
        (1, 0.61, 1.0),
        (3, 0.93, 0.667),
    ]
    assert found.predicted == pytest.approx(0.85)
    assert found.recalled == 0.75


def test_bins_of_predictions_are_put_together_where_there_are_few() -> None:
    found = calibration([BinTally(3, 10, 1, 0.7), BinTally(20, 10, 5, 4.1), BinTally(49, 4, 4, 3.96)])

    assert [(one.reviews, one.recalled) for one in found] == [(20, 0.3), (4, 1.0)]


def test_the_interval_of_a_share_is_wilsons() -> None:
    low, high = wilson(9, 10, z=1.96)

    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)


def test_what_falls_due_is_counted_by_day(collection: Collection) -> None:
    one, two, three = add_notes(collection, "Filing", [a_note(name) for name in "abc"])
    study(collection, one, 10.0, 3, 9)
    study(collection, two, 10.0, 3, 2)
    study(collection, three, 10.0, 3, 400)

    found = collection.read(lambda snapshot: ahead(snapshot, ask(snapshot, period=Period.MONTH)))

    assert (found.due, found.overdue) == ({TODAY + 6: 1}, 1)
    assert found.last - found.first == 30


def grouped(collection: Collection, grouping: Grouping) -> tuple[Group, ...]:
    return collection.read(lambda snapshot: groups(snapshot, ask(snapshot), grouping))


def test_decks_hold_what_the_decks_below_them_hold(collection: Collection) -> None:
    (one,) = add_notes(collection, "Filing::Charts", [a_note("a", tags=("desk",), provenance=Provenance(domain=2))])
    (two,) = add_notes(collection, "Filing", [a_note("b")])
    study(collection, one, 10.0, 0, 9)
    answer(collection, one, Rating.GOOD)
    answer(collection, two, Rating.AGAIN)

    found = {grouping: grouped(collection, grouping) for grouping in Grouping}

    assert [(one.name, one.cards, one.seen, one.answers, one.retention) for one in found[Grouping.DECK]] == [
        ("Filing", 2, 1, 2, Recalled(2, 1)),
        ("Filing::Charts", 1, 1, 1, Recalled(1, 1)),
    ]
    assert [(one.name, one.search, one.answers) for one in found[Grouping.DOMAIN]] == [
        ("No domain", "domain:none", 1),
        ("Domain 2", "domain:2", 1),
    ]
    assert [(one.name, one.search, one.cards, one.seconds) for one in found[Grouping.TAG]] == [
        ("desk", 'tag:"desk"', 1, 60.0)
    ]
    assert found[Grouping.DECK][1].known == pytest.approx(0.975)


def test_hours_are_those_of_the_learners_clock(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Filing", [a_note("one")])
    answer(collection, card_id, Rating.GOOD, NOON + timedelta(minutes=40))
    answer(collection, card_id, Rating.AGAIN, NOON)

    utc = collection.read(lambda snapshot: hours(snapshot, ask(snapshot)))
    kolkata = collection.read(lambda snapshot: hours(snapshot, ask(snapshot, ZoneInfo("Asia/Kolkata"))))

    assert utc[12] == Recalled(2, 1)
    assert (kolkata[17], kolkata[18]) == (Recalled(1, 0), Recalled(1, 1))


def test_a_week_begins_on_monday() -> None:
    monday = TODAY

    assert week_of(StudyDay(monday + 6)) == week_of(monday)
    assert week_of(StudyDay(monday - 1)) == week_of(monday) - 1
    assert habits_module.offset_slots(week_of(monday), ZoneInfo("America/New_York")) == -10
    assert habits_module.offset_slots(week_of(StudyDay(monday - 140)), ZoneInfo("America/New_York")) == -8
