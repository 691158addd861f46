"""Folders of text files, walked within bounds."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from flashcards.domain.errors import ImportRefusedError

MAX_ENTRIES = 50_000
"""Files and folders that are looked at below one folder."""

MAX_FILES = 10_000
"""Files of one folder that are read."""

MAX_FILE_BYTES = 32 * 1024 * 1024
"""The largest text file that is read. One with ten thousand notes has a tenth of it."""


def files_below(folder: Path, suffix: str) -> Iterator[Path]:
    """Give the files of an ending in a folder and in those below it; no links, nothing in hidden folders.

    Args:
        suffix: lower case, with the dot.
    """
    for place, path in enumerate(_walked(folder)):
        if place >= MAX_ENTRIES:
            return
        if path.suffix.lower() == suffix and not path.is_symlink() and path.is_file():
            yield path


def text_files(path: Path, suffix: str) -> list[Path]:
    """Give the file itself, or the files of an ending in a folder and below it, sorted.

    Raises:
        ImportRefusedError: there are none, too many, or one that is too large.
    """
    paths = sorted(islice(files_below(path, suffix), MAX_FILES + 1)) if path.is_dir() else [path]
    if not paths:
        problem = f"there is no file that ends in {suffix} in this folder. Nothing was changed."
        raise ImportRefusedError(problem, path)
    if len(paths) > MAX_FILES:
        problem = f"there are more than {MAX_FILES} files in this folder. Nothing was changed. Choose a folder in it."
        raise ImportRefusedError(problem, path)
    for one in paths:
        refuse_large(one)
    return paths


def refuse_large(path: Path, most: int = MAX_FILE_BYTES) -> None:
    """Refuse a file that has more than `most` bytes, or that is not there.

    Raises:
        ImportRefusedError: it is so.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        problem = f"it cannot be opened ({error.strerror or error}). Nothing was changed."
        raise ImportRefusedError(problem, path) from error
    if size > most:
        problem = (
            f"it is too large: {size // 10**6} MB, where at most {most // 10**6} MB can be read. Nothing was changed. "
            "Split it into several files."
        )
        raise ImportRefusedError(problem, path)


def _walked(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files))
        yield from (Path(place, name) for name in folders)
