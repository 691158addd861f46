"""Words spotted four letters at a time: none that is there is missed."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.collection.importing.spotting import Spotter

WORDS = ("mrn", "dob", "born", "d.o.b", "[sound:")


@given(st.lists(st.sampled_from([*WORDS, "m", "r", "bor", "[sou", "é", "\ud800", "x", " "]), max_size=12).map("".join))
def test_a_word_that_is_there_is_never_missed(text: str) -> None:
    spotter = Spotter(text)

    assert [word for word in WORDS if word in text and not spotter.may_have(word)] == []


@given(st.text(alphabet="abc\n", max_size=30))
def test_a_word_whose_letters_are_not_there_is_not_seen(text: str) -> None:
    assert not any(map(Spotter(text).may_have, WORDS))
