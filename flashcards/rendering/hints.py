"""Hints uncovered: the links a question has in their place, replaced by what they hide."""

import re
from collections.abc import Container, Sequence

from flashcards.rendering.filling import Hint

_LINK = re.compile(r'<a\b[^<>]*\bhref="#hint-(\d{1,3})"[^<>]*>[^<>]*</a>')


def uncovered(html: str, hints: Sequence[Hint], places: Container[int]) -> str:
    """Give a question with some of its hints in place of the links to them.

    Args:
        places: which, 0-based.
    """

    def replaced(link: re.Match[str]) -> str:
        place = int(link[1])
        return f'<div class="hint">{hints[place].html}</div>' if place < len(hints) and place in places else link[0]

    return _LINK.sub(replaced, html) if hints else html


def hint_place(link: str) -> int | None:
    """Give the place of the hint a link uncovers, or None for another link."""
    _, _, place = link.partition("#hint-")
    return int(place) if place.isdecimal() and link.startswith("#") else None
