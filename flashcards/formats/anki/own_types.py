"""The note types as which our built-in kinds go into Anki, and how their notes come back whole.

Each has the fields of its kind, then `Source`, which Anki shows below the answer, and `Flashcards`, which keeps what
Anki has no place for. Options of a choice note are written out for Anki to show, and kept in `Flashcards` as they are.
A field that is written out and no longer is what the kept one gives was edited in Anki.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import NamedTuple

from flashcards.domain.choice import decode_options
from flashcards.domain.note import Provenance
from flashcards.domain.note_type import BUILT_IN, CardTemplate, NoteKind, NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.formats import provenance as provenances
from flashcards.formats.anki.kept import Kept, read_line, write_line
from flashcards.formats.transfer import NO_PROVENANCE

SOURCE, KEPT = "Source", "Flashcards"
"""The fields that each type has after those of its kind."""

_CITATION, _OPTIONS, _ANSWER = "citation", "options", "answer"
_RIGHT, _WRONG = "✓", "✗"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHOWN_SOURCE = '{{#Source}}<div class="source">{{Source}}</div>{{/Source}}'
_CSS = """.card { font-family: arial; font-size: 20px; line-height: 1.5; text-align: center; }
.card ol { display: inline-block; text-align: left; }
.more, .case { text-align: left; }
.source { margin-top: 1em; font-size: 14px; color: gray; }
.cloze { font-weight: bold; color: #2a6fb0; }
"""
_CHOICE_FIELDS = ("Question", "Options", "Answer", "Rationale", "More", "Case")
_CHOICE = CardTemplate(
    "Card 1",
    '{{#Case}}<div class="case">{{Case}}</div><hr>{{/Case}}{{Question}}<br>{{Options}}',
    "{{FrontSide}}<hr id=answer>{{Answer}}{{#Rationale}}<br>{{Rationale}}{{/Rationale}}"
    '{{#More}}<hr><div class="more">{{More}}</div>{{/More}}',
)


class Taken(NamedTuple):
    """A note of Anki's as one of ours.

    Attributes:
        problem: what could not be taken along, as the end of a sentence about the note; empty when all was.
    """

    fields: tuple[str, ...]
    provenance: Provenance = NO_PROVENANCE
    problem: str = ""


def _own(note_type: NoteType) -> NoteType:
    fields, templates = note_type.fields, note_type.templates
    if note_type.kind is NoteKind.CHOICE:
        fields, templates = _CHOICE_FIELDS, (_CHOICE,)
    with_source = tuple(replace(one, answer=one.answer + _SHOWN_SOURCE) for one in templates)
    name = f"Flashcards: {note_type.name}"
    return replace(note_type, name=name, fields=(*fields, SOURCE, KEPT), templates=with_source, css=_CSS)


OWN: Mapping[NoteKind, NoteType] = {note_type.kind: _own(note_type) for note_type in BUILT_IN}
"""The types as Anki gets them, by kind."""


def own_kind(fields: Sequence[str], templates: int) -> NoteKind | None:
    """Give the kind whose type in `OWN` has these fields and so many templates, or None when there is none."""
    for kind, note_type in OWN.items():
        if note_type.fields == tuple(fields) and len(note_type.templates) == templates:
            return kind
    return None


def to_anki(kind: NoteKind, fields: Sequence[str], provenance: Provenance) -> tuple[str, ...]:
    """Give the fields of a note for its type in `OWN`.

    Args:
        kind: any but CUSTOM.
        fields: those of the built-in type.
    """
    kept = provenances.to_values(provenance)
    shown = tuple(fields)
    if kind is NoteKind.CHOICE:
        question, options, more, case = fields
        shown = (question, *_written_out(options), more, case)
        kept[_OPTIONS] = options
    elif kind is NoteKind.TYPED and "\n" in _lines(fields[1]):
        shown = (fields[0], _first_line(fields[1]), *fields[2:])
        kept[_ANSWER] = fields[1]
    return (*shown, _source(provenance.citation), write_line(kept))


def from_anki(kind: NoteKind, fields: Sequence[str]) -> Taken | None:
    """Give a note back from the fields of its type in `OWN`; None when what it needs was deleted in Anki."""
    *shown, source, line = fields
    try:
        kept, problem = read_line(line), ""
    except ValueError:
        kept, problem = {}, f"what Anki had no place for was edited there, in the field “{KEPT}”, and cannot be read"
    provenance = provenances.from_values(kept)
    if source != _source(provenance.citation):
        provenance = replace(provenance, citation=plain_text(source))
    if kind is NoteKind.CHOICE:
        return _choice(shown, kept, provenance)
    if (
        kind is NoteKind.TYPED
        and isinstance(answer := kept.get(_ANSWER), str)
        and _is_same(_first_line(answer), shown[1])
    ):
        shown[1] = answer
    return Taken(tuple(shown), provenance, problem)


def _choice(shown: Sequence[str], kept: Kept, provenance: Provenance) -> Taken | None:
    question, *written, more, case = shown
    options = kept.get(_OPTIONS)
    if not isinstance(options, str):
        return None
    is_edited = not all(_is_same(one, other) for one, other in zip(_written_out(options), written, strict=True))
    problem = "its options were edited in Anki; the edit was not taken over" if is_edited else ""
    return Taken((question, options, more, case), provenance, problem)


def _written_out(options: str) -> tuple[str, str, str]:
    """Give options as HTML to be shown: all of them, the correct ones, the rationales."""
    try:
        decoded = decode_options(options)
    except ValueError:
        return "", "", ""
    lettered = list(zip(_LETTERS, decoded, strict=False))
    items = "".join(f"<li>{option.text}</li>" for _, option in lettered)
    answer = "<br>".join(f"<b>{letter}.</b> {option.text}" for letter, option in lettered if option.is_correct)
    rationale = "<br>".join(
        f"<b>{letter}.</b> {_RIGHT if option.is_correct else _WRONG} {option.rationale}"
        for letter, option in lettered
        if option.rationale
    )
    return f'<ol type="A">{items}</ol>', answer, rationale


def _source(citation: str) -> str:
    return escape(citation, quote=False) if citation else ""


def _lines(answer: str) -> str:
    """Give the accepted answers of a typed note, one a line."""
    return plain_text(answer.replace("\n", "<br>"))


def _first_line(answer: str) -> str:
    return escape(_lines(answer).partition("\n")[0], quote=False)


def _is_same(one: str, other: str) -> bool:
    """Say whether two texts are the same to Anki, which composes letters and accents."""
    return one == other or unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
