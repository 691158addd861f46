"""What words a note must have for a pattern to be found in it: the pattern cut at whatever parts words.

Sound, not exact: a note without the pieces cannot have the pattern; one with them may.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LITERAL = re.compile(r"((?:[^*_\\]|\\.|\\$)+)", re.DOTALL)
_RUN = re.compile(r"[0-9A-Za-z_\x80-\U0010ffff]+")
_FOLDED_RUN = re.compile(r"[0-9a-z]+")
_HARD = re.compile(r"[|()\[\]{}]|\\[xuU0-9]")
_PLAIN_REGEX = re.compile(r"[0-9A-Za-z]+")


class Piece(NamedTuple):
    """A part of a word.

    Attributes:
        begins, ends: whether the word begins, or ends, with it.
        is_folded: whether it is looked for without accents and capitals; else as SQL's LIKE does, A to Z alike.
    """

    text: str
    begins: bool = False
    ends: bool = False
    is_folded: bool = False


class Pieces(NamedTuple):
    """What a pattern is made of.

    Attributes:
        is_exact: whether a note that has the one piece has the pattern.
    """

    parts: tuple[Piece, ...]
    is_exact: bool = False


def lowered(text: str) -> str:
    """Give a text with its A to Z as a to z, and nothing else changed."""
    if text.isascii():
        return text.lower()
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def pieces_of_glob(pattern: str) -> Pieces:
    """Give the pieces of a pattern that is looked for anywhere in a text."""
    literals = list(literals_of_glob(pattern))
    parts = tuple(piece for literal in literals for piece in _words(lowered(literal)))
    is_one = len(literals) == 1 and len(parts) == 1 and len(literals[0]) == len(parts[0].text)
    return Pieces(parts, is_one and not _wild_signs(pattern))


def pieces_of_folded_glob(pattern: str) -> tuple[Piece, ...]:
    """Do the same for a pattern that is looked for without accents and capitals, which it has none of itself."""
    runs = [run for literal in literals_of_glob(pattern) for run in _FOLDED_RUN.findall(literal.casefold())]
    return tuple(Piece(run, is_folded=True) for run in runs)


def pieces_of_regex(pattern: str) -> tuple[Piece, ...]:
    """Give letters and digits that a regular expression cannot do without; none where that is hard to say."""
    if _HARD.search(pattern):
        return ()
    plain = re.sub(r"\\.|[0-9A-Za-z][*?]\??", " ", pattern, flags=re.DOTALL)
    return tuple(Piece(run.lower(), is_folded=True) for run in _PLAIN_REGEX.findall(plain))


def literals_of_glob(pattern: str) -> Iterator[str]:
    """Give what stands between the wildcards of a pattern, backslashes taken away."""
    for literal in _LITERAL.findall(pattern):
        yield re.sub(r"\\(.)", r"\1", literal, flags=re.DOTALL)


def _wild_signs(pattern: str) -> bool:
    """Say whether a pattern asks for a sign, whichever, beside its text; `*` at its ends asks for nothing."""
    return "_" in re.sub(r"\\.", "", pattern, flags=re.DOTALL)


def _words(literal: str) -> Iterator[Piece]:
    for run in _RUN.finditer(literal):
        yield Piece(run[0], begins=run.start() > 0, ends=run.end() < len(literal))
