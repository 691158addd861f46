"""What HTML asks for and no card does, in words: `sanitising` takes it out wherever it is shown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SIGNS = (
    *("<script", "script:", "onerror", "onload", "onclick", "onmouse", "onkey", "onfocus", "ontoggle", "onpointer"),
    *("<iframe", "<frame", "<embed", "<object", "<applet", "href", "<img", "url(", "@import"),
)
"""One of these is in any text that may ask for it; quick to look for."""

_MORE_THAN_A_NAME = re.compile(
    r"<(?:script|style|i?frame|embed|object|applet)|<(?!/?[a-z][a-z0-9]*\s?/?>)",
    re.IGNORECASE,
)
"""A tag that has attributes, or of a kind no card shows."""

_SCRIPT = re.compile(
    r"<script\b|<[a-z][^<>]*?[\s\"'/]on[a-z]{3,20}\s{0,9}=|<(?!a\b)[a-z][^<>]*?=\s*[\"']?\s{0,9}(?:java|vb)script:",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:iframe|frame|embed|object|applet)\b", re.IGNORECASE)
_LINK = re.compile(
    r"<a\b[^<>]*?\shref\s{0,9}=\s{0,9}(?![\"']?\s{0,9}(?:https?:|mailto:|#))[\"']?[^\s\"'<>]",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"<img\b[^<>]*?\ssrc\s{0,9}=\s{0,9}[\"']?\s{0,9}(?:https?:)?//", re.IGNORECASE)
_ELSEWHERE = re.compile(r"<img\b[^<>]*?\ssrc\s{0,9}=\s{0,9}[\"']?\s{0,9}file:", re.IGNORECASE)
_LOADED = r"(?:@import\b|\burl\(\s{0,9}(?:[\"']|&quot;|&#39;)?\s{0,9}(?:file:|(?:https?:)?//))"
"""CSS that asks for a file from the web, or from anywhere else on the computer."""

_STYLE = re.compile(
    rf"<style\b[^<>]*>[^<]*?{_LOADED}|"
    rf"<[a-z][^<>]*?\sstyle\s{{0,9}}=\s{{0,9}}(?:\"[^\"<>]*?{_LOADED}|'[^'<>]*?{_LOADED}|[^\s\"'<>]*?{_LOADED})",
    re.IGNORECASE,
)
_STYLING = re.compile(_LOADED, re.IGNORECASE)
_INLINE = re.compile(r"<img\b[^<>]*?\ssrc\s{0,9}=\s{0,9}[\"']?\s{0,9}data:", re.IGNORECASE)


class Refusal(NamedTuple):
    """What no card does.

    Attributes:
        why: a sentence about what asks for it.
        many: what has happened, of several.
    """

    pattern: re.Pattern[str]
    why: str
    many: str


_REFUSALS = (
    Refusal(_SCRIPT, "its HTML has a script, which never runs and is not shown.", "scripts that never run"),
    Refusal(_PAGE, "a page, a film or a program inside its HTML is not shown.", "pages or films that are not shown"),
    Refusal(
        _PICTURE,
        "a picture in it lies on the web and is not shown, for cards load nothing from there.",
        "pictures on the web that are not shown",
    ),
    Refusal(
        _INLINE,
        "a picture in it is written into its HTML and is not shown; pictures come as files.",
        "pictures inside HTML that are not shown",
    ),
    Refusal(
        _ELSEWHERE,
        "a picture in it names a place on a computer and is not shown; pictures come as files beside the notes.",
        "pictures at places on a computer that are not shown",
    ),
    Refusal(
        _STYLE,
        "its styling asks for something from elsewhere, and cards load nothing from there.",
        "styling that asks for something from elsewhere",
    ),
    Refusal(_LINK, "a link in it is not to a web page and is shown as plain text.", "links shown as plain text"),
)


def tags_have_attributes(text: str) -> bool:
    """Say whether HTML of any length has tags with more than their name, or that no card shows; quickly."""
    return _MORE_THAN_A_NAME.search(text) is not None


def may_ask(text: str) -> bool:
    """Say, in one look, whether `refused` has to look at text of any length.

    Args:
        text: in lower case.
    """
    return any(sign in text for sign in _SIGNS)


def refused(html: str) -> Iterator[Refusal]:
    """Give what HTML asks for and no card does, each once."""
    return (one for one in _REFUSALS if one.pattern.search(html))


def loads_from_elsewhere(css: str) -> bool:
    """Say whether a style sheet asks for what no card loads: files from the web, or from elsewhere on the computer."""
    return _STYLING.search(css) is not None
