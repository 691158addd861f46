import pytest

from flashcards.storage.first_field import checksum, first_field_text, sort_text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("How long?", "How long?"),
        ("<b>How</b>&nbsp;long<br>is it?", "How long is it?"),
        ("a < b and c > d", "a < b and c > d"),
        ("R &lt; 0.9 &amp; S", "R < 0.9 & S"),
        ('<img alt="x" src="chart.png">', "chart.png"),
        ("see <IMG SRC='a b.png'/> here", "see a b.png here"),
        ("<img src=map.png>", "map.png"),
        ("<style>.a { color: red }</style>Text<!-- note -->", "Text"),
        ("", ""),
    ],
)
def test_a_field_is_known_by_its_text_without_markup(field: str, text: str) -> None:
    assert first_field_text(field) == text


def test_a_list_shows_at_most_two_hundred_characters() -> None:
    assert sort_text("é" * 300) == "é" * 200


def test_the_checksum_is_the_beginning_of_a_sha_1() -> None:
    assert checksum("abc") == 0xA9993E36


def test_a_field_of_unclosed_comments_is_read_in_no_time() -> None:
    assert first_field_text("word " + "<!--" * 250_000) == "word"
