"""The package around an Anki collection: which generation it is, its database, its list of media.

| | legacy 1 | legacy 2 | latest |
| --- | --- | --- | --- |
| `meta` | – | –, or version 2 | version 3 |
| database | `collection.anki2` | `collection.anki21` | `collection.anki21b`, zstd |
| `media` | JSON | JSON | zstd, protobuf |

The newer ones carry a `collection.anki2` too, which only says that Anki should be updated: it is never read then.
"""

import struct
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import zstandard

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.progress import Progress
from flashcards.formats.anki import wire
from flashcards.formats.archive import Archive
from flashcards.formats.foreign_database import ForeignDatabase

DATABASES = {3: "collection.anki21b", 2: "collection.anki21", 1: "collection.anki2"}
"""The database of each generation, the newest first."""

META = "meta"
MEDIA = "media"

MAX_DATABASE_BYTES = 4 * 1024**3
"""The largest database that is unpacked."""

MAX_DATABASE_RATIO = 100
"""How many times as large as packed a database may be. Those of real decks stay below 30."""

MAX_WINDOW_BYTES = 128 * 1024 * 1024
"""Memory a zstd stream may ask for."""

_UNSUSPECTED_BYTES = 32 * 1024 * 1024
_PIECE_BYTES = 1024 * 1024
_PIECES_AHEAD = 4
"""Pieces that may wait to be written."""
_META_BYTES = 1024
_SQLITE = b"SQLite format 3\0"
_LARGEST_PAGE = 65_536
"""Bytes of a page that SQLite writes as 1."""
_HEADER = struct.Struct(">16sH6xII60xI4x")
"""How an SQLite file begins: its name, bytes of a page, a count of changes, pages, and the count they were right at."""

UNPACKING_SHARE = 0.15
"""Which share of the reading the unpacking is, for progress."""


@dataclass(frozen=True, slots=True)
class Package:
    """An open package.

    Attributes:
        generation: 1 to 3, as above.
    """

    archive: Archive
    generation: int
    database: ForeignDatabase


@contextmanager
def open_package(archive: Archive, progress: Progress) -> Iterator[Package]:
    """Give a package, its database unpacked in a temporary folder that goes with it; its members can be read on.

    Raises:
        ImportRefusedError: it is no Anki package, is damaged, or comes from a newer Anki.
    """
    generation = _generation(archive)
    with tempfile.TemporaryDirectory(prefix="flashcards-") as folder:
        unpacked = Path(folder) / "collection.db"
        _unpack(archive, generation, unpacked, progress)
        _refuse_cut_off(archive, DATABASES[generation], unpacked)
        with ForeignDatabase(unpacked, archive.path) as database:
            yield Package(archive, generation, database)


def read_packed(package: Package, name: str, most: int) -> bytes:
    """Give the whole of a member; in the latest generation, what its zstd stream holds.

    Args:
        most: the bytes it may have.

    Raises:
        KeyError: there is no such member.
        ImportRefusedError: it is damaged or has more than `most` bytes.
    """
    if package.generation < 3:
        return package.archive.read(name, most)
    try:
        with package.archive.open(name) as packed:
            data = expanded(packed).read(most + 1)
    except zstandard.ZstdError as error:
        raise _damaged(package.archive, name) from error
    if len(data) > most:
        problem = f"“{name}” in it is larger than {most // 1024**2} MB. Nothing was changed."
        raise ImportRefusedError(problem, package.archive.path)
    return data


def expanded(packed: IO[bytes]) -> IO[bytes]:
    """Give what a zstd stream holds, to be read piece by piece. Reading raises `zstandard.ZstdError`."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW_BYTES)
    return decompressor.stream_reader(packed, read_across_frames=True, closefd=True)


def _generation(archive: Archive) -> int:
    found = [generation for generation, name in DATABASES.items() if name in archive.sizes]
    if META in archive.sizes:
        version = _meta_version(archive)
        if version not in DATABASES:
            problem = (
                f"a newer version of Anki made it (format {version}; up to {max(DATABASES)} can be read). Nothing was "
                "changed. Export it again with “Support older Anki versions” checked."
            )
            raise ImportRefusedError(problem, archive.path)
        found = [generation for generation in found if generation == version]
    if not found:
        problem = "there is no Anki collection in it. Nothing was changed. Choose a file exported by Anki."
        raise ImportRefusedError(problem, archive.path)
    return found[0]


def _meta_version(archive: Archive) -> int:
    try:
        version = wire.Message(archive.read(META, _META_BYTES)).number(1)
    except wire.WireError:
        version = 0
    if version < 1:
        problem = "it does not say which version of Anki made it. Nothing was changed. Export or download it again."
        raise ImportRefusedError(problem, archive.path)
    return version


def _unpack(archive: Archive, generation: int, target: Path, progress: Progress) -> None:
    most = min(MAX_DATABASE_BYTES, max(_UNSUSPECTED_BYTES, MAX_DATABASE_RATIO * archive.path.stat().st_size))
    name = DATABASES[generation]
    try:
        with archive.open(name) as packed, target.open("wb") as file:
            _copy(expanded(packed) if generation == 3 else packed, file, most, progress)
    except zstandard.ZstdError as error:
        raise _damaged(archive, name) from error
    except _TooLargeError as error:
        problem = (
            f"its collection would unpack to more than {most // 10**6} MB, as no real deck does. Nothing was changed."
        )
        raise ImportRefusedError(problem, archive.path) from error
    except OSError as error:
        problem = f"it cannot be unpacked in {target.parent} ({error.strerror or error}). Nothing was changed."
        raise ImportRefusedError(problem, archive.path) from error


def _refuse_cut_off(archive: Archive, name: str, unpacked: Path) -> None:
    """Refuse a database that is shorter than it says: a zstd stream that is cut off ends like a whole one."""
    size = unpacked.stat().st_size
    with unpacked.open("rb") as file:
        header = file.read(_HEADER.size)
    if size and _stated_size(header) <= size:
        return
    problem = (
        f"“{name}” in it is damaged: its end is cut off. Nothing was changed. Export or download the package again."
    )
    raise ImportRefusedError(problem, archive.path)


def _stated_size(header: bytes) -> int:
    """Give how many bytes a database has by how it begins; 0 where that does not say."""
    if len(header) < _HEADER.size:
        return 0
    magic, page_bytes, changed, pages, valid_for = _HEADER.unpack(header)
    is_stated = magic == _SQLITE and changed == valid_for
    return pages * (_LARGEST_PAGE if page_bytes == 1 else page_bytes) if is_stated else 0


class _TooLargeError(Exception):
    """There is more to copy than is allowed."""


def _copy(source: IO[bytes], target: IO[bytes], most: int, progress: Progress) -> None:
    """Copy what a stream holds; one thread expands it while another writes."""
    copied = 0
    waiting: deque[Future[int]] = deque()
    with ThreadPoolExecutor(1) as writer:
        while piece := source.read(_PIECE_BYTES):
            copied += len(piece)
            if copied > most:
                raise _TooLargeError
            if len(waiting) == _PIECES_AHEAD:
                waiting.popleft().result()
            waiting.append(writer.submit(target.write, piece))
            progress("Unpacking", UNPACKING_SHARE * copied / (copied + 8 * _PIECE_BYTES))
        for one in waiting:
            one.result()


def _damaged(archive: Archive, name: str) -> ImportRefusedError:
    problem = f"“{name}” in it is damaged. Nothing was changed. Export or download it again."
    return ImportRefusedError(problem, archive.path)
