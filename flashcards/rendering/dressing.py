"""Cleaned HTML with its styling worked out: a note type's rules and `style` attributes made into what Qt can draw.

Takes and gives HTML as `sanitising` writes it: every element closed, every attribute in double quotes.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from flashcards.rendering.colours import (
    BLACK,
    LEAST_TINT,
    WHITE,
    Rgb,
    contrast,
    hex_of,
    is_grey,
    legible,
    parse_colour,
    rgb_of,
)
from flashcards.rendering.css import OURS, Compound, Rule, declarations

MAX_DRESSED = 4_000
"""Elements a card may have for the rules of its note type to be applied."""

_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+="[^"]*")*)\s*>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_EMPTY = frozenset({"br", "col", "hr", "img"})
_BLOCKS = frozenset({"div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "tr"})
_WRITTEN = ("font-weight", "font-style", "text-decoration", "vertical-align", "font-size")
_WORKED_OUT = frozenset({"class", "color", "id", "size", "style"})
_FONT_SIZES = dict.fromkeys(("1", "2", "-1", "-2"), "small") | {"3": "medium", "4": "large", "+1": "large"}
_RENAMED = {"font": "span"}


class _Element(NamedTuple):
    """An open element: what selectors ask for, and what its content lies on.

    Attributes:
        paper: the background of its own, or None for the window's.
    """

    tag: str
    classes: frozenset[str]
    id: str
    paper: Rgb | None


def dress(html: str, rules: Sequence[Rule], *, shows_hidden: bool) -> str:
    """Give HTML with the styling of each element in its `style` and `align`, and without classes but our own.

    Args:
        rules: of the note type, weakest first.
        shows_hidden: leave what is hidden in place; scripts would have uncovered it.
    """
    dresser = _Dresser(rules if html.count("<") <= 2 * MAX_DRESSED else (), shows_hidden=shows_hidden)
    at = 0
    for match in _TAG.finditer(html):
        dresser.say(html[at : match.start()])
        at = match.end()
        if match[1]:
            dresser.close(match[2])
        else:
            dresser.open(match[2], dict(_ATTRIBUTE.findall(match[3])))
    dresser.say(html[at:])
    return "".join(dresser.out)


class _Dresser:
    """Walks through HTML from its first tag to its last.

    Attributes:
        out: what was written.
    """

    def __init__(self, rules: Sequence[Rule], *, shows_hidden: bool) -> None:
        self.out: list[str] = []
        self._by_key = _keyed(rules)
        self._shows_hidden = shows_hidden
        self._ancestors: list[_Element] = []
        self._hidden_at: int | None = None

    def say(self, text: str) -> None:
        """Write something, unless it lies within what is hidden."""
        if self._hidden_at is None:
            self.out.append(text)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        element, settings = _element(tag, attributes, self._ancestors, self._by_key)
        is_hidden = settings.get("display") == "none" and not self._shows_hidden
        if not is_hidden:
            self.say(_written(element, attributes, settings, self._ancestors))
        if tag in _EMPTY:
            return
        if is_hidden and self._hidden_at is None:
            self._hidden_at = len(self._ancestors)
        self._ancestors.append(element)

    def close(self, tag: str) -> None:
        """End the innermost element."""
        if self._ancestors:
            self._ancestors.pop()
        if self._hidden_at == len(self._ancestors):
            self._hidden_at = None
            return
        self.say(f"</{_RENAMED.get(tag, tag)}>")


def _keyed(rules: Sequence[Rule]) -> dict[str, list[tuple[int, Rule]]]:
    """Sort rules by one name the meant element must have, so that few are tried on each element."""
    keyed: dict[str, list[tuple[int, Rule]]] = {}
    for place, rule in enumerate(rules):
        meant = rule.chain[-1]
        key = next((f"#{name}" for name in meant.ids), "") or next((f".{name}" for name in meant.classes), meant.tag)
        keyed.setdefault(key, []).append((place, rule))
    return keyed


def _element(
    tag: str,
    attributes: dict[str, str],
    ancestors: Sequence[_Element],
    by_key: dict[str, list[tuple[int, Rule]]],
) -> tuple[_Element, dict[str, str]]:
    """Work out what an element looks like: rules first, then its own attributes."""
    bare = _Element(tag, frozenset(unescape(attributes.get("class", "")).split()), attributes.get("id", ""), None)
    settings: dict[str, str] = {}
    for _, rule in sorted(_candidates(bare, by_key), key=lambda one: one[0]):
        if _is_meant(rule, bare, ancestors):
            settings |= rule.settings
    if tag == "font":
        settings |= declarations(f"color:{attributes.get('color', '')}")
        settings |= {"font-size": _FONT_SIZES.get(attributes["size"], "x-large")} if "size" in attributes else {}
    settings |= declarations(unescape(attributes.get("style", "")))
    around = ancestors[-1].paper if ancestors else None
    own = parse_colour(settings.get("background-color", ""))
    return bare._replace(paper=own if own is not None and not is_grey(own, LEAST_TINT) else around), settings


def _candidates(element: _Element, by_key: dict[str, list[tuple[int, Rule]]]) -> Iterator[tuple[int, Rule]]:
    if by_key:
        for key in (element.tag, f"#{element.id}", *(f".{name}" for name in element.classes)):
            yield from by_key.get(key, ())


def _is_meant(rule: Rule, element: _Element, ancestors: Sequence[_Element]) -> bool:
    *outer, meant = rule.chain
    if not _fits(meant, element):
        return False
    above = reversed(ancestors)
    return all(any(_fits(part, ancestor) for ancestor in above) for part in reversed(outer))


def _fits(part: Compound, element: _Element) -> bool:
    return (
        part.tag in {"", element.tag} and part.classes <= element.classes and (not part.ids or part.ids == {element.id})
    )


def _written(
    element: _Element, attributes: dict[str, str], settings: dict[str, str], ancestors: Sequence[_Element]
) -> str:
    """Write an element's opening tag."""
    kept = {name: value for name, value in attributes.items() if name not in _WORKED_OUT}
    classes = " ".join(sorted(element.classes & OURS))
    if classes:
        kept = {"class": classes} | kept
    if element.tag in _BLOCKS and "text-align" in settings:
        kept["align"] = settings["text-align"]
    style = _style(element, settings, ancestors)
    if style:
        kept["style"] = style
    tag = _RENAMED.get(element.tag, element.tag)
    return "<" + " ".join([tag, *(f'{name}="{value}"' for name, value in kept.items())]) + ">"


def _style(element: _Element, settings: dict[str, str], ancestors: Sequence[_Element]) -> str:
    around = ancestors[-1].paper if ancestors else None
    ink = parse_colour(settings.get("color", ""))
    parts = [f"{name}:{settings[name]}" for name in _WRITTEN if name in settings]
    if element.paper is not None and element.paper != around:
        best = BLACK if contrast(BLACK, element.paper) > contrast(WHITE, element.paper) else WHITE
        ink = best if ink is None else legible(ink, element.paper)
        return ";".join([f"color:{rgb_of(ink)}", f"background-color:{rgb_of(element.paper)}", *parts])
    if ink is None or (element.paper is None and is_grey(ink)):
        return ";".join(parts)
    colour = hex_of(ink) if element.paper is None else rgb_of(legible(ink, element.paper))
    return ";".join([f"color:{colour}", *parts])
