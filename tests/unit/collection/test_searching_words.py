"""Words of the search language that ask for presets and changes by hand, and words there are none of."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from flashcards.collection.collection import Collection
from flashcards.collection.hand_scheduling import manual_line
from flashcards.collection.presets import give_own_preset
from flashcards.collection.searching import search, unknown_word
from flashcards.domain.changes import Operation
from flashcards.domain.ids import CardId
from flashcards.domain.preset import DeckOptions
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading
from flashcards.storage.transaction import Transaction
from tests.builders import NOON, TODAY, a_collection, a_note, add_notes


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """Card 1 in Law has a preset by its deck, card 2 by the deck above; card 3 was moved two days ago."""
    made = a_collection(tmp_path)
    with closing(made):
        for deck in ("Law", "Law::Privacy", "Filing"):
            add_notes(made, deck, [a_note(deck)])
        made.transact(Operation.EDIT_NOTE, prepare)
        yield made


def prepare(transaction: Transaction) -> None:
    law = next(deck for deck in reading.decks(transaction.snapshot) if deck.name == "Law")
    give_own_preset(transaction, law.id, DeckOptions(new_limit=3))
    card = reading.cards(transaction.snapshot, [CardId(3)])[CardId(3)]
    transaction.add_review(manual_line(card, NOON - timedelta(days=2), StudyDay(TODAY - 2), interval_days=4))


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("preset:law", [1, 2]),
        ("preset:l*", [1, 2]),
        ("preset:default", [3]),
        ("preset:*", [1, 2, 3]),
        ("preset:other", []),
        ("resched:2", []),
        ("resched:3", [3]),
        ("rated:3", []),
    ],
)
def test_cards_are_found_by_their_preset_and_by_changes_of_their_schedule(
    collection: Collection, query: str, cards: list[int]
) -> None:
    found = collection.read(lambda look: search(look, query, NOON))

    assert [one.card_id for one in found] == cards


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("law foo:bar", "foo"),
        ("front:law or -has-cd:x", "has-cd"),
        ("front:law", None),
        ("fr*:law", None),
        ("deck:law is:new re:x w:x nc:x", None),
        (r"foo\:bar", None),
        ("", None),
    ],
)
def test_what_is_no_field_and_no_word_of_searches_is_named(collection: Collection, line: str, name: str | None) -> None:
    unknown = collection.read(lambda look: unknown_word(look, line))

    assert (unknown and unknown.name) == name


def test_it_is_said_where_it_stands(collection: Collection) -> None:
    line = "law foo:bar"

    unknown = collection.read(lambda look: unknown_word(look, line))

    assert unknown is not None
    assert line[unknown.start : unknown.end] == "foo:bar"
    assert unknown.sentence == (
        r"There is no field and no search word called “foo”. To find the colon itself, write \: for it."
    )
