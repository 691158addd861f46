"""What the fields and filters of a card template stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from flashcards.domain.deck import leaf_name
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.rendering import cloze
from flashcards.rendering.sides import FRONT_SIDE, TYPE
from flashcards.rendering.templates import Field

_EMPTY = re.compile(r"(?:\s|&nbsp;|</?(?:br|div|p)\s*/?>)*")
_GAP_NUMBER = re.compile(r"c([1-9]\d{0,2})")
_SPOKEN = "tts"


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What the learner is to type: the first accepted answer is the one to show."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A field the learner may uncover while looking at the question."""

    label: str
    html: str


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
    """

    def __init__(
        self,
        note_type: NoteType,
        template: CardTemplate,
        values: dict[str, str],
        deck: str,
        tags: Sequence[str],
        number: int | None,
    ) -> None:
        self.note_type = note_type
        self.number = number
        self.front = ""
        self.typed: TypedAnswer | None = None
        self.hints: list[Hint] = []
        self._values = values
        self._always = {
            "Tags": " ".join(tags),
            "Deck": deck,
            "Subdeck": leaf_name(deck),
            "Card": template.name,
            "Type": note_type.name,
            "CardFlag": "",
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
                return escape(f"[There is no field “{field.name}”]", quote=False)
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
            number = self.number or 1
            return cloze.question(value, number) if is_question else cloze.answer(value, number)
        if name == "cloze-only":
            return ", ".join(cloze.answers(value, self.number or 1))
        if name == "text":
            return escape(plain_text(value), quote=False).replace("\n", "<br>")
        if name == "hint":
            return self._hint(value, label, is_question=is_question)
        return "" if name.split(" ")[0] == _SPOKEN else value

    def _hint(self, value: str, label: str, *, is_question: bool) -> str:
        if is_empty(value):
            return ""
        if not is_question:
            return f'<div class="hint">{value}</div>'
        self.hints.append(Hint(label, value))
        return f'<span class="hint">[{escape(label, quote=False)}]</span>'

    def _type(self, value: str, *, is_cloze: bool, is_question: bool) -> str:
        accepted = self._accepted(value, is_cloze=is_cloze)
        if self.typed is None and accepted:
            self.typed = TypedAnswer(accepted)
        return "" if is_question or not accepted else escape(accepted[0], quote=False)

    def _accepted(self, value: str, *, is_cloze: bool) -> tuple[str, ...]:
        if is_cloze:
            value = ", ".join(cloze.answers(value, self.number or 1))
        if self.note_type.kind is NoteKind.TYPED:
            broken = value.replace("\n", "<br>")
            return tuple(dict.fromkeys(line for line in plain_text(broken).split("\n") if line))
        text = " ".join(plain_text(value).split())
        return (text,) if text else ()
