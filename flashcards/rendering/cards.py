"""A note and its type made into one card: question, answer, and what is typed or picked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from flashcards.domain.choice import Option, decode_options
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.rendering import cloze, templates
from flashcards.rendering.filling import About, Filling, Hint, TypedAnswer, is_empty
from flashcards.rendering.formulas import mark_formulas
from flashcards.rendering.occlusion import cover, lift_overlay
from flashcards.rendering.sanitising import clean_html
from flashcards.rendering.sides import Sides, sides_of, yields_card
from flashcards.rendering.sounds import mark_sounds, put_back, set_apart, sounds_of
from flashcards.rendering.speaking import Spoken, spoken_text
from flashcards.rendering.templates import TemplateError

_RULE = re.compile(r"(?:\s|<hr\b[^<>]*>|<br\s*/?>)+")
_SEEN = re.compile(r"(?:^|>)\s*[^\s<&]|<(?:img|hr|table)\b", re.IGNORECASE)
_OPTIONS = "Options"
_CASE = "Case"


@dataclass(frozen=True, slots=True)
class RenderedCard:
    """A card ready to show. All HTML is safe for Qt rich text.

    Sounds stand in it as `[sound:name]`, formulas marked as `formulas` describes, and a hint that can be uncovered as a
    link to `#hint-N`, its place among `hints`.

    Attributes:
        question: HTML.
        answer: HTML to show below the question, or instead of it when `answer_replaces_question`.
        case: HTML of the situation several choice notes share, to show above the question; empty when there is none.
        typed: what the learner is to type, or None.
        choice: options in the order written, their HTML made safe; empty but for choice notes.
        sounds: media names of the sounds to be played with the question, in order.
        answer_sounds: those to be played with the answer: its own, not those of the question it repeats.
        spoken, answer_spoken: what the `{{tts …:…}}` fields of either side are to say, in order.
        hints: what the question's `{{hint:…}}` fields hide.
    """

    question: str
    answer: str
    case: str = ""
    typed: TypedAnswer | None = None
    choice: tuple[Option, ...] = ()
    answer_replaces_question: bool = False
    sounds: tuple[str, ...] = ()
    answer_sounds: tuple[str, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    answer_spoken: tuple[Spoken, ...] = ()
    hints: tuple[Hint, ...] = ()


def card_ordinals(note_type: NoteType, fields: Sequence[str]) -> tuple[int, ...]:
    """Give the ordinals of the cards a note yields, ascending.

    A template yields a card when its question shows a field that has text; a gap number yields one card. A template
    that cannot be understood yields one, so that its problem is seen. May be empty.
    """
    values = _values(note_type, fields)
    if makes_gaps(note_type):
        sides = _sides(note_type, 0)
        named = sides.cloze_fields if sides else ()
        numbers = frozenset[int]().union(*(cloze.numbers(values.get(name, "")) for name in named))
        return tuple(number - 1 for number in sorted(numbers))
    filled = {name for name, value in values.items() if not is_empty(value)}
    every = ((ordinal, _sides(note_type, ordinal)) for ordinal in range(len(note_type.templates)))
    return tuple(ordinal for ordinal, sides in every if sides is None or yields_card(sides.question, filled))


def render(
    note_type: NoteType,
    fields: Sequence[str],
    ordinal: int,
    *,
    deck: str = "",
    tags: Sequence[str] = (),
    flag: int = 0,
) -> RenderedCard:
    """Make one card of a note. Whatever is wrong with note or template becomes a sentence on the card.

    Args:
        note_type: the note's type.
        fields: HTML, one for each field of the type; missing ones count as empty.
        ordinal: which card: 0-based template, or gap number minus one.
        deck: the deck's full name, for `{{Deck}}`.
        tags: for `{{Tags}}`.
        flag: 0 to 7, for `{{CardFlag}}`.
    """
    is_cloze = makes_gaps(note_type)
    index = 0 if is_cloze else ordinal
    if not 0 <= index < len(note_type.templates):
        return _only(f"The note type “{note_type.name}” has no card {ordinal + 1} any more.")
    template = note_type.templates[index]
    about = About(template.name, note_type.name, deck, tags, flag)
    filling = Filling(note_type.kind, _values(note_type, fields), about, ordinal + 1 if is_cloze else None)
    try:
        return _render(note_type, sides_of(template), filling)
    except TemplateError as problem:
        return _only(f"The template “{template.name}” of “{note_type.name}” cannot be shown: {problem}.")


def _render(note_type: NoteType, sides: Sides, filling: Filling) -> RenderedCard:
    number = filling.number
    if number is not None and not any(number in cloze.numbers(filling.raw(name)) for name in sides.cloze_fields):
        return _only(f"This note has no gap {number} any more.")
    front = _marked(templates.evaluate(sides.question, filling.on_question, filling.is_filled))
    if filling.spoken and _is_blank(front):
        front = "<br>".join(html for html, _ in filling.spoken)
    front, overlay = lift_overlay(front)
    masks = filling.masks
    filling.front = set_apart(front)
    back = _marked(templates.evaluate(sides.answer, filling.on_answer, filling.is_filled))
    back, answer_overlay = lift_overlay(back)
    if not sides.answer_replaces_question and (rule := _RULE.match(back)):
        back = back[rule.end() :]
    choice, case, notice = _choice(note_type, filling)
    if _is_blank(front) and filling.typed is None:
        notice = notice or "The question of this card is empty."
    return RenderedCard(
        question=cover(clean_html(front, note_type.css), masks, overlay) + _sentence(notice),
        answer=cover(clean_html(put_back(back), note_type.css, shows_hidden=True), filling.masks, answer_overlay),
        case=case,
        typed=filling.typed,
        choice=choice,
        answer_replaces_question=sides.answer_replaces_question,
        sounds=sounds_of(front),
        answer_sounds=sounds_of(back),
        spoken=_spoken(filling.spoken),
        answer_spoken=_spoken(filling.answer_spoken),
        hints=tuple(Hint(hint.label, _cleaned(hint.html, note_type.css)) for hint in filling.hints),
    )


def _choice(note_type: NoteType, filling: Filling) -> tuple[tuple[Option, ...], str, str]:
    """Give options, case text and, when the options cannot be read, a sentence that says so."""
    if note_type.kind is not NoteKind.CHOICE:
        return (), "", ""
    case = _cleaned(filling.raw(_CASE))
    if not filling.raw(_OPTIONS).strip():
        return (), case, "It has no options yet."
    try:
        options = decode_options(filling.raw(_OPTIONS))
    except ValueError:
        return (), case, "The options of this note cannot be read. Edit the note to write them anew."
    cleaned = tuple(
        Option(_cleaned(option.text), option.is_correct, _cleaned(option.rationale), option.is_pinned)
        for option in options
    )
    return cleaned, case, ""


def _spoken(fields: Sequence[tuple[str, str]]) -> tuple[Spoken, ...]:
    said = (Spoken(spoken_text(_marked(html)), language) for html, language in fields)
    return tuple(one for one in said if one.text)


def _marked(html: str) -> str:
    return mark_formulas(mark_sounds(html))


def _cleaned(html: str, css: str = "") -> str:
    return clean_html(_marked(html), css)


def _is_blank(html: str) -> bool:
    """Say whether HTML has nothing to see or to hear. Words, pictures and sounds are found at first sight."""
    return _SEEN.search(html) is None and not plain_text(html)


def _values(note_type: NoteType, fields: Sequence[str]) -> dict[str, str]:
    return dict.fromkeys(note_type.fields, "") | dict(zip(note_type.fields, fields, strict=False))


def makes_gaps(note_type: NoteType) -> bool:
    """Say whether the one template of a note type makes a card for each gap."""
    if note_type.kind is NoteKind.CUSTOM and len(note_type.templates) == 1:
        sides = _sides(note_type, 0)
        return sides is not None and bool(sides.cloze_fields)
    return note_type.kind is NoteKind.CLOZE


def _sides(note_type: NoteType, index: int) -> Sides | None:
    """Give a parsed template, or None when it cannot be understood."""
    try:
        return sides_of(note_type.templates[index])
    except (TemplateError, IndexError):
        return None


def _sentence(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>" if text else ""


def _only(problem: str) -> RenderedCard:
    return RenderedCard(question=_sentence(problem), answer="")
