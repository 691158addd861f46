"""What the Decks page explains of its numbers."""

from dataclasses import replace

from flashcards.collection.decks import DeckListing
from flashcards.domain.ids import DeckId
from flashcards.ui.decks.words import SHARED, deletion_text, shared_text, unbury_text

DECK = DeckListing(DeckId(1), "Rules", "Rules", 0, False, 20, 0, 5, 90, 90, 0, is_collapsed=False, has_children=True)
BELOW = replace(DECK, depth=1, has_children=False)


def test_decks_that_share_the_limit_of_the_one_above_are_explained_where_it_shows() -> None:
    more_new = [DECK, replace(BELOW, new=20, due=1), replace(BELOW, new=20, due=4)]
    more_due = [DECK, replace(BELOW, new=10, due=4), replace(BELOW, new=10, due=4)]
    as_many = [DECK, replace(BELOW, new=12, due=2), replace(BELOW, new=8, due=3), replace(DECK, new=40)]
    folded = [replace(DECK, is_collapsed=True), *more_new[1:]]

    assert [shared_text(decks) for decks in (more_new, more_due, as_many, folded)] == [SHARED, SHARED, "", ""]


def test_unburying_names_its_deck() -> None:
    long = replace(DECK, leaf="Release of information and its log")

    assert unbury_text(3, DECK) == "Unbury 3 cards in Rules"
    assert unbury_text(1, long) == "Unbury 1 card in Release of informat…"


def test_deleting_a_deck_says_what_goes_and_how_it_comes_back() -> None:
    question = "Delete “Rules” with 90 cards and their history?"

    assert deletion_text(DECK, "Ctrl+Z") == (question, "Ctrl+Z brings it back.")
    assert deletion_text(DECK, "") == (question, "Undo brings it back.")
