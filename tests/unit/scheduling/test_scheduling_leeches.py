import pytest

from flashcards.scheduling.leeches import is_leech


@pytest.mark.parametrize(
    ("threshold", "reported"),
    [(8, [8, 12, 16, 20]), (7, [7, 11, 15, 19]), (3, [3, 5, 7, 9, 11, 13, 15, 17, 19]), (1, list(range(1, 21)))],
)
def test_a_leech_is_reported_at_the_threshold_and_every_half_of_it_after(threshold: int, reported: list[int]) -> None:
    assert [lapses for lapses in range(21) if is_leech(lapses, threshold)] == reported
