"""The folder in which SQLite keeps what it needs for a moment: it may be full while the collection has room."""

import os
import shutil
import tempfile
from pathlib import Path

_LITTLE_BYTES = 64 * 1024 * 1024
"""A disk with less is taken for the full one: what filled it may be gone again when the problem is told."""


def full_temporary_folder(collection: Path) -> Path | None:
    """Give the temporary folder if it, and not the disk of the collection, has no room left."""
    folder = _temporary_folder()
    free = _free_bytes(folder)
    return folder if free < _LITTLE_BYTES and free < _free_bytes(collection.parent) else None


def _temporary_folder() -> Path:
    """Give the folder SQLite takes. Python's own choice passes over a full one, and would name another.

    Source:
        SQLite, "Temporary Files Used By SQLite", section 5.
    """
    if os.name == "nt":
        return Path(tempfile.gettempdir())
    named = (os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR"), "/var/tmp", "/usr/tmp", "/tmp")  # noqa: S108
    usable = (folder for folder in named if folder and Path(folder).is_dir() and os.access(folder, os.W_OK | os.X_OK))
    return Path(next(usable, "."))


def _free_bytes(folder: Path) -> float:
    """Give the room on the disk of a folder, infinite when it is not known."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return float("inf")
