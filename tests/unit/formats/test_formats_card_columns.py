"""Cards in columns are what they are one by one."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.formats.card_columns import CardColumns, NoteCards, by_note, decks_of, ordinals_of, together
from flashcards.formats.transfer import TransferCard

_whole = st.integers(-(2**40), 2**40)
_cards = st.builds(
    TransferCard,
    ordinal=st.integers(-1, 5),
    deck=st.sampled_from(["", "A", "A::B", "ß"]),
    state=st.integers(0, 3),
    stability=st.none() | st.floats(0.01, 9e5),
    difficulty=st.none() | st.floats(1, 10),
    due_on=st.none() | _whole,
    due_at=st.none() | _whole,
    step=st.none() | st.integers(0, 9),
    position=_whole,
    interval_days=_whole,
    ease=st.floats(0, 9),
    last_review_at=st.none() | _whole,
    reps=st.integers(0, 2**31),
    lapses=st.integers(0, 2**31),
    flag=st.integers(0, 7),
    is_suspended=st.booleans(),
    is_buried=st.booleans(),
    source_id=_whole,
)
_of_notes = st.lists(st.tuples(st.integers(1, 4), _cards), max_size=9)


def _by_note(of_notes: Sequence[tuple[int, TransferCard]]) -> dict[int, NoteCards]:
    return by_note(CardColumns.of([card for _, card in of_notes]), np.array([note for note, _ in of_notes], np.int64))


@settings(deadline=None, max_examples=60)
@given(_of_notes)
def test_cards_come_out_of_columns_as_they_went_in(of_notes: list[tuple[int, TransferCard]]) -> None:
    found = _by_note(of_notes)

    expected: dict[int, list[TransferCard]] = {}
    for note, card in of_notes:
        expected.setdefault(note, []).append(card)
    assert {note: list(cards) for note, cards in found.items()} == expected
    for note, cards in found.items():
        assert cards == tuple(expected[note])
        assert hash(cards) == hash(tuple(expected[note]))
        assert cards[-1] == expected[note][-1]
        assert cards[1:] == tuple(expected[note][1:])
        assert ordinals_of(cards) == ordinals_of(expected[note])
    several, lists = list(found.values()), [expected[note] for note in found]
    assert list(together(several)) == list(together(lists)) == [card for cards in lists for card in cards]
    assert decks_of(several) == decks_of(lists) == together(several).decks()


@settings(deadline=None, max_examples=30)
@given(_of_notes, _cards)
def test_cards_of_some_notes_are_put_together_with_others(
    of_notes: list[tuple[int, TransferCard]], one: TransferCard
) -> None:
    several: Sequence[Sequence[TransferCard]] = [*_by_note(of_notes).values()][::-1]

    assert list(together(several)) == [card for cards in several for card in cards]
    assert list(together([*several, (one,)])) == [*(card for cards in several for card in cards), one]
    assert decks_of([*several, (one,)]) == {one.deck, *(card.deck for _, card in of_notes)}


def test_a_card_takes_the_place_of_another() -> None:
    columns = CardColumns.of([TransferCard(0, "A"), TransferCard(1, "A")], ("A", "B"))

    columns.put(1, other := TransferCard(7, "B", state=2, stability=3.5, difficulty=4.5, due_on=-3))

    assert list(columns) == [TransferCard(0, "A"), other]


def test_numbers_too_large_become_the_largest_there_is() -> None:
    (card,) = CardColumns.of([TransferCard(0, "A", due_on=10**30, reps=-(10**30), step=1)])

    assert (card.due_on, card.reps, card.step) == (2**62, -(2**62), 1)


@pytest.mark.parametrize("several", [[], [()], [(), ()]])
def test_notes_without_cards_have_no_columns(several: list[Sequence[TransferCard]]) -> None:
    assert len(together(several)) == 0
    assert decks_of(several) == set()
