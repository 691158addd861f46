"""Anki's own note types, and ours that say the same.

A type is taken for one of Anki's only when its name, fields, templates and styling are: then nothing is lost with them.
"""

import re
from dataclasses import dataclass

from flashcards.domain.note_type import NoteKind
from flashcards.domain.plain_text import plain_text
from flashcards.formats.anki.outline import ForeignType
from flashcards.formats.anki.own_types import Taken

_CSS = re.compile(
    r"(?:\.card\{font-family:arial;font-size:20px;(?:line-height:1\.5;)?text-align:center;color:black;"
    r"background-color:white;\}(?:\.cloze\{font-weight:bold;color:blue;\}(?:\.nightMode\.cloze\{color:lightblue;\})?)?)?"
)
"""Anki's styling over the years, without its spaces."""

_BASIC = ("{{Front}}", "{{FrontSide}}<hrid=answer>{{Back}}")
_REVERSE = ("{{Back}}", "{{FrontSide}}<hrid=answer>{{Front}}")
_TYPED = ("{{Front}}{{type:Back}}", "{{Front}}<hrid=answer>{{type:Back}}")
_OLD_TYPED = ("{{Front}}{{type:Back}}", "{{FrontSide}}<hrid=answer>{{type:Back}}")


@dataclass(frozen=True, slots=True)
class _Stock:
    """A type of Anki's.

    Attributes:
        name: what its name begins with; Anki adds to it when a name is taken.
        templates: question and answer of each, without spaces.
    """

    kind: NoteKind
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]


_STOCK = (
    _Stock(NoteKind.BASIC, "Basic", ("Front", "Back"), (_BASIC,)),
    _Stock(NoteKind.REVERSED, "Basic", ("Front", "Back"), (_BASIC, _REVERSE)),
    _Stock(NoteKind.TYPED, "Basic", ("Front", "Back"), (_TYPED,)),
    _Stock(NoteKind.TYPED, "Basic", ("Front", "Back"), (_OLD_TYPED,)),
    *(
        _Stock(
            NoteKind.CLOZE, "Cloze", ("Text", extra), (("{{cloze:Text}}", f"{{{{cloze:Text}}}}<br>{{{{{extra}}}}}"),)
        )
        for extra in ("BackExtra", "Extra")
    ),
)


def stock_kind(foreign: ForeignType) -> NoteKind | None:
    """Give the kind that says the same as a type of Anki's, or None when the type is another one."""
    if not _CSS.fullmatch(_packed(foreign.css)):
        return None
    fields = tuple(_packed(name) for name in foreign.fields)
    templates = tuple((_packed(one.question), _packed(one.answer)) for one in foreign.templates)
    for stock in _STOCK:
        if (stock.fields, stock.templates) == (fields, templates) and foreign.name.startswith(stock.name):
            return stock.kind
    return None


def stock_padding(kind: NoteKind) -> int | None:
    """Give how many empty fields `take_stock` adds, if it never does anything else; else None."""
    return None if kind is NoteKind.TYPED else int(kind is not NoteKind.CLOZE)


def take_stock(kind: NoteKind, fields: tuple[str, ...]) -> Taken | None:
    """Give a note of a type of Anki's as one of ours.

    Returns:
        None for a typed answer of several lines: to Anki they are one answer, to us each would be right.
    """
    if kind is NoteKind.TYPED and "\n" in plain_text(fields[1].replace("\n", "<br>")):
        return None
    return Taken((*fields, "")) if kind is not NoteKind.CLOZE else Taken(fields)


def _packed(text: str) -> str:
    """Give a text without its spaces."""
    return "".join(text.split())
