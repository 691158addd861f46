import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flashcards.collection import exporting, media
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.ids import CardId
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.formats import registry
from flashcards.formats.own_backup import reading as own_backup
from flashcards.formats.transfer import Transfer
from flashcards.storage import reading
from flashcards.storage.migrations import MIGRATIONS
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes
from tests.old_collections import kept_versions, old_collection
from tests.unit.collection.importing_desk import ImportDesk
from tests.unit.formats.format_builders import READING, bytes_of, contents, rows_of


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """Give the file of a closed collection with notes of all kinds, one card studied, and a picture."""
    with closing(a_collection(tmp_path)) as collection:
        known = Provenance("45 CFR 164", date(2026, 11, 23), "2026", 2, Level.RECALL, ("C-1",), ("n1",), False, 0.5)
        pictured = a_note("n1", fields=('<img src="a.png">', "b", ""), tags=("b", "A"), provenance=known)
        others = [a_note(f"k{kind.value}", kind) for kind in NoteKind if kind is not NoteKind.CUSTOM]
        ids = add_notes(collection, "Law::HIPAA", [pictured, *others])
        collection.transact(Operation.ANSWER_CARD, lambda change: _study(change, ids[0], ids[1]))
        collection.transact(
            Operation.IMPORT, lambda change: media.add_media(change, collection.media, "a.png", b"picture")
        )
    return tmp_path / "collection.db"


def _study(transaction: Transaction, studied: CardId, buried: CardId) -> None:
    cards = reading.cards(transaction.snapshot, [studied, buried])
    transaction.update_card(
        replace(
            cards[studied],
            state=CardState.REVIEW,
            memory=MemoryState(12.5, 4.0),
            due_on=StudyDay(TODAY + 12),
            interval_days=12,
            last_review_at=NOON,
            last_review_on=TODAY,
            reps=2,
            flag=3,
            is_suspended=True,
        )
    )
    transaction.update_card(replace(cards[buried], buried_until=StudyDay(TODAY + 1)))
    transaction.add_reviews(
        [
            Review(studied, NOON, TODAY, rating, ReviewKind.REVIEW, CardState.REVIEW, 1, 12, 900, None, None)
            for rating in (Rating.HARD, Rating.GOOD)
        ]
    )


def _gathered(folder: Path) -> tuple[Transfer, dict[str, bytes], list[tuple[int, ...]]]:
    with closing(a_collection(folder)) as collection:

        def gather(snapshot: Snapshot) -> tuple[Transfer, dict[str, bytes], list[tuple[int, ...]]]:
            transfer = exporting.gather(snapshot, collection.media, exporting.Extent(with_schedule=True))
            return transfer, bytes_of(transfer.media), rows_of(transfer.reviews)

        return collection.read(gather)


def test_a_closed_collection_comes_in_whole(filled: Path) -> None:
    expected, pictures, log = _gathered(filled.parent)

    with registry.read(filled, READING) as transfer:
        assert (transfer.format, transfer.has_schedule, list(transfer.problems)) == ("backup", True, [])
        assert _told(transfer) == _told(expected)
        assert bytes_of(transfer.media) == pictures == {"a.png": b"picture"}
        assert rows_of(transfer.reviews) == log
        assert [(deck.name, deck.description) for deck in transfer.decks] == [("Law", ""), ("Law::HIPAA", "")]
        assert [card.is_buried for note in transfer.notes for card in note.cards][:2] == [False, True]


def _told(transfer: Transfer) -> list[tuple[object, ...]]:
    """Give notes and cards, apart from what only the file knows: being buried, and the order of tags."""
    notes = [note._replace(tags=tuple(sorted(note.tags or ()))) for note in transfer.notes]
    cards = [[card._replace(is_buried=False) for card in note.cards] for note in notes]
    transfer.notes = notes
    return list(zip(contents(transfer), cards, [(note.created_at, note.modified_at) for note in notes], strict=True))


def test_a_backup_in_its_folder_finds_the_pictures_of_its_collection(filled: Path) -> None:
    backup = filled.parent / "backups" / "backup-2026-11-22T18-30.db"
    backup.parent.mkdir(exist_ok=True)
    backup.write_bytes(filled.read_bytes())

    with registry.read(backup, READING) as transfer:
        assert bytes_of(transfer.media) == {"a.png": b"picture"}

    alone = filled.parent / "elsewhere" / "deep" / "mine.db"
    alone.parent.mkdir(parents=True)
    alone.write_bytes(filled.read_bytes())
    with registry.read(alone, READING) as transfer:
        assert (list(transfer.media), len(transfer.notes)) == ([], 6)


def test_a_backup_can_be_imported_with_its_schedule(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with (
        closing(a_collection(tmp_path_factory.mktemp("other"))) as collection,
        registry.read(filled, READING) as backup,
    ):
        desk = ImportDesk(collection)
        report = desk.bring(backup)

        assert (report.added, report.reviews, report.media) == (6, 2, 1)
        ((stability, flag, suspended),) = desk.rows("SELECT stability, flag, is_suspended FROM card WHERE state = 2")
        assert (stability, flag, suspended) == (12.5, 3, 1)
        assert desk.count("review") == 2


@pytest.mark.parametrize("version", kept_versions())
def test_a_collection_of_an_older_format_comes_in(tmp_path: Path, version: int) -> None:
    with registry.read(old_collection(version, tmp_path), READING) as transfer:
        assert transfer.format == "backup"
        assert len(transfer.notes) > 0
        assert list(transfer.problems) == []


def test_every_format_of_the_collection_file_is_known() -> None:
    assert len(MIGRATIONS) == own_backup.NEWEST


def test_a_newer_collection_is_refused(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(ImportRefusedError, match=r"newer version of Flashcards \(format 99; this one reads up to"):
        registry.read(filled, READING)


def test_a_collection_that_is_open_is_refused(tmp_path: Path) -> None:
    with closing(a_collection(tmp_path)) as collection:
        add_notes(collection, "A", [a_note("n1")])

        with pytest.raises(ImportRefusedError, match="it is open in a window, or was not closed"):
            registry.read(collection.path, READING)


def test_other_databases_are_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (id INTEGER)")

    with pytest.raises(ImportRefusedError):
        registry.read(path, READING)


def test_what_is_wrong_in_a_file_is_listed_and_the_rest_comes_in(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE note SET fields = 'one' WHERE guid = 'k2'")
        connection.execute("UPDATE note SET note_type_id = 99 WHERE guid = 'k3'")
        connection.execute("UPDATE media SET name = '../a.png'")
        connection.execute("DROP TRIGGER review_is_append_only")
        connection.execute("UPDATE review SET kind = 9 WHERE id = 1")
        connection.commit()

    with registry.read(filled, READING) as transfer:
        assert [note.guid for note in transfer.notes] == ["n1", "k1", "k4", "k5"]
        said = [problem.message for problem in transfer.problems]
        assert any("it has 1 fields, where “Basic (and reversed)” has 3" in one for one in said)
        assert any("its type is missing" in one for one in said)
        assert "lines of the review log that cannot be right were left out: 1" in said
        assert (list(transfer.media), transfer.reviews.count) == ([], 1)


@pytest.mark.parametrize("harm", ["cut", "view", "nothing"])
def test_a_file_made_to_do_harm_is_refused(filled: Path, harm: str) -> None:
    if harm == "cut":
        filled.write_bytes(filled.read_bytes()[:5000])
    else:
        with closing(sqlite3.connect(filled)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("ALTER TABLE review RENAME TO kept")
            if harm == "view":
                connection.execute(
                    "CREATE VIEW review AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
                    "SELECT x AS id, x AS card_id FROM n"
                )

    with pytest.raises(ImportRefusedError, match=r"collection\.db: "):
        registry.read(filled, READING)
