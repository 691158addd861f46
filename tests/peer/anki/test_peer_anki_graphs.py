"""The statistics beside those of Anki's own graphs, on the same log of three hundred cards over a year and a half.

One thing is told otherwise on purpose. A card that is looked at before its day, in a filtered deck, is no proof of
retention when due: ours leaves it out of true retention, and counts it among the answers of its hour, where Anki does
the opposite. So these two are compared over the cards that never were in one.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flashcards import clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection.collection import Collection
from flashcards.collection.statistics.ahead import Ahead, ahead
from flashcards.collection.statistics.asking import Asked, Period, Question, asked
from flashcards.collection.statistics.habits import hours
from flashcards.collection.statistics.history import Day, History, Retention, history
from flashcards.collection.statistics.memory import memory
from flashcards.domain.progress import no_progress
from flashcards.storage.snapshot import Snapshot
from tests.peer.anki.anki_collection import Anki, anki

pytest.importorskip("anki")

pytestmark = pytest.mark.peer

CARDS = 300
SEED = 20261129
DAY_MS = 86_400_000
PLAIN = "plain"
LEARN, REVIEW, RELEARN, FILTERED = range(4)


def lines(chance: random.Random, card_id: int, now_ms: int) -> Iterator[tuple[int, ...]]:
    """Give the lines of one card: learnt, then looked at now and then at any hour, lapsing and relearnt."""
    at = now_ms - chance.randint(2, 540) * DAY_MS - chance.randint(0, DAY_MS)
    interval = 0
    for step in (-60, -600, 1):
        rating = chance.choice((1, 3, 3, 4)) if step < 0 else 3
        yield at, card_id, -1, rating, step, interval, 0, chance.randint(900, 59_000), LEARN
        at, interval = at + chance.randint(60_000, 900_000), step
    while at < now_ms:
        kind = FILTERED if chance.random() < 0.05 else REVIEW
        rating = chance.choices((1, 2, 3, 4), (1, 1, 7, 1))[0]
        after = 1 if rating == 1 else max(1, round(interval * chance.uniform(1.1, 2.6)))
        is_lapse = rating == 1 and kind == REVIEW
        yield at, card_id, -1, rating, -600 if is_lapse else after, interval, 2500, chance.randint(900, 59_000), kind
        if is_lapse:
            at += chance.randint(120_000, 900_000)
            yield at, card_id, -1, 3, after, -600, 2300, chance.randint(900, 59_000), RELEARN
        interval = after
        at += max(1, interval + chance.randint(-1, 3)) * DAY_MS + chance.randint(0, 9 * 3_600_000)


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Anki]:
    """Give Anki's collection, with a package of it beside."""
    chance = random.Random(SEED)
    with anki(tmp_path_factory.mktemp("graphs") / "collection") as filled:
        now_ms = int(filled.col.sched.day_cutoff - 3600) * 1000
        taken: set[int] = set()
        for place in range(CARDS):
            note = filled.add("Basic", ("Filing", "Privacy")[place % 2], {"Front": f"q {place}", "Back": "a"}, PLAIN)
            (card_id,) = note.card_ids()
            if place % 10 == 0:
                continue  # new
            own = [line for line in lines(chance, card_id, now_ms) if line[0] < now_ms and line[0] not in taken]
            taken.update(line[0] for line in own)
            if any(line[-1] == FILTERED for line in own):
                filled.col.tags.bulk_remove([note.id], PLAIN)
            filled.col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", own)
            interval = chance.randint(1, 200)
            filled.col.db.execute(
                "update cards set type = 2, queue = ?, ivl = ?, due = ?, reps = ? where id = ?",
                -1 if place % 17 == 0 else 2,
                interval,
                filled.col.sched.today + chance.randint(-20, interval),
                len(own),
                card_id,
            )
        filled.export(Path(filled.col.path).parents[1] / "modern.apkg")
        yield filled


@pytest.fixture(scope="module")
def graphs(theirs: Anki) -> Any:
    return theirs.col._backend.graphs(search="", days=0)


@pytest.fixture(scope="module")
def plain_graphs(theirs: Anki) -> Any:
    return theirs.col._backend.graphs(search=f"tag:{PLAIN}", days=0)


@pytest.fixture(scope="module")
def ours(theirs: Anki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    """Give our collection with the package in it, at the end of Anki's day.

    Its zone has no summer time: Anki's graphs tell the hours and days of the whole log by the clock of today.
    """
    folder = tmp_path_factory.mktemp("ours")
    now, zone = theirs.now, clock.now().astimezone().tzinfo
    made = Collection.open(folder / "collection.db", backups=folder / "backups", clock=lambda: now, zone=zone)
    package = Path(theirs.col.path).parents[1] / "modern.apkg"
    import_files(made, inputs([package], None, None, with_schedule=None), no_progress)
    yield made
    made.close()


def all_time(collection: Collection, snapshot: Snapshot, search: str = "") -> Asked:
    return asked(snapshot, Question(Period.ALL, search=search), collection.clock(), collection.zone)


def told(collection: Collection, search: str = "") -> History:
    return collection.read(lambda snapshot: history(snapshot, all_time(collection, snapshot, search)))


def coming(collection: Collection) -> Ahead:
    return collection.read(lambda snapshot: ahead(snapshot, all_time(collection, snapshot)))


def by_kind(values: tuple[float, ...]) -> tuple[float, ...]:
    """Give ours as Anki tells them apart: learn, relearn, young, mature, filtered."""
    new, learning, young, mature, relearning, early = values
    return new + learning, relearning, young, mature, early


def theirs_by_kind(day: Any) -> tuple[int, ...]:
    return day.learn, day.relearn, day.young, day.mature, day.filtered


def test_answers_of_each_day_are_told_apart_alike(ours: Collection, graphs: Any) -> None:
    found = told(ours)

    days = {int(day.day - found.today): by_kind(day.by_standing) for day in found.days}

    assert len(days) > 400
    assert days == {day: theirs_by_kind(counts) for day, counts in graphs.reviews.count.items()}


def test_minutes_of_each_day_are_the_same(ours: Collection, graphs: Any) -> None:
    found = told(ours)

    def in_ms(day: Day) -> tuple[int, ...]:
        return tuple(round(1000 * seconds) for seconds in by_kind(day.seconds))

    days = {int(day.day - found.today): in_ms(day) for day in found.days}

    assert days == {day: theirs_by_kind(times) for day, times in graphs.reviews.time.items()}


@pytest.mark.parametrize("place", range(6))
def test_true_retention_is_the_same_over_every_span(ours: Collection, plain_graphs: Any, place: int) -> None:
    name, found = told(ours, f"tag:{PLAIN}").retention[place]
    span = ("today", "yesterday", "week", "month", "year", "all_time")[place]
    expected = getattr(plain_graphs.true_retention, span)

    assert (name, numbers(found)) == (
        name,
        (expected.young_passed, expected.young_failed, expected.mature_passed, expected.mature_failed),
    )


def numbers(found: Retention) -> tuple[int, ...]:
    young, mature = found.young, found.mature
    return young.recalled, young.reviews - young.recalled, mature.recalled, mature.reviews - mature.recalled


def test_hours_of_the_day_are_the_same(ours: Collection, plain_graphs: Any) -> None:
    if (ours.clock().astimezone(ours.zone).utcoffset() or timedelta()) % timedelta(minutes=30):
        pytest.skip("ours are made of half hours, which do not fit those of Nepal")
    found = ours.read(lambda snapshot: hours(snapshot, all_time(ours, snapshot, f"tag:{PLAIN}")))

    assert [(hour.reviews, hour.recalled) for hour in found] == [
        (hour.total, hour.correct) for hour in plain_graphs.hours.all_time
    ]


def test_what_falls_due_is_the_same(ours: Collection, graphs: Any) -> None:
    found = coming(ours)

    expected = graphs.future_due.future_due
    assert {int(day - found.first): cards for day, cards in found.due.items()} == {
        day: cards for day, cards in expected.items() if day >= 0
    }
    assert found.overdue == sum(cards for day, cards in expected.items() if day < 0)


def test_cards_stand_alike(ours: Collection, graphs: Any) -> None:
    found = coming(ours).standings

    expected = graphs.card_counts.excluding_inactive
    assert (found.new, found.learning, found.young, found.mature, found.suspended) == (
        expected.newCards,
        expected.learn + expected.relearn,
        expected.young,
        expected.mature,
        expected.suspended,
    )


def test_intervals_are_those_of_as_many_cards(ours: Collection, graphs: Any) -> None:
    found = ours.read(lambda snapshot: memory(snapshot, all_time(ours, snapshot)))
    suspended = graphs.card_counts.excluding_inactive.suspended

    assert sum(bar.cards for bar in found.interval) == sum(graphs.intervals.intervals.values()) - suspended
