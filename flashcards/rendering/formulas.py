r"""Formulas in card HTML: found in every way Anki writes them, and marked in one way.

    \( x \)  [$]x[/$]  <anki-mathjax>x</anki-mathjax>                    in the line
    \[ x \]  [$$]x[/$$]  <anki-mathjax block="true">x</anki-mathjax>     on a line of its own
    [latex]…[/latex]                                                      either, or words with $…$ among them

All become `<span class="formula">\(…\)</span>`, or `\[…\]`, around TeX without markup: whoever cannot draw it shows
its source.
"""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import NamedTuple

from flashcards.domain.plain_text import plain_text

MAX_FORMULA = 2_000
"""Characters of TeX; a longer formula is shown as its source."""

_OPENING = re.compile(
    r"\\(?P<mathjax>[(\[])|\[(?P<latex>\$\$?|latex)\]|<(?P<element>anki-mathjax|code|pre|kbd|samp|script|style)\b[^<>]*>",
    re.IGNORECASE,
)
_MARKED = re.compile(r'<span class="formula">\\(?:\(([^<]*)\\\)|\[([^<]*)\\\])</span>')
_BLOCK = re.compile(r"\$\$(?P<a>.*)\$\$|\\\[(?P<b>.*)\\\]|\\begin\{(displaymath|math)\}(?P<c>.*)\\end\{\3\}", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\begin\{(?:equation|align|gather|eqnarray|multline)\*?\}")
_CLOSINGS = {"(": "\\)", "[": "\\]", "$": "[/$]", "$$": "[/$$]", "latex": "[/latex]"}


class Formula(NamedTuple):
    """One formula.

    Attributes:
        tex: its source, without what begins and ends it.
        is_block: it stands on a line of its own.
    """

    tex: str
    is_block: bool


def mark_formulas(html: str) -> str:
    """Give HTML with its formulas marked. Those inside code stay as they are."""
    return "".join(_pieces(html)) if _may_have_formulas(html) else html


def replace_formulas(html: str, draw: Callable[[Formula], str | None]) -> str:
    """Give cleaned HTML with each marked formula replaced by what draws it; None leaves its source."""

    def replaced(match: re.Match[str]) -> str:
        return draw(_formula(match)) or match[0]

    return _MARKED.sub(replaced, html) if 'class="formula"' in html else html


def formulas_of(html: str) -> tuple[Formula, ...]:
    """Give the formulas of cleaned HTML, in order."""
    return tuple(_formula(match) for match in _MARKED.finditer(html)) if 'class="formula"' in html else ()


def _formula(match: re.Match[str]) -> Formula:
    is_block = match[1] is None
    return Formula(unescape(match[2] if is_block else match[1]).strip(), is_block)


def _may_have_formulas(html: str) -> bool:
    if "\\" in html or "[" in html:
        return any(sign in html for sign in ("\\(", "\\[", "[$", "[latex]", "[LATEX]")) or "<anki-m" in html
    return "<anki-m" in html


def _pieces(html: str) -> Iterator[str]:
    at = 0
    never_closed: set[str] = set()
    while match := _OPENING.search(html, at):
        closing = _closing(match)
        closed = -1 if closing in never_closed else html.find(closing, match.end())
        yield html[at : match.start()]
        if closed < 0:
            never_closed.add(closing)
            yield match[0]
            at = match.end()
            continue
        at = closed + len(closing)
        marked = _marked(match, html[match.end() : closed])
        yield html[match.start() : at] if marked is None else marked
    yield html[at:]


def _closing(match: re.Match[str]) -> str:
    element = match["element"]
    return f"</{element}>" if element else _CLOSINGS[(match["mathjax"] or match["latex"]).lower()]


def _marked(match: re.Match[str], body: str) -> str | None:
    """Write what stands between two marks; None to leave it as it is."""
    element = (match["element"] or "").lower()
    if element and element != "anki-mathjax":
        return None
    tex = plain_text(body)
    if not tex:
        return ""
    if (match["latex"] or "").lower() == "latex":
        return _latex(tex)
    is_block = match["mathjax"] == "[" or match["latex"] == "$$" or 'block="true"' in match[0]
    return _written(tex, is_block=is_block)


def _written(tex: str, *, is_block: bool) -> str:
    opening, closing = ("\\[", "\\]") if is_block else ("\\(", "\\)")
    if len(tex) > MAX_FORMULA:
        return f"<code>{escape(tex, quote=False)}</code>"
    return f'<span class="formula">{opening}{escape(tex, quote=False)}{closing}</span>'


def _latex(text: str) -> str:
    """Write a LaTeX fragment: a formula, or words with formulas among them."""
    if match := _BLOCK.fullmatch(text):
        return _written(next(tex for tex in match.group("a", "b", "c") if tex is not None), is_block=True)
    if _ENVIRONMENT.match(text):
        return _written(text, is_block=True)
    words = text.split("$")
    if len(words) % 2 == 0 or len(words) == 1:
        return f"<code>{escape(text, quote=False)}</code>" if "\\" in text else escape(text, quote=False)
    return "".join(
        _written(piece, is_block=False) if place % 2 else escape(piece, quote=False)
        for place, piece in enumerate(words)
    )
