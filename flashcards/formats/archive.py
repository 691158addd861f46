"""Zip files from anywhere, read within bounds.

Nothing is unpacked to disk. What is looked at is bounded before it is read: the list of members, their number, what
they expand to. No member gives more bytes than it says, and one whose name is not safe is left out and listed.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.closing import Closing
from flashcards.formats.draft import Problem
from flashcards.formats.file_names import fault_of_path, shown

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_MEMBERS = 100_000
"""Files in one package."""

MAX_DIRECTORY_BYTES = 12 * 1024 * 1024
"""How long the list of members may be. It is read in one piece and takes fifteen times its size in memory."""

MAX_EXPANDED_BYTES = 16 * 1024**3
"""What all members together may expand to."""

MAX_RATIO = 250
"""How many times as large as the file its contents may be. Real packages stay below 50; a bomb comes near 1000."""

_UNSUSPECTED_BYTES = 64 * 1024 * 1024
"""No bomb, whatever the ratio: text that repeats itself compresses well."""

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_AGAIN = "Nothing was changed. Export or download it again."


class Archive(Closing):
    """An open zip file. Use it as a context, or close it.

    Attributes:
        path: the file.
        sizes: bytes of each member, expanded, by its name; parts joined by `/`.
        problems: what was left out, one for each.
    """

    def __init__(self, path: Path) -> None:
        """Open a zip file.

        Raises:
            ImportRefusedError: it is none, is damaged, or is larger than any package is.
        """
        self.path = path
        self._file, self._zip = _opened(path)
        try:
            self._members, self.problems = _safe_members(self._zip.infolist(), path)
        except BaseException:
            self.close()
            raise
        self.sizes: Mapping[str, int] = {name: member.file_size for name, member in self._members.items()}

    def open(self, name: str) -> IO[bytes]:
        """Give a member to read. Reading raises `ImportRefusedError` where it is damaged.

        Raises:
            KeyError: there is no such member.
            ImportRefusedError: it is damaged.
        """
        return io.BufferedReader(_Member(self._zip, self._members[name], self.path), 65_536)

    def read(self, name: str, most: int) -> bytes:
        """Give the whole of a member.

        Args:
            most: the bytes it may have.

        Raises:
            KeyError: there is no such member.
            ImportRefusedError: it is damaged or has more than `most` bytes.
        """
        if self.sizes[name] > most:
            problem = (
                f"“{shown(name)}” in it is too large: {self.sizes[name] // 10**6} MB, where at most "
                f"{most // 10**6} MB can be read. Nothing was changed."
            )
            raise ImportRefusedError(problem, self.path)
        with self.open(name) as member:
            return member.read()

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()


class _Bounded(io.BufferedReader):
    """A file of which no piece is read that is larger than a list of members may be."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            size = MAX_DIRECTORY_BYTES + 1
        piece = super().read(min(size, MAX_DIRECTORY_BYTES + 1))
        if len(piece) > MAX_DIRECTORY_BYTES:
            problem = "the list of members is too long"
            raise zipfile.BadZipFile(problem)
        return piece


class _Member(io.RawIOBase):
    """A member being read; what is wrong with it becomes an `ImportRefusedError`."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
        self._name = member.filename
        self._path = path
        try:
            self._file = archive.open(member)
        except _DAMAGED as error:
            raise self._damaged() from error

    def readable(self) -> bool:
        return True

    def readinto(self, target: "WriteableBuffer", /) -> int:
        view = memoryview(target)
        try:
            piece = self._file.read(len(view))
        except _DAMAGED as error:
            raise self._damaged() from error
        view[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()

    def _damaged(self) -> ImportRefusedError:
        return ImportRefusedError(f"“{shown(self._name)}” in it is damaged. {_AGAIN}", self._path)


def _opened(path: Path) -> tuple[IO[bytes], zipfile.ZipFile]:
    try:
        raw = _Bounded(io.FileIO(path))
    except OSError as error:
        problem = f"it cannot be opened ({error.strerror or error}). Nothing was changed."
        raise ImportRefusedError(problem, path) from error
    try:
        return raw, zipfile.ZipFile(raw)
    except _DAMAGED as error:
        raw.close()
        problem = f"it is no zip file, or a damaged one ({error}). {_AGAIN}"
        raise ImportRefusedError(problem, path) from error


def _safe_members(members: list[zipfile.ZipInfo], path: Path) -> tuple[dict[str, zipfile.ZipInfo], tuple[Problem, ...]]:
    _refuse_bombs(members, path)
    safe: dict[str, zipfile.ZipInfo] = {}
    problems: list[Problem] = []
    for member in members:
        if member.filename.endswith("/"):  # not `is_dir`, which fails when there is no name
            continue
        fault = _fault_of(member, safe)
        if fault:
            problems.append(Problem(path, 0, f"“{shown(member.orig_filename)}” in it was left out: {fault}"))
        else:
            safe[member.filename] = member
    return safe, tuple(problems)


def _fault_of(member: zipfile.ZipInfo, before: Mapping[str, zipfile.ZipInfo]) -> str:
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "it is a link or a device, not a file"
    if member.compress_type not in _METHODS:
        return "it is compressed in a way that packages do not use"
    if member.filename in before:
        return "another file has the same name"
    return fault_of_path(member.orig_filename)


def _refuse_bombs(members: list[zipfile.ZipInfo], path: Path) -> None:
    expanded = sum(member.file_size for member in members)
    packed = max(path.stat().st_size, 1)
    if len(members) > MAX_MEMBERS:
        problem = f"it has {len(members)} files in it; at most {MAX_MEMBERS} can be read. Nothing was changed."
    elif expanded > MAX_EXPANDED_BYTES or (expanded > _UNSUSPECTED_BYTES and expanded / packed > MAX_RATIO):
        problem = (
            f"it would unpack to {expanded // 10**6} MB from {packed // 1000} kB, as no real deck does. "
            "Nothing was changed."
        )
    elif any(member.flag_bits & _ENCRYPTED for member in members):
        problem = "it is locked with a password. Nothing was changed. Unpack it, and pack it again without one."
    else:
        return
    raise ImportRefusedError(problem, path)
