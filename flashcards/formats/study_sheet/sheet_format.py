"""The study sheet as a format that can be written."""

from pathlib import Path

from flashcards.domain.progress import Progress
from flashcards.formats.format import WriteFormat
from flashcards.formats.transfer import Transfer


def write(transfer: Transfer, path: Path, progress: Progress) -> None:
    """Write all notes to a PDF, deck by deck.

    Raises:
        ExportRefusedError: the file cannot be written.
    """
    from flashcards.formats.study_sheet.sheet import write_sheet  # loads what draws PDF

    write_sheet(transfer, path, progress)


WRITE_FORMAT = WriteFormat(
    "pdf", "Printable study sheet", ".pdf", carries_schedule=False, write=write, carries_media=True
)
