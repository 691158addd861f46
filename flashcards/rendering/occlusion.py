"""Pictures with covered parts.

Anki's image occlusion writes gaps that hold shapes instead of words:

    {{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}

Lengths are shares of the picture's width or height. `oi=1` covers a shape also while another is asked for. The older
add-on *Image Occlusion Enhanced* lays a second picture over the first.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from html import escape, unescape
from typing import NamedTuple

from flashcards.rendering import cloze
from flashcards.rendering.sanitising import is_media_name

MAX_MASKS = 200
"""Shapes on one picture that are drawn."""

MAX_POINTS = 400
"""Corners of one shape."""

_MARK = "image-occlusion:"
_OVERLAY = re.compile(
    r"<div id=[\"']?io-overlay[\"']?>\s*<img\b[^<>]*?\bsrc=[\"']([^\"'<>]*)[\"'][^<>]*>\s*</div>"
    r"(?=\s*<div id=[\"']?io-original[\"']?>)",
    re.IGNORECASE,
)
_DRAWING = re.compile(
    r"<script>(?:(?!</?script).)*\banki\.imageOcclusion\.setup\(\)(?:(?!</?script).)*</script>",
    re.DOTALL | re.IGNORECASE,
)
_FIELD = re.compile(r"([a-z]+)=((?:\\.|[^:\\])*)")
_NUMBER = re.compile(r"-?(?:\d{1,4}(?:\.\d{0,9})?|\.\d{1,9})")
_NAMES = {
    "rect": ("left", "top", "width", "height"),
    "ellipse": ("left", "top", "rx", "ry"),
    "text": ("left", "top", "scale", "fs"),
}


class Role(Enum):
    """What a shape does on this side of the card."""

    ASKED = "asked"
    COVERED = "covered"
    ANSWERED = "answered"
    LABEL = "label"


class Mask(NamedTuple):
    """A shape on a picture.

    Attributes:
        kind: rect, ellipse, polygon or text.
        numbers: rect: left, top, width, height; ellipse: left, top, and half its width and height; polygon: x and y of
            each corner; text: left, top, scale, height of its letters. All as shares of the picture.
        text: what a label says.
    """

    role: Role
    kind: str
    numbers: tuple[float, ...]
    text: str = ""


def without_drawing(html: str) -> str:
    """Give a card template without the script by which Anki draws the shapes: nothing is lost with it."""
    return _DRAWING.sub("", html) if "imageOcclusion" in html else html


def has_masks(field: str) -> bool:
    """Say whether a field holds shapes instead of words."""
    return _MARK in field


def masks_of(field: str, number: int, *, is_question: bool) -> tuple[Mask, ...]:
    """Give what lies on the picture while the gaps of one number are asked for, or answered."""
    found: list[Mask] = []
    for numbers, text in cloze.gaps(field):
        role = _role(numbers, text, number, is_question=is_question)
        mask = None if role is None else _mask(role, text)
        if mask is not None and len(found) < MAX_MASKS:
            found.append(mask)
    return tuple(found)


def lift_overlay(html: str) -> tuple[str, str]:
    """Take out a picture that lies over another; give the HTML and the picture's media name, or ""."""
    overlay = _OVERLAY.search(html) if "io-overlay" in html else None
    if overlay is None:
        return html, ""
    name = unescape(overlay[1])
    return html[: overlay.start()] + html[overlay.end() :], name if is_media_name(name) else ""


def cover(html: str, masks: Sequence[Mask], overlay: str = "") -> str:
    """Give cleaned HTML whose first picture says what lies on it: shapes, another picture, or both."""
    said = f'masks="{escape(_written(masks))}" ' if masks else ""
    said += f'overlay="{escape(overlay)}" ' if overlay else ""
    return html.replace("<img ", f"<img {said}", 1) if said else html


def read_masks(text: str) -> tuple[Mask, ...]:
    """Read what `cover` wrote, without entities."""
    return tuple(_read(line) for line in text.split("\n") if line)


def _role(numbers: tuple[int, ...], text: str, number: int, *, is_question: bool) -> Role | None:
    """Say what a shape does; None when it is not seen."""
    if numbers == (0,):
        return Role.LABEL
    if number in numbers:
        return Role.ASKED if is_question else Role.ANSWERED
    return Role.COVERED if ":oi=1" in text else None


def _mask(role: Role, text: str) -> Mask | None:
    """Read one shape; None when it is not one that is known."""
    _, found, rest = text.partition(_MARK)
    kind, _, settings = rest.partition(":")
    values = dict(_FIELD.findall(settings))
    if not found:
        return None
    if kind == "polygon":
        corners = [_length(one) for one in re.split(r"[ ,]+", values.get("points", "").strip())[: 2 * MAX_POINTS]]
        return Mask(role, kind, tuple(corners[: len(corners) // 2 * 2])) if len(corners) >= 6 else None
    if kind not in _NAMES:
        return None
    numbers = tuple(_length(values.get(name, "")) for name in _NAMES[kind])
    return Mask(role, kind, numbers, values.get("text", "").replace("\\:", ":"))


def _length(text: str) -> float:
    return float(text) if _NUMBER.fullmatch(text) else 0.0


def _written(masks: Sequence[Mask]) -> str:
    return "\n".join(
        f"{mask.role.value}:{mask.kind}:{','.join(map(str, mask.numbers))}:{' '.join(mask.text.split())}"
        for mask in masks
    )


def _read(line: str) -> Mask:
    role, kind, numbers, text = line.split(":", 3)
    return Mask(Role(role), kind, tuple(float(number) for number in numbers.split(",") if number), text)


def corners(mask: Mask) -> Iterator[tuple[float, float]]:
    """Give the corners of a polygon."""
    return zip(mask.numbers[::2], mask.numbers[1::2], strict=True)
