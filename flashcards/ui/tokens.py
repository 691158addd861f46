"""The design tokens: the only place that names a colour, a distance or a size of type.

Everything drawn takes its values from here, through `theme.Theme`. Sizes are device-independent pixels.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum


class Space(IntEnum):
    """Distances, in pixels."""

    HAIR = 2
    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32
    XXXL = 48


class Radius(IntEnum):
    """Corner radii, in pixels."""

    SMALL = 4
    CONTROL = 8
    PANEL = 12


class Weight(IntEnum):
    """Font weights, as CSS and Qt count them."""

    REGULAR = 400
    MEDIUM = 500
    BOLD = 600


class Type(Enum):
    """The type scale: size in pixels at 100 % text size, and weight."""

    CAPTION = (12, Weight.REGULAR)
    LABEL = (13, Weight.MEDIUM)
    BODY = (14, Weight.REGULAR)
    BODY_STRONG = (14, Weight.BOLD)
    LEAD = (16, Weight.REGULAR)
    HEADING = (16, Weight.BOLD)
    CARD = (22, Weight.REGULAR)
    TITLE = (26, Weight.BOLD)
    NUMBER = (34, Weight.REGULAR)
    DISPLAY = (54, Weight.REGULAR)

    @property
    def pixels(self) -> int:
        """Size in pixels at 100 %."""
        return self.value[0]

    @property
    def weight(self) -> Weight:
        """How heavy the letters are."""
        return self.value[1]


CARD_MEASURE_CHARACTERS = 70
"""The longest line of a card, in characters."""

PAGE_WIDTH = 880
"""The widest a page of reading grows, in pixels."""

MOTION_MS = 120
"""How long anything moves."""

FONT_FALLBACKS = ("Inter", "Cantarell", "Ubuntu", "Noto Sans", "DejaVu Sans", "sans-serif")
"""Tried in turn after the system's own interface font."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as `#rrggbb`.

    Attributes:
        background: behind everything.
        surface: panels and cards that lie on it.
        sunken: tracks, wells and the navigation.
        hover, pressed: a control under the pointer, and held.
        border: quiet lines between things.
        outline: the edge of a control, 3:1 against what surrounds it.
        text, muted: to read, and to read second.
        accent: the one colour that says "here"; also links and focus.
        accent_hover, accent_pressed: the accent under the pointer, and held.
        on_accent: text on the accent.
        accent_soft: a tint of the accent behind what is chosen.
        again, hard, good, easy: the four ratings, as text.
        again_soft … easy_soft: tints of them behind that text.
        new, learning, due: the three counts.
        flags: flags 1 to 7.
        heat: five strengths of the year's strip, from none to most.
        bars: what charts tell apart, by name: each 3:1 against the surface, neighbours also by how light they are.
    """

    background: str
    surface: str
    sunken: str
    hover: str
    pressed: str
    border: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    again: str
    hard: str
    good: str
    easy: str
    again_soft: str
    hard_soft: str
    good_soft: str
    easy_soft: str
    new: str
    learning: str
    due: str
    flags: tuple[str, ...]
    heat: tuple[str, ...]
    bars: Mapping[str, str]


LIGHT = Palette(
    background="#f8f7f4",
    surface="#ffffff",
    sunken="#efede8",
    hover="#ece9e3",
    pressed="#e2dfd7",
    border="#e3e0d9",
    outline="#8b877e",
    text="#201e1b",
    muted="#625e57",
    accent="#3f4bb8",
    accent_hover="#3540a3",
    accent_pressed="#2b358c",
    on_accent="#ffffff",
    accent_soft="#e8e9f8",
    again="#a92b22",
    hard="#8a5000",
    good="#1f6b38",
    easy="#0a647f",
    again_soft="#fbeae8",
    hard_soft="#faf0df",
    good_soft="#e6f3e9",
    easy_soft="#e2f1f6",
    new="#3f4bb8",
    learning="#9a4a0c",
    due="#1f6b38",
    flags=("#b3261e", "#a65a00", "#1f7a3d", "#1f5fbf", "#b0357f", "#0b7a75", "#7446b8"),
    heat=("#eae7e1", "#b3b9ea", "#8f97dc", "#6973cc", "#3f4bb8"),
    bars={
        "new": "#5561d6",
        "learning": "#b96f10",
        "young": "#4f9a66",
        "mature": "#14532b",
        "relearning": "#8f1d16",
        "early": "#807c88",
        "easy": "#174a82",
    },
)

DARK = Palette(
    background="#17181c",
    surface="#1f2126",
    sunken="#131417",
    hover="#292c33",
    pressed="#32353e",
    border="#2f323a",
    outline="#767b89",
    text="#ecebe8",
    muted="#a9acb6",
    accent="#aab1f5",
    accent_hover="#bcc2f8",
    accent_pressed="#cdd1fa",
    on_accent="#171a3a",
    accent_soft="#2b2e4a",
    again="#f59a91",
    hard="#edb65c",
    good="#86d39b",
    easy="#78c8e2",
    again_soft="#3b2423",
    hard_soft="#382c19",
    good_soft="#1f3326",
    easy_soft="#1b3038",
    new="#aab1f5",
    learning="#f0ae76",
    due="#86d39b",
    flags=("#f28b82", "#f0b060", "#81d196", "#86b4f5", "#ee95c6", "#68cfc6", "#c3a1f0"),
    heat=("#292b32", "#4b5394", "#666eb4", "#858dd4", "#aab1f5"),
    bars={
        "new": "#8a94f0",
        "learning": "#ba7c2e",
        "young": "#4f9d6a",
        "mature": "#b4ecc6",
        "relearning": "#ffc4be",
        "early": "#8c8f9d",
        "easy": "#a9d6f5",
    },
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, paper) for ink in ("text", "muted", "accent") for paper in ("background", "surface", "sunken")),
    *(("text", paper) for paper in ("hover", "pressed", "accent_soft")),
    ("muted", "hover"),
    ("accent", "hover"),
    ("accent", "accent_soft"),
    *(("on_accent", paper) for paper in ("accent", "accent_hover", "accent_pressed")),
    *((rating, paper) for rating in ("again", "hard", "good", "easy") for paper in ("background", "surface", "hover")),
    *((rating, f"{rating}_soft") for rating in ("again", "hard", "good", "easy")),
    *(("text", f"{rating}_soft") for rating in ("again", "hard", "good", "easy")),
    *((count, paper) for count in ("new", "learning", "due") for paper in ("background", "surface", "accent_soft")),
)
"""Every text colour with every colour it may lie on; a test holds each to 4.5:1 in both themes."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("outline", "background"),
    ("outline", "surface"),
    ("accent", "background"),
    ("accent", "surface"),
)
"""Edges and marks that carry meaning; held to 3:1."""
