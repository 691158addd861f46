import pytest

from flashcards.domain.choice import Option, decode_options, encode_options
from flashcards.domain.media_names import named_in, renamed, spellings


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ('<img src="chart.png">', ["chart.png"]),
        ("<IMG alt='a' SRC='two words.jpg'/>", ["two words.jpg"]),
        ("<img width=3 src=plain.gif>", ["plain.gif"]),
        ("<p>[sound:heart beat.mp3] and [sound:lung.ogg]</p>", ["heart beat.mp3", "lung.ogg"]),
        ('<img src="a&amp;b.png">', ["a&b.png"]),
        ('<img src="https://example.org/a.png"><img src="data:image/png;base64,AA"><img src="//host/a.png">', []),
        ('<audio src="x.wav"></audio><object data="y.svg"></object>', ["x.wav", "y.svg"]),
        ("nothing here", []),
    ],
)
def test_a_field_names_the_pictures_and_sounds_it_shows(field: str, names: list[str]) -> None:
    assert list(named_in(field)) == names


def test_a_reference_may_be_written_with_or_without_percent_signs() -> None:
    assert spellings("two%20words.png") == ("two%20words.png", "two words.png")


def test_a_renamed_picture_is_renamed_wherever_it_is_shown() -> None:
    field = 'a <img class=x src="a%20b.png"> [sound:c.mp3] <img src=other.png>'

    after = renamed(field, {"a b.png": "a b-1.png", "c.mp3": "c-2.mp3"})

    assert after == 'a <img class=x src="a b-1.png"> [sound:c-2.mp3] <img src=other.png>'


def test_a_picture_in_an_option_is_named_and_renamed_and_the_options_stay_readable() -> None:
    options = [
        Option('<img alt="x" src="a.png">', is_correct=True, rationale="[sound:beat.mp3]"),
        Option("<img src='b c.png'>", is_correct=False),
    ]
    field = encode_options(options)

    named = set(named_in(field))
    decoded = decode_options(renamed(field, {"a.png": "new.png", "beat.mp3": "other.mp3"}))

    assert named == {"a.png", "b c.png", "beat.mp3"}
    assert [one.text for one in decoded] == ['<img alt="x" src="new.png">', "<img src='b c.png'>"]
    assert decoded[0].rationale == "[sound:other.mp3]"
