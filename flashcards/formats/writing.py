"""Files written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flashcards.domain.errors import ExportRefusedError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; it takes the place of `path` when all of it was written.

    Raises:
        ExportRefusedError: it cannot be written. What `path` was before, it still is.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        problem = f"{path} cannot be written ({error.strerror or error}). Choose another place, or free some space."
        raise ExportRefusedError(problem) from error
    finally:
        partial.unlink(missing_ok=True)
