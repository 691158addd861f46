"""The pictures and sounds of a package, checked while they are read.

The latest generation says how long each file is and what its SHA-1 is; a file that is not what was said is refused when
it has been read to its end.
"""

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, TYPE_CHECKING

import zstandard

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.anki import wire
from flashcards.formats.anki.package import MEDIA, Package, expanded, read_packed
from flashcards.formats.archive import MAX_EXPANDED_BYTES, MAX_RATIO
from flashcards.formats.file_names import fault_of_name, shown
from flashcards.formats.findings import Findings
from flashcards.formats.transfer import MediaFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_LIST_BYTES = 8 * 1024 * 1024
"""How long the list of media may be: 150,000 files and more."""

_UNSUSPECTED_BYTES = 64 * 1024 * 1024
_NAME, _SIZE, _SHA1, _LEGACY_MEMBER = 1, 2, 3, 255
ENTRIES = 1
"""The one field of the packed list."""
_DAMAGED = "it is damaged"
_OTHER_LENGTH = "it is not as long as its package says"
_OTHER_FILE = "it is not the file its package says"
_BAD_LIST = "lists of media that cannot be read"
_UNREADABLE = "The list of media cannot be read to its end; the pictures and sounds it should name were left out"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as the package lists it.

    Attributes:
        member: what it is called in the package.
        size: bytes, or None when the list does not say.
        sha1: 20 bytes, or empty.
    """

    member: str
    name: str
    size: int | None = None
    sha1: bytes = b""


def media_files(package: Package, findings: Findings) -> tuple[MediaFile, ...]:
    """Give the media of a package; files that are missing or must not be used are listed."""
    entries = list(_entries(package, findings))
    _refuse_bombs(package, entries)
    names = Counter(entry.name for entry in entries)
    return tuple(
        MediaFile(entry.name, _size(package, entry), partial(open_media, package, entry))
        for entry in entries
        if not _fault(package, entry, names, findings)
    )


def open_media(package: Package, entry: Entry) -> IO[bytes]:
    """Give a file to read, expanded. Reading raises `ImportRefusedError` when it is not what was said."""
    packed = package.archive.open(entry.member)
    if package.generation < 3:
        return packed
    return io.BufferedReader(_Checked(expanded(packed), package, entry), 65_536)


def packed_entry(name: str, size: int, sha1: bytes) -> bytes:
    """Write an entry of the packed list."""
    return wire.text(_NAME, name) + wire.number(_SIZE, size) + wire.data(_SHA1, sha1)


class _Checked(io.RawIOBase):
    """A file that must have the length and the digest its package says."""

    def __init__(self, source: IO[bytes], package: Package, entry: Entry) -> None:
        self._source = source
        self._package = package
        self._entry = entry
        self._digest = hashlib.sha1(usedforsecurity=False)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: "WriteableBuffer", /) -> int:
        view = memoryview(target)
        try:
            piece = self._source.read(len(view))
        except zstandard.ZstdError as error:
            raise self._refused(_DAMAGED) from error
        view[: len(piece)] = piece
        self._digest.update(piece)
        self._read += len(piece)
        self._check(is_end=not piece)
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._source.close()
        super().close()

    def _check(self, *, is_end: bool) -> None:
        size, sha1 = self._entry.size or 0, self._entry.sha1
        if self._read > size or (is_end and self._read != size):
            raise self._refused(_OTHER_LENGTH)
        if is_end and sha1 and self._digest.digest() != sha1:
            raise self._refused(_OTHER_FILE)

    def _refused(self, why: str) -> ImportRefusedError:
        return ImportRefusedError(f"“{shown(self._entry.name)}” in it was left out: {why}.", self._package.archive.path)


def _entries(package: Package, findings: Findings) -> Iterator[Entry]:
    if MEDIA not in package.archive.sizes:
        return
    try:
        data = read_packed(package, MEDIA, MAX_LIST_BYTES)
        yield from _packed_entries(data) if package.generation == 3 else _json_entries(data)
    except (wire.WireError, ValueError, RecursionError, ImportRefusedError):
        findings.add(0, _UNREADABLE, _BAD_LIST)


def _packed_entries(data: bytes) -> Iterator[Entry]:
    for place, piece in enumerate(wire.Message(data).every(ENTRIES)):
        entry = wire.Message(piece)
        member = entry.number(_LEGACY_MEMBER) if entry.has(_LEGACY_MEMBER) else place
        yield Entry(str(member), entry.text(_NAME), entry.number(_SIZE), entry.data(_SHA1))


def _json_entries(data: bytes) -> Iterator[Entry]:
    listed = json.loads(data)
    if not isinstance(listed, dict):
        problem = "the list of media is no list"
        raise ValueError(problem)  # noqa: TRY004 - the file is wrong, not the program
    for member, name in listed.items():
        yield Entry(member, str(name))


def _refuse_bombs(package: Package, entries: list[Entry]) -> None:
    total = sum(max(entry.size or 0, 0) for entry in entries)
    packed = package.archive.path.stat().st_size
    if total > min(MAX_EXPANDED_BYTES, max(_UNSUSPECTED_BYTES, MAX_RATIO * packed)):
        problem = (
            f"its pictures and sounds would unpack to {total // 10**6} MB from {packed // 1000} kB, as no real deck "
            "does. Nothing was changed."
        )
        raise ImportRefusedError(problem, package.archive.path)


def _size(package: Package, entry: Entry) -> int:
    return package.archive.sizes[entry.member] if entry.size is None else entry.size


def _fault(package: Package, entry: Entry, names: Counter[str], findings: Findings) -> bool:
    """Say whether a file must be left out, and list it."""
    fault = fault_of_name(entry.name)
    if fault:
        findings.add(0, f"“{shown(entry.name)}” was left out: {fault}", "media with names that cannot be used")
    elif entry.member not in package.archive.sizes:
        fault = "it is listed, but not in the package"
        findings.add(0, f"“{shown(entry.name)}” was left out: {fault}", "media that are not in the package")
    elif names[entry.name] > 1:
        fault = "another file has the same name"
        findings.add(0, f"“{shown(entry.name)}” was left out: {fault}", "media with the same name")
    return bool(fault)
