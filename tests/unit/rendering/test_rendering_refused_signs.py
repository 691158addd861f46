"""What tells quickly that HTML asks for nothing must be right whenever it asks for something."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.rendering.refused import may_ask, refused, tags_have_attributes

PIECES = (
    *("<", ">", "/", " ", "\n", "=", '"', "b", "<b>", "</i>", "<br />", "<script", "<img", " src=", "//web", "data:"),
    *("<a", " href=", "file", " onclick=", "javascript:", "<iframe", "<object", "<div"),
    *("<style", " style=", "url(", "@import", "https:", "file:", "'"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_what_is_refused_has_tags_with_attributes_and_a_sign(html: str) -> None:
    if any(refused(html)):
        assert tags_have_attributes(html.lower())
        assert may_ask(html.lower())


def test_plain_markup_has_no_attributes() -> None:
    assert not tags_have_attributes("<b>bold</b> and <i>more</i><br><br />\nthan <sub>2</sub>")
    assert tags_have_attributes('<span style="color: red">red</span>')
