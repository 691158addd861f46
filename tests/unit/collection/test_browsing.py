from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from flashcards.collection import browsing
from flashcards.collection.collection import Collection
from flashcards.domain.browsing import Column, Order, Standing, Unit
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError, SearchError
from flashcards.domain.ids import CardId
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes
from tests.unit.storage.storage_builders import a_review

REVERSED_FIRST, REVERSED_SECOND, CLOZE_FIRST, CLOZE_SECOND, BASIC = map(CardId, range(1, 6))


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with closing(a_collection(tmp_path_factory.mktemp("browsing"))) as made:
        source = Provenance(citation="45 CFR 164.404", domain=2)
        notes = [
            a_note("mpi", NoteKind.REVERSED, tags=("terms", "Desk")),
            a_note("notice", NoteKind.CLOZE, provenance=source),
            a_note("access"),
        ]
        add_notes(made, "RHIT::Privacy", notes)
        made.transact(Operation.ANSWER_CARD, study)
        yield made


def study(transaction: Transaction) -> None:
    cards = reading.cards(transaction.snapshot, [REVERSED_FIRST, REVERSED_SECOND, CLOZE_FIRST])
    studied: dict[str, Any] = {
        "state": CardState.REVIEW,
        "reps": 3,
        "lapses": 1,
        "last_review_on": StudyDay(TODAY - 10),
    }
    first = replace(cards[REVERSED_FIRST], memory=MemoryState(10, 4), due_on=TODAY, interval_days=10, flag=2, **studied)
    second = replace(
        cards[REVERSED_SECOND], memory=MemoryState(2, 7), due_on=StudyDay(TODAY + 3), interval_days=13, **studied
    )
    transaction.update_cards([first, second, replace(cards[CLOZE_FIRST], is_suspended=True)])
    transaction.add_reviews([a_review(rating=rating, card_id=REVERSED_FIRST) for rating in (1, 4)])


def found(collection: Collection, line: str = "", unit: Unit = Unit.CARDS, order: Order | None = None) -> list[int]:
    look = collection.read(lambda snapshot: browsing.find(snapshot, line, NOON, UTC, unit=unit, order=order))
    return list(look)


def shown(collection: Collection, ids: list[int], *columns: Column, unit: Unit = Unit.CARDS) -> list[Any]:
    return collection.read(lambda snapshot: browsing.rows(snapshot, ids, columns, NOON, UTC, unit=unit))


def test_a_search_gives_cards_or_notes(collection: Collection) -> None:
    assert found(collection, "master") == [REVERSED_FIRST, REVERSED_SECOND]
    assert found(collection, "master", Unit.NOTES) == [1]
    assert found(collection, "flag:2", Unit.NOTES) == [1]


def test_what_is_found_is_counted_without_being_sorted(collection: Collection) -> None:
    assert collection.read(lambda look: browsing.count(look, "is:new", NOON, UTC)) == 3
    assert collection.read(lambda look: browsing.count(look, "is:new", NOON, UTC, unit=Unit.NOTES)) == 2


def test_a_line_that_cannot_be_understood_is_refused(collection: Collection) -> None:
    with pytest.raises(SearchError, match="not closed"):
        found(collection, "(mpi")


def test_a_search_nobody_waits_for_any_more_does_not_begin(collection: Collection) -> None:
    with pytest.raises(CancelledError):
        collection.read(browsing.stoppable(lambda look: browsing.find(look, "", NOON, UTC), lambda: True))


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        (Column.FIRST_FIELD, [BASIC, REVERSED_FIRST, REVERSED_SECOND, CLOZE_FIRST, CLOZE_SECOND]),
        (Column.DUE, [REVERSED_FIRST, REVERSED_SECOND, CLOZE_FIRST, CLOZE_SECOND, BASIC]),
        (Column.STABILITY, [REVERSED_SECOND, REVERSED_FIRST, CLOZE_FIRST, CLOZE_SECOND, BASIC]),
        (Column.RETRIEVABILITY, [REVERSED_SECOND, REVERSED_FIRST, CLOZE_FIRST, CLOZE_SECOND, BASIC]),
        (Column.STATE, [CLOZE_SECOND, BASIC, REVERSED_FIRST, REVERSED_SECOND, CLOZE_FIRST]),
        (Column.CITATION, [CLOZE_FIRST, CLOZE_SECOND, REVERSED_FIRST, REVERSED_SECOND, BASIC]),
    ],
)
def test_cards_are_sorted_by_a_column_with_what_is_empty_last(
    collection: Collection, column: Column, ids: list[int]
) -> None:
    assert found(collection, order=Order(column)) == ids


def test_cards_are_sorted_by_the_mean_of_their_ratings_whatever_the_log_holds_besides(tmp_path: Path) -> None:
    ratings = {1: (4, 3), 2: (1, 3, 3), 4: (2,), 99: (1,)}
    with closing(a_collection(tmp_path)) as made:
        add_notes(made, "Filing", [a_note(name) for name in ("one", "two", "three", "four")])
        reviews = [a_review(rating=rating, card_id=CardId(card)) for card, given in ratings.items() for rating in given]
        made.transact(Operation.ANSWER_CARD, lambda change: change.add_reviews(reviews))

        assert found(made, order=Order(Column.EASE)) == [4, 2, 1, 3]


def test_what_is_empty_comes_last_the_other_way_round_too(collection: Collection) -> None:
    ids = [REVERSED_SECOND, REVERSED_FIRST, CLOZE_FIRST, CLOZE_SECOND, BASIC]
    assert found(collection, order=Order(Column.DUE, is_descending=True)) == ids


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("is_descending", [False, True])
def test_every_column_sorts_and_shows_every_line(
    collection: Collection, unit: Unit, column: Column, is_descending: bool
) -> None:
    ids = found(collection, unit=unit, order=Order(column, is_descending))

    assert sorted(ids) == found(collection, unit=unit)
    assert None not in shown(collection, ids, column, unit=unit)


def test_a_card_shows_what_it_is(collection: Collection) -> None:
    text = (Column.FIRST_FIELD, Column.CARD, Column.DECK, Column.NOTE_TYPE, Column.KIND, Column.TAGS)
    number = (Column.INTERVAL, Column.STABILITY, Column.DIFFICULTY, Column.REPS, Column.LAPSES, Column.EASE)
    more = (Column.DUE, Column.POSITION, Column.STATE, Column.FLAG, Column.CREATED, Column.REVIEWED)

    assert shown(collection, [REVERSED_FIRST], *text) == [
        ("MPI", "Card 1", "RHIT::Privacy", "Basic (and reversed)", NoteKind.REVERSED, "Desk terms")
    ]
    assert shown(collection, [REVERSED_FIRST], *number) == [(10, 10.0, 4.0, 3, 1, 2.5)]
    assert shown(collection, [REVERSED_FIRST], *more) == [(TODAY, None, Standing.REVIEW, 2, NOON, None)]
    assert shown(collection, [CLOZE_SECOND], *more, Column.CARD) == [(None, 1, Standing.NEW, 0, NOON, None, "Cloze 2")]
    assert shown(collection, [CLOZE_FIRST], Column.STATE, Column.CITATION, Column.DOMAIN) == [
        (Standing.SUSPENDED, "45 CFR 164.404", 2)
    ]


def test_the_second_card_of_a_reversed_note_shows_what_it_asks(collection: Collection) -> None:
    first, second = shown(collection, [REVERSED_FIRST, REVERSED_SECOND], Column.FIRST_FIELD)

    assert (first, second) == (("MPI",), ("Master patient index",))


def test_the_cards_of_a_note_with_gaps_show_the_gap_they_ask(tmp_path: Path) -> None:
    made = a_collection(tmp_path)
    text = "{{c1::Coding}} comes before {{c2::billing::what?}}, as <b>said</b>"
    with closing(made):
        add_notes(made, "D", [a_note("gaps", NoteKind.CLOZE, fields=(text, ""))])
        cards, notes = shown(made, [1, 2], Column.FIRST_FIELD), shown(made, [1], Column.FIRST_FIELD, unit=Unit.NOTES)

    assert cards == [("[…] comes before billing, as said",), ("Coding comes before [what?], as said",)]
    assert notes == [("{{c1::Coding}} comes before {{c2::billing::what?}}, as said",)]


def test_notes_that_begin_with_a_gap_are_sorted_by_the_words_in_it(tmp_path: Path) -> None:
    made = a_collection(tmp_path)
    with closing(made):
        add_notes(made, "D", [a_note(word, fields=(word, "")) for word in ("audit", "census")])
        add_notes(made, "D", [a_note("gap", NoteKind.CLOZE, fields=("{{c1::Breach}} of rules", ""))])

        assert found(made, unit=Unit.NOTES, order=Order()) == [1, 3, 2]


def test_a_card_shows_the_chance_of_recalling_it_now(collection: Collection) -> None:
    (studied,), (new,) = shown(collection, [REVERSED_FIRST, BASIC], Column.RETRIEVABILITY)

    assert studied == pytest.approx(0.9)
    assert new is None


def test_a_note_shows_its_cards_together(collection: Collection) -> None:
    columns = (Column.CARD, Column.DECK, Column.DUE, Column.INTERVAL, Column.STABILITY, Column.REPS, Column.FLAG)

    assert shown(collection, [1], *columns, unit=Unit.NOTES) == [(2, "RHIT::Privacy", TODAY, 11.5, 2.0, 6, 2)]
    ((weakest,),) = shown(collection, [1], Column.RETRIEVABILITY, unit=Unit.NOTES)
    ((second,),) = shown(collection, [REVERSED_SECOND], Column.RETRIEVABILITY)
    assert weakest == second


def test_lines_come_in_the_order_asked_for_and_what_is_gone_is_empty(collection: Collection) -> None:
    assert shown(collection, [BASIC, 99, REVERSED_FIRST], Column.FLAG) == [(0,), None, (2,)]


def test_what_was_warmed_up_is_what_a_search_would_read(collection: Collection) -> None:
    collection.read(lambda look: browsing.warm_up(look, NOON, UTC))

    assert len(found(collection, order=Order())) == 5


def test_notes_that_read_like_another_of_their_type_are_found_together(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as made:
        notes = [
            a_note("one", fields=("What is an <b>MPI</b>?", "a", "")),
            a_note("two", fields=("What is an MPI?", "b", "")),
            a_note("typed", NoteKind.TYPED, fields=("What is an MPI?", "b", "")),
            a_note("other", fields=("What is a chart?", "c", "")),
            a_note("empty", fields=("<br>", "d", "")),
            a_note("void", fields=("<br>", "e", "")),
        ]
        add_notes(made, "Filing", notes)

        assert found(made, "is:duplicate", Unit.NOTES) == [1, 2]
        assert found(made, "is:duplicate -back:a", Unit.NOTES) == [2]


def test_notes_that_read_like_a_text_are_found_by_their_type_and_it(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as made:
        notes = [
            a_note("one", fields=("What is an <b>MPI</b>?", "a", "")),
            a_note("turned", NoteKind.REVERSED, fields=("What is an MPI?", "b", "")),
            a_note("other", fields=("What is an HIE?", "c", "")),
            a_note("two", fields=("What is an MPI?", "d", "")),
        ]
        add_notes(made, "Filing", notes)
        basic, turned = (made.read(partial(type_of, note=note)) for note in (1, 2))

        assert found(made, f'"dupe:{basic},What is an MPI?"') == [1, 5]
        assert found(made, f'"dupe:{basic},What is an MPI?"', Unit.NOTES) == [1, 4]
        assert found(made, f'"dupe:{turned},What is an MPI?"', order=Order(Column.CARD)) == [2, 3]
        assert found(made, f'"dupe:{basic},What is an MPI?" back:d', Unit.NOTES) == [4]
        assert found(made, f'-"dupe:{basic},What is an MPI?"', Unit.NOTES) == [2, 3]
        assert found(made, f'"dupe:{basic},What is an EHR?"', order=Order()) == []


def type_of(look: Snapshot, note: int) -> int:
    return look.number("SELECT note_type_id FROM note WHERE id = ?", (note,))


def test_a_pattern_that_takes_too_long_is_pointed_at(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        add_notes(collection, "RHIT", [a_note("one", fields=("a" * 60 + "!", "b", ""))])

        with pytest.raises(SearchError, match="takes too long") as refused:
            found(collection, 'deck:RHIT "re:(?:a|aa|aaa)+$"')

    assert (refused.value.start, refused.value.end) == (10, 29)


def test_notes_are_sorted_by_all_their_tags_whatever_their_order_and_case(tmp_path: Path) -> None:
    tags = (("rates",), ("b", "Desk"), ("Ähre",), (), ("desk",), ("Desk", "b"), ("b",))
    with closing(a_collection(tmp_path)) as made:
        ids = add_notes(made, "RHIT", [a_note(f"n{place}", tags=some) for place, some in enumerate(tags)])

        by_tags = found(made, order=Order(Column.TAGS))
        backwards = found(made, order=Order(Column.TAGS, is_descending=True))

    assert [ids.index(one) for one in by_tags] == [6, 1, 5, 4, 0, 2, 3]
    assert [ids.index(one) for one in backwards] == [2, 0, 4, 1, 5, 6, 3]
