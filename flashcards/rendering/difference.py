"""Two versions of a text, with the words that differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

ALIKE = 0.35
"""The least share of words in common; two texts with less are marked whole instead of word by word."""

_WORD = re.compile(r"\w+(?:[.,'’/-]\w+)*%?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text.

    Attributes:
        is_changed: the other version does not have it.
    """

    text: str
    is_changed: bool


def difference(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Give both texts in pieces, from first to last; joined, the pieces are the texts.

    Words are compared, not letters: a date is another date, even if one digit differs. Texts of equally many lines,
    such as the options of a question, are compared line by line.
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) != len(new):
        return _compared(before, after)
    lines = [_compared(*pair) for pair in zip(old, new, strict=True)]
    return tuple(chain.from_iterable(line[0] for line in lines)), tuple(chain.from_iterable(line[1] for line in lines))


def _compared(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    old, new = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    matcher = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
    if before != after and matcher.ratio() < ALIKE:
        return _whole(before), _whole(after)
    changed = [code for code in _without_islands(matcher.get_opcodes()) if code[0] != "equal"]
    return (
        _spans(before, old, [(first, last) for _, first, last, _, _ in changed]),
        _spans(after, new, [(first, last) for _, _, _, first, last in changed]),
    )


def _whole(text: str) -> tuple[Span, ...]:
    words = text.rstrip()
    pieces = (Span(words, is_changed=True), Span(text[len(words) :], is_changed=False))
    return tuple(piece for piece in pieces if piece.text)


def _without_islands(codes: Sequence[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """Take a single word between two changes for changed as well: marks with holes are hard to read."""
    islands = {
        place
        for place in range(1, len(codes) - 1)
        if codes[place][0] == "equal" and codes[place][2] - codes[place][1] == 1
    }
    joined: list[tuple[str, int, int, int, int]] = []
    for place, code in enumerate(codes):
        is_changed = code[0] != "equal" or place in islands
        if joined and is_changed and joined[-1][0] != "equal":
            _, first_old, _, first_new, _ = joined[-1]
            joined[-1] = ("replace", first_old, code[2], first_new, code[4])
        else:
            joined.append(("replace" if is_changed else "equal", *code[1:]))
    return joined


def _spans(text: str, words: Sequence[re.Match[str]], changed: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Cut a text where changed words begin and end.

    Args:
        changed: first changed word and first one after it, in order.
    """
    spans: list[Span] = []
    at = 0
    for first, last in changed:
        if first == last:
            continue
        start, end = words[first].start(), words[last - 1].end()
        spans += [Span(text[at:start], is_changed=False), Span(text[start:end], is_changed=True)]
        at = end
    spans.append(Span(text[at:], is_changed=False))
    return tuple(span for span in spans if span.text)
