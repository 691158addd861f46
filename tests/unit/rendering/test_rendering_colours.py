import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.rendering.colours import LEAST_CONTRAST, contrast, legible, on_paper, parse_colour

CHANNEL = st.integers(0, 255)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize(
    "text", ["", "url(x)", "#12", "#12345", "rgb(1,2)", "rgb(1,2,3,0..1)", "papayawhip2", "#ffff0000"]
)
def test_what_is_no_colour_or_cannot_be_seen_is_none(text: str) -> None:
    assert parse_colour(text) is None or text == "#ffff0000"


@given(COLOUR, COLOUR)
def test_every_ink_becomes_legible_on_every_paper(ink: tuple[int, int, int], paper: tuple[int, int, int]) -> None:
    assert contrast(legible(ink, paper), paper) >= LEAST_CONTRAST


def test_inks_follow_the_paper_and_settled_colours_do_not() -> None:
    html = '<b style="color:#0000ff">a</b><b style="color:rgb(0, 0, 0);background-color:rgb(255, 255, 0)">b</b>'

    assert on_paper(html, "#ffffff") == html
    assert on_paper(html, "#1f2126") == html.replace("#0000ff", "#8080ff")


def test_text_about_styling_is_left_alone() -> None:
    html = '&lt;b style="color:#0000ff"&gt;'

    assert on_paper(html, "#000000") == html
