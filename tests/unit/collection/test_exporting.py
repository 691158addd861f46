from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from flashcards.collection import exporting, media
from flashcards.collection.collection import Collection
from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Operation
from flashcards.domain.errors import ExportRefusedError, UnknownDeckError
from flashcards.domain.ids import CardId
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import NoteKind
from flashcards.domain.review import Rating, Review, ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.formats import registry
from flashcards.formats.transfer import Transfer
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_note, add_notes


def _gather(
    collection: Collection, deck: str | None = None, *, with_schedule: bool = False, with_media: bool = True
) -> Transfer:
    return collection.read(
        lambda snapshot: exporting.gather(
            snapshot, collection.media, exporting.Extent(deck, with_schedule=with_schedule, with_media=with_media)
        )
    )


def _study(collection: Collection, card_id: CardId, ratings: list[Rating]) -> None:
    def change(transaction: Transaction) -> None:
        card = reading.cards(transaction.snapshot, [card_id])[card_id]
        after = replace(
            card,
            state=CardState.REVIEW,
            memory=MemoryState(12.5, 4.0),
            due_on=StudyDay(TODAY + 12),
            interval_days=12,
            last_review_at=NOON,
            last_review_on=TODAY,
            reps=len(ratings),
            flag=3,
            is_suspended=True,
        )
        transaction.update_card(after)
        transaction.add_reviews(
            [
                Review(
                    *(card_id, NOON, TODAY, rating, ReviewKind.REVIEW, CardState.REVIEW, 1, 12, 900, None),
                    memory=None if rating is Rating.AGAIN else after.memory,
                )
                for rating in ratings
            ]
        )

    collection.transact(Operation.ANSWER_CARD, change)


def _add(collection: Collection, name: str, transaction: Transaction) -> None:
    media.add_media(transaction, collection.media, name, name.encode())


def test_a_deck_leaves_with_those_below_it_and_no_other(collection: Collection) -> None:
    add_notes(collection, "Law::HIPAA", [a_note("n1")])
    add_notes(collection, "Law", [a_note("n2", NoteKind.CLOZE)])
    add_notes(collection, "Lawn", [a_note("n3")])

    transfer = _gather(collection, "Law")

    assert [note.guid for note in transfer.notes] == ["n1", "n2"]
    assert [note.deck for note in transfer.notes] == ["Law::HIPAA", "Law"]
    assert [len(note.cards) for note in transfer.notes] == [1, 2]
    assert [deck.name for deck in transfer.decks] == ["Law", "Law::HIPAA"]
    assert [one.kind for one in transfer.note_types] == [NoteKind.BASIC, NoteKind.CLOZE]


def test_a_note_leaves_with_its_tags_and_its_source(collection: Collection) -> None:
    provenance = Provenance("45 CFR 164.524", domain=2, facts=("P-1",), tolerance=0.5)
    add_notes(collection, "Law", [a_note("n1", tags=("Desk", "access"), provenance=provenance)])

    (note,) = _gather(collection).notes

    assert (note.tags, note.provenance) == (("access", "Desk"), provenance)


def test_without_a_schedule_cards_leave_as_new(collection: Collection) -> None:
    (card_id,) = add_notes(collection, "Law", [a_note("n1")])
    _study(collection, card_id, [Rating.GOOD])

    transfer = _gather(collection)

    (card,) = transfer.notes[0].cards
    assert (card.state, card.stability, card.due_on, card.flag, card.is_suspended) == (0, None, None, 0, False)
    assert transfer.reviews.count == 0


def test_with_a_schedule_cards_leave_with_memory_flags_and_reviews(collection: Collection) -> None:
    first, second = add_notes(collection, "Law", [a_note("n1"), a_note("n2")])
    (other,) = add_notes(collection, "Desk", [a_note("n3")])
    _study(collection, second, [Rating.AGAIN, Rating.GOOD])
    _study(collection, first, [Rating.EASY])
    _study(collection, other, [Rating.HARD])

    transfer = _gather(collection, "Law", with_schedule=True)

    (card,) = transfer.notes[1].cards
    assert (card.state, card.stability, card.due_on, card.reps) == (2, 12.5, TODAY + 12, 2)
    assert (card.flag, card.is_suspended, card.source_id) == (3, True, second)
    (chunk,) = transfer.reviews.chunks()
    assert transfer.reviews.count == 3
    assert chunk.card.tolist() == [first, second, second]
    assert chunk.rating.tolist() == [4, 1, 3]
    assert chunk.duration_ms.tolist() == [900, 900, 900]
    assert chunk.difficulty is not None
    assert chunk.difficulty.tolist() == [4.0, 0.0, 4.0]  # not known of one


def test_the_media_that_notes_name_leave_with_them(collection: Collection) -> None:
    for name in ("two words.png", "waste.png"):
        collection.transact(Operation.IMPORT, partial(_add, collection, name))
    add_notes(collection, "Law", [a_note("n1", fields=('<img src="two%20words.png">', "b", ""))])

    (file,) = _gather(collection).media

    with file.open() as content:
        assert (file.name, file.size, content.read()) == ("two words.png", 13, b"two words.png")


def test_media_stay_where_they_are_when_they_are_not_wanted(collection: Collection) -> None:
    collection.transact(Operation.IMPORT, partial(_add, collection, "chart.png"))
    add_notes(collection, "Law", [a_note("n1", fields=('<img src="chart.png">', "b", ""))])

    assert list(_gather(collection, with_media=False).media) == []


@pytest.mark.parametrize(
    ("form", "remarks"),
    [
        ("csv", ("1 media file stayed behind: csv has no place for pictures and sounds.",)),
        ("deck-text", ()),
    ],
)
def test_media_a_format_has_no_place_for_are_told(
    collection: Collection, tmp_path: Path, form: str, remarks: tuple[str, ...]
) -> None:
    for name in ("chart.png", "waste.png", "_style.css"):
        collection.transact(Operation.IMPORT, partial(_add, collection, name))
    add_notes(collection, "Law", [a_note("n1", fields=('<img src="chart.png">', "b", ""))])

    done = exporting.export(collection, registry.format_to_write(form), tmp_path / "out.x")

    assert done.remarks == remarks
    without = exporting.Extent(with_media=False)
    assert exporting.export(collection, registry.format_to_write(form), tmp_path / "out.x", without).remarks == ()


def test_a_deck_that_is_not_there_is_refused(collection: Collection) -> None:
    with pytest.raises(UnknownDeckError):
        _gather(collection, "Law")


def test_some_notes_go_with_all_their_cards_and_the_decks_these_are_in(collection: Collection) -> None:
    add_notes(collection, "Clerk::Filing", [a_note("one"), a_note("two")])
    add_notes(collection, "Privacy", [a_note("three", NoteKind.REVERSED, fields=("deed", "paper"))])

    def gather(guid: str) -> Transfer:
        ids = collection.read(lambda snapshot: reading.note_ids_by_guid(snapshot, [guid]))
        extent = exporting.Extent(notes=tuple(ids.values()))
        return collection.read(lambda snapshot: exporting.gather(snapshot, collection.media, extent))

    one, three = gather("one"), gather("three")

    assert [note.guid for note in one.notes] == ["one"]
    assert [deck.name for deck in one.decks] == ["Clerk", "Clerk::Filing"]
    assert [len(note.cards) for note in three.notes] == [2]
    assert [deck.name for deck in three.decks] == ["Privacy"]


@pytest.mark.parametrize("name", ["collection.db", "collection.db-wal", "collection.db.lock", "media/picture.png"])
def test_nothing_of_the_learners_is_replaced(collection: Collection, name: str) -> None:
    path = collection.path.parent / name
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_bytes(b"kept")
    before = path.read_bytes()

    for form in registry.WRITE:
        with pytest.raises(ExportRefusedError):
            exporting.export(collection, form, path)

    assert path.read_bytes() == before
    assert collection.verify() == ()
