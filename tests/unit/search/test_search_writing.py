"""Searches written for the learner find what they were written for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.search import Both, Either, InDeck, Node, Not, Tagged, Text
from flashcards.search.language import parse
from flashcards.search.writing import all_of, any_of, none_of, term
from flashcards.storage.globs import glob_matches

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20)


@given(TEXTS)
def test_a_deck_is_found_by_its_name_whatever_signs_are_in_it(name: str) -> None:
    node = parse(term("deck", name))

    assert isinstance(node, InDeck)
    assert glob_matches(node.pattern, name)
    assert not glob_matches(node.pattern, f"{name}x")


@given(TEXTS.filter(str.strip))
def test_a_text_is_one_text_whatever_signs_are_in_it(text: str) -> None:
    node = parse(term("", text))

    assert isinstance(node, Text)
    assert glob_matches(node.pattern, text)


@pytest.mark.parametrize(
    ("line", "node"),
    [
        (all_of("a or b", "tag:x"), Both((Either((Text("a"), Text("b"))), Tagged("x")))),
        (all_of("", "tag:x"), Tagged("x")),
        (all_of("(a or b)", "c"), Both((Either((Text("a"), Text("b"))), Text("c")))),
        (any_of("a b", "tag:x"), Either((Both((Text("a"), Text("b"))), Tagged("x")))),
        (none_of("tag:x"), Not(Tagged("x"))),
        (none_of("a or b"), Not(Either((Text("a"), Text("b"))))),
    ],
)
def test_two_searches_are_joined_as_they_were_meant(line: str, node: Node) -> None:
    assert parse(line) == node


@pytest.mark.parametrize("word", ["or", "AND", "oR"])
def test_a_word_that_joins_searches_is_written_so_that_it_is_a_text(word: str) -> None:
    assert parse(term("", word)) == Text(word)
    assert parse(term("tag", word)) == Tagged(word)


def test_a_plain_name_is_written_without_quotation_marks() -> None:
    assert term("deck", "RHIT::Terms") == "deck:RHIT::Terms"
    assert term("tag", "two words") == 'tag:"two words"'
