"""Excel workbooks (.xlsx): which sheets there are, and the rows of one.

Sheets are read as streams, so that the first rows are there at once and no file takes much memory: openpyxl reads a
sheet to its end before it gives the first row, and holds a row of a million cells at once (decision 0017).
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple, NoReturn, TypeVar

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.archive import Archive
from flashcards.formats.closing import Closing
from flashcards.formats.file_names import shown
from flashcards.formats.sheet_cells import Book, SharedStrings, SheetRows, column_letters
from flashcards.formats.sheet_xml import BrokenXmlError, PartHandler, SheetXmlError, feed, parse
from flashcards.formats.text_rows import Row
from flashcards.formats.workbook_parts import Merged, Merger, Outline, Relations, Styles, merged_cells

MAX_SHEET_BYTES = 256 * 2**20
"""What one sheet may expand to; the largest decks known take a tenth of it."""

MAX_STRINGS_BYTES = 96 * 2**20
"""What the texts that cells share may expand to."""

MAX_OTHER_BYTES = 8 * 2**20
"""What any other part may expand to."""

MAX_RATIO = 200
"""How many times as large as the file its contents may be; real workbooks stay below 50."""

_UNSUSPECTED_BYTES = 4 * 2**20

_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_CHUNK = 262_144
_FIRST_ROWS = 1_000

H = TypeVar("H", bound=PartHandler)


def _ignore(*_about: object) -> None:
    """Take no notice of a formula, or of where a sheet breaks off."""


class Sheet(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        part: its name in the archive.
    """

    name: str
    part: str
    is_hidden: bool


class Workbook(Closing):
    """An open workbook. Use it as a context.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        """Open a workbook.

        Raises:
            ImportRefusedError: it is none, or a damaged one.
        """
        self.path = path
        self._archive = Archive(path)
        self._merges: dict[str, tuple[Merged, ...]] = {}
        if problem := self._fault():
            self._archive.close()
            raise ImportRefusedError(problem, path)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def _fault(self) -> str:
        expanded = sum(self._archive.sizes.values())
        if _BOOK not in self._archive.sizes:
            return "it is no Excel workbook, or a damaged one. Nothing was changed. Save it again as .xlsx."
        if expanded > max(_UNSUSPECTED_BYTES, MAX_RATIO * self.path.stat().st_size):
            return f"it would unpack to {expanded // 10**6} MB, as no real workbook does. Nothing was changed."
        return ""

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets that are in the file, in the order of their tabs."""
        return tuple(sheet for sheet in self._tabs if sheet.part in self._archive.sizes)

    @cached_property
    def _tabs(self) -> tuple[Sheet, ...]:
        parts = self._parsed(_RELATIONS, Relations()).parts
        return tuple(Sheet(name, parts.get(relation, ""), hidden) for name, relation, hidden in self._outline.sheets)

    def _has_cells(self, sheet: Sheet, count: int) -> bool:
        """Say whether a row of a sheet has so many cells with something in them, and can be read that far."""
        try:
            rows = islice(self.rows(sheet), _FIRST_ROWS if count > 1 else None)
            return any(sum(map(bool, cells)) >= count for _, cells in rows)
        except ImportRefusedError:
            return False  # `damaged_before` tells

    def _is_sound(self, sheet: Sheet) -> bool:
        try:
            next(iter(self.rows(sheet)), None)
        except ImportRefusedError:
            return False
        return True

    def sheet(self, name: str = "") -> Sheet:
        """Give a sheet by its name; without one, the first that is not hidden and has a row of several cells.

        Where no sheet has any, it is the first with something in it: a sheet of titles is passed over for one of cards.

        Raises:
            ImportRefusedError: there is no such sheet.
        """
        if name:
            found = next((sheet for sheet in self.sheets if sheet.name == name), None)
            problem = f"it has no sheet “{shown(name)}”. Nothing was changed."
        else:
            visible = [sheet for sheet in self.sheets if not sheet.is_hidden]
            filled = (sheet for count in (2, 1) for sheet in visible if self._has_cells(sheet, count))
            found = next(filled, None) or next(iter(visible or self.sheets), None)
            problem = "it has no sheet with cells in it. Nothing was changed."
        if found is None:
            raise ImportRefusedError(problem, self.path)
        return found

    def damaged_before(self, chosen: Sheet) -> tuple[str, ...]:
        """Give the names of sheets that are passed over, though they would have been read before a sheet."""
        before = [one for one in self._tabs[: self._tabs.index(chosen)] if not one.is_hidden]
        return tuple(one.name for one in before if not self._is_sound(one))

    def others(self, chosen: Sheet) -> tuple[str, ...]:
        """Give the names of the other sheets that are not hidden and have something in them."""
        shown_too = [one for one in self.sheets if one != chosen and not one.is_hidden]
        return tuple(one.name for one in shown_too if self._has_cells(one, 1))

    def rows(
        self,
        sheet: Sheet,
        progress: Progress = no_progress,
        unworked: Callable[[int, str], None] = _ignore,
        broken: Callable[[int], None] = _ignore,
    ) -> Iterator[Row]:
        """Give the rows of a sheet, without those that have no cells. What stands in merged cells is repeated below.

        Args:
            unworked: told row and place (`B7`) of each cell whose formula was never worked out; it is empty.
            broken: told the last row that can be read, when the sheet was written wrongly below it.

        Raises:
            ImportRefusedError: the sheet is damaged otherwise, or larger than any table of notes is.
        """
        size = self._size(sheet.part, MAX_SHEET_BYTES)
        number = 0
        try:
            for number, cells in self._until_broken(sheet, size, progress, unworked):
                yield number, cells
        except BrokenXmlError as error:
            if not number or not self._is_as_packed(sheet.part):
                self._refuse(sheet.part, str(error))
            broken(number)
        except SheetXmlError as error:
            self._refuse(sheet.part, str(error))

    def _until_broken(
        self, sheet: Sheet, size: int, progress: Progress, unworked: Callable[[int, str], None]
    ) -> Iterator[Row]:
        merger = Merger(self._merged(sheet.part))
        rows = SheetRows(self._book)
        try:
            with self._archive.open(sheet.part) as file:
                for done in feed(file, rows):
                    progress("Reading", min(done / max(size, 1), 1.0))
                    yield from _taken(rows, merger, unworked)
        except BrokenXmlError:
            yield from _taken(rows, merger, unworked)
            raise

    def _is_as_packed(self, part: str) -> bool:
        """Say whether a part has the bytes that were packed: else even rows that can be read may be wrong."""
        try:
            with self._archive.open(part) as file:
                while file.read(_CHUNK):
                    pass
        except ImportRefusedError:
            return False
        return True

    @cached_property
    def _outline(self) -> Outline:
        return self._parsed(_BOOK, Outline())

    @cached_property
    def _book(self) -> Book:
        strings, styles = SharedStrings(), Styles()
        if _STRINGS in self._archive.sizes:
            self._parsed(_STRINGS, strings, MAX_STRINGS_BYTES)
        if _STYLES in self._archive.sizes:
            self._parsed(_STYLES, styles)
        return Book(strings.strings, styles.formats(), self._outline.is_1904)

    def _merged(self, part: str) -> tuple[Merged, ...]:
        if part not in self._merges:
            found: list[Merged] = []
            with self._archive.open(part) as file, suppress(ImportRefusedError):  # reading the cells will tell
                found.extend(merged_cells(iter(lambda: file.read(_CHUNK), b"")))
            self._merges[part] = tuple(found)
        return self._merges[part]

    def _parsed(self, part: str, handler: H, most: int = MAX_OTHER_BYTES) -> H:
        self._size(part, most)
        try:
            with self._archive.open(part) as file:
                parse(file, handler)
        except SheetXmlError as error:
            self._refuse(part, str(error))
        return handler

    def _size(self, part: str, most: int) -> int:
        size = self._archive.sizes.get(part)
        if size is None:
            self._refuse(part, "it is missing")
        if size > most:
            self._refuse(part, f"it is larger than {most // 2**20} MB")
        return size

    def _refuse(self, part: str, problem: str) -> NoReturn:
        sentence = f"“{shown(part)}” in it cannot be read: {problem}. Nothing was changed. Save the workbook again."
        raise ImportRefusedError(sentence, self.path)


def _taken(rows: SheetRows, merger: Merger, unworked: Callable[[int, str], None]) -> Iterator[Row]:
    """Take out the rows that are whole."""
    while rows.unworked:
        row, column = rows.unworked.popleft()
        unworked(row, f"{column_letters(column)}{row}")
    while rows.whole:
        number, cells = rows.whole.popleft()
        yield number, merger.fill(number, cells)
