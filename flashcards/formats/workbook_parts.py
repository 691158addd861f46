"""The small parts of a workbook: which sheets it has, where they are, how numbers look, which cells are merged."""

import re
from collections.abc import Iterable, Iterator, Sequence
from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple

from flashcards.formats.sheet_cells import column_number
from flashcards.formats.sheet_numbers import GENERAL
from flashcards.formats.sheet_xml import PartHandler
from flashcards.formats.text_grid import MAX_COLUMNS

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

_MERGED = re.compile(rb'mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_MOST_MERGED = 20_000
_OVERLAP = 200
_TRUE = {"1", "true"}


class Outline(PartHandler):
    """Takes in `workbook.xml`.

    Attributes:
        sheets: name, relation and whether it is hidden, in the order of the tabs.
        is_1904: days are counted from 1904.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False

    def begin(self, name: str, attributes: "AttributesImpl") -> None:
        """Take in a start tag."""
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), relation, "state" in attributes and _is_hidden(attributes)))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "") in _TRUE


class Relations(PartHandler):
    """Takes in `workbook.xml.rels`.

    Attributes:
        parts: names in the archive, by relation.
    """

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, str] = {}

    def begin(self, name: str, attributes: "AttributesImpl") -> None:
        """Take in a start tag."""
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            self.parts[attributes.get("Id", "")] = path


class Styles(PartHandler):
    """Takes in `styles.xml`."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[str, str] = {}
        self._styles: list[str] = []
        self._is_inside = False

    def begin(self, name: str, attributes: "AttributesImpl") -> None:
        """Take in a start tag."""
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", GENERAL)
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            self._styles.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        """Take in an end tag."""
        if name == "cellXfs":
            self._is_inside = False

    def formats(self) -> list[str]:
        """Give the number format of each style."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS  # takes long to load

        known = {str(number): code for number, code in BUILTIN_FORMATS.items()} | self._codes
        return [known.get(number, GENERAL) for number in self._styles]


class Merged(NamedTuple):
    """Cells of one column that are merged into one: its 0-based column, first and last row."""

    column: int
    first: int
    last: int


def merged_cells(chunks: Iterable[bytes]) -> Iterator[Merged]:
    """Give the cells of a sheet that are merged with those below them.

    Args:
        chunks: the sheet's part; these cells are listed behind its rows.
    """
    count = 0
    before = b""
    for chunk in chunks:
        text = before + chunk
        before = text[-_OVERLAP:]
        if b"mergeCell" not in text:
            continue
        for found in _MERGED.finditer(text):
            column, first, last = column_number(found[1].decode()) - 1, int(found[2]), int(found[3])
            count += 1
            if last > first and column < MAX_COLUMNS and count <= _MOST_MERGED:
                yield Merged(column, first, last)


class Merger:
    """Repeats what stands in merged cells in the rows below.

    Args:
        merged: the sheet's.
    """

    def __init__(self, merged: Sequence[Merged]) -> None:
        self._beginning: dict[int, list[Merged]] = {}
        for one in merged:
            self._beginning.setdefault(one.first, []).append(one)
        self._held: dict[int, tuple[int, str]] = {}

    def fill(self, number: int, cells: list[str]) -> list[str]:
        """Give a row with what stands above it; rows come in order."""
        for column, (last, text) in list(self._held.items()):
            if number > last:
                del self._held[column]
            elif column >= len(cells):
                cells.extend([*[""] * (column - len(cells)), text])
            elif not cells[column]:
                cells[column] = text
        for one in self._beginning.get(number, ()):
            if one.column < len(cells) and cells[one.column]:
                self._held[one.column] = (one.last, cells[one.column])
        return cells


def _is_hidden(attributes: "AttributesImpl") -> bool:
    return attributes.get("state", "") != "visible"
