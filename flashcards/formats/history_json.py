"""Our JSON (docs/json-format.md): everything that can leave a collection, in one file that other programs can read.

It is written row by row and read piece by piece, so a collection of any size takes little memory.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, Any

from flashcards.domain.deck import clean_deck_name
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteType
from flashcards.domain.progress import Progress
from flashcards.formats import json_values as take
from flashcards.formats.file_names import shown
from flashcards.formats.folders import refuse_large
from flashcards.formats.format import Format, Reading, WriteFormat
from flashcards.formats.history_media import MediaReader, media_rows
from flashcards.formats.history_notes import note_object, read_note, read_type, type_object
from flashcards.formats.history_reviews import ReviewReader
from flashcards.formats.incoming import Incoming
from flashcards.formats.json_stream import JsonStream
from flashcards.formats.transfer import MAX_LIMIT, Transfer, TransferDeck
from flashcards.formats.writing import whole_file

VERSION = 1
"""Of the format. A reader refuses a higher one."""

MAX_BYTES = 16 * 1024**3
"""The largest file that is read, pictures and sounds included."""

_NAME = "flashcards"
_HEAD = re.compile(rb'"format"\s*:\s*"flashcards"')
_STEP = 500
_DECK_BYTES = 300


def recognises(path: Path, head: bytes) -> bool:
    """Say whether a file is our JSON."""
    return not path.is_dir() and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _HEAD.search(head) is not None


def write(transfer: Transfer, path: Path, progress: Progress) -> None:
    """Write everything to one file.

    Raises:
        ExportRefusedError: the file cannot be written.
    """
    head = {"format": _NAME, "version": VERSION, "has_schedule": transfer.has_schedule}
    with whole_file(path) as file:
        file.write(_json(head)[:-1])
        _write_rows(file, "decks", map(_deck_object, transfer.decks))
        _write_rows(file, "note_types", map(type_object, transfer.note_types))
        _write_rows(file, "notes", _note_rows(transfer, progress))
        _write_rows(file, "reviews", _review_rows(transfer, progress))
        _write_rows(file, "media", media_rows(transfer.media, progress))
        file.write(b"}\n")


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file.

    Raises:
        ImportRefusedError: it is no JSON, or of a newer version of the format.
    """
    refuse_large(path, MAX_BYTES)
    reader = _Reader(path, reading.progress)
    with path.open("rb") as file:
        reader.read(JsonStream(file, path))
    reading.progress("Reading reviews", 1.0)
    return reader.transfer()


FORMAT = Format("json", "Flashcards JSON", (".json",), recognises, read)
WRITE_FORMAT = WriteFormat(
    "json", "JSON with full history", ".json", carries_schedule=True, write=write, carries_media=True
)


def _deck_object(deck: TransferDeck) -> dict[str, object]:
    return {key: value for key, value in asdict(deck).items() if value is not None}


def _limit(row: Mapping[str, Any], key: str) -> int:
    return take.whole(row, key, most=MAX_LIMIT)


def _write_rows(file: IO[bytes], key: str, rows: Iterable[object]) -> None:
    """Write an array, a row on each line."""
    file.write(f',\n"{key}": ['.encode())
    separator = b"\n"
    for row in rows:
        file.write(separator)
        file.write(_json(row))
        separator = b",\n"
    file.write(b"\n]")


def _json(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": ")).encode("utf-8", "replace")


def _note_rows(transfer: Transfer, progress: Progress) -> Iterator[dict[str, Any]]:
    for place, note in enumerate(transfer.notes):
        if place % _STEP == 0:
            progress("Writing notes", place / len(transfer.notes) / 2)
        yield note_object(note, transfer.note_types[note.type_place])


def _review_rows(transfer: Transfer, progress: Progress) -> Iterator[list[int]]:
    done = 0
    for chunk in transfer.reviews.chunks():
        progress("Writing reviews", 0.5 + done / max(transfer.reviews.count, 1) / 4)
        done += len(chunk)
        columns = (
            chunk.card,
            chunk.reviewed_at,
            chunk.rating,
            chunk.kind,
            chunk.interval_days,
            chunk.duration_ms,
        )
        yield from map(list, zip(*(column.tolist() for column in columns), strict=True))


class _Reader:
    """Takes in the parts of a file, in whatever order they come."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path = path
        self._progress = progress
        self._size = max(path.stat().st_size, 1)
        self._incoming = Incoming(FORMAT.id, path)
        self._types: dict[str, tuple[NoteType, int]] = {}
        self._decks: list[TransferDeck] = []
        self._reviews = ReviewReader(self._incoming)
        self._media = MediaReader(path, self._incoming)
        self._has_schedule = False

    def read(self, stream: JsonStream) -> None:
        """Take in the whole file; notes that come before their types are read when these are known."""
        waiting: list[tuple[int, int]] = []
        for key in stream.names():
            if key == "notes" and not self._types:
                waiting = [(stream.line, stream.offset)]
                stream.skip()
            else:
                self._part(key, stream)
        stream.end()
        for line, offset in waiting:
            with self._path.open("rb") as file:
                file.seek(offset)
                self._notes(JsonStream(file, self._path, line))

    def transfer(self) -> Transfer:
        """Give what was read."""
        transfer = self._incoming.transfer()
        transfer.decks = self._decks
        transfer.has_schedule = self._has_schedule
        transfer.reviews = self._reviews.reviews()
        transfer.media = self._media.files()
        return transfer

    def _part(self, key: str, stream: JsonStream) -> None:
        if key == "version":
            self._check_version(stream.value())
        elif key == "has_schedule":
            self._has_schedule = stream.value() is True
        elif key == "decks":
            self._each(stream, "deck", self._deck)
        elif key == "note_types":
            self._each(stream, "note type", self._type)
        elif key == "notes":
            self._notes(stream)
        elif key == "reviews":
            self._reviews.read(stream)
        elif key == "media":
            self._media.read(stream)
        else:
            stream.skip()

    def _check_version(self, version: object) -> None:
        if isinstance(version, int) and 1 <= version <= VERSION:
            return
        problem = (
            f"it was written by a newer version of Flashcards (format {str(version)[:20]}; this one reads up to "
            f"{VERSION}). Nothing was changed. Update Flashcards, then import it again."
        )
        raise ImportRefusedError(problem, self._path)

    def _each(self, stream: JsonStream, called: str, read: Callable[[Mapping[str, Any], int], None]) -> None:
        """Read each element of an array; one that is wrong becomes a problem."""
        for _ in stream.items():
            line = stream.line
            try:
                read(take.an_object(stream.value()), line)
            except ValueError as problem:
                self._incoming.problem(line, f"a {called} was left out: {problem}")

    def _notes(self, stream: JsonStream) -> None:
        self._each(stream, "note", partial(self._note, stream))

    def _note(self, stream: JsonStream, row: Mapping[str, Any], line: int) -> None:
        if len(self._incoming.notes) % _STEP == 0:
            self._progress("Reading notes", stream.offset / self._size)
        name = take.text(row, "type")
        if name not in self._types:
            problem = f"there is no note type “{shown(name)}”"
            raise ValueError(problem)
        note_type, place = self._types[name]
        self._incoming.add(read_note(row, line, note_type, place, partial(self._incoming.problem, line)))

    def _type(self, row: Mapping[str, Any], _line: int) -> None:
        name = take.text(row, "name")
        if name in self._types:
            problem = f"there is another one called “{shown(name)}”"
            raise ValueError(problem)
        note_type = read_type(row)
        self._incoming.count(len(str(row)))
        self._types[name] = note_type, self._incoming.add_type(note_type)

    def _deck(self, row: Mapping[str, Any], _line: int) -> None:
        deck = TransferDeck(
            clean_deck_name(take.text(row, "name")),
            take.text(row, "description"),
            take.maybe(row, "new_limit", _limit),
            take.maybe(row, "review_limit", _limit),
            take.maybe(row, "desired_retention", lambda one, key: take.number(one, key, 0.9)),
        )
        self._incoming.count(_DECK_BYTES + len(deck.name) + len(deck.description))
        self._decks.append(deck)
