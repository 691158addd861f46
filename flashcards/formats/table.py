"""What every table of notes offers, whatever it is kept in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.findings import Findings
from flashcards.formats.text_headers import Headers
from flashcards.formats.text_layout import Known, TextLayout
from flashcards.formats.text_rows import Row


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a table begins.

    Attributes:
        layout: how it is cut into cells; its columns are not told apart yet.
        sample: its first rows, blank ones left out.
        headers: what Anki's header lines say.
        names_columns: its first row of several cells names the columns, that is sure.
    """

    layout: TextLayout
    sample: Sequence[Sequence[str]]
    headers: Headers = field(default_factory=Headers)
    names_columns: bool = False


class Table(Protocol):
    """Rows of cells: a text file, a paste, a sheet."""

    @property
    def path(self) -> Path:
        """The file, or what stands for it in problems."""

    def begin(self, known: Known) -> Beginning:
        """Look at the first rows.

        Raises:
            ImportRefusedError: it cannot be read.
        """

    def rows(self, layout: TextLayout, findings: Findings, progress: Progress) -> Iterator[Row]:
        """Give all rows, blank ones left out.

        Raises:
            ImportRefusedError: it cannot be read.
        """


def notes_rows(table: Table, layout: TextLayout, findings: Findings, progress: Progress = no_progress) -> Iterator[Row]:
    """Give the rows that hold notes: without those above the names of the columns, and without these."""
    return islice(table.rows(layout, findings, progress), layout.title_rows + layout.has_header, None)
