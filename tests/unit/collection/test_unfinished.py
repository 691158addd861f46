"""What is being written outlives the program."""

from pathlib import Path

import pytest

from flashcards.collection.unfinished import Unfinished, UnfinishedFile

NOTE = Unfinished(3, "Mine::B", ("{{c1::60}} days — “ﬁne”", ""), ("access",), "45 CFR 164.404", frozenset({"Text"}))


def test_an_unfinished_note_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    UnfinishedFile(tmp_path / "collection.db").write(NOTE, 1)

    assert UnfinishedFile(tmp_path / "collection.db").read() == NOTE
    assert [path.name for path in tmp_path.iterdir()] == ["unfinished.json"]


def test_one_that_comes_late_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    file = UnfinishedFile(tmp_path / "collection.db")

    file.write(NOTE, 2)
    file.write(Unfinished(1), 1)

    assert file.read() == NOTE


def test_two_collections_in_one_folder_have_two_unfinished_notes(tmp_path: Path) -> None:
    UnfinishedFile(tmp_path / "other.db").write(NOTE, 1)

    assert UnfinishedFile(tmp_path / "collection.db").read() is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"note_type_id": "x"}', '{"note_type_id": 1, "deck": ""}', "null"])
def test_a_spoilt_file_is_no_unfinished_note(tmp_path: Path, content: str) -> None:
    (tmp_path / "unfinished.json").write_text(content, encoding="utf-8")

    assert UnfinishedFile(tmp_path / "collection.db").read() is None
