"""Whatever is done to notes, the index of words finds what looking at every note finds."""

import random
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.domain.search import Text, TextMode
from flashcards.domain.study_day import StudyCalendar
from flashcards.storage import reading, rewriting
from flashcards.storage.catalogue import Floats
from flashcards.storage.connections import connect
from flashcards.storage.database import Database
from flashcards.storage.globs import regex_of_glob
from flashcards.storage.matching import stored_fields
from flashcards.storage.search_text import notes_with, notes_with_all
from flashcards.storage.search_where import LookUp, Moment
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.text_index import count_outside, index_some
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, a_note
from tests.unit.storage.storage_builders import open_database

WORDS = (
    "femur", "Femoral", "FRACTURE", "fract", "résumé", "resume", "RÉSUMÉ", "naïve", "K", "k", "ſepsis", "sepsis", "İ",
    "ı", "i", "60", "60-day", "90%", "charts_are", "a<b>c</b>", "“hospice”", "ﬁle", "file", "Straße", "strasse", "漢字",
    "½", "&eacute;", "co\u0301de", "x\ny",
)  # fmt: skip
PATTERNS = (
    "femur", "fem", "r", "e f", "fem*k", "f_mur", "\\_are", "60-", "%", "é", "É", "résumé", "resume", "sepsis",
    "hospice", "“hospice", "file", "strasse", "ss", "漢", "<b>", "day*fem", "*", "_", "\\*", "code", "½", "1",
    "k", "i", "fr*", "\\",
)  # fmt: skip
REGEXES = (
    "fract.*fem",
    "^fem",
    "fem.?r",
    "s+e",
    "\\d{2}",
    "femur|sepsis",
    "k\\b",
    "x41",
    "\\x66em",
    "fe*m",
    "i",
    "[ab]",
)

Act = Callable[[Database, random.Random], object]


def some_text(chance: random.Random) -> tuple[str, str, str]:
    front, back, more = (" ".join(chance.choices(WORDS, k=chance.randint(1, 3))) for _ in range(3))
    return front, back, more if chance.random() < 0.9 else "long " + "x" * 33_000 + " femur"


def add(database: Database, chance: random.Random) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        transaction.add_notes([a_note(f"{chance.random()}", fields=some_text(chance)) for _ in range(3)])


def pour(database: Database, chance: random.Random) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction:
        type_id = built_in(NoteKind.BASIC).id
        rows = [
            (f"{chance.random()}", type_id, stored_fields(some_text(chance)), "", 0, None, "", 0, 0) for _ in range(4)
        ]
        with transaction.bulk() as writer:
            writer.add_notes(rows, [()] * len(rows))


def edit(database: Database, chance: random.Random) -> None:
    with database.begin(Operation.EDIT_NOTE, NOON) as transaction:
        for note in reading.notes(transaction.snapshot, chosen(transaction, chance)).values():
            transaction.update_note(replace(note, fields=some_text(chance)))


def rewrite(database: Database, chance: random.Random) -> None:
    with database.begin(Operation.FIND_AND_REPLACE, NOON) as transaction:
        edits = transaction.edits()
        with edits.rewriting(rewriting.MANY):
            edits.set_fields({note_id: stored_fields(some_text(chance)) for note_id in chosen(transaction, chance)})


def delete(database: Database, chance: random.Random) -> None:
    with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
        transaction.delete_notes(chosen(transaction, chance))


def undo(database: Database, _chance: random.Random) -> None:
    with database.snapshot() as snapshot:
        steps = snapshot.number("SELECT count(*) FROM undo_step WHERE is_undone = 0")
    if steps:
        database.undo(NOON)


def redo(database: Database, _chance: random.Random) -> None:
    with database.snapshot() as snapshot:
        steps = snapshot.number("SELECT count(*) FROM undo_step WHERE is_undone = 1")
    if steps:
        database.redo(NOON)


def index(database: Database, chance: random.Random) -> None:
    index_some(database._connection, chance.randint(1, 5), few=0)


def chosen(transaction: Transaction, chance: random.Random) -> list[NoteId]:
    ids = [NoteId(row[0]) for row in transaction.snapshot.rows("SELECT id FROM note ORDER BY id")]
    return chance.sample(ids, min(len(ids), 2))


ACTS: tuple[Act, ...] = (add, pour, edit, edit, rewrite, delete, undo, redo, index, index, index)


@settings(max_examples=20, deadline=None)
@example(acts=[add, index, index, edit, index, undo, redo, index], seed=1)
@example(acts=[add, index, index, rewrite, index, undo, redo, index], seed=1)
@given(acts=st.lists(st.sampled_from(ACTS), min_size=1, max_size=12), seed=st.integers())
def test_after_anything_the_index_finds_what_looking_at_every_note_finds(acts: list[Act], seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, closing(open_database(Path(folder))) as database:
        for act in acts:
            act(database, chance)
            with database.snapshot() as snapshot:
                for node in chance.sample(NODES, 12):
                    assert found(snapshot, node) == expected(snapshot, node), node

                patterns = chance.sample(PATTERNS, 2)
                both = set(notes_with_all(patterns, look_into(snapshot)))
                assert both == set.intersection(*(set(expected(snapshot, Text(one))) for one in patterns)), patterns

        while index_some(database._connection, few=0):
            pass
        with database.snapshot() as snapshot:
            for node in NODES:
                assert found(snapshot, node) == expected(snapshot, node), node
            assert count_outside(snapshot) == 0
        database._connection.execute("INSERT INTO note_text (note_text) VALUES ('integrity-check')")


def no_recall(_stabilities: ArrayLike, _days: ArrayLike) -> Floats:
    raise AssertionError


def look_into(snapshot: Snapshot) -> LookUp:
    return LookUp(snapshot, Moment(NOON, StudyCalendar(), no_recall))


def found(snapshot: Snapshot, node: Text) -> list[int]:
    return sorted(set(notes_with(node, look_into(snapshot))))


def expected(snapshot: Snapshot, node: Text) -> list[int]:
    rows = list(snapshot.rows("SELECT id, fields FROM note ORDER BY id"))
    return [note_id for note_id, fields in rows if holds(node, fields)]


def holds(node: Text, fields: str) -> bool:
    if node.field is not None:
        field = fields.split("\x1f")[("front", "back", "more").index(node.field)]
        return like(node.pattern).fullmatch(lower_a_to_z(field)) is not None
    if node.mode is TextMode.NO_ACCENTS:
        pattern = f"(?s:{regex_of_glob(bare(node.pattern)).pattern})"
        return regex.search(pattern, bare(fields), regex.IGNORECASE) is not None
    if node.mode is TextMode.WORD:
        pattern = rf"\b(?:{regex_of_glob(node.pattern).pattern})\b"
        return regex.search(pattern, fields, regex.IGNORECASE) is not None
    if node.mode is TextMode.REGEX:
        return regex.search(node.pattern, fields, regex.IGNORECASE) is not None
    return like(node.pattern).search(lower_a_to_z(fields)) is not None


def like(pattern: str) -> re.Pattern[str]:
    """Give what finds it in a text without A to Z: as in SQL, other capitals are no matter of indifference."""
    return re.compile(regex_of_glob(lower_a_to_z(pattern)).pattern, re.DOTALL)


def lower_a_to_z(text: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


def bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


NODES = (
    *(Text(pattern) for pattern in PATTERNS),
    *(Text(pattern, mode=TextMode.NO_ACCENTS) for pattern in PATTERNS),
    *(Text(pattern, mode=TextMode.WORD) for pattern in PATTERNS),
    *(Text(pattern, mode=TextMode.REGEX) for pattern in REGEXES),
    *(Text(f"*{pattern}*", "front") for pattern in PATTERNS),
    *(Text(f"{pattern}*", "back") for pattern in PATTERNS),
    *(Text(f"*{pattern}*", "more") for pattern in PATTERNS),
    *(Text(pattern, "front") for pattern in WORDS[:8]),
)


def test_a_few_notes_outside_are_not_worth_a_new_list_of_words(database: Database) -> None:
    add(database, random.Random(1))

    assert database.index_texts() == 0


def test_many_notes_are_taken_in_by_portions(database: Database) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction:
        transaction.add_notes([a_note(f"{number}", fields=(f"word{number}", "", "")) for number in range(500)])

    taken = [index_some(database._connection, 300, few=0) for _ in range(3)]

    assert taken == [300, 200, 0]
    with database.snapshot() as snapshot:
        assert found(snapshot, Text("word499")) == [500]


def test_taking_notes_in_is_no_change_a_backup_would_be_made_for(database: Database) -> None:
    add(database, random.Random(1))
    with database.snapshot() as snapshot:
        before = snapshot.number("SELECT writes FROM write_count")

    index_some(database._connection, few=0)

    with database.snapshot() as snapshot:
        assert snapshot.number("SELECT writes FROM write_count") == before


def test_an_index_transaction_that_fails_leaves_nothing_open(database: Database) -> None:
    add(database, random.Random(1))
    with closing(connect(database.path, mode="rw")) as other:
        other.execute("PRAGMA query_only = ON")
        with pytest.raises(sqlite3.OperationalError):
            index_some(other, few=0)
        assert not other.in_transaction

    assert index_some(database._connection, few=0) == 3
