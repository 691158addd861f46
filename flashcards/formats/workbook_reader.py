"""Excel workbooks as a format."""

from pathlib import Path

from flashcards.formats.format import Format, Reading
from flashcards.formats.text_reader import read_table
from flashcards.formats.transfer import Transfer
from flashcards.formats.workbook_source import SUFFIXES, WorkbookSource, recognises


def read(path: Path, reading: Reading) -> Transfer:
    """Read a table from a sheet: the one `reading.layout` names, else the first that is shown and has cells.

    Raises:
        ImportRefusedError: nothing in it can be read.
    """
    return read_table(WorkbookSource(path), FORMAT.id, reading)


FORMAT = Format("xlsx", "Excel workbook", SUFFIXES, recognises, read, is_table=True)
