"""Notes given another type: what is lost is said before, and cards keep their schedules as the mapping says."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from flashcards.collection import bulk
from flashcards.collection.bulk import NoteTypeChangeError, TypeChangePreview, TypeMapping, suggested
from flashcards.collection.collection import Collection
from flashcards.domain.card import Card
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note import Note, Provenance
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.storage import reading
from tests.builders import a_note, add_notes
from tests.unit.collection.test_sitting import make_due

BASIC, REVERSED, CLOZE, CHOICE, TYPED = (
    built_in(kind) for kind in (NoteKind.BASIC, NoteKind.REVERSED, NoteKind.CLOZE, NoteKind.CHOICE, NoteKind.TYPED)
)
SWAPPED = TypeMapping((1, 0, 2), (1, 0))


def add(collection: Collection, *notes: Note) -> list[NoteId]:
    cards = add_notes(collection, "Filing", notes)
    make_due(collection, {card_id: 10.0 + card_id for card_id in cards})
    return collection.read(lambda snapshot: bulk.notes_of(snapshot, cards))


def cards(collection: Collection, ids: Sequence[NoteId]) -> list[Card]:
    return list(collection.read(lambda snapshot: reading.cards_of_notes(snapshot, ids)))


def note(collection: Collection, note_id: NoteId) -> Note:
    return collection.read(lambda snapshot: reading.notes(snapshot, [note_id]))[note_id]


def look(collection: Collection, ids: Sequence[NoteId], new: NoteTypeId, mapping: TypeMapping) -> TypeChangePreview:
    return collection.read(lambda snapshot: bulk.preview_note_type(snapshot, ids, new, mapping))


def do(collection: Collection, ids: Sequence[NoteId], new: NoteTypeId, mapping: TypeMapping) -> list[NoteId]:
    return collection.transact(
        Operation.CHANGE_NOTE_TYPE, lambda transaction: bulk.change_note_type(transaction, ids, new, mapping)
    ).value


def test_fields_and_cards_of_one_name_are_suggested_first_and_the_rest_in_order() -> None:
    other = replace(BASIC, fields=("More", "Term", "Meaning"), templates=(CardTemplate("B", "", ""),))

    assert suggested(BASIC, REVERSED) == TypeMapping((0, 1, 2), (0, None))
    assert suggested(BASIC, other) == TypeMapping((2, 0, 1), (0,))
    assert suggested(BASIC, CLOZE) == TypeMapping((0, 2), None)
    assert suggested(CHOICE, TYPED) == TypeMapping((0, 1, 2), (0,))


def test_a_second_card_is_made_new_and_the_first_keeps_its_schedule(collection: Collection) -> None:
    ids = add(collection, a_note("one"), a_note("two"))
    before = cards(collection, ids)
    mapping = suggested(BASIC, REVERSED)

    preview = look(collection, ids, REVERSED.id, mapping)
    changed = do(collection, ids, REVERSED.id, mapping)

    after = cards(collection, ids)
    assert preview == TypeChangePreview((), (), notes=2, cards_kept=2, cards_added=2)
    assert changed == ids
    assert [(card.ordinal, card.memory is not None) for card in after] == [(0, True), (1, False)] * 2
    assert [after[0], after[2]] == before
    assert after[1].deck_id == before[0].deck_id
    assert note(collection, ids[0]).note_type_id == REVERSED.id
    assert collection.verify() == ()


def test_what_is_lost_is_said_before(collection: Collection) -> None:
    ids = add(
        collection,
        a_note("one", NoteKind.REVERSED, fields=("MPI", "Master patient index", "See policy")),
        a_note("two", NoteKind.REVERSED),
    )
    mapping = TypeMapping((0, 1, None), (1,))

    preview = look(collection, ids, BASIC.id, mapping)
    kept = cards(collection, ids)[1::2]
    do(collection, ids, BASIC.id, mapping)

    assert preview.lost_fields == (("More", 1),)
    assert (preview.cards_kept, preview.cards_lost, preview.seen_lost) == (2, 2, 2)
    assert note(collection, ids[0]).fields == ("MPI", "Master patient index", "")
    assert [(card.id, card.ordinal, card.memory) for card in cards(collection, ids)] == [
        (card.id, 0, card.memory) for card in kept
    ]


def test_two_cards_of_a_note_can_change_places(collection: Collection) -> None:
    (one,) = add(collection, a_note("one", NoteKind.REVERSED))
    front, back = cards(collection, [one])

    do(collection, [one], REVERSED.id, SWAPPED)

    after = cards(collection, [one])
    assert [(card.id, card.memory) for card in after] == [(back.id, back.memory), (front.id, front.memory)]
    assert note(collection, one).fields == ("Master patient index", "MPI", "")


def test_gaps_keep_their_numbers(collection: Collection) -> None:
    (one,) = add(collection, a_note("one", NoteKind.CLOZE))
    first, _ = cards(collection, [one])

    do(collection, [one], BASIC.id, suggested(CLOZE, BASIC))

    assert cards(collection, [one]) == [first]


def test_notes_that_have_the_type_already_are_left_alone(collection: Collection) -> None:
    ids = add(collection, a_note("one"))

    changed = do(collection, ids, BASIC.id, suggested(BASIC, BASIC))

    assert changed == []
    assert collection.steps().undo != "Change Note Type"


def test_a_note_without_gaps_is_left_as_it_is(collection: Collection) -> None:
    ids = add(collection, a_note("one"), a_note("two", fields=("Within {{c1::60 days}}.", "b", "")))

    preview = look(collection, ids, CLOZE.id, suggested(BASIC, CLOZE))
    changed = do(collection, ids, CLOZE.id, suggested(BASIC, CLOZE))

    assert (preview.notes, preview.left, changed) == (1, (ids[0],), [ids[1]])
    assert note(collection, ids[0]).note_type_id == BASIC.id


def test_of_options_the_right_ones_stay_and_it_is_said_that_the_others_go(collection: Collection) -> None:
    (one,) = add(collection, a_note("one", NoteKind.CHOICE))

    preview = look(collection, [one], BASIC.id, TypeMapping((0, 1, 2), (0,)))
    do(collection, [one], BASIC.id, TypeMapping((0, 1, 2), (0,)))

    assert preview.lost_options == 1
    assert note(collection, one).fields == ("Which days count as a stay?", "The day of admission", "")


def test_notes_without_options_cannot_become_choice_notes(collection: Collection) -> None:
    ids = add(collection, a_note("one"))

    with pytest.raises(NoteTypeChangeError, match="asks for options to choose from"):
        look(collection, ids, CHOICE.id, suggested(BASIC, CHOICE))


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (TypeMapping((0, 1), (0, None)), "does not fit"),
        (TypeMapping((0, 1, 7), (0, None)), "does not fit"),
        (TypeMapping((0, 1, 2), (4, None)), "does not fit"),
        (TypeMapping((0, 1, 2), (0, 0)), "only one card"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(collection: Collection, mapping: TypeMapping, message: str) -> None:
    ids = add(collection, a_note("one"))

    with pytest.raises(NoteTypeChangeError, match=message):
        do(collection, ids, REVERSED.id, mapping)


def test_notes_of_several_types_are_refused_with_their_names(collection: Collection) -> None:
    ids = add(collection, a_note("one"), a_note("two", NoteKind.CLOZE))

    with pytest.raises(NoteTypeChangeError, match="2 types: Basic, Cloze"):
        look(collection, ids, TYPED.id, suggested(BASIC, TYPED))
    with pytest.raises(NoteTypeChangeError, match="Choose the notes"):
        look(collection, [], TYPED.id, suggested(BASIC, TYPED))


def test_a_note_kept_for_exams_makes_cards_kept_for_exams(collection: Collection) -> None:
    (one,) = add(collection, a_note("one", provenance=Provenance(is_exam_only=True)))

    do(collection, [one], REVERSED.id, suggested(BASIC, REVERSED))

    assert [card.is_reserved for card in cards(collection, [one])] == [True, True]


def test_a_type_of_the_learners_own_takes_the_fields_it_is_given(collection: Collection) -> None:
    ids = add(collection, a_note("one"))
    own = collection.transact(
        Operation.IMPORT,
        lambda transaction: transaction.add_note_type(
            NoteType(NoteTypeId(0), "Own", NoteKind.CUSTOM, ("Back",), (CardTemplate("C", "{{Back}}", ""),))
        ),
    ).value

    do(collection, ids, own, TypeMapping((1,), (0,)))

    assert note(collection, ids[0]).fields == ("30 days",)
    assert collection.verify() == ()
