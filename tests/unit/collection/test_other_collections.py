"""The collections there are besides the one that is open."""

from contextlib import closing
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.other_collections import CollectionNameError, known_collections, path_of_new
from tests.builders import Clock, a_note, add_notes


def begin(path: Path) -> Path:
    with closing(Collection.open(path, backups=path.parent / "backups", clock=Clock())) as collection:
        add_notes(collection, "Filing", [a_note("one")])
    return path


def test_collections_beside_the_usual_one_and_remembered_ones_are_listed(tmp_path: Path) -> None:
    usual, anatomy = begin(tmp_path / "collection.db"), begin(tmp_path / "Anatomy.db")
    far = begin(tmp_path / "stick" / "coding.db")
    (tmp_path / "other.db").write_bytes(b"of another program")

    found = known_collections(anatomy, usual, [far, tmp_path / "gone.db"])

    assert [(one.name, one.is_open) for one in found] == [
        ("Usual collection", False),
        ("Anatomy", True),
        ("coding", False),
    ]
    assert [one.contents.notes if one.contents else None for one in found] == [1, 1, 1]


def test_the_usual_collection_is_listed_before_it_is_begun(tmp_path: Path) -> None:
    other = begin(tmp_path / "Anatomy.db")

    found = known_collections(other, tmp_path / "collection.db")

    assert [(one.name, one.contents is None) for one in found] == [("Usual collection", True), ("Anatomy", False)]


@pytest.mark.parametrize("name", ["", "  ", "a/b", "what?", ".hidden", "dot.", "x" * 100])
def test_a_name_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CollectionNameError, match="a name that a file can have"):
        path_of_new(name, tmp_path)


def test_a_name_that_is_taken_is_refused_in_any_capitals(tmp_path: Path) -> None:
    begin(tmp_path / "Anatomy.db")

    with pytest.raises(CollectionNameError, match="already"):
        path_of_new("anatomy", tmp_path)
    assert path_of_new(" Coding ", tmp_path) == tmp_path / "Coding.db"
