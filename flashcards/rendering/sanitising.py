"""HTML made safe to show: only what Qt rich text can draw, nothing that runs, loads or points outside.

A card may come from anybody. What leaves `clean_html` has no scripts, no handlers, no addresses of images, no links
but to web pages and mail, no classes but our own, and is small and shallow enough for Qt to lay out at once.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from flashcards.domain.plain_text import plain_text

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

CLASSES = frozenset({"cloze", "cloze-inactive", "more", "hint"})
"""The classes the style sheet of the window knows."""

_TAG_NAMES = (
    "a b big blockquote br center cite code dd del dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p "
    "pre s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var"
)
_DROPPED_WITH_CONTENT = (
    "applet audio embed frame frameset head iframe math noembed noframes noscript object script select style svg "
    "template textarea title video xmp"
)
_NEVER_NESTED = "area br col dd dt hr img input li link meta p source td th tr tbody thead tfoot wbr"
_ATTRIBUTES = {
    "a": {"href"},
    "font": {"color"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "table": {"border", "cellpadding", "cellspacing", "width", "align"},
    "td": {"colspan", "rowspan", "align", "valign", "width"},
    "th": {"colspan", "rowspan", "align", "valign", "width"},
    **{tag: {"align"} for tag in ("div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "tr")},
    **{tag: {"style"} for tag in ("b", "em", "i", "span", "strong", "u")},
}
_STYLES = frozenset({"color", "font-style", "font-weight", "text-decoration", "vertical-align"})
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
_GREY_NAMES = frozenset({"black", "white", "gray", "grey", "silver", "inherit", "initial", "windowtext", "transparent"})
_HEX = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\b[^()]*\)")


def clean_html(html: str) -> str:
    """Give HTML that is safe and legible in Qt rich text.

    Text colours stay if they are colours; black, white and grey go, for they would vanish in a light or a dark theme.
    """
    if _NEEDS_CLEANING.search(html) is None and len(html) <= MAX_CHARACTERS:
        return html
    html = html.encode("utf-8", "replace").decode()  # half a character, as JSON may spell it, cannot be shown
    if not _is_bearable(html):
        return _as_text(html)
    cleaned = _cleaner().clean(html)
    if "<img" in cleaned:
        cleaned = _REFUSED_IMAGE.sub("", cleaned)
    return _with_shallow_tables(cleaned)


def is_media_name(name: str) -> bool:
    """Say whether a name is a plain file name, as those of the media store are."""
    decoded = unquote(name)
    return _FILE_NAME.fullmatch(decoded) is not None and "%2" not in decoded and decoded.strip(". ") != ""


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3  # needed for the first card, not for the start of the program

    return nh3.Cleaner(
        tags=frozenset(_TAG_NAMES.split()),
        clean_content_tags=frozenset(_DROPPED_WITH_CONTENT.split()),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        allowed_classes=dict.fromkeys(("b", "div", "p", "span"), CLASSES),
        filter_style_properties=_STYLES,
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Give the value an attribute may keep, or None to drop it."""
    if name in _LIMITS:
        return value if _COUNT.fullmatch(value) and int(value) <= _LIMITS[name] else None
    if name == "style":
        return _style(value) or None
    is_allowed = _ALLOWED.get(name)
    return value if is_allowed is None or is_allowed(value) else None


def _style(value: str) -> str:
    kept = []
    for declaration in value.split(";"):
        name, setting = (part.strip() for part in declaration.partition(":")[::2])
        if _is_colour(setting) if name == "color" else _WORD.fullmatch(setting):
            kept.append(f"{name}:{setting}")
    return ";".join(kept)


def _is_colour(value: str) -> bool:
    """Say whether a colour is more than a shade of grey."""
    if value.isalpha():
        return value.lower() not in _GREY_NAMES
    if match := _HEX.fullmatch(value):
        step = len(match[1]) // 3
        channels = [int(match[1][i : i + step] * (3 - step), 16) for i in range(0, len(match[1]), step)]
    elif match := _RGB.fullmatch(value):
        channels = [int(channel) for channel in match.groups()]
    else:
        return False
    return max(channels) - min(channels) >= 48


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
    "href": _WEB.match,
    "color": _is_colour,
    "width": _SIZE.fullmatch,
    "height": _SIZE.fullmatch,
    "align": _WORD.fullmatch,
    "valign": _WORD.fullmatch,
    "type": _WORD.fullmatch,
    "start": _COUNT.fullmatch,
}
"""What an attribute's value must be. `class` is left to the cleaner; `alt` is only text."""
