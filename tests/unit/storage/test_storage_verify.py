import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Provenance
from flashcards.storage.connections import PAGE_BYTES, connect
from flashcards.storage.database import Database
from flashcards.storage.verify import count_reviews_of_deleted_cards, verify
from tests.builders import NOON, a_note
from tests.unit.storage.storage_builders import a_review, fill, open_database


@pytest.fixture
def file(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A closed collection with two cards, opened so that anything can be broken."""
    with closing(open_database(tmp_path)) as database:
        fill(database, 2)
    with closing(connect(tmp_path / "collection.db", mode="rw")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection


def findings(file: sqlite3.Connection) -> tuple[str, ...]:
    file.execute("PRAGMA ignore_check_constraints = OFF")
    return verify(file)


def test_a_sound_collection_has_no_findings(file: sqlite3.Connection) -> None:
    assert findings(file) == ()


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("UPDATE card SET state = 2, due_on = 5 WHERE id = 1", "card 1 must be new exactly when it has no memory"),
        (
            "UPDATE card SET stability = 2.0, difficulty = 5.0 WHERE id = 2",
            "card 2 must be new exactly when it has no memory",
        ),
        (
            "UPDATE card SET state = 2, stability = 2.0, difficulty = 5.0 WHERE id = 2",
            "card 2 was studied but is never due",
        ),
        ("DELETE FROM card WHERE id = 2", "note 2 has no card"),
        ("UPDATE deck SET name = 'A::::B' WHERE id = 1", "deck 1 has the name “A::::B”, which lacks a part"),
        ("INSERT INTO setting (key, value) VALUES ('learning', 'x{')", "setting learning is not readable"),
        (
            "UPDATE card SET interval_days = 99999999 WHERE id = 1",
            "card 1 is due on day None after 99999999 days, which is out of all range",
        ),
        ("DELETE FROM write_count", "the count of writes is missing"),
        ("DROP TRIGGER review_is_append_only", "the review log is not protected against changes"),
        (
            "UPDATE card SET ordinal = 1 WHERE id = 1",
            "card 1 is card 2 of its note, which note type Basic does not make",
        ),
        ("UPDATE note SET fields = 'a' WHERE id = 1", "note 1 has 1 fields where note type Basic has 3"),
        ("DELETE FROM note_tag", "tag desk is on no note"),
        ("UPDATE card SET deck_id = 9 WHERE id = 1", "card 1 refers to a deck that does not exist"),
        ("DELETE FROM undo_step", "undo_change 1 refers to a undo_step that does not exist"),
        ("DELETE FROM undo_change", "undo step 1 changed nothing"),
        (
            "UPDATE undo_change SET table_name = 'col' WHERE id = 1",
            "undo step 1, change 1 is about an unknown table col",
        ),
        ("UPDATE undo_change SET image = '{' WHERE id = 2", "undo step 1, change 2 cannot be read"),
        ("UPDATE undo_change SET image = '[]' WHERE id = 2", "undo step 1, change 2 cannot be read"),
        (
            'UPDATE undo_change SET image = \'{"columns": ["id", "name"], "rows": [[1]]}\' WHERE id = 3',
            "undo step 1, change 3 cannot be read",
        ),
        ("DROP TABLE media", "table media is missing"),
    ],
)
def test_what_is_broken_is_found(file: sqlite3.Connection, change: str, finding: str) -> None:
    file.execute(change)

    assert finding in findings(file)


def test_an_undone_step_before_a_done_one_is_found(file: sqlite3.Connection) -> None:
    file.execute("INSERT INTO undo_step (operation, at) VALUES ('Flag', 0)")
    file.execute(
        "INSERT INTO undo_change (step_id, sequence, table_name, row_id, last_row_id) VALUES (2, 1, 'tag', 9, 9)"
    )
    file.execute("UPDATE undo_step SET is_undone = 1 WHERE id = 1")

    assert findings(file) == ("undo step 1 was undone before a later step",)


def test_two_notes_of_one_guid_are_found(file: sqlite3.Connection) -> None:
    (sql,) = file.execute("SELECT sql FROM sqlite_schema WHERE name = 'note'").fetchone()
    file.execute("PRAGMA legacy_alter_table = ON")
    file.execute("ALTER TABLE note RENAME TO old_note")
    file.execute(sql.replace("guid TEXT NOT NULL UNIQUE", "guid TEXT NOT NULL"))
    file.execute("INSERT INTO note SELECT * FROM old_note")
    file.execute("DROP TABLE old_note")

    file.execute("UPDATE note SET guid = 'same'")

    assert findings(file) == ("guid same is used by 2 notes",)


def test_only_the_first_findings_of_a_sort_are_spelt_out(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database, 25)
    with closing(connect(tmp_path / "collection.db", mode="rw")) as connection:
        connection.execute("DELETE FROM card")

        found = verify(connection)

    assert len(found) == 21
    assert found[-1] == "… and 5 more like this"


def test_damage_to_the_file_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    with closing(open_database(tmp_path)) as database:
        fill(database, 500)
    with (tmp_path / "collection.db").open("rb+") as broken:
        broken.seek(30 * PAGE_BYTES)
        broken.write(b"\xa5" * (10 * PAGE_BYTES))

    with closing(open_database(tmp_path)) as database:
        found = database.verify()

    assert found
    assert found[0].startswith("the file is damaged: ")


def test_an_index_that_disagrees_with_its_table_is_found(file: sqlite3.Connection) -> None:
    file.execute("PRAGMA writable_schema = ON")
    file.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, '(deck_id, note_id', '(ordinal, note_id') WHERE name = 'card_deck'"
    )
    file.execute("PRAGMA writable_schema = RESET")

    assert any("card_deck" in finding for finding in findings(file))


def test_a_note_for_exams_only_needs_no_card(database: Database) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        transaction.add_notes([a_note("n1", provenance=Provenance(is_exam_only=True))])

    assert database.verify() == ()


def test_reviews_of_deleted_cards_are_counted_and_are_no_fault(database: Database, tmp_path: Path) -> None:
    (card_id,) = fill(database)
    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        transaction.add_review(a_review(card_id=card_id))
        transaction.delete_notes([NoteId(1)])

    with closing(connect(tmp_path / "collection.db", mode="ro")) as connection:
        assert (verify(connection), count_reviews_of_deleted_cards(connection)) == ((), 1)
