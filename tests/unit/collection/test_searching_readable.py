"""Searches for signs that are written out where fields are stored."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.searching import search
from flashcards.storage.text_index import index_some
from tests.builders import NOON, a_collection, a_note, add_notes


@pytest.fixture(params=["without the index", "with the index"])
def collection(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Collection]:
    """Card 1 has signs that are written out, card 2 the same words beside other signs."""
    made = a_collection(tmp_path)
    with closing(made):
        fields = [
            ("AT&amp;T has R&amp;D &lt;tag&gt;", "e&nbsp;mu &#39;a&#39;&quot;"),
            ("at t has <b>tag</b>", "r d emu a"),
        ]
        add_notes(made, "Filing", [a_note(f"n{place}", fields=both) for place, both in enumerate(fields)])
        if request.param == "with the index":
            index_some(made._database._connection, few=0)
        yield made


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("at&t", [1]),
        ("AT&amp;T", [1]),
        ('"has r&d"', [1]),
        ("<tag>", [1]),
        ("<b>tag", [2]),
        ('"e mu"', [1]),
        ("e\xa0mu", []),
        ("'a'", [1]),
        ("at&t emu", []),
        ("-at&t", [2]),
        ("front:at&t*", [1]),
        ("front:*<tag>", [1]),
        ('"back:e mu*"', [1]),
        ("re:r&d", [1]),
        (r"back:re:^e\smu", [1]),
        ("w:r&d", [1]),
        ("nc:at&t", [1]),
        ("amp", [1]),
    ],
)
def test_signs_that_are_written_out_are_found_as_they_read(
    collection: Collection, query: str, cards: list[int]
) -> None:
    found = collection.read(lambda look: search(look, query, NOON))

    assert [one.card_id for one in found] == cards
