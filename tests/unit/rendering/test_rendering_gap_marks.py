"""Gaps in the lines that lists show."""

import pytest

from flashcards.rendering.gap_marks import gap_asked, gaps_filled


@pytest.mark.parametrize(
    ("text", "number", "asked"),
    [
        ("The {{c1::femur}} is a {{c2::bone}}", 1, "The […] is a bone"),
        ("The {{c1::femur::leg}} is a {{c2::bone}}", 1, "The [leg] is a bone"),
        ("{{c1::a {{c2::b}} c}}", 1, "[…]"),
        ("{{c1::a {{c2::b}} c}}", 2, "a […] c"),
        ("{{c1,2::a}} b", 2, "[…] b"),
        ("{{c1::a}} and {{c2::cut of", 2, "a and […]"),
        ("{{c1::a}} and {{c2::cut of", 1, "[…] and cut of"),
        ("{{c1::a}}", 3, "a"),
        ("no gaps", 1, "no gaps"),
    ],
)
def test_a_line_shows_the_gap_that_is_asked(text: str, number: int, asked: str) -> None:
    assert gap_asked(text, number) == asked


def test_the_marks_of_gaps_are_taken_away() -> None:
    assert gaps_filled("{{c1::a::hint}} and {{c2::b") == "a and b"
