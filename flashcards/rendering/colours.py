"""Colours of imported cards: read from CSS, and made legible on what they lie on.

Two forms are written, and only here: `#rrggbb` for ink that lies on the window's paper, which `on_paper` adapts to the
theme; `rgb(…)` for a background of the card's own and for ink that was made legible on it.
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls

Rgb = tuple[int, int, int]

LEAST_CONTRAST = 4.5
"""Between text and what it lies on (WCAG 2.2, level AA)."""

LEAST_CHROMA = 40
"""Between the strongest and the weakest channel; colours with less are shades of grey, of 255."""

LEAST_TINT = 12
"""The same for backgrounds, which are paler."""

BLACK, WHITE = (0, 0, 0), (255, 255, 255)

_NAMED = (
    "aqua:00ffff black:000000 blue:0000ff blueviolet:8a2be2 brown:a52a2a chocolate:d2691e coral:ff7f50 "
    "cornflowerblue:6495ed crimson:dc143c cyan:00ffff darkblue:00008b darkcyan:008b8b darkgoldenrod:b8860b "
    "darkgreen:006400 darkmagenta:8b008b darkorange:ff8c00 darkred:8b0000 darkviolet:9400d3 deeppink:ff1493 "
    "deepskyblue:00bfff dodgerblue:1e90ff firebrick:b22222 forestgreen:228b22 fuchsia:ff00ff gold:ffd700 "
    "goldenrod:daa520 gray:808080 green:008000 greenyellow:adff2f grey:808080 hotpink:ff69b4 indianred:cd5c5c "
    "indigo:4b0082 khaki:f0e68c lavender:e6e6fa lightblue:add8e6 lightcoral:f08080 lightgreen:90ee90 "
    "lightpink:ffb6c1 lightskyblue:87cefa lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 magenta:ff00ff "
    "maroon:800000 mediumblue:0000cd mediumpurple:9370db midnightblue:191970 navy:000080 olive:808000 "
    "olivedrab:6b8e23 orange:ffa500 orangered:ff4500 orchid:da70d6 palegreen:98fb98 pink:ffc0cb plum:dda0dd "
    "purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1 saddlebrown:8b4513 "
    "salmon:fa8072 seagreen:2e8b57 sienna:a0522d silver:c0c0c0 skyblue:87ceeb slateblue:6a5acd "
    "springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 tomato:ff6347 turquoise:40e0d0 violet:ee82ee "
    "white:ffffff yellow:ffff00 yellowgreen:9acd32"
)
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]{1,6})(%?)\s*)?\)")
_HSL = re.compile(r"hsla?\(\s*(\d{1,3})(?:deg)?[\s,]+(\d{1,3})%[\s,]+(\d{1,3})%\s*(?:[,/]\s*([\d.]{1,6})(%?)\s*)?\)")
_NAMES = dict(pair.split(":") for pair in _NAMED.split())
_INK = re.compile(r'(<[a-z][a-z0-9]*(?: [a-z]+="[^"]*")* style="color:)#([0-9a-f]{6})')


def parse_colour(text: str) -> Rgb | None:
    """Read a CSS colour; None for anything else and for colours that are nearly transparent."""
    value = text.strip().lower()
    if value in _NAMES:
        return _of_hex(_NAMES[value])
    if match := _HEX.fullmatch(value):
        return _of_hex(match[1])
    match = _RGB.fullmatch(value) or _HSL.fullmatch(value)
    if match is None or not _is_seen(match[4], match[5]):
        return None
    first, second, third = (int(match[group]) for group in (1, 2, 3))
    if value.startswith("rgb"):
        return min(first, 255), min(second, 255), min(third, 255)
    return _bytes(hls_to_rgb(first % 360 / 360, min(third, 100) / 100, min(second, 100) / 100))


def is_grey(colour: Rgb, least: int = LEAST_CHROMA) -> bool:
    """Say whether a colour is a shade of grey, black and white included."""
    return max(colour) - min(colour) < least


def contrast(one: Rgb, other: Rgb) -> float:
    """Give the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(ink: Rgb, paper: Rgb) -> Rgb:
    """Give an ink lightened or darkened as little as makes it legible on a paper; its hue stays."""
    if contrast(ink, paper) >= LEAST_CONTRAST:
        return ink
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in ink))
    end = 1.0 if contrast(WHITE, paper) > contrast(BLACK, paper) else 0.0
    for step in range(1, 20):
        found = _bytes(hls_to_rgb(hue, lightness + (end - lightness) * step / 20, saturation))
        if contrast(found, paper) >= LEAST_CONTRAST:
            return found
    return WHITE if end else BLACK


def hex_of(colour: Rgb) -> str:
    """Write a colour that is to be adapted to the theme."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def rgb_of(colour: Rgb) -> str:
    """Write a colour that is settled."""
    return "rgb({}, {}, {})".format(*colour)


def on_paper(html: str, paper: str) -> str:
    """Give cleaned HTML with its inks made legible on the window's paper.

    Args:
        paper: `#rrggbb`.
    """
    if 'style="color:#' not in html:
        return html
    ground = _of_hex(paper[1:])
    return _INK.sub(lambda match: match[1] + hex_of(legible(_of_hex(match[2]), ground)), html)


def _of_hex(digits: str) -> Rgb:
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _is_seen(alpha: str | None, percent: str | None) -> bool:
    try:
        return alpha is None or float(alpha) >= (50 if percent else 0.5)
    except ValueError:
        return False


def _bytes(channels: tuple[float, float, float]) -> Rgb:
    red, green, blue = (round(channel * 255) for channel in channels)
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    linear = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in colour)
    )
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
