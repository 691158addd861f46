"""Which HTML can be edited as it looks, without losing anything."""

import re

from flashcards.domain.plain_text import plain_text

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""\s*([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BARE = "b strong i em u s sub sup code tt br ul ol li table thead tbody tr hr"
_ALIGNED = "p div h1 h2 h3 h4 h5 h6 td th"
_KNOWN: dict[str, frozenset[str]] = {
    **dict.fromkeys(_BARE.split(), frozenset()),
    **dict.fromkeys(_ALIGNED.split(), frozenset({"align"})),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "span": frozenset({"style"}),
    "font": frozenset({"color"}),
}
"""Tags that come out as they went in, each with the attributes that do."""

_STYLE = re.compile(r"\s*(?:(?:color|background-color)\s*:\s*[#\w(), .%]+;?\s*)*")
_HEAD = re.compile(r"<th[\s>]", re.IGNORECASE)
_WITHOUT_THEAD = re.compile(r"<thead[\s>]", re.IGNORECASE)


def is_understood(html: str) -> bool:
    """Say whether HTML has only what can be edited and comes out again."""
    if "<!" in html or html.lower().count("<table") > html.lower().count("</table"):
        return False
    if _HEAD.search(html) and not _WITHOUT_THEAD.search(html):
        return False
    depth = 0
    for closing, name, rest in _TAG.findall(html):
        tag = name.lower()
        if tag == "table":
            depth += -1 if closing else 1
        if tag not in _KNOWN or depth > 1 or not (closing or _has_known_attributes(tag, rest)):
            return False
    return "<" not in _TAG.sub("", html)


def same_words(html: str, other: str) -> bool:
    """Say whether two pieces of HTML read the same."""
    return plain_text(html).split() == plain_text(other).split()


def paragraph_tag(html: str) -> str:
    """Give the tag HTML puts around its paragraphs."""
    return "div" if "<div" in html.lower() else "p"


def _has_known_attributes(tag: str, rest: str) -> bool:
    found = _ATTRIBUTE.findall(rest)
    if _ATTRIBUTE.sub("", rest).strip(" /\n\t"):
        return False
    values = {name.lower(): double or single or bare for name, double, single, bare in found}
    if not values.keys() <= _KNOWN[tag]:
        return False
    return _STYLE.fullmatch(values.get("style", "")) is not None
