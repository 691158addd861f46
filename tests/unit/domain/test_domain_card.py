import pytest

from flashcards.domain.card import Card, CardState, MemoryState
from flashcards.domain.ids import CardId, DeckId, NoteId
from flashcards.domain.study_day import StudyDay

MEMORY = MemoryState(2.5, 5.0)


def a_card(state: CardState = CardState.NEW, memory: MemoryState | None = None, flag: int = 0) -> Card:
    return Card(CardId(1), NoteId(2), DeckId(3), state=state, memory=memory, flag=flag)


def test_the_numbers_of_states_are_those_in_stored_collections() -> None:
    assert [(state.name, state.value) for state in CardState] == [
        ("NEW", 0),
        ("LEARNING", 1),
        ("REVIEW", 2),
        ("RELEARNING", 3),
    ]


@pytest.mark.parametrize(("stability", "difficulty"), [(1e-9, 1.0), (36_500.0, 10.0)])
def test_a_memory_holds_what_a_model_can_produce(stability: float, difficulty: float) -> None:
    assert MemoryState(stability, difficulty) == MemoryState(stability, difficulty)


@pytest.mark.parametrize("stability", [0.0, -1.0, float("nan")])
def test_a_stability_that_is_not_above_zero_is_refused(stability: float) -> None:
    with pytest.raises(ValueError, match="is not above 0"):
        MemoryState(stability, 5.0)


@pytest.mark.parametrize("difficulty", [0.99, 10.01, float("nan")])
def test_a_difficulty_beyond_its_scale_is_refused(difficulty: float) -> None:
    with pytest.raises(ValueError, match="is not between 1 and 10"):
        MemoryState(1.0, difficulty)


@pytest.mark.parametrize(
    ("state", "memory"), [(CardState.NEW, MEMORY), *((state, None) for state in CardState if state != CardState.NEW)]
)
def test_a_card_is_new_exactly_when_it_has_no_memory(state: CardState, memory: MemoryState | None) -> None:
    with pytest.raises(ValueError, match="new exactly when it has no memory"):
        a_card(state, memory)


@pytest.mark.parametrize("flag", [-1, 8])
def test_a_flag_no_screen_offers_is_refused(flag: int) -> None:
    with pytest.raises(ValueError, match=r"flag -?[0-9] is not between 0 and 7"):
        a_card(flag=flag)


def test_a_buried_card_shows_again_on_the_day_it_is_buried_until() -> None:
    card = Card(CardId(1), NoteId(2), DeckId(3), buried_until=StudyDay(101))

    assert [card.is_buried(StudyDay(day)) for day in (99, 100, 101)] == [True, True, False]
    assert not a_card().is_buried(StudyDay(0))
