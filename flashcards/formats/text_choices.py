"""Options of choice notes from the cells of a table."""

import re
from collections.abc import Sequence

from flashcards.domain.choice import MAX_OPTIONS, MIN_OPTIONS, Option

_BETWEEN = str.maketrans(",;/&", "    ")
_LETTERED = re.compile(r"\(?([A-Ja-j])[.):]\s+(?=\S)")
_BEFORE_LETTERS = re.compile(r"[;,]?\s+(?=\(?[A-Ja-j][.):]\s+\S)")


def split_choices(cell: str) -> list[str]:
    """Cut a cell that has all options: at pipes, or at line ends, before letters in their order, or at semicolons."""
    lettered = _filled(_BEFORE_LETTERS.split(cell.strip()))
    ways = [_filled(cell.split("|")), _filled(cell.splitlines()), _filled(cell.split(";"))]
    if without_letters(lettered) != lettered:
        ways.insert(2, lettered)
    return without_letters(next((parts for parts in ways if len(parts) > 1), ways[0]))


def _filled(parts: Sequence[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]


def without_letters(texts: Sequence[str]) -> list[str]:
    """Give options without the letters before them, where each but an empty one has its own: “A. Provider”."""
    found = [_LETTERED.match(text) for text in texts]
    are_own = [
        match is not None and ord(match[1].lower()) - ord("a") == place if text else True
        for place, (text, match) in enumerate(zip(texts, found, strict=True))
    ]
    if not all(are_own) or not any(texts):
        return list(texts)
    return [text[match.end() :] if match else text for text, match in zip(texts, found, strict=True)]


def read_correct(text: str, options: Sequence[str]) -> frozenset[int]:
    """Read which options are right.

    Letters (`B`, `A;D`), places from 1 (`2`, `1;4`), or the whole text of one option. Where two of these ways disagree,
    nothing is guessed.

    Args:
        text: the cell.
        options: the options' texts; an empty one is no option.

    Returns:
        0-based places.

    Raises:
        ValueError: it names no option, or an empty one, or can be understood in two ways.
    """
    plain = text.strip()
    if not plain:
        problem = "it does not say which option is right"
        raise ValueError(problem)
    texts = {plain.casefold(), _LETTERED.sub("", plain, count=1).casefold() if _LETTERED.match(plain) else plain}
    same = {place for place, option in enumerate(options) if option.strip().casefold() in texts}
    named = _named(plain, options)
    if same and named and same != named:
        problem = f"“{plain[:40]}” is the text of one option and the name of another; write the letter of the right one"
        raise ValueError(problem)
    if not same and not named:
        problem = f"“{plain[:40]}” is none of the options; write the letters of the right ones, such as B or A;D"
        raise ValueError(problem)
    return frozenset(same or named)


def make_options(texts: Sequence[str], correct: str, rationales: Sequence[str], rationale: str) -> tuple[Option, ...]:
    """Make the options of one note.

    Args:
        texts: HTML, one for each column; empty ones are left out.
        correct: see `read_correct`.
        rationales: HTML, one for each text.
        rationale: HTML; of the first right option, unless that has its own.

    Raises:
        ValueError: there are too few or too many options, or none is known to be right.
    """
    count = sum(map(bool, texts))
    if not MIN_OPTIONS <= count <= MAX_OPTIONS:
        problem = f"a choice note has {MIN_OPTIONS} to {MAX_OPTIONS} options, not {count}"
        raise ValueError(problem)
    right = read_correct(correct, texts)
    whys = list(rationales)
    first = min(right)
    whys[first] = whys[first] or rationale
    return tuple(Option(text, place in right, whys[place]) for place, text in enumerate(texts) if text)


def _named(text: str, options: Sequence[str]) -> set[int]:
    """Give the places that letters or numbers name; none when any of them names no option."""
    words = text.translate(_BETWEEN).split()
    if len(words) == 1 and text.isalpha() and text.isupper():
        words = list(text)
    places = {_place(word.strip("().").upper()) for word in words}
    return places if all(0 <= place < len(options) and options[place] for place in places) else set()


def _place(word: str) -> int:
    if word.isascii() and word.isdigit() and len(word) < 3:
        return int(word) - 1
    return ord(word) - ord("A") if len(word) == 1 else -1
