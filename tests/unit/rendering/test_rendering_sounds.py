import pytest

from flashcards.rendering import clean_html
from flashcards.rendering.sounds import mark_sounds, replace_sounds, sounds_of


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ("a[sound:a.mp3]b[sound:two words.ogg]", ("a.mp3", "two words.ogg")),
        ("[sound:a&amp;b.mp3]", ("a&b.mp3",)),
        ("[sound:../a.mp3][sound:/etc/a.mp3][sound:http://a.example/a.mp3][sound:]", ()),
        ('<audio controls src="a.mp3"></audio>', ("a.mp3",)),
        ("<audio><source src='a%20b.mp3'>Your browser cannot</audio>", ("a b.mp3",)),
        ('<video src="a.mp4"></video>', ("a.mp4",)),
        ('<audio src="https://a.example/a.mp3"></audio>', ()),
        ("<audio></audio>", ()),
    ],
)
def test_sounds_are_found_however_they_are_written(html: str, names: tuple[str, ...]) -> None:
    marked = mark_sounds(html)

    assert sounds_of(marked) == names
    assert sounds_of(clean_html(marked)) == names
    assert "browser" not in clean_html(marked)


def test_each_sound_is_replaced_by_what_stands_for_it() -> None:
    assert replace_sounds("a[sound:x&amp;y.mp3]b", lambda name: f"<{name}>") == "a<x&y.mp3>b"
