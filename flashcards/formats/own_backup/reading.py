"""A collection file of ours, or a backup of one: everything in it that can be imported, with schedules and media.

It is read as any database from anywhere is, for it may have been made to do harm. Exams, settings and the steps of
undo belong to a collection as a whole: whoever wants those back opens the file.
"""

import sys
from pathlib import Path

from flashcards.domain.deck import clean_deck_name
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.note_type import NoteType
from flashcards.formats.foreign_database import ForeignDatabase, Value
from flashcards.formats.format import Format, Reading
from flashcards.formats.incoming import Incoming
from flashcards.formats.own_backup.media import media_of
from flashcards.formats.own_backup.reviews import reviews_of
from flashcards.formats.own_backup.rows import CARDS, NOTES, TYPES, card_of, note_of, type_of
from flashcards.formats.transfer import Transfer, TransferCard, TransferDeck

NEWEST = 14
"""The newest format of the collection file (`storage.migrations`) that can be read."""

_SQLITE = b"SQLite format 3\x00"
_OURS = b"FLSH"
_VERSION, _OWNER = slice(60, 64), slice(68, 72)
_TABLES = ("deck", "note_type", "note", "note_tag", "tag", "card", "review", "media")
_STEP = 1000
_CARD_BYTES = 400


def recognises(_path: Path, head: bytes) -> bool:
    """Say whether a file is a collection of ours."""
    return head.startswith(_SQLITE) and head[_OWNER] == _OURS


def read(path: Path, reading: Reading) -> Transfer:
    """Read a file.

    Raises:
        ImportRefusedError: a newer version wrote it, it is in use, or it is damaged.
    """
    _check(path)
    database = ForeignDatabase(path, path)
    try:
        if not set(_TABLES) <= set(database.tables):
            problem = "it is no whole collection: tables are missing. Nothing was changed. Take another backup."
            raise ImportRefusedError(problem, path)
        return _Reader(database, path, reading).transfer()
    finally:
        database.close()


FORMAT = Format("backup", "Flashcards collection or backup", (".db",), recognises, read)


def _check(path: Path) -> None:
    with path.open("rb") as file:
        version = int.from_bytes(file.read(100)[_VERSION], "big")
    if version > NEWEST:
        problem = (
            f"it was made by a newer version of Flashcards (format {version}; this one reads up to {NEWEST}). "
            "Nothing was changed. Update Flashcards, then import it again."
        )
        raise ImportRefusedError(problem, path)
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        problem = (
            "it is open in a window, or was not closed. Nothing was changed. Close Flashcards there, or import one of "
            "its backups."
        )
        raise ImportRefusedError(problem, path)


class _Reader:
    """Reads one table after another."""

    def __init__(self, database: ForeignDatabase, path: Path, reading: Reading) -> None:
        self._database = database
        self._path = path
        self._reading = reading
        self._incoming = Incoming(FORMAT.id, path)
        self._decks: dict[object, TransferDeck] = {}
        self._types: dict[object, tuple[NoteType, int]] = {}
        self._tags: dict[object, list[str]] = {}
        self._cards: dict[object, list[TransferCard]] = {}

    def transfer(self) -> Transfer:
        """Give everything."""
        self._read_decks()
        self._read_types()
        self._read_tags()
        self._read_cards()
        self._read_notes()
        self._reading.progress("Reading reviews", 0.7)
        reviews = reviews_of(self._database, self._incoming)
        transfer = self._incoming.transfer()
        transfer.decks = list(self._decks.values())
        transfer.reviews = reviews
        transfer.media = media_of(self._database, self._path)
        transfer.has_schedule = True
        return transfer

    def _read_decks(self) -> None:
        for number, name, description in self._database.rows("SELECT id, name, description FROM deck ORDER BY name"):
            try:
                self._decks[number] = TransferDeck(clean_deck_name(str(name)), str(description or ""))
            except ValueError as problem:
                self._incoming.problem(0, f"deck {number!r} was left out: {problem}")

    def _read_types(self) -> None:
        for row in self._database.rows(f"SELECT {TYPES} FROM note_type ORDER BY id"):  # noqa: S608 - a constant
            try:
                note_type = type_of(row)
            except ValueError as problem:
                self._incoming.problem(0, f"note type {row[0]!r} was left out: {problem}")
            else:
                self._types[row[0]] = note_type, self._incoming.add_type(note_type)

    def _read_tags(self) -> None:
        statement = "SELECT note_tag.note_id, tag.name FROM note_tag JOIN tag ON tag.id = note_tag.tag_id"
        for note, name in self._database.rows(statement):
            if isinstance(name, str):
                self._incoming.count(sys.getsizeof(name))
                self._tags.setdefault(note, []).append(name)

    def _read_cards(self) -> None:
        today = self._reading.calendar.day(self._reading.now)
        for row in self._database.rows(f"SELECT {CARDS} FROM card ORDER BY note_id, ordinal"):  # noqa: S608 - a constant
            deck = self._decks.get(row[1])
            try:
                card = card_of(row, deck.name if deck else "", today)
            except ValueError as problem:
                self._incoming.problem(0, f"card {row[2]!r} was left out: {problem}")
            else:
                self._incoming.count(_CARD_BYTES)
                self._cards.setdefault(row[0], []).append(card)

    def _read_notes(self) -> None:
        total = max(self._database.count("note"), 1)
        for place, row in enumerate(self._database.rows(f"SELECT {NOTES} FROM note ORDER BY id")):  # noqa: S608 - a constant
            if place % _STEP == 0:
                self._reading.progress("Reading notes", 0.7 * place / total)
            cards = tuple(self._cards.pop(row[0], ()))
            try:
                note = note_of(row, *self._type(row[2]), cards, self._tags.pop(row[0], []))
            except ValueError as problem:
                self._incoming.problem(0, f"note {row[0]!r} was left out: {problem}")
            else:
                self._incoming.add(note)

    def _type(self, number: Value) -> tuple[NoteType, int]:
        if number not in self._types:
            problem = "its type is missing"
            raise ValueError(problem)
        return self._types[number]
