"""What changed in meaning from one version of a deck to the next: `CHANGES` (docs/deck-format.md).

Mistakes are collected, with their lines; an entry with a mistake is left out and all others come in.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from flashcards.formats.deck_changes_reader import WITHDRAWN, MeaningChange, read_entries
from flashcards.formats.deck_text import read_content
from flashcards.formats.draft import Problem

CHANGES_FILE = "CHANGES"
UNKNOWN_NOTE = "unknown-note"


@dataclass(frozen=True, slots=True)
class DeckChanges:
    """A file of changes as read.

    Attributes:
        entries: those without mistakes, newest version first.
        problems: mistakes, by line.
    """

    path: Path
    entries: tuple[MeaningChange, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_changes_of(folder: Path) -> DeckChanges:
    """Read the changes of the deck in a folder; a deck without the file has none."""
    path = folder / CHANGES_FILE
    return read_changes_file(path) if path.is_file() else DeckChanges(path)


def read_changes_file(path: Path) -> DeckChanges:
    """Read one file of changes. A file that cannot be read gives that problem."""
    content = read_content(path)
    return DeckChanges(path, problems=(content,)) if isinstance(content, Problem) else read_changes_text(content, path)


def read_changes_text(text: str, path: Path) -> DeckChanges:
    """Read the text of a file of changes.

    Args:
        text: the whole file, with any kind of line end.
        path: named in the problems.
    """
    entries, found = read_entries(text.removeprefix("\ufeff").splitlines())
    return DeckChanges(path, entries, tuple(sorted(Problem(path, line, message) for line, message in found)))


def unknown_notes(changes: DeckChanges, guids: Collection[str]) -> Iterator[Problem]:
    """Find entries about notes the deck does not have, or has although they are said to be withdrawn.

    Only the newest entry of a note counts: the others tell of versions that are past.

    Args:
        guids: the ids of the deck's notes.
    """
    seen: set[str] = set()
    for entry in changes.entries:
        if entry.guid in seen:
            continue
        seen.add(entry.guid)
        if entry.is_withdrawal and entry.guid in guids:
            message = f"“{entry.guid}” is withdrawn here, and is still in the deck"
        elif not entry.is_withdrawal and entry.guid not in guids:
            message = f"there is no note “{entry.guid}” in this deck{_hint(entry.guid, guids)}"
        else:
            continue
        yield Problem(changes.path, entry.line, message, UNKNOWN_NOTE)


def _hint(guid: str, guids: Collection[str]) -> str:
    near = get_close_matches(guid, guids, n=1, cutoff=0.8)
    return f". Did you mean “{near[0]}”?" if near else f"; if it was withdrawn, write “## {WITHDRAWN} {guid}”"
