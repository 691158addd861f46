"""A word replaced in texts of plain letters: the same as its pattern does, many times as fast. Pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NO_WORD = frozenset("<>&\"' []{}\\")
"""Signs that HTML or JSON may write in another way, that may be a part of a mark, or that part words."""


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of ASCII signs, and what stands there instead; only texts of ASCII signs are looked at.

    Attributes:
        wanted: in small letters, unless case counts.
        passed_over: finds what is no text to the learner, as its only group; None when everything counts.
        overlaps: whether two places of the word may overlap: then it counts where the first begins.
    """

    wanted: str
    instead: str
    matches_case: bool
    passed_over: "re.Pattern[str] | None"
    overlaps: bool = True

    @staticmethod
    def can_be(wanted: str) -> bool:
        """Say whether what is looked for is such a word."""
        return wanted.isascii() and wanted.isprintable() and _NO_WORD.isdisjoint(wanted)

    @staticmethod
    def may_overlap(wanted: str) -> bool:
        """Say whether a word begins as it ends."""
        return any(wanted.endswith(wanted[:length]) for length in range(1, len(wanted)))

    def is_in(self, text: str) -> bool:
        """Say whether a text has the word in it, be it in a mark."""
        return self.wanted in (text if self.matches_case else text.lower())

    def replaced(self, text: str) -> str:
        """Give a text with the word replaced."""
        if not self.is_in(text):
            return text
        if self.passed_over is None or not ("<" in text or "[" in text or "{{" in text):
            return self._replaced_everywhere(text)
        parts = self.passed_over.split(text)
        parts[::2] = map(self._replaced_everywhere, parts[::2])
        return "".join(parts)

    def replaced_in_fields(self, stored: str) -> str | None:
        """Give the fields of a note, joined as they are stored, with the word replaced in each.

        Returns:
            None where that takes a look at each field.
        """
        if not stored.isascii():
            return None
        small = stored if self.matches_case else stored.lower()
        if self.wanted not in small:
            return stored
        if self.passed_over is not None and not self._is_outside_marks(small):
            return None
        if not self.overlaps and stored.count(self.wanted) == small.count(self.wanted):
            return stored.replace(self.wanted, self.instead)
        return self._replaced_everywhere(stored)

    def _is_outside_marks(self, text: str) -> bool:
        """Say whether no place of the word is in a mark for sure: none comes after a `<` left open before it."""
        return "[" not in text and "{{" not in text and _after_open_tag(self.wanted).search(text) is None

    def _replaced_everywhere(self, text: str) -> str:
        if self.matches_case:
            return text.replace(self.wanted, self.instead)
        small, width = text.lower(), len(self.wanted)
        made: list[str] = []
        end, at = 0, small.find(self.wanted)
        while at >= 0:
            made += (text[end:at], self.instead)
            end = at + width
            at = small.find(self.wanted, end)
        return "".join((*made, text[end:]))


@lru_cache
def _after_open_tag(word: str) -> "re.Pattern[str]":
    return re.compile(f"<[^<>]*{re.escape(word)}")
