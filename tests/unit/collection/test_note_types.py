"""Note types copied, renamed, reshaped and deleted, with their notes and cards brought in line."""

from dataclasses import replace

import pytest

from flashcards.collection import editing, note_types, reshaping
from flashcards.collection.collection import Collection
from flashcards.collection.note_types import NoteTypeError
from flashcards.collection.reshaping import Reshaping
from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CancelledError
from flashcards.domain.ids import CardId, NoteId, NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.rendering.checking import with_field_renamed
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, a_note

BASIC = built_in(NoteKind.BASIC)
REVERSED = built_in(NoteKind.REVERSED)


def copied(collection: Collection, source: NoteType, name: str = "Terms") -> NoteType:
    change = collection.transact(Operation.ADD_NOTE_TYPE, lambda t: note_types.copy_type(t, source.id, name))
    return collection.read(reading.note_types)[change.value]


def with_note(collection: Collection, note_type: NoteType, *fields: str) -> NoteId:
    note = a_note(f"{note_type.id}-{fields[0]}", note_type_id=note_type.id, fields=fields)
    return collection.transact(Operation.ADD_NOTE, lambda t: editing.add_note(t, note, "Mine", NOON)).value.note_id


def reshape(collection: Collection, wanted: Reshaping) -> None:
    collection.transact(Operation.EDIT_NOTE_TYPE, lambda t: reshaping.reshape_type(t, wanted))


def stored(collection: Collection, note_id: NoteId) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Give a note's fields, and id and ordinal of its cards."""
    note = collection.read(lambda s: reading.notes(s, [note_id]))[note_id]
    cards = collection.read(lambda s: reading.cards_of_notes(s, [note_id]))
    return note.fields, [(card.id, card.ordinal) for card in cards]


def everything(collection: Collection) -> list[tuple[object, ...]]:
    """Give types, notes and cards without their revisions."""

    def read(snapshot: Snapshot) -> list[tuple[object, ...]]:
        tables = (
            "SELECT id, name, kind, fields, templates, css FROM note_type ORDER BY id",
            "SELECT id, fields, sort_text, checksum FROM note ORDER BY id",
            "SELECT id, note_id, ordinal, position FROM card ORDER BY id",
        )
        return [tuple(row) for sql in tables for row in snapshot.rows(sql)]

    return collection.read(read)


def test_types_are_listed_with_their_counts(collection: Collection) -> None:
    terms = copied(collection, REVERSED)
    with_note(collection, terms, "MPI", "Master patient index", "")

    listed = collection.read(note_types.type_list)

    assert [one.note_type.name for one in listed][-1] == "Terms"
    assert (listed[-1].notes, listed[-1].cards) == (1, 2)
    assert (listed[0].notes, listed[0].cards) == (0, 0)


def test_a_copy_may_be_changed_in_any_way_but_a_choice_stays_one(collection: Collection) -> None:
    kinds = [copied(collection, built_in(kind), f"My {kind.label}").kind for kind in list(NoteKind)[:5]]

    assert kinds == [NoteKind.CUSTOM, NoteKind.CUSTOM, NoteKind.CUSTOM, NoteKind.CHOICE, NoteKind.TYPED]


@pytest.mark.parametrize("name", ["", "  ", "basic", "Cloze"])
def test_a_name_that_is_none_or_taken_is_refused(collection: Collection, name: str) -> None:
    terms = copied(collection, BASIC)

    with pytest.raises(NoteTypeError, match=r"needs a name|already"):
        collection.transact(Operation.EDIT_NOTE_TYPE, lambda t: note_types.rename_type(t, terms.id, name))


def test_a_type_is_renamed_and_may_change_its_capitals(collection: Collection) -> None:
    terms = copied(collection, BASIC)

    collection.transact(Operation.EDIT_NOTE_TYPE, lambda t: note_types.rename_type(t, terms.id, " TERMS "))

    assert collection.read(reading.note_types)[terms.id].name == "TERMS"


def test_built_in_types_stay_as_they_are(collection: Collection) -> None:
    for act in (
        lambda t: note_types.rename_type(t, BASIC.id, "Other"),
        lambda t: note_types.delete_type(t, BASIC.id),
        lambda t: reshaping.reshape_type(t, Reshaping.of(BASIC)),
    ):
        with pytest.raises(NoteTypeError, match="comes with the program"):
            collection.transact(Operation.EDIT_NOTE_TYPE, act)


def test_a_type_is_deleted_with_its_notes_and_all_of_it_comes_back(collection: Collection) -> None:
    terms = copied(collection, REVERSED)
    with_note(collection, terms, "MPI", "Master patient index", "")
    before = everything(collection)

    deleted = collection.transact(Operation.DELETE_NOTE_TYPE, lambda t: note_types.delete_type(t, terms.id)).value
    after = collection.read(reading.note_types)
    collection.undo()

    assert deleted == 1
    assert terms.id not in after
    assert everything(collection) == before


def test_deleting_a_type_with_many_notes_tells_how_far_it_is_and_can_be_stopped(collection: Collection) -> None:
    terms = copied(collection, BASIC)
    notes = [a_note(f"n{place}", note_type_id=terms.id, fields=("a", "b", "")) for place in range(2000)]

    def change(transaction: Transaction) -> None:
        deck = transaction.add_deck("Mine")
        ids = transaction.add_notes(notes)
        transaction.add_cards([Card(CardId(0), note_id, deck.id, 0) for note_id in ids])

    collection.transact(Operation.ADD_NOTE, change)
    before, told = everything(collection), []

    def stop(doing: str, share: float) -> None:
        told.append(doing)
        if share > 0.3:
            message = "Stopped. Nothing was changed."
            raise CancelledError(message)

    with pytest.raises(CancelledError):
        collection.transact(Operation.DELETE_NOTE_TYPE, lambda t: note_types.delete_type(t, terms.id, stop))

    assert set(told) == {"Deleting notes"}
    assert everything(collection) == before


def test_fields_are_added_reordered_and_taken_away_with_their_text(collection: Collection) -> None:
    terms = copied(collection, BASIC)
    note_id = with_note(collection, terms, "MPI", "Master patient index", "Chapter 3")
    before = everything(collection)
    wanted = Reshaping(replace(terms, fields=("Back", "Front", "Example")), (1, 0, None), (0,))

    lost = collection.read(lambda s: reshaping.losses(s, wanted))
    reshape(collection, wanted)
    fields, cards = stored(collection, note_id)
    text = collection.read(lambda s: reading.sort_texts(s, [note_id]))[note_id]
    collection.undo()

    assert lost == ({"More": 1}, 0)
    assert fields == ("Master patient index", "MPI", "")
    assert len(cards) == 1
    assert text == "Master patient index"
    assert everything(collection) == before


def test_a_card_template_that_is_added_makes_cards_beside_the_others(collection: Collection) -> None:
    terms = copied(collection, BASIC)
    full = with_note(collection, terms, "MPI", "Master patient index", "")
    half = with_note(collection, terms, "Cohort", "", "")
    templates = (*terms.templates, CardTemplate("Back to front", "{{Back}}", "{{Front}}"))

    reshape(collection, Reshaping(replace(terms, templates=templates), (0, 1, 2), (0, None)))

    assert [ordinal for _, ordinal in stored(collection, full)[1]] == [0, 1]
    assert [ordinal for _, ordinal in stored(collection, half)[1]] == [0]


def test_card_templates_change_places_and_cards_follow(collection: Collection) -> None:
    terms = copied(collection, REVERSED)
    note_id = with_note(collection, terms, "MPI", "Master patient index", "")
    (first, _), (second, _) = stored(collection, note_id)[1]
    before = everything(collection)

    reshape(collection, Reshaping(replace(terms, templates=terms.templates[::-1]), (0, 1, 2), (1, 0)))
    swapped = stored(collection, note_id)[1]
    collection.undo()

    assert swapped == [(second, 0), (first, 1)]
    assert everything(collection) == before


def test_a_card_template_that_goes_takes_its_cards_along(collection: Collection) -> None:
    terms = copied(collection, REVERSED)
    note_id = with_note(collection, terms, "MPI", "Master patient index", "")
    (_, _), (second, _) = stored(collection, note_id)[1]
    before = everything(collection)
    wanted = Reshaping(replace(terms, templates=terms.templates[1:]), (0, 1, 2), (1,))

    lost = collection.read(lambda s: reshaping.losses(s, wanted))
    reshape(collection, wanted)
    left = stored(collection, note_id)[1]
    collection.undo()

    assert lost == ({}, 1)
    assert left == [(second, 0)]
    assert everything(collection) == before


def test_cards_of_gaps_stay_when_a_field_is_renamed(collection: Collection) -> None:
    gaps = copied(collection, built_in(NoteKind.CLOZE))
    note_id = with_note(collection, gaps, "{{c1::60}} days of {{c3::discovery}}", "")
    before = stored(collection, note_id)
    templates = with_field_renamed(gaps.templates, "Text", "Sentence")

    reshape(collection, Reshaping(replace(gaps, fields=("Sentence", "More"), templates=templates), (0, 1), (0,)))

    assert stored(collection, note_id) == before
    assert templates[0].question == "{{cloze:Sentence}}"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ((), "at least one field"),
        (("Front", "front"), "Two fields are called"),
        (("Front", "a:b"), "cannot be the name of a field"),
        (("Front", "#b"), "cannot be the name of a field"),
        (("Front", " "), "cannot be the name of a field"),
    ],
)
def test_fields_that_make_no_sense_are_refused(collection: Collection, fields: tuple[str, ...], why: str) -> None:
    terms = copied(collection, BASIC)
    wanted = Reshaping(replace(terms, fields=fields), tuple(range(len(fields))), (0,))

    with pytest.raises(NoteTypeError, match=why):
        reshape(collection, wanted)


def test_a_choice_keeps_the_fields_it_is_made_of(collection: Collection) -> None:
    choice = copied(collection, built_in(NoteKind.CHOICE))
    fields = ("Question", "Answers", "More", "Case")

    with pytest.raises(NoteTypeError, match="needs the field “Options”"):
        reshape(collection, Reshaping(replace(choice, fields=fields), (0, 1, 2, 3), (0,)))


def test_a_type_that_is_gone_is_said_to_be(collection: Collection) -> None:
    with pytest.raises(NoteTypeError, match="was deleted meanwhile"):
        collection.transact(Operation.EDIT_NOTE_TYPE, lambda t: note_types.rename_type(t, NoteTypeId(99), "X"))


@pytest.mark.parametrize("stage", ["Changing the note type", "Changing notes", "Deleting cards", "Making cards"])
def test_stopping_at_any_stage_leaves_everything_as_it_was(collection: Collection, stage: str) -> None:
    terms = copied(collection, REVERSED)
    note_id = with_note(collection, terms, "MPI", "Master patient index", "")
    smaller = replace(terms, fields=("Back", "Front"), templates=terms.templates[:1])
    before = collection.read(lambda snapshot: reading.notes(snapshot, [note_id]))
    told: list[str] = []

    def stop(doing: str, _share: float) -> None:
        told.append(doing)
        if doing == stage:
            raise CancelledError(doing)

    with pytest.raises(CancelledError):
        collection.transact(
            Operation.EDIT_NOTE_TYPE,
            lambda transaction: reshaping.reshape_type(transaction, Reshaping(smaller, (1, 0), (0,)), stop),
        )

    assert told[-1] == stage
    assert collection.read(reading.note_types)[terms.id] == terms
    assert collection.read(lambda snapshot: reading.notes(snapshot, [note_id])) == before
