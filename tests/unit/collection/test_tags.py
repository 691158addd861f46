"""Tags renamed and deleted wherever they stand."""

from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.tags import TagNameError, delete_tag, rename_tag
from flashcards.domain.changes import Operation
from flashcards.storage import reading
from tests.builders import a_collection, a_note, add_notes


@pytest.fixture
def tagged(tmp_path: Path) -> Collection:
    collection = a_collection(tmp_path)
    tags = (("law",), ("law::HIPAA", "x*y"), ("Law::hipaa", "lawful"), ("x-y", "other"))
    add_notes(collection, "Deck", [a_note(str(n), tags=some) for n, some in enumerate(tags)])
    return collection


def tags(collection: Collection) -> list[tuple[str, ...]]:
    notes = collection.read(lambda snapshot: reading.notes(snapshot, list(range(1, 5))))  # type: ignore[arg-type]
    return [note.tags for note in notes.values()]


def test_the_tags_below_one_move_with_it_and_others_stay(tagged: Collection) -> None:
    count = tagged.transact(Operation.RENAME_TAG, lambda change: rename_tag(change, "law", "rules::federal")).value

    assert count == 3
    assert tags(tagged) == [
        ("rules::federal",),
        ("rules::federal::HIPAA", "x*y"),
        ("lawful", "rules::federal::HIPAA"),
        ("other", "x-y"),
    ]
    tagged.undo()
    assert tags(tagged)[0] == ("law",)
    tagged.close()


def test_a_tag_can_be_put_under_itself_or_spelt_otherwise(tagged: Collection) -> None:
    tagged.transact(Operation.RENAME_TAG, lambda change: rename_tag(change, "law", "law::all"))
    assert tags(tagged)[:2] == [("law::all",), ("law::all::HIPAA", "x*y")]

    tagged.transact(Operation.RENAME_TAG, lambda change: rename_tag(change, "other", "OTHER"))

    assert tags(tagged)[3] == ("OTHER", "x-y")
    tagged.close()


def test_a_sign_that_stands_for_any_text_in_searches_stands_for_itself_in_a_name(tagged: Collection) -> None:
    count = tagged.transact(Operation.REMOVE_TAGS, lambda change: delete_tag(change, "x*y")).value

    assert count == 1
    assert tags(tagged)[3] == ("other", "x-y")
    tagged.close()


@pytest.mark.parametrize("name", ["", " ", "::", "two words"])
def test_a_name_that_cannot_be_a_tag_is_refused_and_nothing_changes(tagged: Collection, name: str) -> None:
    before = tags(tagged)

    with pytest.raises(TagNameError, match="one word"):
        tagged.transact(Operation.RENAME_TAG, lambda change: rename_tag(change, "law", name))

    assert tags(tagged) == before
    tagged.close()
