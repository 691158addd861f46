import pytest

from flashcards.rendering import Hint
from flashcards.rendering.hints import hint_place, uncovered

HINTS = (Hint("One", "<b>1</b>"), Hint("Two", "2"))
QUESTION = 'a <a class="hint" href="#hint-0">One</a> <a class="hint" href="#hint-1">Two</a>'


def test_hints_are_uncovered_where_they_were() -> None:
    assert uncovered(QUESTION, HINTS, {1}) == 'a <a class="hint" href="#hint-0">One</a> <div class="hint">2</div>'


def test_a_link_to_a_hint_there_is_not_stays() -> None:
    html = '<a href="#hint-7">x</a>'

    assert uncovered(html, HINTS, range(9)) == html


@pytest.mark.parametrize(
    ("link", "place"),
    [("#hint-0", 0), ("#hint-12", 12), ("#hint-", None), ("https://a.example/#hint-1", None), ("play:0", None)],
)
def test_a_link_names_its_hint(link: str, place: int | None) -> None:
    assert hint_place(link) == place
