"""Find and replace in the tags of many notes."""

from collections.abc import Sequence

import pytest

from flashcards.collection import bulk
from flashcards.collection.bulk import Manner, PatternError, Place, Replacement
from flashcards.collection.collection import Collection
from flashcards.domain.changes import Operation
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note
from flashcards.storage import reading
from tests.builders import a_note, add_notes


def add(collection: Collection, *notes: Note) -> list[NoteId]:
    cards = add_notes(collection, "Filing", notes)
    return collection.read(lambda snapshot: bulk.notes_of(snapshot, cards))


def tags(collection: Collection, ids: Sequence[NoteId]) -> list[tuple[str, ...]]:
    found = collection.read(lambda snapshot: reading.notes(snapshot, ids))
    return [found[note_id].tags for note_id in ids]


def do(collection: Collection, ids: Sequence[NoteId], replacement: Replacement) -> list[NoteId]:
    return collection.transact(
        Operation.FIND_AND_REPLACE, lambda transaction: bulk.replace_in(transaction, ids, replacement, Place.TAGS)
    ).value


def test_a_preview_of_tags_names_each_tag_once_and_what_is_done_is_what_it_shows(collection: Collection) -> None:
    ids = add(
        collection,
        a_note("one", tags=("hipaa::breach", "hipaa", "coding")),
        a_note("two", tags=("coding",)),
        a_note("three", tags=("HIPAA",)),
    )
    replacement = Replacement.read("hipaa", "privacy", Manner.SOURCE)

    preview = collection.read(lambda look: bulk.preview_replace(look, ids, replacement, Place.TAGS))
    changed = do(collection, ids, replacement)

    assert [(change.note_id, change.field, change.text.after) for change in preview.changes] == [
        (ids[0], "Tags", "privacy"),
        (ids[0], "Tags", "privacy::breach"),
    ]
    assert (preview.notes, preview.places, preview.cards_lost, preview.left) == (2, 3, 0, ())
    assert sorted(changed) == [ids[0], ids[2]]
    assert tags(collection, ids) == [("coding", "privacy", "privacy::breach"), ("coding",), ("privacy",)]


def test_tags_replaced_are_as_they_were_after_undo(collection: Collection) -> None:
    ids = add(collection, a_note("one", tags=("audit", "rhit::coding")), a_note("two", tags=("audit",)))
    before = tags(collection, ids)

    do(collection, ids[:1], Replacement.read("audit|coding", "x", Manner.PATTERN))
    after = tags(collection, ids)
    collection.undo()

    assert after == [("rhit::x", "x"), ("audit",)]
    assert tags(collection, ids) == before


@pytest.mark.parametrize(
    ("wanted", "instead", "expected"),
    [
        ("audit", "", ("rhit::coding",)),
        ("coding", "", ("audit", "rhit")),
        ("audit", "one two", ("one", "rhit::coding", "two")),
        ("audit", "rhit::coding", ("rhit::coding",)),
        ("nothing", "x", ("audit", "rhit::coding")),
    ],
)
def test_a_tag_becomes_what_is_left_of_it(
    collection: Collection, wanted: str, instead: str, expected: tuple[str, ...]
) -> None:
    ids = add(collection, a_note("one", tags=("audit", "rhit::coding")))

    do(collection, ids, Replacement.read(wanted, instead, Manner.SOURCE))

    assert tags(collection, ids) == [expected]


def test_fields_stay_when_tags_are_searched(collection: Collection) -> None:
    ids = add(collection, a_note("audit", tags=("audit",)))
    before = collection.read(lambda snapshot: reading.notes(snapshot, ids))[ids[0]].fields

    do(collection, ids, Replacement.read("audit", "check", Manner.SOURCE))

    assert collection.read(lambda snapshot: reading.notes(snapshot, ids))[ids[0]].fields == before


def test_a_slow_pattern_on_tags_is_given_up_and_nothing_is_changed(collection: Collection) -> None:
    slow = "a" * 60 + "!"
    ids = add(collection, a_note("one", tags=("aaa", slow)))

    with pytest.raises(PatternError, match="takes too long on the tag “aaa"):
        do(collection, ids, Replacement.read("(?:a|aa|aaa)+$", "b", Manner.PATTERN))

    assert tags(collection, ids) == [("aaa", slow)]
