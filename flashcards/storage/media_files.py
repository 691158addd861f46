"""The media files on disk: one file for each content, named by its digest, so that none is ever overwritten.

A file is written beside its place and moved there when it is whole. The rows that name it (table `media`) come after
it, so a row never names a file that is not there; a file without a row is waste, and waits for the clean-up.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flashcards.domain.errors import StorageError
from flashcards.storage.backup import sync_folder

LARGEST_BYTES = 100 * 1024 * 1024
"""The largest media file that is kept."""

_CHUNK = 1024 * 1024
_PARTIAL = ".partial-"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


class MediaTooLargeError(Exception):
    """A file has more than `LARGEST_BYTES`."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A content in the media folder.

    Attributes:
        sha256: its digest, 64 hexadecimal digits.
        size: bytes.
        is_new: it was not there before.
    """

    sha256: str
    size: int
    is_new: bool


class MediaFolder:
    """The folder that holds a collection's media files. It is made when the first file comes.

    Attributes:
        folder: where it is.
    """

    def __init__(self, folder: Path) -> None:
        """Use a folder, which need not exist yet."""
        self.folder = folder
        self._partials = 0

    def path(self, sha256: str, name: str) -> Path:
        """Give where a content is; what plays it may go by the ending, so that of its name is kept."""
        suffix = Path(name).suffix.lower()
        return self.folder / (sha256 + (suffix if _SUFFIX.fullmatch(suffix) else ""))

    def keep(self, content: IO[bytes], name: str) -> KeptFile:
        """Copy a content into the folder.

        Raises:
            MediaTooLargeError: it is too large; nothing is kept of it.
            OSError: it cannot be read, or the folder cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._partials += 1
        partial = self.folder / f"{_PARTIAL}{os.getpid()}-{self._partials}"
        try:
            with partial.open("wb") as file:
                digest, size = _copy(content, file)
                file.flush()
                os.fsync(file.fileno())
            place = self.path(digest, name)
            is_new = not (place.exists() and place.stat().st_size == size)
            if is_new:
                partial.replace(place)
        finally:
            partial.unlink(missing_ok=True)
        return KeptFile(digest, size, is_new)

    def settle(self) -> None:
        """Make the names of new files survive a power cut; call it once after many files."""
        if self.folder.is_dir():
            sync_folder(self.folder)

    def remove(self, kept: KeptFile, name: str) -> None:
        """Delete a file; one that is gone is passed over."""
        self.path(kept.sha256, name).unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        """Give every file in the folder that is ours: contents, and what an interrupted copy has left."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.is_file() and (path.name.startswith(_PARTIAL) or _DIGEST.fullmatch(path.name[:64])):
                    yield path

    def check_room(self, size: int) -> None:
        """Make sure that files of `size` bytes fit on the disk, with something to spare.

        Raises:
            StorageError: they do not.
        """
        import shutil  # opening a collection does not need it

        there = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        free = shutil.disk_usage(there).free
        if size + LARGEST_BYTES > free:
            problem = (
                f"The disk is too full for {size // 10**6 + 1} MB of pictures and sounds: {there} has "
                f"{free // 10**6} MB left. Nothing was changed. Free some space, then try again."
            )
            raise StorageError(problem)


def digest_of(content: IO[bytes]) -> str:
    """Give the digest of a content, up to the largest one that is kept.

    Raises:
        OSError: it cannot be read.
    """
    return hashlib.sha256(content.read(LARGEST_BYTES + 1)).hexdigest()


def _copy(content: IO[bytes], target: IO[bytes]) -> tuple[str, int]:
    seen = hashlib.sha256()
    size = 0
    while chunk := content.read(_CHUNK):
        size += len(chunk)
        if size > LARGEST_BYTES:
            raise MediaTooLargeError
        seen.update(chunk)
        target.write(chunk)
    return seen.hexdigest(), size
