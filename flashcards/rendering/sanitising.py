"""HTML made safe to show: only what Qt rich text can draw, nothing that runs, loads or points outside.

A card may come from anybody. What leaves `clean_html` has no scripts, no handlers, no addresses of images, no links
but to web pages, to mail and to the card's own hints, no classes but our own, no styling but what `css` knows, and is
small and shallow enough for Qt to lay out at once.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flashcards.domain.plain_text import plain_text
from flashcards.rendering.colours import parse_colour
from flashcards.rendering.css import OURS, declarations, parse_css
from flashcards.rendering.dressing import dress

if TYPE_CHECKING:
    import nh3

MAX_CHARACTERS = 100_000
"""More HTML than this is shown as the beginning of its text."""

MAX_PLAIN = 20_000
"""Characters of text shown of HTML that cannot be shown as it is."""

MAX_DEPTH = 100
"""Elements inside elements."""

MAX_WORK = 300_000
"""Elements times depth. Parsing takes time in proportion to this, and so may the result (formatting that is never
closed is repeated in every paragraph)."""

MAX_TABLE_DEPTH = 4
"""Tables inside tables. Qt's layout takes time exponential in this: 14 take 0.2 s, 50 never end (measured)."""

MAX_SPAN = 100
"""Columns or rows a table cell may reach over."""

_TAG_NAMES = (
    "a b big blockquote br center cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p "
    "pre s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var"
)
_DROPPED_WITH_CONTENT = (
    "applet audio button embed frame frameset head iframe math noembed noframes noscript object script select style "
    "svg template textarea title video xmp"
)
_NEVER_NESTED = "area br col dd dt hr img input li link meta p source td th tr tbody thead tfoot wbr"
_ATTRIBUTES = {
    "a": {"href"},
    "font": {"color", "size"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "table": {"border", "cellpadding", "cellspacing", "width", "align"},
    "td": {"colspan", "rowspan", "align", "valign", "width"},
    "th": {"colspan", "rowspan", "align", "valign", "width"},
    **{tag: {"align", "dir"} for tag in ("div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "tr")},
}
_LIMITS = {"colspan": MAX_SPAN, "rowspan": MAX_SPAN, "border": 20, "cellpadding": 40, "cellspacing": 40}
_NEEDS_CLEANING = re.compile(r"[<&\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FILE_NAME = re.compile(r"[^/\\:?#<>\"'|*\x00-\x1f\x7f]{1,255}")
_COUNT = re.compile(r"[0-9]{1,3}")
_WORD = re.compile(r"[a-zA-Z0-9-]{1,20}")
_SIZE = re.compile(r"[0-9]{1,3}%?")
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_TABLE = re.compile(r"<(/?)table\b")
_TABLE_PART = re.compile(r"</?(?:table|tbody|thead|tfoot|tr|td|th)\b[^<>]*>")
_REFUSED_IMAGE = re.compile(r"<img(?![^<>]* src=)[^<>]*>")
_FLAT = frozenset(_NEVER_NESTED.split())
_STYLED = re.compile(r"\sstyle\s*=|<font\b", re.IGNORECASE)
_HINT = re.compile(r"#hint-\d{1,3}")
_FONT_SIZE = re.compile(r"[+-]?[1-6]")
_ALT = re.compile(r' alt="([^"]*)"')
_READING = re.compile(r"<rt\b[^<>]*>([^<>]+)(?:</rt\s*>)?", re.IGNORECASE)
_MARK = re.compile(r"<mark\b[^<>]*>([^<>]*)</mark\s*>")
_READING_BRACKET = re.compile(r"<rp\b[^<>]*>[^<>]*(?:</rp\s*>)?", re.IGNORECASE)


def clean_html(html: str, css: str = "", *, shows_hidden: bool = False) -> str:
    """Give HTML that is safe and legible in Qt rich text.

    Args:
        html: anything.
        css: of the note type, anything; empty for notes of the built-in types.
        shows_hidden: keep what styling hides, for an answer.
    """
    if _NEEDS_CLEANING.search(html) is None and len(html) <= MAX_CHARACTERS:
        return html
    html = html.encode("utf-8", "replace").decode()  # half a character, as JSON may spell it, cannot be shown
    if not _is_bearable(html):
        return _as_text(html)
    html = _told_apart(html)
    is_styled = bool(css) or _STYLED.search(html) is not None
    cleaned = _cleaner(is_styled=is_styled).clean(html)
    if is_styled:
        cleaned = dress(cleaned, parse_css(css), shows_hidden=shows_hidden)
    if "<img" in cleaned:
        cleaned = _REFUSED_IMAGE.sub(_absent, cleaned)
    return _with_shallow_tables(cleaned)


def is_media_name(name: str) -> bool:
    """Say whether a name is a plain file name, as those of the media store are."""
    decoded = unquote(name)
    return _FILE_NAME.fullmatch(decoded) is not None and "%2" not in decoded and decoded.strip(". ") != ""


def _told_apart(html: str) -> str:
    """Write what Qt does not know in a way that can be read: readings in brackets, marked words on yellow."""
    if "<rt" in html:
        html = _READING.sub(r'<span class="reading">(\1)</span>', _READING_BRACKET.sub("", html))
    if "<mark" in html:
        html = _MARK.sub(r'<span style="background:#fff59d">\1</span>', html)
    return html.replace("</summary>", "</summary><br>")


@cache
def _cleaner(*, is_styled: bool) -> "nh3.Cleaner":
    """Give what cleans HTML; for styled HTML, one that leaves what styling is worked out from."""
    import nh3  # needed for the first card, not for the start of the program

    return nh3.Cleaner(
        tags=frozenset(_TAG_NAMES.split()),
        clean_content_tags=frozenset(_DROPPED_WITH_CONTENT.split()),
        attributes=_ATTRIBUTES | {"*": {"class", "id", "style"}} if is_styled else _ATTRIBUTES,
        attribute_filter=_attribute,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        allowed_classes=None if is_styled else dict.fromkeys(("b", "div", "p", "span", "a"), OURS),
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Give the value an attribute may keep, or None to drop it."""
    if name in _LIMITS:
        return value if _COUNT.fullmatch(value) and int(value) <= _LIMITS[name] else None
    if name == "style":
        return ";".join(f"{key}:{setting}" for key, setting in declarations(value).items()) or None
    is_allowed = _ALLOWED.get(name)
    return value if is_allowed is None or is_allowed(value) else None


def _absent(image: re.Match[str]) -> str:
    """Say that there was a picture; it lay on the web or was none of the deck's."""
    match = _ALT.search(image[0])
    alt = match[1].replace("<", "&lt;") if match else ""
    return f'<span class="absent">[picture left out{": " + alt if alt else ""}]</span>'


def _is_bearable(html: str) -> bool:
    """Say whether HTML can be parsed and laid out in an instant: not too long, too deep, or both."""
    if len(html) > MAX_CHARACTERS:
        return False
    tags = html.count("<")
    if tags <= MAX_DEPTH:
        return True
    depth = deepest = 0
    opened: Counter[str] = Counter()
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in _FLAT:
            continue
        change = -1 if match[1] else 1
        if change > 0 or opened[name] > 0:
            opened[name] += change
            depth += change
            deepest = max(deepest, depth)
    return deepest <= MAX_DEPTH and deepest * tags <= MAX_WORK


def _as_text(html: str) -> str:
    text = plain_text(html)
    shown = text if len(text) <= MAX_PLAIN else text[:MAX_PLAIN] + "…"
    return escape(shown, quote=False).replace("\n", "<br>")


def _with_shallow_tables(html: str) -> str:
    """Take out all table markup where tables are nested more deeply than Qt can lay out."""
    if html.count("<table") <= MAX_TABLE_DEPTH:
        return html
    depth = deepest = 0
    for match in _TABLE.finditer(html):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return html if deepest <= MAX_TABLE_DEPTH else _TABLE_PART.sub(" ", html)


_ALLOWED: dict[str, Callable[[str], object]] = {
    "src": is_media_name,
    "href": lambda value: _WEB.match(value) or _HINT.fullmatch(value),
    "color": parse_colour,
    "size": _FONT_SIZE.fullmatch,
    "dir": {"ltr", "rtl", "auto"}.__contains__,
    "width": _SIZE.fullmatch,
    "height": _SIZE.fullmatch,
    "align": _WORD.fullmatch,
    "valign": _WORD.fullmatch,
    "type": _WORD.fullmatch,
    "start": _COUNT.fullmatch,
}
"""What an attribute's value must be. `class` and `id` are only names; `alt` is only text."""
