"""Any sequence of operations, undone, leaves everything as it was; redone, as it was after."""

import random
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.exam import Exam
from flashcards.domain.ids import CardId, DeckId, ExamId, NoteId, SavedSearchId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.domain.saved_search import SavedSearch
from flashcards.domain.study_day import StudyDay
from flashcards.storage import choosing, clearing, exam_reading, reading, rewriting
from flashcards.storage.database import Database
from flashcards.storage.hand_schedules import Due
from flashcards.storage.matching import stored_fields
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, a_card, a_note
from tests.unit.storage.storage_builders import a_review, contents, open_database

Act = Callable[[Transaction, random.Random], object]

TAGS = ("desk", "Desk", "billing", "privacy", "leech")
BROUGHT = '{"brought": {"tags": []}}'
SHIPPED = ("{}", f"{BROUGHT}\nold\x1fb\x1f")
DECKS = ("Filing", "Filing::Charts", "RHIT", "RHIT::Domain 1", "rhit::domain 2")


def some(chance: random.Random, transaction: Transaction, table: str, most: int = 3) -> list[int]:
    ids = [row[0] for row in transaction.snapshot.rows(f"SELECT id FROM {table} ORDER BY id")]
    return chance.sample(ids, min(len(ids), chance.randint(1, most)))


def count_steps(database: Database) -> int:
    with database.snapshot() as snapshot:
        return snapshot.number("SELECT count(*) FROM undo_step")


def add_notes(transaction: Transaction, chance: random.Random) -> None:
    deck = transaction.add_deck(chance.choice(DECKS))
    fresh = [a_note(f"{chance.random()}", tags=tuple(chance.sample(TAGS, 2))) for _ in range(chance.randint(1, 3))]
    shipped = [chance.choice((None, BROUGHT)) for _ in fresh]
    cards = [a_card(note_id=note_id, deck_id=deck.id) for note_id in transaction.add_notes(fresh, shipped)]
    transaction.add_cards(cards)


def edit_notes(transaction: Transaction, chance: random.Random) -> None:
    ids = [NoteId(number) for number in some(chance, transaction, "note")]
    for note in reading.notes(transaction.snapshot, ids).values():
        tags = tuple(chance.sample(TAGS, chance.randint(0, 2)))
        transaction.update_note(
            replace(note, fields=(f"{chance.random()}", "b", ""), tags=tags), shipped=chance.choice(SHIPPED)
        )


def delete_notes(transaction: Transaction, chance: random.Random) -> None:
    transaction.delete_notes([NoteId(number) for number in some(chance, transaction, "note")])


def delete_cards(transaction: Transaction, chance: random.Random) -> None:
    transaction.delete_cards([CardId(number) for number in some(chance, transaction, "card", 1)])


def answer(transaction: Transaction, chance: random.Random) -> None:
    ids = [CardId(number) for number in some(chance, transaction, "card")]
    for card in reading.cards(transaction.snapshot, ids).values():
        memory = MemoryState(chance.uniform(0.1, 99), chance.uniform(1, 10))
        transaction.update_card(
            replace(card, state=CardState.REVIEW, memory=memory, due_on=StudyDay(chance.randint(1, 9)))
        )
        transaction.add_review(a_review(card_id=card.id, memory=memory, retrievability=chance.random()))


def rename_deck(transaction: Transaction, chance: random.Random) -> None:
    for deck in reading.decks(transaction.snapshot)[:1]:
        transaction.update_deck(replace(deck, name=f"Deck {chance.random()}"))


def delete_deck(transaction: Transaction, chance: random.Random) -> None:
    for number in some(chance, transaction, "deck", 1):
        cards = transaction.snapshot.rows("SELECT id FROM card WHERE deck_id = ?", (number,))
        transaction.delete_cards([CardId(row[0]) for row in cards])
        transaction.delete_deck(DeckId(number))


def set_things(transaction: Transaction, chance: random.Random) -> None:
    transaction.set_learning_settings(LearningSettings(new_limit=chance.randint(0, 99)))
    transaction.set_value(chance.choice("ab"), chance.random())
    transaction.set_bundled(chance.choice("ab"), f"{chance.random()}")
    transaction.imports.add(file_format="text", source="a.txt", deck="Filing", summary={})


def add_note_type(transaction: Transaction, chance: random.Random) -> None:
    basic = built_in(NoteKind.BASIC)
    type_id = transaction.add_note_type(replace(basic, name=f"{chance.random()}", kind=NoteKind.CUSTOM))
    transaction.update_note_type(replace(basic, id=type_id, name=f"{chance.random()}", kind=NoteKind.CUSTOM))


def add_exam(transaction: Transaction, chance: random.Random) -> None:
    transaction.exams.add(Exam(ExamId(0), f"{chance.random()}", date(2027, 3, chance.randint(1, 28))))


def edit_exams(transaction: Transaction, chance: random.Random) -> None:
    for exam in exam_reading.exams(transaction.snapshot)[:2]:
        transaction.exams.update(replace(exam, target=chance.randint(50, 99), is_past=not exam.is_past))


def delete_exam(transaction: Transaction, chance: random.Random) -> None:
    for number in some(chance, transaction, "exam", 1):
        transaction.exams.delete(ExamId(number))


def save_search(transaction: Transaction, chance: random.Random) -> None:
    search_id = transaction.saved_searches.add(f"{chance.random()}", "is:due", chance.randint(0, 9))
    transaction.saved_searches.update(SavedSearch(search_id, f"{chance.random()}", "is:new", 1))


def delete_search(transaction: Transaction, chance: random.Random) -> None:
    for number in some(chance, transaction, "saved_search", 1):
        transaction.saved_searches.delete(SavedSearchId(number))


def edit_alike(transaction: Transaction, chance: random.Random) -> None:
    """Change cards one way and another, some of them twice, in columns that overlap."""
    edits = transaction.edits()
    for _ in range(chance.randint(1, 3)):
        ids = [CardId(number) for number in some(chance, transaction, "card")]
        edits.suspend(ids, is_suspended=chance.random() < 0.5)
        edits.flag(ids, chance.randint(0, 7))
        edits.move(ids[:1], transaction.add_deck(chance.choice(DECKS)).id)
        memory = MemoryState(chance.uniform(0.1, 99), chance.uniform(1, 10))
        due = StudyDay(chance.randint(1, 9))
        edits.schedules.set_due(Due(CardId(number), due, 3, memory) for number in some(chance, transaction, "card"))
        edits.schedules.reset([CardId(number) for number in some(chance, transaction, "card", 1)], keeps_counts=False)
        edits.bury([CardId(number) for number in some(chance, transaction, "card")], StudyDay(chance.randint(1, 9)))


def tag_alike(transaction: Transaction, chance: random.Random) -> None:
    """Give notes tags and take some away."""
    edits = transaction.edits()
    edits.add_tags([NoteId(number) for number in some(chance, transaction, "note")], chance.sample(TAGS, 2))
    edits.remove_tags([NoteId(number) for number in some(chance, transaction, "note")], [chance.choice(TAGS)])


def rewrite_fields(transaction: Transaction, chance: random.Random) -> None:
    """Give notes other fields."""
    ids = [NoteId(number) for number in some(chance, transaction, "note")]
    edits = transaction.edits()
    with edits.rewriting(len(ids)):
        edits.set_fields({note_id: stored_fields((f"{chance.random()}", "b", "")) for note_id in ids})
        first = {note_id: row for note_id, _, row in choosing.fields_of(transaction.snapshot, ids[:1])}
        edits.set_fields({note_id: f"{row}c" for note_id, row in first.items()}, keeps_first=True)


ACTS: tuple[Act, ...] = (
    edit_alike,
    edit_alike,
    tag_alike,
    rewrite_fields,
    add_notes,
    add_notes,
    edit_notes,
    delete_notes,
    delete_cards,
    answer,
    rename_deck,
    delete_deck,
    set_things,
    add_note_type,
    add_exam,
    edit_exams,
    delete_exam,
    save_search,
    delete_search,
)


STEP = st.lists(st.sampled_from(ACTS), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@example(steps=[[delete_notes], [add_notes, delete_notes]], seed=0, shortest_run=1, many_notes=1)
@example(steps=[[delete_deck], [edit_alike, delete_deck]], seed=0, shortest_run=20, many_notes=1)
@example(steps=[[edit_notes], [rewrite_fields], [rewrite_fields, edit_notes]], seed=1, shortest_run=20, many_notes=1)
@given(
    steps=st.lists(st.lists(st.sampled_from(ACTS), min_size=1, max_size=4), min_size=1, max_size=6),
    seed=st.integers(),
    shortest_run=st.sampled_from([1, 20]),
    many_notes=st.sampled_from([1, 500]),
)
def test_any_steps_undone_and_redone_leave_everything_as_it_was(
    steps: list[list[Act]], seed: int, shortest_run: int, many_notes: int
) -> None:
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_database(Path(folder))) as database,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(clearing, "SHORTEST", shortest_run)
        patch.setattr(rewriting, "MANY", many_notes)
        with database.begin(Operation.LOAD_BUNDLED_DECKS, NOON, undoable=False) as transaction:
            add_notes(transaction, chance)
        states = [contents(database)]
        for acts in steps:
            with database.begin(Operation.IMPORT, NOON) as transaction:
                for act in acts:
                    act(transaction, chance)
            if count_steps(database) == len(states):
                states.append(contents(database))

        for _ in range(2):
            for state in reversed(states[:-1]):
                database.undo(NOON)
                assert contents(database) == state
            for state in states[1:]:
                database.redo(NOON)
                assert contents(database) == state

        findings = [finding for finding in database.verify() if not finding.endswith("has no card")]
        assert findings == []
