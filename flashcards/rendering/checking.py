"""What is wrong with the card templates of a note type, with its place; and fields renamed in them, or taken out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flashcards.domain.note_type import CardTemplate, NoteType
from flashcards.rendering.sides import FRONT_SIDE, sides_of, yields_card
from flashcards.rendering.templates import Piece, TemplateError, parse, pieces

ALWAYS = frozenset({"Tags", "Deck", "Subdeck", "Card", "Type", "CardFlag"})
"""Names every card can show besides its fields."""

_GAP = re.compile(r"c[1-9]\d{0,2}")


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """Something wrong with one side of a card template.

    Attributes:
        place: which template, 0-based.
        is_question: on which side.
        start, end: where in it, in characters; both 0 when it is all of it.
        text: a sentence.
        is_fatal: no card can be shown with it.
    """

    place: int
    is_question: bool
    start: int
    end: int
    text: str
    is_fatal: bool = True


def problems_of(note_type: NoteType) -> tuple[TemplateProblem, ...]:
    """Give what is wrong with the templates of a note type, in their order."""
    return tuple(
        problem for place, template in enumerate(note_type.templates) for problem in _of(place, template, note_type)
    )


def _of(place: int, template: CardTemplate, note_type: NoteType) -> Iterator[TemplateProblem]:
    is_sound = True
    for is_question, source in ((True, template.question), (False, template.answer)):
        try:
            parse(source)
        except TemplateError as error:
            is_sound = False
            sentence = f"{str(error)[:1].upper()}{str(error)[1:]}."
            yield TemplateProblem(place, is_question, error.start, error.end, sentence)
            continue
        for piece in pieces(source):
            name = _unknown(piece, note_type.fields, is_question=is_question)
            if name is not None:
                text = f"There is no field “{name}”."
                yield TemplateProblem(place, is_question, piece.start, piece.end, text, is_fatal=False)
    if is_sound and not yields_card(sides_of(template).question, set(note_type.fields)):
        text = "The question shows no field, so it makes no card."
        yield TemplateProblem(place, is_question=True, start=0, end=0, text=text)


def _unknown(piece: Piece, fields: Sequence[str], *, is_question: bool) -> str | None:
    """Give the name of a field that a tag means and that there is not."""
    if not piece.is_tag:
        return None
    name, is_section = _named(piece), piece.text[:1] in {"#", "^", "/"}
    is_known = name in fields or name in ALWAYS or not name
    is_special = (name == FRONT_SIDE and not is_question) or (is_section and _GAP.fullmatch(name) is not None)
    return None if is_known or is_special else name


def with_field_renamed(templates: Sequence[CardTemplate], old: str, new: str) -> tuple[CardTemplate, ...]:
    """Give templates in which a field has another name; one that cannot be understood stays as it is."""
    return tuple(
        replace(one, question=_renamed(one.question, old, new), answer=_renamed(one.answer, old, new))
        for one in templates
    )


def _renamed(source: str, old: str, new: str) -> str:
    try:
        found = list(pieces(source))
    except TemplateError:
        return source
    return "".join(_with_name(source[one.start : one.end], one, old, new) for one in found)


def with_field_removed(templates: Sequence[CardTemplate], name: str, first: str) -> tuple[CardTemplate, ...]:
    """Give templates without a field, as Anki does it: what lies in a section of it stays and is shown always.

    Args:
        first: the field a question asks for that would else ask for none.
    """
    return tuple(_without_field(one, name, first) for one in templates)


def names_field(template: CardTemplate, name: str) -> bool:
    """Say whether a template shows a field or asks whether it has text."""
    return with_field_removed([template], name, "") != (template,)


def _without_field(template: CardTemplate, name: str, first: str) -> CardTemplate:
    question, answer = _taken_out(template.question, name), _taken_out(template.answer, name)
    if question != template.question and not _shows_field(question):
        question += f"{{{{{'cloze:' if 'cloze:' in template.question else ''}{first}}}}}"
    return replace(template, question=question, answer=answer)


def _taken_out(source: str, name: str) -> str:
    try:
        found = list(pieces(source))
    except TemplateError:
        return source
    return "".join(source[one.start : one.end] for one in found if not one.is_tag or _named(one) != name)


def _shows_field(source: str) -> bool:
    return any(one.is_tag and one.text[:1] not in {"#", "^", "/", "!"} for one in pieces(source))


def _named(piece: Piece) -> str:
    """Give the name of the field a tag means; "" for a comment."""
    if piece.text[:1] == "!":
        return ""
    return (piece.text[1:] if piece.text[:1] in {"#", "^", "/"} else piece.text.rpartition(":")[2]).strip()


def _with_name(written: str, piece: Piece, old: str, new: str) -> str:
    if not piece.is_tag or piece.text[:1] == "!":
        return written
    sign = piece.text[:1] if piece.text[:1] in {"#", "^", "/"} else ""
    filters, colon, name = ("", "", piece.text[1:]) if sign else piece.text.rpartition(":")
    return f"{{{{{sign}{filters}{colon}{new}}}}}" if name.strip() == old else written
