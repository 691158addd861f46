"""What a note asks and what it answers, as words. Pure."""

import re

from flashcards.domain.choice import OPTIONS_FIELD, decode_options
from flashcards.domain.note_type import NoteKind
from flashcards.domain.plain_text import plain_text
from flashcards.formats.lint_seen import words

_GAP = re.compile(r"\{\{c\d+::((?:(?!\}\}|::).)*)(?:::(?:(?!\}\}).)*)?\}\}", re.DOTALL)
_NOT_WORD = re.compile(r"[\W_]+")
_PARTING = {sign: " " for sign in range(128) if not chr(sign).isalnum()}
"""The same, of ASCII signs."""


def asked(field: str) -> str:
    """Give the plain words of a note's first field, gaps filled."""
    if "{{" in field:
        field = _GAP.sub(r"\1", field)
    return plain_text(field) if "<" in field or "&" in field or "[" in field else field


def same_if_equal(text: str) -> str:
    """Give a text without capitals and punctuation: questions for which it is equal are the same."""
    if text.isascii():
        return " ".join(text.translate(_PARTING).split()).lower()
    return _NOT_WORD.sub(" ", text).strip().casefold()


def answer_words(kind: NoteKind, fields: list[str]) -> frozenset[str]:
    """Give the words of what a note answers: its gaps, its right options, or its second field."""
    if kind is NoteKind.CLOZE:
        return frozenset(words(" ".join(gap[1] for gap in _GAP.finditer(fields[0]))))
    if kind is NoteKind.CHOICE:
        return frozenset(words(plain_text(_right_options(fields[OPTIONS_FIELD]))))
    return frozenset(words(plain_text(fields[1]))) if len(fields) > 1 else frozenset()


def _right_options(field: str) -> str:
    try:
        return " ".join(option.text for option in decode_options(field) if option.is_correct)
    except ValueError:
        return ""
