"""How card HTML looks: the style sheet of a document, in the theme's tokens."""

from functools import lru_cache
from string import Template

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat

from flashcards.ui.theme import Theme
from flashcards.ui.tokens import Space, Type

LINE_HEIGHT = 1.35
"""From one line of running text to the next, in heights of its letters."""

_STYLE = Template("""
p { margin-top: 0; margin-bottom: ${M}px; line-height: ${LINE}%; }
div { line-height: ${LINE}%; }
ul, ol { margin-top: ${XS}px; margin-bottom: ${S}px; margin-left: 0; }
li { margin-bottom: ${XS}px; line-height: 130%; }
h1, h2, h3, h4, h5, h6 { font-size: ${HEADING}px; font-weight: 600; margin-top: ${S}px; margin-bottom: ${S}px; }
table { border-collapse: collapse; margin-top: ${S}px; margin-bottom: ${S}px; }
td, th { border: 1px solid $border; padding: ${S}px ${M}px; font-size: ${TABLE}px; line-height: 100%; }
th { background-color: $sunken; font-weight: 600; }
hr { background-color: $border; margin-top: 0; margin-bottom: 0; }
a[href] { color: $accent; text-decoration: underline; }
code, kbd, pre, samp, tt { background-color: $sunken; font-family: monospace; }
blockquote { margin-left: ${L}px; color: $muted; }
.more { color: $muted; font-size: ${MORE}px; }
.hint { color: $muted; font-style: italic; }
.reading { color: $muted; font-size: ${MORE}px; }
.absent { color: $muted; font-style: italic; font-size: ${MORE}px; }
.formula { background-color: $sunken; font-family: monospace; font-size: ${MORE}px; }
.act { color: $accent; font-size: ${MORE}px; font-weight: 400; font-style: normal; text-decoration: none; }
.cloze { color: $accent; font-weight: 600; }
.revealed .cloze { color: $text; background-color: $accent_soft; }
.right { color: $good; }
.wrong { color: $again; background-color: $again_soft; text-decoration: line-through; }
.missing { color: $good; background-color: $good_soft; text-decoration: underline; }
.quiet { color: $muted; font-size: ${MORE}px; }
""")


INKS = ("accent", "accent_soft", "again", "again_soft", "border", "good", "good_soft", "muted", "sunken", "text")
"""The colours of the palette that documents have."""


def style_sheet(theme: Theme, kind: Type) -> str:
    """Give the style sheet of a document.

    Args:
        kind: the size of running text.
    """
    inks = tuple((name, str(getattr(theme.palette, name))) for name in INKS)
    return _rendered(theme.px(kind), theme.px(Type.LEAD), inks)


@lru_cache(maxsize=8)
def _rendered(heading: int, smaller: int, inks: tuple[tuple[str, str], ...]) -> str:
    """Render it once for all the documents of a page."""
    values: dict[str, object] = dict(inks)
    values |= {space.name: int(space) for space in Space}
    values["LINE"] = round(LINE_HEIGHT * 100)
    values |= {"HEADING": heading, "TABLE": smaller, "MORE": smaller}
    return _STYLE.substitute(values)


def line_spacing(theme: Theme, kind: Type) -> QTextBlockFormat:
    """Give what keeps the lines of a paragraph as far apart as elsewhere, however tall what stands in them is."""
    spacing = QTextBlockFormat()
    distance = theme.metrics(kind).height() * (LINE_HEIGHT - 1)
    spacing.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    return spacing


def measure(font: QFont, characters: int) -> int:
    """Give the width, in pixels, of a line of so many characters of running English text."""
    sample = "the patient may see the record within thirty days of asking for it "
    return round(QFontMetricsF(font).horizontalAdvance(sample) / len(sample) * characters)
