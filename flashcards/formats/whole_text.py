"""The lines of a text file that is not a table, in whatever encoding it was saved."""

from pathlib import Path

from flashcards.formats.findings import Findings
from flashcards.formats.text_encoding import examine, open_text
from flashcards.formats.text_lines import blocks


def lines_of(path: Path, findings: Findings) -> list[str]:
    """Give all lines without their line ends; what is odd in them is taken out and listed.

    Raises:
        ImportRefusedError: the file cannot be opened, is too large, or is no text.
    """
    examined = examine(path)
    with open_text(path, examined.encoding) as file:
        return [line.rstrip("\r\n") for block in blocks(file, findings, is_clean=examined.is_clean) for line in block]
