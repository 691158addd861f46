"""Pictures and sounds in our JSON: rows of base64, several one after another for a larger file."""

import base64
import binascii
import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.progress import Progress
from flashcards.formats import json_values as take
from flashcards.formats.file_names import fault_of_name, shown
from flashcards.formats.incoming import Incoming
from flashcards.formats.json_stream import JsonStream
from flashcards.formats.transfer import MediaFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE_BYTES = 3 * 2**18
"""Bytes in one row; a multiple of three, so that the base64 of all rows together is that of the file."""

_ENTRY_BYTES = 600
"""What a media file takes in memory while it is only listed."""


def media_rows(media: Sequence[MediaFile], progress: Progress) -> Iterator[dict[str, Any]]:
    """Write media files as rows."""
    for place, one in enumerate(media):
        progress("Writing pictures and sounds", 0.75 + place / len(media) / 4)
        with one.open() as file:
            piece = file.read(_PIECE_BYTES)
            yield {"name": one.name, "base64": base64.b64encode(piece).decode()}
            while piece := file.read(_PIECE_BYTES):
                yield {"name": one.name, "base64": base64.b64encode(piece).decode()}


class MediaReader:
    """Lists the media files of our JSON; their contents are read when they are wanted."""

    def __init__(self, path: Path, incoming: Incoming) -> None:
        self._path = path
        self._incoming = incoming
        self._last: str | None = None
        self._places: dict[str, int] = {}
        self._sizes: dict[str, int] = {}

    def read(self, stream: JsonStream) -> None:
        """Take in the array."""
        for _ in stream.items():
            line, offset = stream.line, stream.offset
            try:
                row = take.an_object(stream.value())
                self._row(take.text(row, "name"), take.text(row, "base64"), offset)
            except ValueError as problem:
                self._incoming.problem(line, f"a picture or sound was left out: {problem}")

    def files(self) -> list[MediaFile]:
        """Give the files."""
        return [
            MediaFile(name, self._sizes[name], partial(_opened, self._path, name, offset))
            for name, offset in self._places.items()
        ]

    def _row(self, name: str, text: str, offset: int) -> None:
        size = len(text) // 4 * 3 - text[-2:].count("=")
        if name == self._last:
            self._sizes[name] += size
            return
        fault = fault_of_name(name)
        if fault or name in self._places:
            problem = f"its name “{shown(name)}” cannot be used: {fault or 'another has the same'}"
            raise ValueError(problem)
        self._incoming.count(_ENTRY_BYTES)
        self._last = name
        self._places[name], self._sizes[name] = offset, size


class _Content(io.RawIOBase):
    """The bytes of one media file, decoded row by row."""

    def __init__(self, path: Path, name: str, offset: int) -> None:
        self._path = path
        self._name = name
        self._file = path.open("rb")
        self._file.seek(offset)
        self._pieces = self._decoded()
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: "WriteableBuffer", /) -> int:
        view = memoryview(target)
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken = self._rest[: len(view)]
        self._rest = self._rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _decoded(self) -> Iterator[bytes]:
        stream = JsonStream(self._file, self._path)
        for _ in stream.items(is_open=True):
            row = stream.value()
            if row.get("name") != self._name:
                return
            try:
                yield base64.b64decode(row.get("base64", ""), validate=True)
            except (binascii.Error, ValueError, TypeError) as error:
                problem = f"“{shown(self._name)}” in it is damaged. Nothing was changed. Export it again."
                raise ImportRefusedError(problem, self._path) from error


def _opened(path: Path, name: str, offset: int) -> IO[bytes]:
    return io.BufferedReader(_Content(path, name, offset), 65_536)
