"""A typed answer compared with the accepted ones.

Case, accents, punctuation and spacing are forgiven, and numbers compare as numbers: `1,250` is `1250`, `93 %` and
`93 percent` are `93%`, `$40` is `40.00`. What is wrong is shown letter by letter, unless it is
something else altogether.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum

MAX_COMPARED = 160
"""Characters that are compared letter by letter; a longer answer is right or wrong as a whole."""

LEAST_ALIKE = 0.5
"""How much of both must be the same, in order, to be compared letter by letter; else nobody could read it."""

_CHARACTERS_READ = 10_000
_TOKEN = re.compile(r"[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?|\.[0-9]+|[^\W0-9_]+|[+<>=±×÷≤≥]")
_NUMBER = re.compile(r"([-+]?)[$£€]?([-+]?)((?:[0-9]{1,3}(?:[ ,][0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)%?\.?")
_SIGNS = (("&", " and "), ("*", "×"), (" x ", "×"), (" / ", "÷"))
"""Other ways to write a sign that means something. All other signs are punctuation."""
_PERCENT = re.compile(r" ?\bper ?cent\b")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_ACCENTS = "Mn"


class Verdict(Enum):
    """What a stretch of a compared answer is."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a compared answer."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a typed answer compares.

    Attributes:
        shown: the accepted answer to show: the first when it matches, else the one nearest to what was typed.
        parts: right and wrong ones, joined, are what was typed (but for surrounding space); right and missing ones
            are `shown`, up to what is forgiven.
    """

    is_match: bool
    shown: str
    parts: tuple[Part, ...]


def compare_typed(given: str, accepted: Sequence[str], tolerance: float | None = None) -> Comparison:
    """Compare a typed answer with the accepted ones.

    Args:
        given: as typed.
        accepted: the first is the one to show.
        tolerance: how far a number may be off, at least 0; None for not at all.
    """
    typed = unicodedata.normalize("NFC", given).strip()
    answers = [unicodedata.normalize("NFC", answer).strip() for answer in accepted] or [""]
    allowed = Decimal(str(tolerance)) if tolerance is not None and 0 <= tolerance < 1e300 else Decimal(0)
    if typed and any(_is_same(typed, answer, allowed) for answer in answers):
        return Comparison(is_match=True, shown=answers[0], parts=(Part(typed, Verdict.RIGHT),))
    nearest = _nearest(typed, answers)
    return Comparison(is_match=False, shown=nearest, parts=_parts(typed, nearest))


def _is_same(given: str, answer: str, tolerance: Decimal) -> bool:
    ours, theirs = _folded(answer), _folded(given)
    expected, number = _number(ours), _number(theirs)
    if expected is not None and number is not None:
        return _is_near(number, expected, tolerance)
    wanted, got = _tokens(ours), _tokens(theirs)
    if not wanted:
        return "".join(ours.split()) == "".join(theirs.split())
    return len(wanted) == len(got) and all(
        _is_near(a, b, tolerance) if isinstance(a, Decimal) and isinstance(b, Decimal) else a == b
        for a, b in zip(got, wanted, strict=True)
    )


def _folded(text: str) -> str:
    """Give a text without case, accents, kinds of dash and kinds of space, and with the sign of a percentage."""
    decomposed = unicodedata.normalize("NFKD", text[:_CHARACTERS_READ])
    bare = "".join(character for character in decomposed if unicodedata.category(character) != _ACCENTS)
    return _PERCENT.sub("%", " ".join(bare.casefold().translate(_DASHES).split()))


def _number(text: str) -> Decimal | None:
    """Read a text that is one number and nothing else, with its currency or percent sign."""
    match = _NUMBER.fullmatch(text.replace(" %", "%").replace("$ ", "$"))
    if match is None:
        return None
    digits = match[3].replace(",", "").replace(" ", "").rstrip(".")
    return Decimal(("-" if "-" in {match[1], match[2]} else "") + digits)


def _tokens(text: str) -> list[str | Decimal]:
    """Cut a text into numbers and what stands between them, without its spaces and punctuation."""
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    tokens: list[str | Decimal] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token[0] in "0123456789.":
            tokens.append(Decimal(token.replace(",", "")))
        elif tokens and isinstance(tokens[-1], str):
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def _is_near(number: Decimal, expected: Decimal, tolerance: Decimal) -> bool:
    return number == expected or abs(number - expected) <= tolerance


def _nearest(typed: str, answers: Sequence[str]) -> str:
    if len(answers) == 1 or not typed or len(typed) > MAX_COMPARED:
        return answers[0]
    return max(answers, key=lambda answer: _matcher(typed, answer[:MAX_COMPARED]).ratio())


def _matcher(typed: str, answer: str) -> "SequenceMatcher[str]":
    return SequenceMatcher(
        None, [_letter(character) for character in answer], [_letter(character) for character in typed], autojunk=False
    )


def _letter(character: str) -> str:
    return unicodedata.normalize("NFKD", character)[:1].casefold()


def _parts(typed: str, answer: str) -> tuple[Part, ...]:
    whole = _some(Part(typed, Verdict.WRONG), Part(answer, Verdict.MISSING))
    if max(len(typed), len(answer)) > MAX_COMPARED:
        return whole
    matcher = _matcher(typed, answer)
    if matcher.ratio() < LEAST_ALIKE:
        return whole
    parts: list[Part] = []
    for operation, a0, a1, t0, t1 in matcher.get_opcodes():
        if operation == "equal":
            parts.append(Part(typed[t0:t1], Verdict.RIGHT))
        else:
            parts += _some(Part(typed[t0:t1], Verdict.WRONG), Part(answer[a0:a1], Verdict.MISSING))
    return tuple(parts)


def _some(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.text)
