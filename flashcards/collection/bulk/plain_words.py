"""A word replaced in texts of plain letters: the same as its pattern does, many times as fast. Pure."""

import re
from dataclasses import dataclass

_NO_WORD = frozenset("<>&\"' []{}\\")
"""Signs that HTML or JSON may write in another way, that may be a part of a mark, or that part words."""


@dataclass(frozen=True, slots=True)
class PlainWord:
    """A word of ASCII signs, and what stands there instead; only texts of ASCII signs are looked at.

    Attributes:
        wanted: in small letters, unless case counts.
        passed_over: finds what is no text to the learner, as its only group; None when everything counts.
    """

    wanted: str
    instead: str
    matches_case: bool
    passed_over: "re.Pattern[str] | None"

    @staticmethod
    def can_be(wanted: str) -> bool:
        """Say whether what is looked for is such a word."""
        return wanted.isascii() and wanted.isprintable() and _NO_WORD.isdisjoint(wanted)

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
