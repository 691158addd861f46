"""Notes as rows of a sheet: what stands in the column of questions, and what in that of answers."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, partial
from html import escape

from reportlab.platypus import Flowable, Paragraph, Spacer

from flashcards.domain.choice import Option
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.domain.plain_text import plain_text
from flashcards.formats.study_sheet.blocks import blocks_of
from flashcards.formats.study_sheet.pictures import Pictures
from flashcards.formats.study_sheet.typography import STYLES
from flashcards.formats.transfer import TransferNote
from flashcards.rendering import cloze
from flashcards.rendering.cards import RenderedCard, card_ordinals, render
from flashcards.rendering.formulas import mark_formulas
from flashcards.rendering.sanitising import clean_html
from flashcards.rendering.sounds import mark_sounds

_LETTERS = "ABCDEFGHIJ"
_MORE = "More"
_TYPED = re.compile(r"\{\{type:(?:[^{}]*:)?([^{}:]+)\}\}")


@dataclass(slots=True)
class Entry:
    """One row.

    Attributes:
        case: the situation it is about, cleaned HTML; empty when there is none.
    """

    question: list[Flowable] = field(default_factory=list)
    answer: list[Flowable] = field(default_factory=list)
    case: str = ""


class EntryMaker:
    """Makes rows for columns of a width."""

    def __init__(self, question_width: float, answer_width: float, pictures: Pictures) -> None:
        """Know the widths, in points."""
        self._question_width = question_width
        self._answer_width = answer_width
        self._pictures = pictures

    def entries(self, note: TransferNote, note_type: NoteType) -> list[Entry]:
        """Give the rows of a note: one, or one for each card of an imported type."""
        fields = [one or "" for one in note.fields]
        if note_type.kind is NoteKind.CUSTOM:
            ordinals = card_ordinals(note_type, fields)
            said = _without_typed_twice(note_type)
            cards = (render(said, fields, ordinal, deck=note.deck, tags=note.tags or ()) for ordinal in ordinals)
            entries = [self._entry(card) for card in cards]
        else:
            more = fields[note_type.field_index(_MORE)]
            fields[note_type.field_index(_MORE)] = ""
            is_cloze = note_type.kind is NoteKind.CLOZE
            entries = [self._cloze(fields[0]) if is_cloze else self._entry(render(note_type, fields, 0), is_own=True)]
            entries[0].answer += self._below(more)
        for entry in entries:
            entry.answer += self._about(note)
        return entries

    def _entry(self, card: RenderedCard, *, is_own: bool = False) -> Entry:
        entry = Entry(self._asked(card.question), case=card.case)
        if card.typed is not None and is_own:
            entry.answer += self._typed(card.typed.accepted)
            return entry
        if card.choice:
            entry.question.append(Spacer(1, 3))
        for letter, option in zip(_LETTERS, card.choice, strict=False):
            entry.question += blocks_of(option.text, self._question_width, self._pictures, mark=f"{letter}.")
            entry.answer += self._explained(letter, option)
        entry.answer += self._told(_without_question(card))
        return entry

    def _cloze(self, text: str) -> Entry:
        entry = Entry(self._asked(_cleaned(cloze.sheet_question(text))))
        found = sorted(cloze.numbers(text))
        for number in found:
            hidden = ", ".join(dict.fromkeys(cloze.answers(text, number)))
            entry.answer += self._told(_cleaned(hidden), mark=f"{number}." if len(found) > 1 else "")
        return entry

    def _typed(self, accepted: tuple[str, ...]) -> list[Flowable]:
        first, *others = (escape(one, quote=False) for one in accepted or ("",))
        also = [Paragraph(f"also: {', '.join(others)}", STYLES["small"])] if others else []
        return [Paragraph(first, STYLES["text"]), *also]

    def _explained(self, letter: str, option: Option) -> list[Flowable]:
        """Give an option's place in the answer: what it is when it is right, and why it is right or wrong."""
        if not option.is_correct:
            return self._told(option.rationale, "small", mark=f"{letter}.")
        why = self._told(option.rationale, "small", mark=" ")
        return [*self._told(option.text, "correct", mark=f"{letter} ✓"), *why, Spacer(1, 2)]

    def _asked(self, html: str) -> list[Flowable]:
        return blocks_of(html, self._question_width, self._pictures)

    def _told(self, html: str, style: str = "text", mark: str = "") -> list[Flowable]:
        return blocks_of(html, self._answer_width, self._pictures, style, mark=mark) if html else []

    def _below(self, html: str) -> list[Flowable]:
        """Give what stands below an answer, apart from it."""
        below = blocks_of(_cleaned(html), self._answer_width, self._pictures, "small") if html else []
        return [Spacer(1, 2), *below] if below else []

    @staticmethod
    def _about(note: TransferNote) -> list[Flowable]:
        known = note.provenance
        as_of = f" (as of {known.as_of})" if known.as_of else ""
        if not known.citation:
            return []
        return [Paragraph(escape(known.citation + as_of, quote=False), STYLES["citation"])]


@cache
def _without_typed_twice(note_type: NoteType) -> NoteType:
    """Give a type whose answers leave out the comparison with what was typed where they show that field anyway."""
    templates = tuple(
        replace(one, answer=_TYPED.sub(partial(_unless_shown, one.answer), one.answer)) for one in note_type.templates
    )
    return replace(note_type, templates=templates)


def _unless_shown(answer: str, typed: re.Match[str]) -> str:
    shown = re.search(rf"\{{\{{(?!type:)(?:[^{{}}]*:)?{re.escape(typed[1])}\}}\}}", answer)
    return "" if shown else typed[0]


def _without_question(card: RenderedCard) -> str:
    """Give an answer without the question where a rule parts it from that: the question stands beside it."""
    head, _, rest = card.answer.partition("<hr>")
    return rest if rest and plain_text(head).split() == plain_text(card.question).split() else card.answer


def _cleaned(html: str) -> str:
    return clean_html(mark_formulas(mark_sounds(html)))
