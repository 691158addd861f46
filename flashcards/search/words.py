"""Cutting a search into words: quotes, parentheses, the minus before a word."""

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
    key, parts, at = None, [], start
    while at < len(line) and line[at] not in " \t\u3000\n\r()":
        sign = line[at]
        if sign == '"':
            end = _closing_quote(line, at)
            parts.append(line[at + 1 : end])
            at = end + 1
        elif sign == "\\" and at + 1 < len(line):
            parts.append(line[at : at + 2])
            at += 2
        elif sign == ":" and key is None:
            key, parts = "".join(parts), []
            at += 1
        else:
            parts.append(sign)
            at += 1
    text = "".join(parts)
    if key is None and line[start] == '"' and (colon := _colon(text)) is not None:
        key, text = text[:colon], text[colon + 1 :]
    return Word(key or "", text, start, at), at


def _closing_quote(line: str, start: int) -> int:
    at = start + 1
    while at < len(line):
        if line[at] == "\\":
            at += 1
        elif line[at] == '"':
            return at
        at += 1
    problem = 'This quotation mark has no partner. Close the quotation, or write \\" for the mark itself.'
    raise SearchError(problem, start, len(line))


def _colon(text: str) -> int | None:
    """Give the place of the first colon that is not protected: a quotation may hold a whole `deck:name`."""
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == ":":
            return at
        at += 1
    return None
