"""HTML as plain text, for the terminal, for sorting and for search.

Every step takes time in proportion to the text, whatever the text is.
"""

import re
from html import unescape

_HIDDEN = re.compile(r"<(?:(!--)|(script|style|title)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?([a-zA-Z][a-zA-Z0-9]*)|!)[^<>]*>")
_SOURCE = re.compile(r"\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SOUND = re.compile(r"\[sound:([^\[\]]*)\]")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_LINES = re.compile(r" ?\n[ \n]*")
_CELL_END = re.compile(r" ?\x01 ?(\Z|\n)?")
_LINE = "\x00"
"""Stands for a line break until the spaces of the source are dealt with."""
_CELL = "\x01"
"""Stands for the end of a table cell until it is known whether another follows."""

_BLOCKS = "address blockquote br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody tfoot thead tr ul"
_BREAKS = frozenset(_BLOCKS.split())


def plain_text(html: str) -> str:
    """Give the words of HTML.

    Blocks and `<br>` begin new lines, list items begin with `- `, table cells are parted by ` | `, entities are
    decoded, and the names of images and sounds are kept.
    """
    text = html.replace(_LINE, "").replace(_CELL, "")
    if "<" in text:
        text = _TAG.sub(_replaced, _without_hidden(text))
    if "[" in text:
        text = _SOUND.sub(r" \1 ", text)
    if "&" in text:
        text = unescape(text)
    text = _SPACES.sub(" ", text.replace("\n", " ")).replace(_LINE, "\n")
    text = _LINES.sub("\n", text).strip()
    return _CELL_END.sub(lambda cell: " | " if cell[1] is None else cell[1], text) if _CELL in text else text


def _without_hidden(html: str) -> str:
    """Cut out comments, scripts and styles; one that never ends takes the rest along, as in a browser."""
    kept = []
    start = 0
    while match := _HIDDEN.search(html, start):
        kept.append(html[start : match.start()])
        closing = "-->" if match[1] else f"</{match[2]}"
        closed = re.compile(re.escape(closing), re.IGNORECASE).search(html, match.end())
        if closed is None:
            return "".join(kept)
        start = closed.end()
        if match[2]:
            start = html.find(">", start) + 1 or len(html)
    kept.append(html[start:])
    return "".join(kept)


def _replaced(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower()
    is_end = tag[0].startswith("</")
    if name == "img":
        source = _SOURCE.search(tag[0])
        return f" {source[1] or source[2] or source[3] or ''} " if source else ""
    if name in {"td", "th"}:
        return _CELL if is_end else ""
    if name == "li" and not is_end:
        return f"{_LINE}- "
    return _LINE if name in _BREAKS else ""
