"""`flashcards check`: deck files read and judged."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from flashcards.domain.errors import FlashcardsError
from flashcards.formats.deck_changes import CHANGES_FILE, read_changes_file, unknown_notes
from flashcards.formats.deck_text import NOT_A_DECK, read_deck_files, read_deck_folder
from flashcards.formats.draft import DeckDraft, Problem
from flashcards.formats.lint import Scope, lint
from flashcards.formats.lint_facts import FACTS_FILE, read_fact_list
from flashcards.formats.lint_spelling import WORDS_FILE, read_words
from flashcards.wording import counted


def check_files(files: Sequence[Path], out: TextIO, today: date) -> int:
    """Print what is wrong in deck files.

    Args:
        files: files, or folders whose `.md` and `CHANGES` files are meant. With a folder, links to notes that are
            nowhere count too. Spelling and facts are checked when a `words.txt` or `facts.txt` lies in the
            folder, or in the one above.
        today: the day on which a note may have been checked too long ago.

    Returns:
        How many findings there are.

    Raises:
        FlashcardsError: a file is not there.
    """
    drafts = read_deck_files(_expanded(files))
    problems = [*lint(drafts, _scope(files, today)), *_of_changes(files)]
    for problem in problems:
        out.write(f"{problem}\n")
    notes = sum(len(draft.notes) for draft in drafts)
    out.write(f"{counted(len(drafts), 'file')}, {counted(notes, 'note')}, {counted(len(problems), 'finding')}\n")
    return len(problems)


def _expanded(files: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*.md") if file.name != NOT_A_DECK)
            found += inside
            if not inside:
                problem = f"There is no deck file (.md) in {path}."
                raise FlashcardsError(problem)
        elif path.is_file():
            found += [path] if path.name != CHANGES_FILE else []
        else:
            problem = f"There is no file {path}. Give the path of a deck file, or of a folder of them."
            raise FlashcardsError(problem)
    return list(dict.fromkeys(found))


def _of_changes(files: Sequence[Path]) -> list[Problem]:
    """Give what is wrong in the files of changes among `files`; each is about the notes of its own folder."""
    found: list[Problem] = []
    for path in (one for file in files for one in _changes_files(file)):
        changes = read_changes_file(path)
        found += sorted([*changes.problems, *unknown_notes(changes, _guids(read_deck_folder(path.parent)))])
    return list(dict.fromkeys(found))


def _changes_files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.rglob(CHANGES_FILE))
    return [path] if path.name == CHANGES_FILE else []


def _guids(drafts: Sequence[DeckDraft]) -> frozenset[str]:
    return frozenset(note.guid for draft in drafts for note in draft.notes)


def _scope(files: Sequence[Path], today: date) -> Scope:
    facts = _beside(files, FACTS_FILE)
    words = _beside(files, WORDS_FILE)
    return Scope(
        is_complete=any(path.is_dir() for path in files),
        covers_facts=facts is not None and facts.parent in files,
        today=today,
        facts=read_fact_list(_text(facts), facts) if facts else None,
        words=read_words(_text(words)) if words else None,
    )


def _beside(files: Sequence[Path], name: str) -> Path | None:
    """Find a list in a folder that is checked, or in the folder above what is checked."""
    folders = [path for path in files if path.is_dir()] + [path.parent for path in files if path.is_file()]
    candidates = [folder / name for folder in (*folders, *(folder.parent for folder in folders))]
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def _text(path: Path) -> str:
    """Read a list.

    Raises:
        FlashcardsError: it is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"{path} is not UTF-8; save it as UTF-8."
        raise FlashcardsError(problem) from error
