import pytest

from flashcards.domain.deck import Deck, chain, clean_deck_name, is_within, leaf_name, parent_name, parents
from flashcards.domain.ids import DeckId


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Filing", "Filing"),
        ("  Clerk   duties :: Filing ", "Clerk duties::Filing"),
        ("::Clerk duties::::Filing::", "Clerk duties::Filing"),
        ("A:B", "A:B"),
    ],
)
def test_a_deck_name_has_one_spelling(written: str, clean: str) -> None:
    assert clean_deck_name(written) == clean


@pytest.mark.parametrize("nothing", ["", "  ", "::", " :: "])
def test_a_deck_needs_a_name(nothing: str) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        clean_deck_name(nothing)


def test_a_nested_name_has_a_parent_and_a_leaf() -> None:
    assert (parent_name("A::B::C"), leaf_name("A::B::C")) == ("A::B", "C")
    assert (parent_name("A"), leaf_name("A")) == (None, "A")


def test_a_deck_lies_within_itself_and_those_above_it_but_not_within_a_longer_word() -> None:
    assert is_within("A::B", "A::B")
    assert is_within("A::B", "A")
    assert not is_within("A", "A::B")
    assert not is_within("Apples::B", "A")


def test_decks_nest_in_whatever_capitals() -> None:
    assert is_within("CLERK duties::Filing", "Clerk Duties")


def test_the_deck_above_is_the_nearest_there_is_in_whatever_capitals() -> None:
    decks = [a_deck(1, "Clerk duties"), a_deck(2, "clerk Duties::Filing::Tracking"), a_deck(3, "Filing")]

    assert parents(decks) == {1: None, 2: 1, 3: None}
    assert list(chain(DeckId(2), parents(decks))) == [2, 1]


def a_deck(number: int, name: str) -> Deck:
    return Deck(DeckId(number), name)
