"""What the fields and filters of a card template stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from flashcards.domain.deck import leaf_name
from flashcards.domain.note_type import NoteKind
from flashcards.domain.plain_text import plain_text
from flashcards.rendering import cloze, occlusion
from flashcards.rendering.furigana import furigana, kana, kanji
from flashcards.rendering.sides import FRONT_SIDE, TYPE
from flashcards.rendering.templates import Field

_EMPTY = re.compile(r"(?:[ \t\r\n\f\v]|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_GAP_NUMBER = re.compile(r"c([1-9]\d{0,2})")
_SOUND = re.compile(r"(\[sound:[^\[\]]*\])")
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SPOKEN = "tts"
_READINGS = {"furigana": furigana, "kana": kana, "kanji": kanji}


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What the learner is to type: the first accepted answer is the one to show."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A field the learner may uncover while looking at the question."""

    label: str
    html: str


@dataclass(frozen=True, slots=True)
class About:
    """What every card can say of itself.

    Attributes:
        card, note_type: the names of its template and of its type.
        deck: full name.
        flag: 0 to 7.
    """

    card: str
    note_type: str
    deck: str
    tags: Sequence[str]
    flag: int


def is_empty(html: str) -> bool:
    """Say whether a field has nothing to show, as Anki judges it."""
    return _EMPTY.fullmatch(html) is not None


class Filling:
    """Fills in the fields of one card.

    Attributes:
        number: the gap asked for, or None when the type has no gaps.
        front: the HTML of the question, once it is known; what `{{FrontSide}}` gives.
        typed: what is to be typed, once a `{{type:…}}` was met.
        hints: what the `{{hint:…}}` fields of the question hide.
        spoken, answer_spoken: fields of either side that are only to be read aloud: HTML and language.
        masks: what lies on the picture of the side that was filled in last.
    """

    def __init__(self, kind: NoteKind, values: dict[str, str], about: About, number: int | None) -> None:
        self.number = number
        self.front = ""
        self.typed: TypedAnswer | None = None
        self.hints: list[Hint] = []
        self.spoken: list[tuple[str, str]] = []
        self.answer_spoken: list[tuple[str, str]] = []
        self.masks: tuple[occlusion.Mask, ...] = ()
        self._kind = kind
        self._values = values
        self._always = {
            "Tags": " ".join(about.tags),
            "Deck": about.deck,
            "Subdeck": leaf_name(about.deck),
            "Card": about.card,
            "Type": about.note_type,
            "CardFlag": f"flag{about.flag}",
        }

    def raw(self, name: str) -> str:
        """Give a field as it is stored; empty when there is none of that name."""
        return self._values.get(name, "")

    def is_filled(self, name: str) -> bool:
        """Say whether a conditional part with this name is shown."""
        value = self._values.get(name)
        if value is None:
            gap = _GAP_NUMBER.fullmatch(name)
            return int(gap[1]) == self.number if gap else bool(self._special(name))
        return not is_empty(value)

    def on_question(self, field: Field) -> str:
        """Give the HTML of a field on the question side."""
        return self._fill(field, is_question=True)

    def on_answer(self, field: Field) -> str:
        """Give the HTML of a field on the answer side."""
        return self._fill(field, is_question=False)

    def _fill(self, field: Field, *, is_question: bool) -> str:
        value = self._values.get(field.name)
        if value is None:
            value = self._special(field.name)
            if value is None:
                return "" if not field.name else escape(f"[There is no field “{field.name}”]", quote=False)
        if not field.filters:
            return value
        if TYPE in field.filters:
            return self._type(value, is_cloze="cloze" in field.filters, is_question=is_question)
        for name in field.filters:
            value = self._filtered(name, value, field.name, is_question=is_question)
        return value

    def _special(self, name: str) -> str | None:
        """Give the HTML of a name every card has, or None when it is none."""
        if name == FRONT_SIDE:
            return self.front
        text = self._always.get(name)
        return None if text is None else escape(text, quote=False)

    def _filtered(self, name: str, value: str, label: str, *, is_question: bool) -> str:
        """Apply one filter. One that is not known leaves the value as it is."""
        if name == "cloze":
            return self._cloze(value, is_question=is_question)
        if name == "cloze-only":
            return ", ".join((cloze.questions if is_question else cloze.answers)(value, self.number or 1))
        if name == "text":
            return _text(value)
        if name == "hint":
            return self._hint(value, label, is_question=is_question)
        if name.split(" ")[0] == _SPOKEN:
            (self.spoken if is_question else self.answer_spoken).append((value, _language(name)))
            return ""
        return _READINGS[name](value) if name in _READINGS else value

    def _cloze(self, value: str, *, is_question: bool) -> str:
        number = self.number or 1
        if occlusion.has_masks(value):
            self.masks = occlusion.masks_of(value, number, is_question=is_question)
            return ""
        return cloze.question(value, number) if is_question else cloze.answer(value, number)

    def _hint(self, value: str, label: str, *, is_question: bool) -> str:
        if is_empty(value):
            return ""
        if not is_question:
            return f'<div class="hint">{value}</div>'
        self.hints.append(Hint(label, value))
        return f'<a class="hint" href="#hint-{len(self.hints) - 1}">{escape(label, quote=False)}</a>'

    def _type(self, value: str, *, is_cloze: bool, is_question: bool) -> str:
        accepted = self._accepted(value, is_cloze=is_cloze)
        if self.typed is None and accepted:
            self.typed = TypedAnswer(accepted)
        return "" if is_question or not accepted else escape(accepted[0], quote=False)

    def _accepted(self, value: str, *, is_cloze: bool) -> tuple[str, ...]:
        if is_cloze:
            value = ", ".join(cloze.answers(value, self.number or 1))
        if self._kind is NoteKind.TYPED:
            broken = value.replace("\n", "<br>")
            return tuple(dict.fromkeys(line for line in plain_text(broken).split("\n") if line))
        text = " ".join(plain_text(_IMAGE.sub("", _SOUND.sub("", value))).split())
        return (text,) if text else ()


def _language(spoken: str) -> str:
    """Give the language of `tts en_US voices=…`."""
    return next((word for word in spoken.split()[1:] if "=" not in word), "")


def _text(html: str) -> str:
    """Give the words of HTML as HTML, and its sounds."""
    pieces = _SOUND.split(_IMAGE.sub("", html))
    return "".join(piece if place % 2 else _words(piece) for place, piece in enumerate(pieces))


def _words(html: str) -> str:
    return escape(plain_text(html), quote=False).replace("\n", "<br>")
