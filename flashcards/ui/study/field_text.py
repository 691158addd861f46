"""A note's HTML fields as text that a person can edit, and back. Pure.

A field without formatting is edited as plain text. One with words in bold and the like keeps its tags but has real
line breaks. One with lists or tables is edited as it is.
"""

import re
from dataclasses import dataclass
from enum import Enum
from html import escape, unescape

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>\n?")
_PARAGRAPHS = re.compile(r"</p>\s*<p>")
_OUTER = re.compile(r"\s*<p>(.*)</p>\s*", re.DOTALL)
_LINES = frozenset({"br", "p"})
_INLINE = frozenset({"b", "strong", "i", "em", "u", "s", "sub", "sup", "code", "span", "a", "kbd", "small", "mark"})


class Markup(Enum):
    """How much of a field's HTML is shown while it is edited."""

    PLAIN = "plain"
    INLINE = "inline"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field as it is edited.

    Attributes:
        html: the field as stored.
        text: what stands in the text area.
    """

    html: str
    text: str
    markup: Markup
    has_paragraphs: bool

    @classmethod
    def of(cls, html: str) -> "FieldText":
        """Open a field for editing."""
        tags = {match[1].lower() for match in _TAG.finditer(html)}
        has_paragraphs = "p" in tags
        if tags - _LINES - _INLINE or "<p " in html:
            return cls(html, html, Markup.SOURCE, has_paragraphs)
        text = _BREAK.sub("\n", _PARAGRAPHS.sub("\n\n", _OUTER.sub(r"\1", html)))
        if tags & _INLINE or "<p>" in text:
            return cls(html, text, Markup.INLINE, has_paragraphs)
        return cls(html, unescape(text), Markup.PLAIN, has_paragraphs)

    def edited(self, text: str) -> str:
        """Give the field's HTML for what stands in the text area now; untouched text gives the HTML untouched."""
        if text == self.text:
            return self.html
        if self.markup is Markup.SOURCE:
            return text
        html = escape(text, quote=False) if self.markup is Markup.PLAIN else text
        if not self.has_paragraphs:
            return html.replace("\n", "<br>")
        paragraphs = (part.replace("\n", "<br>") for part in re.split(r"\n\n+", html.strip("\n")))
        return "".join(f"<p>{part}</p>" for part in paragraphs)
