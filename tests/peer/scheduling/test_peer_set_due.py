"""Making cards due by hand, by ours and by Anki, on the same cards with FSRS."""

import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from flashcards import clock
from flashcards.cli.importing import import_files, inputs
from flashcards.collection import bulk
from flashcards.collection.collection import Collection
from flashcards.domain.card import Card, CardState
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.progress import no_progress
from flashcards.domain.study_day import StudyCalendar
from flashcards.storage import reading

anki = pytest.importorskip("anki.collection")

DAY_S = 86_400
SUSPENDED = -1
"""Anki's queue of suspended cards."""
AGES = (0, 1, 7, 20, 300)
"""Days since the last review of each card."""


class Pair(NamedTuple):
    """Anki's collection and ours with the same cards, those without a history last."""

    theirs: Any
    ours: Collection


class Due(NamedTuple):
    """How a card stands.

    Attributes:
        ahead: study days from today to the day it is due.
    """

    ahead: int
    interval_days: int
    stability_days: float | None
    reps: int


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    theirs = anki.Collection(str(tmp_path / "theirs.anki2"))
    theirs.set_config("fsrs", True)
    for place, age in enumerate(AGES):
        _studied(theirs, place, age)
    options = anki.ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=False
    )
    theirs.export_anki_package(out_path=str(tmp_path / "all.apkg"), options=options, limit=None)
    with closing(Collection.open(tmp_path / "ours.db", backups=tmp_path / "backups", clock=clock.now)) as ours:
        import_files(ours, inputs([tmp_path / "all.apkg"], None, None, with_schedule=None), no_progress)
        yield Pair(theirs, ours)
    theirs.close()


def _studied(collection: Any, place: int, age: int) -> None:
    note = collection.new_note(collection.models.by_name("Basic"))
    note.fields[0] = f"{place}"
    collection.add_note(note, collection.decks.id("Default"))
    (card,) = note.cards()
    at = round(clock.now().timestamp()) - age * DAY_S
    data = json.dumps({"s": 25.0, "d": 6.0, "dr": 0.9, "decay": 0.1542, "lrt": at})
    collection.db.execute(
        "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = 30, reps = 4, lapses = 1, factor = 2500, data = ?"
        " WHERE id = ?",
        collection.sched.today + 10,
        data,
        card.id,
    )
    collection.db.execute("INSERT INTO revlog VALUES (?, ?, -1, 3, 30, 9, 2500, 5000, 1)", at * 1000 + place, card.id)


def _by_anki(theirs: Any, typed: str) -> list[Due]:
    theirs.sched.set_due_date(theirs.find_cards(""), typed)
    rows = theirs.db.all("SELECT due, ivl, data, reps FROM cards ORDER BY id")
    return [Due(due - theirs.sched.today, days, json.loads(data).get("s"), reps) for due, days, data, reps in rows]


def _by_ours(ours: Collection, typed: str) -> list[Card]:
    ids = ours.read(lambda look: [CardId(row[0]) for row in look.rows("SELECT id FROM card ORDER BY id")])
    days = bulk.DueDays.read(typed)
    ours.transact(Operation.SET_DUE_DATE, lambda change: bulk.set_due(change, ids, days, random.Random(1)))
    return list(ours.read(lambda look: reading.cards(look, ids)).values())


def _standing(ours: Collection, card: Card) -> Due:
    settings = ours.read(reading.learning_settings)
    today = StudyCalendar(settings.rollover_hour).day(clock.now())
    assert card.due_on is not None
    stability = None if card.memory is None else card.memory.stability_days
    return Due(card.due_on - today, card.interval_days, stability, card.reps)


@pytest.mark.peer
@pytest.mark.parametrize("typed", ["0", "1", "5", "90-90"])
def test_a_due_day_leaves_what_anki_leaves(pair: Pair, typed: str) -> None:
    expected = _by_anki(pair.theirs, typed)

    cards = _by_ours(pair.ours, typed)

    assert {card.state for card in cards} == {CardState.REVIEW}
    found = [_standing(pair.ours, card) for card in cards]
    assert [one._replace(interval_days=max(1, one.interval_days)) for one in expected] == found


@pytest.mark.peer
def test_a_due_day_and_a_reset_release_suspended_cards_as_anki_does(pair: Pair) -> None:
    theirs, ours = pair
    ids = ours.read(lambda look: [CardId(row[0]) for row in look.rows("SELECT id FROM card ORDER BY id")])
    first, second = theirs.find_cards("")[:2]
    theirs.sched.suspend_cards([first, second])
    ours.transact(Operation.SUSPEND, lambda change: bulk.suspend(change, ids[:2]))

    theirs.sched.set_due_date([first], "3")
    theirs.sched.schedule_cards_as_new([second])
    days = bulk.DueDays.read("3")
    ours.transact(Operation.SET_DUE_DATE, lambda change: bulk.set_due(change, ids[:1], days, random.Random(1)))
    ours.transact(Operation.RESET_CARD, lambda change: bulk.reset(change, ids[1:2]))

    cards = ours.read(lambda look: reading.cards(look, ids[:2])).values()
    expected = [theirs.get_card(one).queue == SUSPENDED for one in (first, second)]
    assert [card.is_suspended for card in cards] == expected == [False, False]


@pytest.mark.peer
@pytest.mark.parametrize("keeps_position", [True, False])
def test_a_reset_of_new_cards_leaves_what_anki_leaves(pair: Pair, *, keeps_position: bool) -> None:
    theirs, ours = pair
    ids = ours.read(lambda look: [CardId(row[0]) for row in look.rows("SELECT id FROM card ORDER BY id")])
    known = list(theirs.find_cards(""))
    theirs.sched.schedule_cards_as_new(known)
    ours.transact(Operation.RESET_CARD, lambda change: bulk.reset(change, ids))
    theirs.sched.suspend_cards(known[:2])
    theirs.sched.bury_cards(known[2:3])
    ours.transact(Operation.SUSPEND, lambda change: bulk.suspend(change, ids[:2]))
    today = StudyCalendar(ours.read(reading.learning_settings).rollover_hour).day(clock.now())
    ours.transact(Operation.BURY, lambda change: bulk.bury(change, ids[2:3], today))

    theirs.sched.schedule_cards_as_new(known[:4], restore_position=keeps_position)
    ours.transact(Operation.RESET_CARD, lambda change: bulk.reset(change, ids[:4], keeps_position=keeps_position))

    found = [ours.read(lambda look: reading.cards(look, ids))[one] for one in ids]
    expected = [theirs.get_card(one) for one in known]
    assert {card.queue for card in expected} == {0}
    assert [(card.is_suspended, card.buried_until) for card in found] == [(False, None)] * len(ids)
    assert _order(found, ids) == _order_of_theirs(expected, known)


def _order(cards: list[Card], ids: list[CardId]) -> list[int]:
    return [ids.index(card.id) for card in sorted(cards, key=lambda card: card.position)]


def _order_of_theirs(cards: list[Any], ids: list[int]) -> list[int]:
    return [ids.index(card.id) for card in sorted(cards, key=lambda card: card.due)]


@pytest.mark.peer
def test_with_an_exclamation_mark_anki_with_fsrs_changes_the_day_alone_and_ours_the_memory_too(pair: Pair) -> None:
    expected = _by_anki(pair.theirs, "5!")

    found = [_standing(pair.ours, card) for card in _by_ours(pair.ours, "5!")]

    assert [(one.ahead, one.reps) for one in found] == [(one.ahead, one.reps) for one in expected]
    assert {one.stability_days for one in expected} == {25.0}
    assert [one.interval_days for one in expected] == [age + 5 for age in AGES]
    assert {one.interval_days for one in found} == {5}
    assert [one.stability_days for one in found] == [pytest.approx(5.0)] * len(AGES)
