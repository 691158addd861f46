"""Which words of two versions differ."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.rendering.difference import Span, difference


def marked(before: str, after: str) -> tuple[str, str]:
    """Put changed words in brackets."""
    old, new = difference(before, after)
    return _shown(old), _shown(new)


def _shown(spans: tuple[Span, ...]) -> str:
    return "".join(f"[{span.text}]" if span.is_changed else span.text for span in spans)


def test_only_the_words_that_differ_are_marked() -> None:
    assert marked("Access is due within 30 days.", "Access is due within 15 days.") == (
        "Access is due within [30] days.",
        "Access is due within [15] days.",
    )


def test_a_number_or_a_date_is_one_word() -> None:
    assert marked("A fine of $1,250.50 at most", "A fine of $1,350.50 at most") == (
        "A fine of $[1,250.50] at most",
        "A fine of $[1,350.50] at most",
    )


def test_an_added_word_is_marked_on_one_side_only() -> None:
    assert marked("The notice is due by then.", "The written notice is due by then.") == (
        "The notice is due by then.",
        "The [written] notice is due by then.",
    )


def test_a_single_word_between_two_changes_is_marked_with_them() -> None:
    before, after = marked("It goes to the old office of county clerks", "It goes to the new home of state clerks")

    assert before == "It goes to the [old office of county] clerks"
    assert after == "It goes to the [new home of state] clerks"


def test_texts_with_little_in_common_are_marked_whole() -> None:
    assert marked("When it is for health oversight, a court, or a coroner", "Never; the rule was vacated") == (
        "[When it is for health oversight, a court, or a coroner]",
        "[Never; the rule was vacated]",
    )


def test_texts_of_equally_many_lines_are_compared_line_by_line() -> None:
    before, after = marked("✓ Yes, at once\n✗ No, never", "✗ Yes, at once\n✓ No, never")

    assert before == "[✓] Yes, at once\n[✗] No, never"
    assert after == "[✗] Yes, at once\n[✓] No, never"


def test_equal_texts_have_no_mark_and_nothing_has_no_pieces() -> None:
    assert marked("The same.\nAgain.", "The same.\nAgain.") == ("The same.\nAgain.", "The same.\nAgain.")
    assert difference("", "") == ((), ())
    assert marked("", "New") == ("", "[New]")


@given(st.text(alphabet="ab .\n1,", max_size=30), st.text(alphabet="ab .\n1,", max_size=30))
def test_the_pieces_joined_are_the_texts(before: str, after: str) -> None:
    old, new = difference(before, after)

    assert "".join(span.text for span in old) == before
    assert "".join(span.text for span in new) == after
