"""A field of a note as words a person reads, without marks: to be compared with another version of it."""

from flashcards.domain.choice import decode_options
from flashcards.domain.note_type import NoteKind
from flashcards.rendering import cloze
from flashcards.rendering.plain import plain_text

RIGHT = "✓"
WRONG = "✗"

_OPTIONS = "Options"


def field_words(kind: NoteKind, name: str, html: str) -> str:
    """Give what a field says.

    Gaps are filled in. Each option of a choice note has a line with ✓ or ✗ before it, and its rationale below.

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
    lines: list[str] = []
    for option in options:
        lines.append(f"{RIGHT if option.is_correct else WRONG} {plain_text(option.text)}")
        lines += [plain_text(option.rationale)] if option.rationale else []
    return "\n".join(lines)
