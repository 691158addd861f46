"""Tallies say what the review log says, whatever was done."""

import random
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.domain.card import CardState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import NothingToUndoError
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.note import Provenance
from flashcards.domain.review import Rating, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage import clearing, reading, tally_reading, tallying
from flashcards.storage.database import Database
from flashcards.storage.id_runs import runs_of
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import ALL, Standing, moved
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_card, a_note
from tests.unit.storage.storage_builders import a_review, fill, open_database

Act = Callable[[Transaction, random.Random], object]

DECKS = ("Filing", "Billing", "Privacy")


def of_the_log(snapshot: Snapshot) -> list[set[tuple[int, ...]]]:
    """Count the whole log anew; rows that come to nothing are left out."""
    return [_rows(snapshot, tally.sql.format(lines="1"), len(tally.keys)) for tally in ALL]


def as_read(snapshot: Snapshot) -> list[set[tuple[int, ...]]]:
    """Give what is held, with what is not held yet added to it."""
    known = tallying.reach(snapshot)
    through = known.through if known.is_whole else 0
    found = []
    for tally in ALL:
        columns = ", ".join((*tally.keys, *(f"sum({name})" for name in tally.sums)))
        rest = tally.sql.format(lines=f"r.id > {through}")
        held = f"SELECT * FROM {tally.table} WHERE {through} > 0"
        if through:
            held += f" UNION ALL {moved(tally).replace(':through', str(through))}"
        keys = ", ".join(tally.keys)
        found.append(
            _rows(
                snapshot, f"SELECT {columns} FROM ({held} UNION ALL {rest_of(rest)}) GROUP BY {keys}", len(tally.keys)
            )
        )
    return found


def rest_of(sql: str) -> str:
    return f"SELECT * FROM ({sql})"


def _rows(snapshot: Snapshot, sql: str, keys: int) -> set[tuple[int, ...]]:
    return {row for row in snapshot.rows(sql) if any(row[keys:])}


def check(database: Database) -> None:
    with database.snapshot() as snapshot:
        assert as_read(snapshot) == of_the_log(snapshot)


def some(chance: random.Random, transaction: Transaction, table: str, most: int = 3) -> list[int]:
    ids = [row[0] for row in transaction.snapshot.rows(f"SELECT id FROM {table} ORDER BY id")]
    return chance.sample(ids, min(len(ids), chance.randint(1, most)))


def add(transaction: Transaction, chance: random.Random) -> None:
    deck = transaction.add_deck(chance.choice(DECKS))
    source = Provenance(domain=chance.choice((None, 1, 2)))
    notes = [a_note(f"{chance.random()}", provenance=source) for _ in range(2)]
    transaction.add_cards([a_card(note_id=note_id, deck_id=deck.id) for note_id in transaction.add_notes(notes)])


def answer(transaction: Transaction, chance: random.Random) -> None:
    for card_id in some(chance, transaction, "card"):
        at = NOON + timedelta(minutes=chance.randint(0, 90_000))  # an import brings lines older than those there are
        state = chance.choice(list(CardState))
        transaction.add_review(
            a_review(
                card_id=CardId(card_id),
                reviewed_at=at,
                reviewed_on=StudyDay(TODAY + (at - NOON).days),
                rating=chance.choice([None, *Rating]),
                kind=chance.choice(list(ReviewKind)),
                state=state,
                elapsed_days=chance.randint(0, 40),
                interval_days=chance.randint(0, 40),
                retrievability=None if state is CardState.NEW else chance.random(),
            )
        )


def move(transaction: Transaction, chance: random.Random) -> None:
    deck = transaction.add_deck(chance.choice(DECKS))
    ids = [CardId(one) for one in some(chance, transaction, "card")]
    transaction.update_cards(
        [replace(one, deck_id=deck.id) for one in reading.cards(transaction.snapshot, ids).values()]
    )


def move_alike(transaction: Transaction, chance: random.Random) -> None:
    deck = transaction.add_deck(chance.choice(DECKS))
    transaction.edits().move([CardId(one) for one in some(chance, transaction, "card")], deck.id)


def regroup(transaction: Transaction, chance: random.Random) -> None:
    ids = [NoteId(one) for one in some(chance, transaction, "note")]
    for note in reading.notes(transaction.snapshot, ids).values():
        source = replace(note.provenance, domain=chance.choice((None, 1, 2, 3)))
        transaction.update_note(replace(note, provenance=source))


def delete(transaction: Transaction, chance: random.Random) -> None:
    transaction.delete_notes([NoteId(one) for one in some(chance, transaction, "note", 1)])


def take_back_lines(transaction: Transaction, chance: random.Random) -> None:
    transaction.reverter().delete_reviews(runs_of(sorted(some(chance, transaction, "review"))))


def count(transaction: Transaction, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        transaction.count_reviews(chance.choice((1, 3, 1000)))


ACTS: tuple[Act, ...] = (add, answer, answer, answer, move, move_alike, regroup, delete, take_back_lines, count, count)


STEP = st.lists(st.sampled_from(ACTS), max_size=4)
"""A step without acts stands for undo or redo."""


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(STEP, min_size=1, max_size=9), seed=st.integers(), shortest_run=st.sampled_from([1, 20]))
def test_whatever_was_done_the_tallies_say_what_the_log_says(
    steps: list[list[Act]], seed: int, shortest_run: int
) -> None:
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_database(Path(folder))) as database,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(clearing, "SHORTEST", shortest_run)
        first: list[list[Act]] = [[add, answer], [count]]
        for acts in first + steps:
            if acts:
                do(database, acts, chance)
            else:
                turn(database, chance)
            check(database)


def do(database: Database, acts: list[Act], chance: random.Random) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction:
        for act in acts:
            act(transaction, chance)


def turn(database: Database, chance: random.Random) -> None:
    try:
        (database.undo if chance.random() < 0.7 else database.redo)(NOON)
    except NothingToUndoError:
        return


def test_a_step_that_only_counts_leaves_nothing_to_undo(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database)
        with database.begin(Operation.IMPORT, NOON) as transaction:
            transaction.add_review(a_review())
        database.undo(NOON)

        with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
            assert transaction.count_reviews() == 1.0

        assert database.redo(NOON).operation is Operation.IMPORT
        check(database)


def test_very_many_moved_cards_empty_the_tallies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallying, "MOST_CARDS", 1)
    with closing(open_database(tmp_path)) as database:
        cards = fill(database, 2)
        with database.begin(Operation.IMPORT, NOON) as transaction:
            transaction.add_reviews([a_review(card_id=card) for card in cards])
            transaction.count_reviews()
        with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
            transaction.delete_notes([NoteId(1), NoteId(2)])

        with database.snapshot() as snapshot:
            assert tallying.reach(snapshot).through == 0
            assert tally_reading.uncounted(snapshot) == 2
        check(database)


def test_a_day_tells_ratings_time_and_how_cards_moved(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database)
        later = a_review(
            reviewed_at=NOON + timedelta(days=3),
            reviewed_on=StudyDay(TODAY + 3),
            kind=ReviewKind.REVIEW,
            state=CardState.REVIEW,
            rating=Rating.EASY,
            elapsed_days=3,
            interval_days=30,
            retrievability=0.9,
        )
        with database.begin(Operation.IMPORT, NOON) as transaction:
            transaction.add_reviews([a_review(), later])

        with database.snapshot() as snapshot:
            first, second = tally_reading.days(snapshot, TODAY, StudyDay(TODAY + 9))
            bins = tally_reading.recall(snapshot, TODAY, StudyDay(TODAY + 9))

    assert first == (TODAY, Standing.NEW, 0, 0, 1, 0, 4200, 0, 1, 0)
    assert second == (TODAY + 3, Standing.YOUNG, 0, 0, 0, 1, 4200, 0, -1, 1)
    assert bins == [(45, 1, 1, 0.9)]


def test_answers_can_be_asked_for_by_deck_and_by_card(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        (one,) = fill(database, deck="Filing")
        with database.begin(Operation.IMPORT, NOON) as transaction:
            deck = transaction.add_deck("Billing")
            (note,) = transaction.add_notes([a_note("other")])
            (other,) = transaction.add_cards([a_card(note_id=note, deck_id=deck.id)])
            transaction.add_reviews([a_review(card_id=one), a_review(card_id=other), a_review(card_id=other)])

        with database.snapshot() as snapshot:
            by_deck = tally_reading.days(snapshot, TODAY, TODAY, tally_reading.Scope(decks=[deck.id]))
            by_card = tally_reading.days(snapshot, TODAY, TODAY, tally_reading.Scope(cards=[one]))
            groups = tally_reading.groups(snapshot, "deck_id", TODAY, TODAY)

    assert sum(day.answers for day in by_deck) == 2
    assert sum(day.answers for day in by_card) == 1
    assert {(group.group, group.answers) for group in groups} == {(1, 1), (deck.id, 2)}


def of_deck(snapshot: Snapshot, deck: DeckId | int) -> int:
    scope = tally_reading.Scope(decks=[DeckId(deck)])
    return sum(day.answers for day in tally_reading.days(snapshot, TODAY, TODAY, scope))


def waiting(snapshot: Snapshot) -> list[int]:
    return [row[0] for row in snapshot.rows("SELECT card_id FROM tally_moved ORDER BY card_id")]


def test_lines_of_a_card_that_moved_count_where_it_is_before_the_tallies_follow(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        one, other = fill(database, 2)
        with database.begin(Operation.IMPORT, NOON) as transaction:
            transaction.add_reviews([a_review(card_id=one), a_review(card_id=other)])
            transaction.count_reviews()

        with database.begin(Operation.MOVE_CARDS, NOON) as transaction:
            deck = transaction.add_deck("Billing").id
            transaction.edits().move([one], deck)
        with database.snapshot() as snapshot:
            moved_first = of_deck(snapshot, 1), of_deck(snapshot, deck), waiting(snapshot)
            left = tally_reading.uncounted(snapshot)
        with database.begin(Operation.COUNT_REVIEWS, NOON, undoable=False) as transaction:
            shares = [transaction.count_reviews(), transaction.count_reviews()]
        with database.snapshot() as snapshot:
            counted = of_deck(snapshot, 1), of_deck(snapshot, deck), waiting(snapshot)
        check(database)

    assert (moved_first, left) == ((1, 1, [one]), 1)
    assert shares == [0.99, 1.0]
    assert counted == (1, 1, [])


def test_deleting_cards_and_taking_it_back_leaves_nothing_to_be_counted(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        cards = fill(database, 2)
        with database.begin(Operation.IMPORT, NOON) as transaction:
            transaction.add_reviews([a_review(card_id=card) for card in cards])
            transaction.count_reviews()

        with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
            transaction.delete_notes([NoteId(1)])
        with database.snapshot() as snapshot:
            gone = of_deck(snapshot, 1), of_deck(snapshot, 0), waiting(snapshot)
        database.undo(NOON)

        with database.snapshot() as snapshot:
            back = of_deck(snapshot, 1), of_deck(snapshot, 0), waiting(snapshot)
        check(database)
    assert (gone, back) == ((1, 1, [cards[0]]), (2, 0, []))
