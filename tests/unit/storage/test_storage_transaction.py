import sqlite3
from dataclasses import replace
from datetime import date

import pytest

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.changes import Kind, Operation
from flashcards.domain.errors import StaleCardError
from flashcards.domain.ids import CardId, DeckId, NoteId, NoteTypeId
from flashcards.domain.learning import LearningSettings
from flashcards.domain.note import Level, Provenance
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.storage import reading
from flashcards.storage.database import Database
from tests.builders import NOON, a_card, a_note, a_preset
from tests.unit.storage.storage_builders import a_review, fill


def test_a_note_comes_back_as_it_was_stored(database: Database) -> None:
    note = a_note(
        "n1",
        tags=("billing", "Desk"),
        origin="bundled:rhit",
        provenance=Provenance(
            "45 CFR 164.524", date(2026, 7, 1), "2026", 2, Level.APPLICATION, ("P-1", "P-2"), ("n0",), True, 0.5
        ),
    )

    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        (note_id,) = transaction.add_notes([note], shipped=['{"kind": 1}'])

    with database.snapshot() as snapshot:
        assert reading.notes(snapshot, [note_id])[note_id] == replace(note, id=note_id)
        assert reading.shipped(snapshot, [note_id]) == {note_id: '{"kind": 1}'}


def test_a_note_is_sorted_and_recognised_by_the_plain_text_of_its_first_field(database: Database) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        transaction.add_notes([a_note("n1", fields=("<b>Chart</b> &amp; index", "b", ""))])

    with database.snapshot() as snapshot:
        assert snapshot.row("SELECT sort_text, checksum FROM note") == ("Chart & index", 0x1D5E269A)


def test_a_field_cannot_smuggle_in_the_separator_of_fields(database: Database) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        (note_id,) = transaction.add_notes([a_note("n1", fields=("a\x1fb", "c\0d", "e"))])

    with database.snapshot() as snapshot:
        assert reading.notes(snapshot, [note_id])[note_id].fields == ("ab", "cd", "e")


def test_a_card_comes_back_as_it_was_stored(database: Database) -> None:
    (card_id,) = fill(database)
    card = a_card(
        id=card_id,
        state=CardState.RELEARNING,
        memory=MemoryState(0.1 + 0.2, 1 + 1 / 3),
        step=1,
        due_at=NOON,
        position=7,
        last_review_at=NOON,
        lapses=2,
        flag=4,
        is_suspended=True,
        is_reserved=True,
        buried_until=20_781,
    )

    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        returned = transaction.update_card(card)

    with database.snapshot() as snapshot:
        assert reading.cards(snapshot, [card_id])[card_id] == returned == replace(card, revision=1)


def test_a_review_comes_back_as_it_was_stored(database: Database) -> None:
    review = a_review(card_id=CardId(5), retrievability=1 / 3, state=CardState.REVIEW)

    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        review_id = transaction.add_review(review)

    with database.snapshot() as snapshot:
        assert reading.reviews_of_card(snapshot, CardId(5)) == (replace(review, id=review_id),)


def test_a_card_that_moved_on_is_not_overwritten(database: Database) -> None:
    (card_id,) = fill(database)
    with database.snapshot() as snapshot:
        card = reading.cards(snapshot, [card_id])[card_id]
    with database.begin(Operation.FLAG, NOON) as transaction:
        transaction.update_card(replace(card, flag=1))

    with (
        pytest.raises(StaleCardError, match="This card was changed elsewhere"),
        database.begin(Operation.FLAG, NOON) as transaction,
    ):
        transaction.update_card(replace(card, flag=2))

    with database.snapshot() as snapshot:
        assert reading.cards(snapshot, [card_id])[card_id].flag == 1


def test_a_card_that_was_deleted_is_not_written(database: Database) -> None:
    fill(database)

    with (
        pytest.raises(StaleCardError, match="This card was deleted elsewhere"),
        database.begin(Operation.FLAG, NOON) as transaction,
    ):
        transaction.update_card(a_card(id=99))


def test_a_note_that_moved_on_is_not_overwritten(database: Database) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        (note_id,) = transaction.add_notes([a_note("n1")])
        first = transaction.update_note(a_note("n1", id=note_id, fields=("one", "b", "")))

    with (
        pytest.raises(StaleCardError, match="This note was changed elsewhere"),
        database.begin(Operation.EDIT_NOTE, NOON) as transaction,
    ):
        transaction.update_note(replace(first, revision=0))


def test_what_was_shipped_of_a_note_stays_unless_it_is_given(database: Database) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        (note_id,) = transaction.add_notes([a_note("n1")], shipped=["one"])
        note = transaction.update_note(a_note("n1", id=note_id))
        kept = reading.shipped(transaction.snapshot, [note_id])
        note = transaction.update_note(note, shipped="two")
        replaced = reading.shipped(transaction.snapshot, [note_id])
        transaction.update_note(note, shipped=None)
        cleared = reading.shipped(transaction.snapshot, [note_id])

    assert (kept, replaced, cleared) == ({note_id: "one"}, {note_id: "two"}, {})


def test_deleting_a_note_takes_its_cards_and_tags_but_not_its_reviews(database: Database) -> None:
    (card_id,) = fill(database)
    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        transaction.add_review(a_review(card_id=card_id))

    with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
        transaction.delete_notes([NoteId(1)])

    counts = "SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM card), (SELECT count(*) FROM tag)"
    with database.snapshot() as snapshot:
        assert snapshot.row(counts) == (0, 0, 0)
        assert snapshot.number("SELECT count(*) FROM review") == 1


def test_a_tag_keeps_its_first_spelling(database: Database) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        ids = transaction.add_notes([a_note("n1", tags=("HIPAA",)), a_note("n2", tags=("hipaa", "Été"))])

    with database.snapshot() as snapshot:
        notes = reading.notes(snapshot, ids)
    assert [notes[note_id].tags for note_id in ids] == [("HIPAA",), ("HIPAA", "Été")]


def test_a_tag_goes_with_the_last_note_that_has_it(database: Database) -> None:
    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        first, second = transaction.add_notes([a_note("n1", tags=("a", "b")), a_note("n2", tags=("b",))])
        transaction.update_note(a_note("n1", id=first, tags=("c",)))

    with database.snapshot() as snapshot:
        assert list(snapshot.rows("SELECT name FROM tag ORDER BY name")) == [("b",), ("c",)]
        assert reading.notes(snapshot, [second])[second].tags == ("b",)


def test_a_deck_is_made_with_the_decks_above_it(database: Database) -> None:
    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        deck = transaction.add_deck("RHIT ::  Domain 1", bundled="rhit")
        again = transaction.add_deck("rhit::domain 1")

    assert again == deck
    with database.snapshot() as snapshot:
        assert [(one.name, one.bundled) for one in reading.decks(snapshot)] == [
            ("RHIT", "rhit"),
            ("RHIT::Domain 1", "rhit"),
        ]


def test_a_new_deck_spells_the_decks_above_it_as_they_are(database: Database) -> None:
    with database.begin(Operation.ADD_DECK, NOON) as transaction:
        transaction.add_deck("RHIT")
        deck = transaction.add_deck("rhit::Domain 1")

    assert deck.name == "RHIT::Domain 1"


def test_a_deck_can_be_changed_and_deleted(database: Database) -> None:
    with database.begin(Operation.EDIT_DECK, NOON) as transaction:
        deck = transaction.add_deck("Filing")
        preset = transaction.presets.add(a_preset(new_limit=5, easy_days=(1.0,) * 6 + (0.0,)))
        transaction.update_deck(replace(deck, preset=preset, description="At the desk"))
        changed = reading.decks(transaction.snapshot)
        transaction.delete_deck(deck.id)

    assert changed == (replace(deck, preset=preset, description="At the desk"),)
    with database.snapshot() as snapshot:
        assert reading.decks(snapshot) == ()


def test_a_note_type_comes_back_as_it_was_stored(database: Database) -> None:
    custom = NoteType(
        NoteTypeId(0), "Map", NoteKind.CUSTOM, ("Place", "Où"), (CardTemplate("1", "{{Place}}", "{{Où}}"),), ".card {}"
    )

    with database.begin(Operation.IMPORT, NOON) as transaction:
        type_id = transaction.add_note_type(custom)
        transaction.update_note_type(replace(custom, id=type_id, css=""))

    with database.snapshot() as snapshot:
        assert reading.note_types(snapshot)[type_id] == replace(custom, id=type_id, css="")


def test_a_new_collection_has_the_built_in_note_types(database: Database) -> None:
    with database.snapshot() as snapshot:
        assert tuple(reading.note_types(snapshot).values()) == BUILT_IN


def test_settings_and_values_come_back_as_they_were_stored(database: Database) -> None:
    settings = LearningSettings(new_limit=7, learning_steps_s=(60,))

    with database.begin(Operation.CHANGE_SETTINGS, NOON) as transaction:
        transaction.set_learning_settings(LearningSettings())
        transaction.set_learning_settings(settings)
        transaction.set_value("tour", {"seen": ["été"]})
        transaction.set_bundled("rhit", "aa")
        transaction.set_bundled("rhit", "bb")

    with database.snapshot() as snapshot:
        assert reading.learning_settings(snapshot) == settings
        assert reading.value(snapshot, "tour") == {"seen": ["été"]}
        assert reading.bundled_digests(snapshot) == {"rhit": "bb"}


def test_an_import_knows_the_step_that_undoes_it(database: Database) -> None:
    with database.begin(Operation.IMPORT, NOON) as transaction:
        transaction.imports.add(file_format="text", source="list.txt", deck="Filing", summary={"added": 1})

    with database.snapshot() as snapshot:
        assert snapshot.row("SELECT format, source, deck, summary, step_id FROM import_run") == (
            "text",
            "list.txt",
            "Filing",
            '{"added": 1}',
            1,
        )


def test_a_transaction_says_which_kinds_it_wrote(database: Database) -> None:
    (card_id,) = fill(database)

    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        before = transaction.kinds
        transaction.update_card(a_card(id=card_id))
        transaction.add_review(a_review())

    assert (before, transaction.kinds) == (frozenset[Kind](), frozenset({Kind.CARD, Kind.REVIEW}))


def test_what_a_transaction_wrote_is_gone_when_it_fails(database: Database) -> None:
    fill(database)

    with pytest.raises(sqlite3.IntegrityError), database.begin(Operation.ADD_NOTE, NOON) as transaction:
        transaction.add_notes([a_note("n2"), a_note("n1")])

    with database.snapshot() as snapshot:
        assert snapshot.number("SELECT count(*) FROM note") == 1
        assert snapshot.number("SELECT count(*) FROM undo_step") == 1


def test_the_review_log_cannot_be_rewritten(database: Database) -> None:
    with database.begin(Operation.ANSWER_CARD, NOON) as transaction:
        transaction.add_review(a_review())

        with pytest.raises(Exception, match="the review log is append-only"):
            transaction.snapshot.row("UPDATE review SET rating = 4")


def test_an_id_is_never_given_twice(database: Database) -> None:
    (card_id,) = fill(database)
    with database.begin(Operation.DELETE_NOTE, NOON) as transaction:
        transaction.delete_notes([NoteId(1)])

    with database.begin(Operation.ADD_NOTE, NOON) as transaction:
        (note_id,) = transaction.add_notes([a_note("n9")])
        (next_id,) = transaction.add_cards([a_card(note_id=note_id, deck_id=DeckId(1))])

    assert (note_id, next_id) == (NoteId(2), card_id + 1)
