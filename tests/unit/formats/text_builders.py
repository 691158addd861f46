"""Tables of text as files, read with sensible defaults."""

from pathlib import Path
from typing import Any

from flashcards.formats.format import Reading
from flashcards.formats.text_reader import read_text_file
from flashcards.formats.transfer import Transfer
from tests.builders import CALENDAR, NOON


def reading(**changes: Any) -> Reading:
    return Reading(CALENDAR, NOON, **changes)


def a_file(folder: Path, content: str | bytes, name: str = "deck.csv") -> Path:
    """Write a file, text as UTF-8, line ends as they are."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, content: str | bytes, name: str = "deck.csv", **changes: Any) -> Transfer:
    """Read a file with this content."""
    return read_text_file(a_file(folder, content, name), reading(**changes))


def fields(transfer: Transfer) -> list[tuple[str | None, ...]]:
    """Give the fields of all notes, without those at the end that the file has no column for."""
    return [tuple(_shortened(note.fields)) for note in transfer.notes]


def complaints(transfer: Transfer) -> list[tuple[int, str]]:
    """Give the line and the message of each problem."""
    return [(problem.line, problem.message) for problem in transfer.problems]


def _shortened(row: tuple[str | None, ...]) -> list[str | None]:
    shown = list(row)
    while shown and shown[-1] is None:
        shown.pop()
    return shown
