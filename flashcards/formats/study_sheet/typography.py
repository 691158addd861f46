"""Fonts, sizes, colours and distances of study sheets. Lengths are in points, 72 to the inch."""

from functools import cache
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from flashcards import resources

PAGE = letter
LEFT, RIGHT, TOP, BOTTOM = 50.0, 50.0, 62.0, 54.0
NUMBER_WIDTH = 24.0
GUTTER = 18.0
QUESTION_SHARE = 0.46
"""How much of the width beside the numbers is the question's."""

HANGING = 15.0
"""How far an option's text stands right of its letter."""

TALLEST_PICTURE = 150.0

TEXT: Color = HexColor("#201e1b")
MUTED: Color = HexColor("#625e57")
LINE: Color = HexColor("#d8d4cb")
SUNKEN: Color = HexColor("#f4f2ed")
ACCENT: Color = HexColor("#3f4bb8")

REGULAR, BOLD = "Sheet", "Sheet-Bold"
_FACES: dict[str, tuple[str, Literal[0, 1], Literal[0, 1]]] = {
    REGULAR: ("DejaVuSansCondensed", 0, 0),
    BOLD: ("DejaVuSansCondensed-Bold", 1, 0),
    "Sheet-Italic": ("DejaVuSansCondensed-Oblique", 0, 1),
    "Sheet-BoldItalic": ("DejaVuSansCondensed-BoldOblique", 1, 1),
}

EAST_ASIAN = {
    "HYSMyeongJo-Medium": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "HeiseiMin-W3": "\u3040-\u30ff",
    "STSong-Light": "\u2e80-\u2fff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef",
}
"""Fonts that viewers bring along, and the letters they are used for: Korean, Japanese, Chinese."""

_BASE = ParagraphStyle(
    "text",
    fontName=REGULAR,
    fontSize=9.2,
    leading=12.6,
    textColor=TEXT,
    bulletFontName=REGULAR,
    bulletFontSize=9.2,
    bulletColor=MUTED,
    splitLongWords=True,
    allowWidows=False,
    allowOrphans=False,
    autoLeading="max",
)
_CELL = ParagraphStyle("cell", _BASE, fontSize=8.4, leading=11)
STYLES = {
    "text": _BASE,
    "correct": ParagraphStyle("correct", _BASE, bulletFontName=BOLD, bulletFontSize=9.2, bulletColor=ACCENT),
    "small": ParagraphStyle("small", _BASE, fontSize=7.8, leading=10.6, textColor=MUTED, bulletFontSize=7.8),
    "citation": ParagraphStyle("citation", _BASE, fontSize=6.8, leading=9, textColor=MUTED, spaceBefore=2),
    "number": ParagraphStyle("number", _BASE, textColor=MUTED),
    "title": ParagraphStyle("title", _BASE, fontName=BOLD, fontSize=22, leading=27),
    "deck": ParagraphStyle("deck", _BASE, fontName=BOLD, fontSize=13, leading=17),
    "path": ParagraphStyle("path", _BASE, fontSize=8, leading=11, textColor=MUTED),
    "label": ParagraphStyle("label", _BASE, fontSize=7.2, leading=10, textColor=ACCENT),
    "cell": _CELL,
    "cell center": ParagraphStyle("cell center", _CELL, alignment=TA_CENTER),
    "cell right": ParagraphStyle("cell right", _CELL, alignment=TA_RIGHT),
}


@cache
def register_fonts() -> None:
    """Make the shipped fonts known; the first call takes a fifth of a second."""
    folder = resources.fonts()
    for name, (file, is_bold, is_italic) in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, folder / f"{file}.ttf"))
        addMapping(REGULAR, is_bold, is_italic, name)
    for name in EAST_ASIAN:
        pdfmetrics.registerFont(UnicodeCIDFont(name))


def indented(style: ParagraphStyle, left: float, bullet: float) -> ParagraphStyle:
    """Give a style whose text stands further right, with room for what marks a list's item."""
    return ParagraphStyle(f"{style.name}+{left}", style, leftIndent=left, bulletIndent=bullet)
