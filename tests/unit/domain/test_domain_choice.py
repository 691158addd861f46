import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.domain.choice import Option, decode_options, encode_options, shuffled

ALL = Option("All of the above", is_correct=True, rationale="Each is.", is_pinned=True)
OPTIONS = (
    Option("A chart", is_correct=False),
    Option("A census – täglich", is_correct=False, rationale="<b>No</b>"),
    ALL,
)

options = st.builds(Option, st.text(), st.booleans(), st.text(), st.booleans())


@given(st.lists(options, max_size=10))
def test_options_are_read_back_as_they_were_written(written: list[Option]) -> None:
    assert decode_options(encode_options(written)) == tuple(written)


def test_options_are_stored_readably() -> None:
    assert "täglich" in encode_options(OPTIONS)


def test_rationale_and_pin_may_be_missing() -> None:
    assert decode_options('[{"text": "Yes", "correct": true}]') == (Option("Yes", is_correct=True),)


@pytest.mark.parametrize("field", ["", "{}x", "3", "[3]", '[{"text": "Yes"}]', "[" * 100_000, '["a"]', '["ab"]'])
def test_a_field_that_holds_no_options_is_refused(field: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json has its own words
        decode_options(field)


def test_the_same_seed_gives_the_same_order() -> None:
    assert shuffled(OPTIONS, 7) == shuffled(OPTIONS, 7)


def test_every_order_of_loose_options_comes_up() -> None:
    loose = [Option(letter, is_correct=False) for letter in "abc"]

    assert len({shuffled(loose, seed) for seed in range(200)}) == 6


@given(st.lists(options, max_size=10), st.integers())
def test_shuffling_keeps_every_option_and_pinned_ones_in_place(found: list[Option], seed: int) -> None:
    order = shuffled(found, seed)

    assert sorted(order) == list(range(len(found)))
    assert all(order[place] == place for place, option in enumerate(found) if option.is_pinned)
