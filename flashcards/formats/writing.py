"""Files written whole or not at all."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from flashcards.domain.errors import ExportRefusedError
from flashcards.formats.transfer import MediaFile

BUFFER_BYTES = 2**20
"""What goes to the disk at once. Each time, Python lets other threads in; with small pieces it takes the interpreter
back before the window's thread has woken up, again and again."""

_DATABASE = b"SQLite format 3\x00"
_ENDINGS_BESIDE = ("-wal", "-shm", "-journal", ".lock")
"""Of the files beside a database that are a part of it, or say that it is open."""


def write_media(media: Iterable[MediaFile], folder: Path) -> None:
    """Write pictures and sounds into a folder, which is made when there are any.

    Raises:
        ExportRefusedError: one cannot be written.
    """
    for one in media:
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise _refusal(folder, error) from error
        with one.open() as source, whole_file(folder / one.name) as target:
            shutil.copyfileobj(source, target)


def target_of(path: Path) -> Path:
    """Give the file that is written when a path is asked for: behind a link, the one it leads to.

    Raises:
        ExportRefusedError: it must not be replaced: it is a folder, a pipe or a device, a collection, or part of one.
    """
    try:
        target = path.resolve()
        is_other = target.exists() and not target.is_file()
    except (OSError, RuntimeError) as error:  # links that lead in a circle
        problem = f"{path} cannot be written ({error}). Choose another place."
        raise ExportRefusedError(problem) from error
    if is_other:
        what = "a folder" if target.is_dir() else "no ordinary file"
        problem = f"{path} is {what}. Give the name of a file that is to be written."
        raise ExportRefusedError(problem)
    if _is_database(target) or any(_is_database(one) for one in _beside(target)):
        problem = (
            f"{path} is a collection or another database, or belongs to one: it is not replaced. Choose another name."
        )
        raise ExportRefusedError(problem)
    return target


def _beside(path: Path) -> Iterator[Path]:
    """Give the databases that a file would belong to by its name."""
    for ending in _ENDINGS_BESIDE:
        if path.name.endswith(ending) and path.name != ending:
            yield path.with_name(path.name.removesuffix(ending))


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; it takes the place of `path` when all of it was written.

    Raises:
        ExportRefusedError: it cannot be written, or must not be (`target_of`). What `path` was before, it still is.
    """
    path = target_of(path)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb", BUFFER_BYTES) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing can be removed
            partial.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError) -> ExportRefusedError:
    return ExportRefusedError(
        f"{path} cannot be written ({error.strerror or error}). Choose another place, or free some space."
    )
