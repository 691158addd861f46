"""HTML of cards as blocks of a sheet: paragraphs, lists, tables, pictures, formulas.

What comes in was cleaned by `rendering.clean_html`, so it is well-formed, shallow, and small.
"""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer

from flashcards.formats.study_sheet.formula_drawing import ROOM, FormulaPicture, picture_of, with_formulas
from flashcards.formats.study_sheet.pictures import Pictures
from flashcards.formats.study_sheet.tables import MAX_COLUMNS, Row, table_of
from flashcards.formats.study_sheet.typography import EAST_ASIAN, HANGING, LINE, STYLES, indented
from flashcards.rendering.formulas import Formula
from flashcards.rendering.typesetting import typeset

_PAIRS = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i", "u": "u", "ins": "u",
    "s": "strike", "strike": "strike", "del": "strike", "sub": "sub", "sup": "super",
}  # fmt: skip
_CODE = ('<font backColor="#efede8">', "</font>")
_INLINE = {tag: (f"<{mark}>", f"</{mark}>") for tag, mark in _PAIRS.items()}
_INLINE |= dict.fromkeys(("code", "tt", "kbd", "samp"), _CODE)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt"])
_BLOCKS = frozenset(["p", "div", "center", "blockquote", "dl", "dd", "pre"]) | _HEADINGS
_FORMULA = re.compile(r'<span class="formula">\\(\(|\[)(.*?)\\[)\]]</span>', re.DOTALL)
_SOUND = re.compile(r"\[sound:[^\[\]]*\]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\n]+")
_MARKUP = re.compile(r"<[^<>]*>")
_EAST_ASIAN = re.compile("|".join(f"([{letters}]+)" for letters in EAST_ASIAN.values()))
_BREAKS = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
_INDENT = 11.0


def blocks_of(html: str, width: float, pictures: Pictures, style: str = "text", *, mark: str = "") -> list[Flowable]:
    """Give the blocks of cleaned HTML for a column.

    Args:
        width: of the column, points.
        style: a name in `typography.STYLES`.
        mark: stands before the first block, which hangs beside it with all that follow.
    """
    return _Builder(width, pictures, STYLES[style], mark).read(html)


def _in_own_font(letters: re.Match[str]) -> str:
    return f'<font name="{list(EAST_ASIAN)[(letters.lastindex or 1) - 1]}">{letters[0]}</font>'


@dataclass(slots=True)
class _Table:
    """An open table.

    Attributes:
        span: the columns the open cell reaches over.
        style: of its text.
    """

    rows: list[Row] = field(default_factory=list)
    span: int = 1
    style: str = "cell"


class _Builder(HTMLParser):
    """Makes blocks of HTML for one column."""

    def __init__(self, width: float, pictures: Pictures, style: ParagraphStyle, mark: str) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Flowable] = []
        self._width = width
        self._pictures = pictures
        self._style = style
        self._inline: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._lists: list[int] = []
        """For each open list: the number of its next item, or 0 when its items have none."""
        self._bullet = mark or None
        self._hanging = HANGING if mark else 0.0
        self._table: _Table | None = None
        self._is_verbatim = False
        self._formulas: list[Formula] = []
        self._drawn: list[FormulaPicture] = []

    def read(self, html: str) -> list[Flowable]:
        """Give the blocks of cleaned HTML."""
        printable = _SOUND.sub("♪", _UNPRINTABLE.sub("", html))
        self.feed(_FORMULA.sub(self._set_aside, printable))
        self.close()
        self._flush()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag in _INLINE:
            self._begin(_INLINE[tag])
        elif tag == "br":
            self._inline.append("<br/>")
        elif tag == "img":
            self._picture(values.get("src", ""), values.get("alt", ""))
        elif tag in _BLOCKS or tag in {"ul", "ol", "li", "hr"}:
            self._flush()
            self._begin_block(tag, values)
        elif tag in {"table", "tr", "td", "th"}:
            self._begin_part(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE or tag in _HEADINGS:
            self._end()
        if tag in _BLOCKS or tag in {"ul", "ol", "li"}:
            self._flush()
            self._is_verbatim = self._is_verbatim and tag != "pre"
            if tag in {"ul", "ol"}:
                del self._lists[-1:]
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        text = escape(data if self._is_verbatim else _SPACES.sub(" ", data), quote=False)
        text = _EAST_ASIAN.sub(_in_own_font, text) if not text.isascii() else text
        if self._is_verbatim:
            text = text.replace(" ", "\xa0").replace("\n", "<br/>")
        first, *others = text.split(ROOM)
        self._inline.append(first)
        for piece in others:
            self._inline += [self._formula(), piece]

    def _begin(self, pair: tuple[str, str]) -> None:
        self._inline.append(pair[0])
        self._open.append(pair)

    def _end(self) -> None:
        if self._open:
            self._inline.append(self._open.pop()[1])

    def _begin_block(self, tag: str, values: dict[str, str]) -> None:
        self._is_verbatim = tag == "pre"
        if tag in _HEADINGS:
            self._begin(_INLINE["b"])
        elif tag == "ol":
            start = values.get("start", "1")
            self._lists.append(int(start) if start.isdecimal() else 1)
        elif tag == "ul":
            self._lists.append(0)
        elif tag == "li":
            self._bullet = self._next_bullet()
        elif tag == "hr" and self._table is None:
            self._blocks += [
                Spacer(1, 3),
                HRFlowable("100%", 0.4, color=LINE, spaceBefore=0, spaceAfter=0),
                Spacer(1, 3),
            ]

    def _next_bullet(self) -> str:
        if not self._lists or not self._lists[-1]:
            return "•"
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}."

    def _flush(self) -> None:
        """Make a paragraph of what stands in the line; in a cell, begin a new line."""
        if self._table is not None:
            self._inline.append("<br/>")
            return
        paragraph = self._paragraph(self._style)
        if paragraph is not None:
            self._blocks.append(paragraph)

    def _paragraph(self, style: ParagraphStyle) -> Paragraph | None:
        ends = [closing for _, closing in reversed(self._open)]
        markup = _BREAKS.sub("", "".join([*self._inline, *ends]))
        self._inline = [opening for opening, _ in self._open]
        if not self._drawn and not _MARKUP.sub("", markup).strip():
            return None
        if self._lists:
            left = self._hanging + _INDENT * len(self._lists)
            style = indented(style, left + (4 if self._lists[-1] else 0), left - _INDENT)
        elif self._hanging:
            style = indented(style, self._hanging, 0)
        paragraph = Paragraph(markup, style, bulletText=self._bullet)
        self._bullet = None
        if self._drawn:
            paragraph.frags = with_formulas(paragraph.frags, self._drawn)
            self._drawn = []
        return paragraph

    def _picture(self, name: str, label: str) -> None:
        if not name or self._table is not None:
            self._inline.append(escape(label or f"[picture: {name}]", quote=False))
            return
        self._flush()
        self._blocks += [Spacer(1, 2), self._pictures.flowable(name, self._width), Spacer(1, 2)]

    def _begin_part(self, tag: str, values: dict[str, str]) -> None:
        if tag == "table":
            self._flush()
            self._table = self._table or _Table()
        elif self._table is not None and tag == "tr":
            self._table.rows.append([])
        elif self._table is not None:
            span = values.get("colspan", "1")
            self._table.span = min(int(span), MAX_COLUMNS) if span.isdecimal() else 1
            style = f"cell {values.get('align', '')}"
            self._table.style = style if style in STYLES else "cell"
            self._inline, self._open = [], []
            if tag == "th":
                self._begin(_INLINE["b"])

    def _end_cell(self) -> None:
        if self._table is None or not self._table.rows:
            return
        style = STYLES[self._table.style]
        paragraph = self._paragraph(style) or Paragraph("", style)
        self._inline, self._open = [], []
        self._table.rows[-1].append((paragraph, self._table.span))

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is not None and any(table.rows):
            self._blocks += [Spacer(1, 3), table_of(table.rows, self._width), Spacer(1, 3)]

    def _set_aside(self, match: re.Match[str]) -> str:
        """Keep a formula until its place is reached."""
        is_block = match[1] == "["
        self._formulas.append(Formula(unescape(match[2]).strip(), is_block))
        return f"<br>{ROOM}<br>" if is_block else ROOM

    def _formula(self) -> str:
        """Give what stands in the line for the next formula: room for its drawing, or its source."""
        formula = self._formulas.pop(0)
        drawing = typeset(formula)
        if drawing is None:
            return f"<i>{escape(formula.tex, quote=False)}</i>"
        size = self._style.fontSize
        em = min(1.05 * size, (self._width - self._hanging - 4 * _INDENT) / drawing.width)
        picture = picture_of(drawing, em, self._style.textColor)
        self._drawn.append(picture)
        return ROOM
