"""Fields in words."""

from flashcards.domain.note_type import NoteKind
from flashcards.rendering.wording import field_words
from tests.builders import FIELDS


def test_gaps_are_filled_in() -> None:
    assert field_words(NoteKind.CLOZE, "Text", FIELDS[NoteKind.CLOZE][0]) == "Notice within 60 days of discovery."


def test_options_say_whether_they_are_right_and_why() -> None:
    assert field_words(NoteKind.CHOICE, "Options", FIELDS[NoteKind.CHOICE][1]).split("\n")[:2] == [
        "✓ The day of admission – It counts.",
        "✗ The day of discharge – It does not count.",
    ]


def test_options_that_cannot_be_read_are_shown_as_they_are() -> None:
    assert field_words(NoteKind.CHOICE, "Options", "<b>no</b> options") == "no options"


def test_other_fields_are_plain_text() -> None:
    assert field_words(NoteKind.BASIC, "Back", "<p>Two &amp; <b>three</b></p>") == "Two & three"
