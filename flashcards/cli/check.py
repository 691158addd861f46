"""`flashcards check`: deck files read and judged."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from flashcards.domain.errors import FlashcardsError
from flashcards.formats.deck_text import read_deck_files
from flashcards.formats.lint import lint


def check_files(files: Sequence[Path], out: TextIO) -> int:
    """Print what is wrong in deck files.

    Args:
        files: files, or folders whose `.md` files are meant. With a folder, links to notes that are nowhere count too.

    Returns:
        How many findings there are.

    Raises:
        FlashcardsError: a file is not there.
    """
    drafts = read_deck_files(_expanded(files))
    problems = lint(drafts, is_complete=any(path.is_dir() for path in files))
    for problem in problems:
        out.write(f"{problem}\n")
    notes = sum(len(draft.notes) for draft in drafts)
    out.write(f"{len(drafts)} files, {notes} notes, {len(problems)} findings\n")
    return len(problems)


def _expanded(files: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(path.rglob("*.md"))
            found += inside
            if not inside:
                problem = f"There is no deck file (.md) in {path}."
                raise FlashcardsError(problem)
        elif path.is_file():
            found.append(path)
        else:
            problem = f"There is no file {path}. Give the path of a deck file, or of a folder of them."
            raise FlashcardsError(problem)
    return found
