from pathlib import Path

import pytest

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats import registry
from tests.unit.formats.format_builders import READING


def test_a_list_of_cards_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cards.json"
    path.write_text(
        '[\n{"front": "1 < 2?", "back": "Yes\\nalways", "tags": ["b", "a b"]},\n'
        '{"Question": "<b>x</b>", "Answer": "y", "deck": "A::B"},\n{"front": ""},\n7]'
    )

    transfer = registry.read(path, READING)

    assert transfer.format == "json-list"
    assert [(note.fields, note.tags, note.deck, note.line) for note in transfer.notes] == [
        (("1 &lt; 2?", "Yes<br>always", ""), ("a_b", "b"), "", 2),
        (("<b>x</b>", "y", ""), None, "A::B", 3),
    ]
    assert [(problem.line, problem.message) for problem in transfer.problems] == [
        (4, "a card was left out: “front” is missing"),
        (5, "a card was left out: it is “7”, not an object"),
    ]


def test_a_broken_list_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cards.json"
    path.write_text('[{"front": "a",\n "back": }]')

    with pytest.raises(ImportRefusedError, match=r"cards.json: line 1: it is no valid JSON here"):
        registry.read(path, READING)
