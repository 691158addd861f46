"""The rows of one sheet, cell by cell, as a person sees them."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from sys import getsizeof
from typing import TYPE_CHECKING

from flashcards.formats.sheet_numbers import GENERAL, number_text
from flashcards.formats.sheet_xml import PartHandler, SheetXmlError
from flashcards.formats.text_grid import MAX_COLUMNS

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

MAX_ROWS = 1_048_576
"""Rows a sheet can have."""

MAX_CELLS = 5_000_000
"""Cells that are looked at, empty ones included; a hundred thousand notes have a tenth of them."""

MAX_STRINGS_MEMORY = 150 * 2**20
"""Bytes the texts that cells share may take in memory."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUTH = {"0": "FALSE", "1": "TRUE"}


@dataclass(frozen=True, slots=True)
class Book:
    """What cells refer to.

    Attributes:
        strings: texts that cells share.
        formats: the number format of each style.
        is_1904: days are counted from 1904.
    """

    strings: Sequence[str] = ()
    formats: Sequence[str] = ()
    is_1904: bool = False


class SheetRows(PartHandler):
    """Takes in a sheet.

    Attributes:
        whole: rows that are complete: their number and their cells.
        unworked: row and 1-based column of cells with a formula that was never worked out: the file has no result.
    """

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.unworked: deque[tuple[int, int]] = deque()
        self.whole: deque[tuple[int, list[str]]] = deque()
        self._book = book
        self._row = 0
        self._count = 0
        self._cells: list[str] = []
        self._column = 0
        self._kind = "n"
        self._style = 0
        self._value = ""
        self._is_phonetic = False
        self._has_formula = False

    def begin(self, name: str, attributes: "AttributesImpl") -> None:
        """Take in a row or a cell."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._has_formula = True
        elif name in {"v", "t"}:
            self.clear()
        elif name == "row":
            self._begin_row(attributes)
        elif name == "rPh":
            self._is_phonetic = True

    def end(self, name: str) -> None:
        """Take in the end of a row or a cell."""
        if name == "c":
            self._end_cell()
        elif name in {"v", "t"}:
            if not self._is_phonetic and (name == "v" or self._kind == "inlineStr"):
                self._value += "".join(self.text)
        elif name == "row":
            self.whole.append((self._row, self._cells))
        elif name == "rPh":
            self._is_phonetic = False

    def _begin_row(self, attributes: "AttributesImpl") -> None:
        number = attributes.get("r", "")
        self._row = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else self._row + 1
        if self._row > MAX_ROWS:
            problem = "it has more rows than a sheet can have"
            raise SheetXmlError(problem)
        self._cells = []
        self._column = 0

    def _begin_cell(self, attributes: "AttributesImpl") -> None:
        self._count += 1
        if self._count > MAX_CELLS:
            problem = "it has more cells than any table of notes"
            raise SheetXmlError(problem)
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = column_number(place[1]) if place else self._column + 1
        self._kind = attributes.get("t", "n")
        style = attributes.get("s", "")
        self._style = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0
        self._value = ""
        self._has_formula = False

    def _end_cell(self) -> None:
        if self._has_formula and not self._value and self._kind != "str" and self._column <= MAX_COLUMNS:
            self.unworked.append((self._row, self._column))
        if self._value and self._column <= MAX_COLUMNS:
            missing = self._column - 1 - len(self._cells)
            self._cells.extend([""] * max(missing, 0))
            shown = self._shown()
            if missing >= 0:
                self._cells.append(shown)
            else:
                self._cells[self._column - 1] = shown

    def _shown(self) -> str:
        book, kind, value = self._book, self._kind, self._value
        if kind == "s":
            number = int(value) if value.isascii() and value.isdigit() and len(value) < 9 else -1
            return book.strings[number] if 0 <= number < len(book.strings) else ""
        if kind == "n":
            code = book.formats[self._style] if self._style < len(book.formats) else GENERAL
            return number_text(value, code, is_1904=book.is_1904)
        if kind == "d":
            return value.removesuffix("T00:00:00").replace("T", " ")
        return _TRUTH.get(value, value) if kind == "b" else unescaped(value)


class SharedStrings(PartHandler):
    """Takes in the texts that cells share.

    Attributes:
        strings: in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._taken = 0
        self._parts: list[str] = []
        self._is_phonetic = False

    def begin(self, name: str, _attributes: "AttributesImpl") -> None:
        """Take in a row or a cell."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "t":
            self.clear()

    def end(self, name: str) -> None:
        """Take in the end of a row or a cell."""
        if name == "t" and not self._is_phonetic:
            self._parts.append("".join(self.text))
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "si":
            text = unescaped("".join(self._parts))
            self.strings.append(text)
            self._taken += getsizeof(text)
            if self._taken > MAX_STRINGS_MEMORY:
                problem = "it has more text than can be imported at once"
                raise SheetXmlError(problem)


def column_number(letters: str) -> int:
    """Give the 1-based number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Give the letters of a 1-based column: A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def unescaped(text: str) -> str:
    """Give text with what spreadsheets write as `_x000D_`, and without what no text has."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text
