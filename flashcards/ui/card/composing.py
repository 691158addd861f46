"""Card HTML as a document takes it: formulas and pictures as numbered images, sounds as links that play. No Qt."""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple

from flashcards.rendering.formulas import Formula, replace_formulas
from flashcards.rendering.occlusion import Mask, read_masks
from flashcards.rendering.sounds import replace_sounds

PLAY = "play"
"""The scheme of a link that plays a sound; the sound's number follows."""

FORMULA = "formula"
PICTURE = "picture"
ICON = "icon"
ICONS = frozenset({"lightbulb", "play"})
"""What the name of an image in a document begins with; a number follows, or the icon's name."""

MAX_OBJECTS = 200
"""Formulas, pictures, sounds and hints of one text that are shown as such; more are an accident or an attack."""

_IMAGE = re.compile(r"<img((?: [a-z]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r"([a-z]+)=\"([^\"]*)\"")
_LENGTH = re.compile(r"(\d{1,3})(%?)")
_HINT = re.compile(r'<a class="hint" href="(#hint-\d{1,3})">([^<]*)</a>')
_BESIDE_PICTURE = re.compile(rf'(<img src="{PICTURE}:\d+">)\s*(<a class="act")')
_SPECIAL = ("<img", 'class="formula"', "[sound:", 'href="#hint-')


class Shape(NamedTuple):
    """A picture's place in the text.

    Attributes:
        name: in the media store.
        masks, overlay: what lies on it: shapes, and another picture by its media name, or "".
        width, height: as the card asks for: pixels, or a share of the text's width (above 0, at most 1); None when it
            does not ask.
    """

    name: str
    width: int | float | None
    height: int | float | None
    masks: tuple[Mask, ...] = ()
    overlay: str = ""


class Composed(NamedTuple):
    """HTML for a document, and what stands behind its numbers."""

    html: str
    formulas: tuple[Formula, ...] = ()
    pictures: tuple[Shape, ...] = ()
    sounds: tuple[str, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether there is more than text."""
        return bool(self.formulas or self.pictures or self.sounds)


def is_special(html: str) -> bool:
    """Say whether HTML has more than text; most has not."""
    return any(sign in html for sign in _SPECIAL)


def pictures_of(html: str) -> tuple[str, ...]:
    """Give the names of the pictures of cleaned HTML, in order."""
    if "<img" not in html:
        return ()
    attributes = [dict(_ATTRIBUTE.findall(match[1])) for match in _IMAGE.finditer(html)]
    return tuple(unescape(found[name]) for found in attributes for name in ("src", "overlay") if name in found)


def compose(html: str, is_drawn: Callable[[Formula], bool], absent: Callable[[str], str]) -> Composed:
    """Give a document's HTML.

    Args:
        html: cleaned.
        is_drawn: whether there is a drawing of a formula; its source is shown otherwise.
        absent: why a picture cannot be shown, "" when it can or when that is not known yet.
    """
    composer = _Composer(is_drawn, absent, has_many_sounds=html.count("[sound:") > 1)
    html = replace_formulas(_IMAGE.sub(composer.picture, html) if "<img" in html else html, composer.formula)
    html = replace_sounds(html, composer.sound)
    html = _HINT.sub(lambda hint: _act(hint[1], "lightbulb", hint[2]), html, MAX_OBJECTS)
    html = _BESIDE_PICTURE.sub(r"\1<br>\2", html)  # Qt would break the line between a sign and its word
    return Composed(html, tuple(composer.formulas), tuple(composer.pictures), tuple(composer.sounds))


class _Composer:
    """Gives each object of a document its place in the text, and keeps what stands there."""

    def __init__(
        self, is_drawn: Callable[[Formula], bool], absent: Callable[[str], str], *, has_many_sounds: bool
    ) -> None:
        self._is_drawn = is_drawn
        self._absent = absent
        self._has_many_sounds = has_many_sounds
        self.formulas: list[Formula] = []
        self.pictures: list[Shape] = []
        self.sounds: list[str] = []

    def formula(self, found: Formula) -> str | None:
        if self._is_full() or not self._is_drawn(found):
            return None
        self.formulas.append(found)
        image = f'<img src="{FORMULA}:{len(self.formulas) - 1}">'
        return f'<div align="center">{image}</div>' if found.is_block else image

    def picture(self, match: re.Match[str]) -> str:
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
        name = attributes.get("src", "")
        if reason := "picture left out" if self._is_full() else self._absent(name):
            alt = attributes.get("alt", "")
            words = f"{reason}: {name}" + (f" ({alt})" if alt else "")
            return f'<span class="absent">[{escape(words, quote=False)}]</span>'
        width, height = _length(attributes.get("width")), _length(attributes.get("height"))
        masks, overlay = read_masks(attributes.get("masks", "")), attributes.get("overlay", "")
        self.pictures.append(Shape(name, width, height, masks, overlay))
        return f'<img src="{PICTURE}:{len(self.pictures) - 1}">'

    def sound(self, name: str) -> str:
        if self._is_full():
            return escape(f"[{name}]", quote=False)
        self.sounds.append(name)
        words = f"Play {len(self.sounds)}" if self._has_many_sounds else "Play"
        return _act(f"{PLAY}:{len(self.sounds) - 1}", "play", words)

    def _is_full(self) -> bool:
        return len(self.formulas) + len(self.pictures) + len(self.sounds) >= MAX_OBJECTS


def _act(link: str, icon: str, words: str) -> str:
    """Write a link that does something on the card, so that it looks like a button."""
    return f'<a class="act" href="{link}"><img src="{ICON}:{icon}">&nbsp;{words}</a>'


def _length(text: str | None) -> int | float | None:
    match = _LENGTH.fullmatch(text or "")
    if match is None or int(match[1]) == 0:
        return None
    return min(int(match[1]), 100) / 100 if match[2] else int(match[1])
