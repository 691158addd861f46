"""Searches of very many words."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.searching import search
from tests.builders import NOON, a_collection, a_note, add_notes

WORDS = [f"word{number:04}" for number in range(1500)]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """Card 1 has 1,500 words, card 2 the first 1,200 of them, card 3 but one."""
    made = a_collection(tmp_path)
    texts = (" ".join(WORDS), " ".join(WORDS[:1200]), WORDS[1400])
    with closing(made):
        add_notes(made, "Filing", [a_note(f"n{place}", fields=(text, "")) for place, text in enumerate(texts)])
        yield made


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        (" ".join(WORDS), [1]),
        (" ".join(WORDS[:1200]), [1, 2]),
        (" ".join(f"*{word}" for word in WORDS), [1]),
        (" or ".join(WORDS[1300:1500] * 8), [1, 3]),
        (" ".join(f"-{word}" for word in WORDS[:1200]), [3]),
        ("nothing " + " ".join(WORDS), []),
    ],
)
def test_any_number_of_words_can_be_searched_for(collection: Collection, query: str, cards: list[int]) -> None:
    found = collection.read(lambda look: search(look, query, NOON))

    assert [one.card_id for one in found] == cards
