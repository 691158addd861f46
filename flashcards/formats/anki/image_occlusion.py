"""What makes a note type one of Anki's image occlusion: a number that says so, and a tag on each of its fields.

Our note types keep neither. A type is known by its card: Anki draws the shapes of a gap there.
"""

import re
from collections.abc import Mapping
from typing import Final

from flashcards.domain.note_type import NoteType

STOCK_KIND: Final = 6
"""What Anki calls the type it was made as."""

COMMENTS: Final = 4
"""The tag of the one field that may be deleted."""

_DRAWS = "anki.imageOcclusion"
_SHAPES = re.compile(r"\{\{cloze:([^{}]+)\}\}")
_PICTURE = re.compile(r'<div id="image-occlusion-container">\s*\{\{([^{}#^/]+)\}\}')
_SHOWN_IF_FILLED = re.compile(r"\{\{#([^{}]+)\}\}")


def is_image_occlusion(note_type: NoteType) -> bool:
    """Say whether Anki covers pictures with notes of a type."""
    return len(note_type.templates) == 1 and _DRAWS in note_type.templates[0].question


def field_tags(note_type: NoteType) -> Mapping[str, int]:
    """Give what each field is for, by its name: 0 the shapes, 1 the picture, 2 header, 3 more on the back, 4 comments.

    The template tells which is which, also when they were renamed or moved; where it does not, their order does.
    """
    names = _told(note_type) or note_type.fields
    return {name: tag for tag, name in enumerate(names[: COMMENTS + 1])}


def _told(note_type: NoteType) -> tuple[str, ...]:
    """Give the fields in the order of their tags; none when the template does not tell all that Anki needs."""
    question, answer = note_type.templates[0].question, note_type.templates[0].answer
    headers = _SHOWN_IF_FILLED.findall(question)
    on_the_back = [name for name in _SHOWN_IF_FILLED.findall(answer) if name not in headers]
    found = (_SHAPES.findall(question), _PICTURE.findall(question), headers, on_the_back)
    told = tuple(dict.fromkeys(names[0].strip() for names in found if names))
    if len(told) < len(found) or not set(told) <= set(note_type.fields):
        return ()
    return (*told, *(name for name in note_type.fields if name not in told))
