"""Files written whole or not at all."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flashcards.domain.errors import ExportRefusedError
from flashcards.formats.transfer import MediaFile

BUFFER_BYTES = 2**20
"""What goes to the disk at once. Each time, Python lets other threads in; with small pieces it takes the interpreter
back before the window's thread has woken up, again and again."""


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


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; it takes the place of `path` when all of it was written.

    Raises:
        ExportRefusedError: it cannot be written. What `path` was before, it still is.
    """
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
        partial.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError) -> ExportRefusedError:
    return ExportRefusedError(
        f"{path} cannot be written ({error.strerror or error}). Choose another place, or free some space."
    )
