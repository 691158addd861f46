"""A field of a note as words a person reads, without marks: to be compared with another version of it."""

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.note_type import NoteKind
from flashcards.domain.plain_text import plain_text
from flashcards.rendering import cloze

RIGHT = "✓"
WRONG = "✗"

_OPTIONS = "Options"


def field_words(kind: NoteKind, name: str, html: str) -> str:
    """Give what a field says.

    Gaps are filled in. Each option of a choice note is a line: ✓ or ✗, the text, and its rationale.

    Args:
        kind: that of the note.
        name: the field's.
        html: what is stored.
    """
    if kind is NoteKind.CHOICE and name == _OPTIONS:
        return _options(html)
    return plain_text(cloze.filled(html) if kind is NoteKind.CLOZE else html)


def _options(field: str) -> str:
    try:
        options = decode_options(field)
    except ValueError:
        return plain_text(field)
    return "\n".join(_option(option) for option in options)


def _option(option: Option) -> str:
    text = f"{RIGHT if option.is_correct else WRONG} {plain_text(option.text)}"
    return f"{text} – {plain_text(option.rationale)}" if option.rationale else text
