"""Cutting a search into words: quotes, parentheses, the minus before a word."""

import re
from dataclasses import dataclass
from enum import Enum

from flashcards.domain.errors import SearchError


class Sign(Enum):
    """What stands between words."""

    OPEN = "("
    CLOSE = ")"
    OR = "or"
    AND = "and"
    MINUS = "-"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the search.

    Attributes:
        key: what stands before the first colon outside quotes, or "" for a plain word.
        text: the rest, quotes taken away; a backslash still stands before what it protects.
        start, end: where it stands in the line.
    """

    key: str
    text: str
    start: int
    end: int


Token = Sign | Word

_PIECE = re.compile(r'[^ \t\u3000\n\r()":\\]+|"[^"\\]*(?:\\.[^"\\]*)*"|\\.|["\\:]', re.DOTALL)
"""A piece of a word: plain signs, a quotation, a sign a backslash protects, a colon, or a mark that stands alone."""
_UP_TO_COLON = re.compile(r"([^\\:]*(?:\\.[^\\:]*)*):", re.DOTALL)
"""Up to the first colon that is not protected: a quotation may hold a whole `deck:name`."""


def words_of(line: str) -> list[tuple[Token, int]]:
    """Cut a search into signs and words, each with the place it begins at.

    Raises:
        SearchError: a quotation mark has no partner.
    """
    found: list[tuple[Token, int]] = []
    at = 0
    while at < len(line):
        sign = line[at]
        if sign in " \t\u3000\n\r":
            at += 1
        elif sign in "()":
            found.append((Sign(sign), at))
            at += 1
        elif sign == "-":
            found.append((Sign.MINUS, at))
            at += 1
        else:
            word, at = _word(line, at)
            found.append((_sign_of(word, line), word.start))
    return found


def _sign_of(word: Word, line: str) -> Token:
    plain = line[word.start : word.end].lower()
    return {"or": Sign.OR, "and": Sign.AND}.get(plain, word)


def _word(line: str, start: int) -> tuple[Word, int]:
    """Read a word: up to a blank or a parenthesis, quoted parts as they are."""
    key: str | None = None
    parts: list[str] = []
    at = start
    while (match := _PIECE.match(line, at)) is not None:
        piece, at = match[0], match.end()
        if piece == ":" and key is None:
            key, parts = "".join(parts), []
        elif piece == '"':
            problem = 'This quotation mark has no partner. Close the quotation, or write \\" for the mark itself.'
            raise SearchError(problem, match.start(), len(line))
        else:
            parts.append(piece[1:-1] if piece[0] == '"' else piece)
    text = "".join(parts)
    if key is None and line[start] == '"' and (match := _UP_TO_COLON.match(text)) is not None:
        key, text = match[1], text[match.end() :]
    return Word(key or "", text, start, at), at
