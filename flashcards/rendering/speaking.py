"""Card HTML as words to be read aloud: what a voice says, and where it pauses."""

import re
from typing import NamedTuple

from flashcards.domain.plain_text import plain_text
from flashcards.rendering.formulas import Formula, replace_formulas

LONGEST = 10_000
"""Characters that are read; nobody listens to more of one card."""

_UNSPOKEN = re.compile(r"<img\b[^<>]*>|\[sound:[^\[\]]*\]", re.IGNORECASE)
_GAP = re.compile(r"\[(?:\.\.\.|…)\]")
_BULLET = re.compile(r"^(?:- |• )")
_ENDS = ".!?:;,…"
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_TEX = str.maketrans({"{": " ", "}": " ", "\\": " ", "^": " to the power ", "_": " sub ", "&": " "})


class Spoken(NamedTuple):
    """Words to be read aloud.

    Attributes:
        language: as a template says it, such as "en_US", or "" where none does.
    """

    text: str
    language: str = ""


def spoken_text(html: str) -> str:
    """Give the words of HTML as they are read aloud: a gap is a blank, every line ends with a pause."""
    html = _UNSPOKEN.sub(" ", replace_formulas(html, _formula))
    text = _GAP.sub(" blank ", plain_text(html)).replace(" | ", ", ")
    lines = (_BULLET.sub("", " ".join(line.split())) for line in text.split("\n"))
    return " ".join(_paused(line) for line in lines if line)[:LONGEST]


def _paused(line: str) -> str:
    return line if line[-1] in _ENDS else f"{line}."


def _formula(formula: Formula) -> str:
    """Give TeX as near to words as its commands are."""
    return " ".join(_COMMAND.sub(r" \1 ", formula.tex).translate(_TEX).split())
