"""A sheet of a workbook as a table of notes, and what is no such workbook though it looks like one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.progress import Progress
from flashcards.formats.file_names import shown
from flashcards.formats.findings import Findings
from flashcards.formats.table import Beginning
from flashcards.formats.text_layout import Known, TextLayout
from flashcards.formats.text_rows import Row
from flashcards.formats.text_sniff import MOST_ROWS
from flashcards.formats.text_turns import report_turns
from flashcards.formats.workbook import Workbook

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")

_HEAD = 65_536
_MOST_OLE = 2**20
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_OTHERS = {
    ".xls": "an old Excel workbook (.xls)",
    ".xlsb": "a binary Excel workbook (.xlsb)",
    ".ods": "an OpenDocument spreadsheet (.ods)",
    ".numbers": "a Numbers spreadsheet",
}


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """A sheet of a workbook: a `Table`. Its lines are the numbers of rows."""

    path: Path

    def begin(self, known: Known) -> Beginning:
        """Choose the sheet, and look at its first rows."""
        _refuse_others(self.path)
        with Workbook(self.path) as book:
            sheet = book.sheet(known.sheet or "")
            filled = ([*map(str.strip, cells)] for _, cells in book.rows(sheet) if any(cells))
            sample = list(islice(filled, MOST_ROWS))
        layout = TextLayout(separator="", quote="", sheet=sheet.name, reason=f"The sheet “{sheet.name}”")
        return Beginning(layout, sample)

    def rows(self, layout: TextLayout, findings: Findings, progress: Progress) -> Iterator[Row]:
        """Give all rows of the sheet, blank ones left out; empty cells at the end of a row are there."""
        _refuse_others(self.path)
        width = len(layout.columns)
        with Workbook(self.path) as book:
            sheet = book.sheet(layout.sheet)
            _report_damaged(book.damaged_before(sheet), findings)
            _report_others(book.others(sheet), findings)
            told = (partial(_report_unworked, sheet.name, findings), partial(_report_broken, sheet.name, findings))
            for number, cells in book.rows(sheet, progress, *told):
                if any(cells):
                    _report_errors(number, cells, findings)
                    for cell in cells:
                        report_turns(number, cell, findings)
                    yield number, cells + [""] * (width - len(cells))


def sheet_names(path: Path) -> tuple[str, ...]:
    """Give the names of a workbook's sheets, hidden ones last.

    Raises:
        ImportRefusedError: it is no workbook, or a damaged one.
    """
    _refuse_others(path)
    with Workbook(path) as book:
        return tuple(sheet.name for sheet in sorted(book.sheets, key=lambda sheet: sheet.is_hidden))


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is a workbook, or one of those that have to be saved as one first."""
    suffix = path.suffix.lower()
    if head.startswith(_OLE):
        return True
    if suffix in _OTHERS:
        return head.startswith(_ZIP)
    return head.startswith(_ZIP) and (suffix in SUFFIXES or b"xl/" in head)


def is_workbook(path: Path) -> bool:
    """Say whether a file is to be read as a workbook."""
    try:
        with path.open("rb") as file:
            return recognises(path, file.read(_HEAD))
    except OSError:
        return False


def _report_errors(number: int, cells: Sequence[str], findings: Findings) -> None:
    """Report cells whose formula could not be worked out."""
    for cell in cells:
        if cell[:1] == "#" and cell in _ERRORS:
            findings.add(number, f"a cell shows the error {cell}; mend its formula", "cells that show an error")


def _report_damaged(names: Sequence[str], findings: Findings) -> None:
    """Report sheets that were passed over because they cannot be read."""
    for name in names:
        message = f"the sheet “{shown(name)}” is damaged or missing, and was passed over; save the workbook again"
        findings.add(0, message, "sheets that cannot be read")


def _report_others(names: Sequence[str], findings: Findings) -> None:
    """Report sheets that have cells and are not the one that is read."""
    for name in names:
        message = f"the sheet “{shown(name)}” is not imported: one sheet comes in at a time"
        findings.add(0, message, "sheets that are not imported")


def _report_broken(sheet: str, findings: Findings, row: int) -> None:
    """Report where a damaged sheet breaks off."""
    message = (
        f"the sheet “{shown(sheet)}” is damaged below row {row}: what stands there is left out; "
        "mend the workbook, or save it again, and import it once more"
    )
    findings.add(row, message, "sheets that break off")


def _report_unworked(sheet: str, findings: Findings, row: int, place: str) -> None:
    """Report a cell whose formula was never worked out."""
    message = (
        f"cell {place} of the sheet “{shown(sheet)}” is empty: its formula was never worked out; "
        "open the workbook in a spreadsheet program and save it"
    )
    findings.add(row, message, "cells with formulas that were never worked out")


def _refuse_others(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(_HEAD)
        is_locked = head.startswith(_OLE) and _LOCKED in head + file.read(_MOST_OLE)
    if is_locked:
        problem = "the workbook is locked with a password. Nothing was changed. Save it without one first."
        raise ImportRefusedError(problem, path)
    kind = _OTHERS.get(".xls" if head.startswith(_OLE) else path.suffix.lower())
    if kind:
        problem = f"this is {kind}. Nothing was changed. Open it and save it as Excel workbook (.xlsx) or as CSV."
        raise ImportRefusedError(problem, path)
    if not head.startswith(_ZIP):  # it was named as one
        problem = "it is no Excel workbook. Nothing was changed. Leave --format out, or save it as .xlsx."
        raise ImportRefusedError(problem, path)
