"""The part of CSS that imported cards are shown with: what Qt rich text can draw, for simple selectors.

Everything else (fonts, positions, animations, addresses, media queries, night modes of their own) is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flashcards.rendering.colours import hex_of, parse_colour

MAX_CSS = 100_000
"""Characters of a note type's CSS that are read."""

MAX_RULES = 400
"""Rules of a note type that are kept."""

MAX_CHAIN = 6
"""Elements a selector may name, one inside the other."""

USUAL_FONT_PX = 20
"""The size of running text in Anki; other sizes are told apart by how they compare with it."""

OURS = frozenset({"cloze", "cloze-inactive", "more", "hint", "reading", "absent", "formula"})
"""The classes the window's own style sheet knows; imported rules do not change how they look."""

ROOTS = frozenset({"card", "html", "body", "qa"})
"""What Anki puts around a card; how the whole card looks is the window's business."""

_CONDITION_NAMES = "nightmode night_mode night-mode mobile android ios iphone ipad win mac linux iswin ismac islin"
CONDITIONS = frozenset(_CONDITION_NAMES.split())
"""Classes that Anki sets on the card on some machines or in the dark; their rules are passed over."""

MAX_SELECTOR = 200
"""Characters of a selector."""

Settings = Mapping[str, str]
"""Property and value, both normalised by `declarations`."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_COMPOUND = r"[.#]?[a-zA-Z_][\w-]*(?:[.#][a-zA-Z_][\w-]*)*"
_SELECTOR = re.compile(rf"{_COMPOUND}(?:\s+{_COMPOUND})*")
_PART = re.compile(r"([.#]?)([a-zA-Z_][\w-]*)")
_SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,3})?)(px|pt|em|rem|%)")
_NUMBERED_CARD = re.compile(r"card\d+")
_KEYWORDS = {
    "font-style": {"italic": "italic", "oblique": "italic", "normal": "normal"},
    "font-weight": {"bold": "bold", "bolder": "bold", "normal": "normal", "lighter": "normal"}
    | {str(weight): "bold" if weight >= 600 else "normal" for weight in range(100, 1000, 100)},
    "text-decoration": {"underline": "underline", "line-through": "line-through", "none": "none"},
    "text-align": {"left": "left", "right": "right", "center": "center", "justify": "justify", "start": "left"},
    "vertical-align": {"sub": "sub", "super": "super"},
    "display": {"none": "none", "block": "block", "inline": "block", "inline-block": "block", "flex": "block"},
    "visibility": {"hidden": "hidden", "visible": "visible"},
}
_SIZE_WORDS = dict.fromkeys(("xx-small", "x-small", "small", "smaller"), "small") | {
    "medium": "medium",
    "large": "large",
    "larger": "large",
    "x-large": "x-large",
    "xx-large": "x-large",
}


@dataclass(frozen=True, slots=True)
class Compound:
    """One element of a selector: `div.note#first`. An empty tag means any."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector and what it sets.

    Attributes:
        chain: from the outermost element to the one that is meant; at least one.
        weight: ids, classes, tags: the greater wins.
    """

    chain: tuple[Compound, ...]
    weight: tuple[int, int, int]
    settings: Settings


@lru_cache(maxsize=32)
def parse_css(css: str) -> tuple[Rule, ...]:
    """Read the rules of a style sheet, weakest first."""
    rules: list[Rule] = []
    for selectors, body in _blocks(_COMMENT.sub(" ", css[:MAX_CSS])):
        settings = declarations(body)
        if settings:
            rules += (rule for text in selectors.split(",") if (rule := _rule(text.strip(), settings)))
        if len(rules) >= MAX_RULES:
            break
    return tuple(sorted(rules[:MAX_RULES], key=lambda rule: rule.weight))


def declarations(text: str) -> dict[str, str]:
    """Read the declarations of a rule or of a `style`, and keep what can be shown, in one way of writing it.

    Colours become `#rrggbb`, sizes small, medium, large or x-large, whatever is hidden `display: none`.
    """
    kept: dict[str, str] = {}
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip().lower()
        if name == "background":
            name = "background-color"
        if name == "visibility":
            name, value = "display", "none" if value == "hidden" else "block"
        setting = _setting(name, value)
        if setting:
            kept[name] = setting
    return kept


def _setting(name: str, value: str) -> str | None:
    if name in {"color", "background-color"}:
        colour = parse_colour(value)
        return None if colour is None else hex_of(colour)
    if name == "font-size":
        return _size(value)
    if name == "text-decoration":
        value = value.split(" ")[0]
    return _KEYWORDS.get(name, {}).get(value)


def _size(value: str) -> str | None:
    """Say in a word how a size compares with that of running text."""
    match = _SIZE.fullmatch(value)
    if match is None:
        return _SIZE_WORDS.get(value)
    unit = {"px": 1 / USUAL_FONT_PX, "pt": 4 / 3 / USUAL_FONT_PX, "%": 0.01}.get(match[2], 1.0)
    share = float(match[1]) * unit
    return "small" if share < 0.85 else "medium" if share < 1.2 else "large" if share < 1.6 else "x-large"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Cut a style sheet into selectors and what stands between their braces; blocks within blocks are passed over."""
    at = 0
    while (opened := css.find("{", at)) >= 0:
        prelude = css[at:opened].rpartition(";")[2].strip()
        closed = css.find("}", opened)
        if closed < 0:
            return
        if not prelude.startswith("@"):
            yield prelude, css[opened + 1 : closed]
            at = closed + 1
            continue
        at = _end_of_block(css, opened)


def _end_of_block(css: str, opened: int) -> int:
    depth = 0
    for brace in re.finditer(r"[{}]", css[opened:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return opened + brace.end()
    return len(css)


def _rule(selector: str, settings: Settings) -> Rule | None:
    """Read one selector; None when it is not a simple one, or means the whole card or a part of ours."""
    if len(selector) > MAX_SELECTOR or _SELECTOR.fullmatch(selector) is None:
        return None
    chain = [_compound(part) for part in selector.split()]
    if any(name.lower() in CONDITIONS for part in chain for name in part.classes):
        return None
    while len(chain) > 1 and _is_root(chain[0]):
        chain.pop(0)
    meant = chain[-1]
    if len(chain) > MAX_CHAIN or _is_root(meant) or meant.classes & OURS:
        return None
    ids = sum(len(part.ids) for part in chain)
    classes = sum(len(part.classes) for part in chain)
    return Rule(tuple(chain), (ids, classes, sum(bool(part.tag) for part in chain)), settings)


def _compound(text: str) -> Compound:
    parts = _PART.findall(text)
    return Compound(
        tag=next((name.lower() for sign, name in parts if not sign), ""),
        classes=frozenset(name for sign, name in parts if sign == "."),
        ids=frozenset(name for sign, name in parts if sign == "#"),
    )


def _is_root(part: Compound) -> bool:
    names = {part.tag} | part.classes | part.ids
    return bool(names & ROOTS) or any(_NUMBERED_CARD.fullmatch(name) for name in part.classes)
