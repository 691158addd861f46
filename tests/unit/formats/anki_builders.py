"""Anki packages put together by hand: each part can be made wrong by itself."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import zstandard

from flashcards.formats.anki import formats, wire
from flashcards.formats.format import Reading
from flashcards.formats.transfer import Transfer
from tests.unit.formats.format_builders import READING

BEGAN = 1_700_000_000 - 1_700_000_000 % 86_400 + 4 * 3600
"""4 o'clock UTC on 14 November 2023."""

FIRST_DAY = BEGAN // 86_400
BASIC, CLOZE = 1001, 1002
NOTE, CARD = 1_700_000_000_000, 1_700_000_000_100

_BASE = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer,
    ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text, flds text,
    sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer, usn integer,
    type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer,
    odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
    factor integer, time integer, type integer);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""
_LATEST = """
CREATE TABLE notetypes (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs integer, usn integer,
    config blob);
CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob, PRIMARY KEY (ntid, ord))
    WITHOUT ROWID;
CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, mtime_secs integer, usn integer,
    config blob, PRIMARY KEY (ntid, ord)) WITHOUT ROWID;
CREATE TABLE decks (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs integer, usn integer, common blob,
    kind blob);
CREATE TABLE deck_config (id integer PRIMARY KEY, name text COLLATE unicase, mtime_secs integer, usn integer,
    config blob);
CREATE TABLE config (KEY text PRIMARY KEY, usn integer, mtime_secs integer, val blob) WITHOUT ROWID;
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
"""


def a_type(
    type_id: int, name: str, fields: Sequence[str], templates: Sequence[tuple[str, str]], *, is_cloze: bool = False
) -> dict[str, Any]:
    """Give a note type as schema 11 keeps it."""
    return {
        "id": type_id,
        "name": name,
        "type": int(is_cloze),
        "flds": [{"name": field, "ord": place} for place, field in enumerate(fields)],
        "tmpls": [
            {"name": f"Card {place + 1}", "ord": place, "qfmt": question, "afmt": answer}
            for place, (question, answer) in enumerate(templates)
        ],
        "css": "",
    }


TYPES = (
    a_type(BASIC, "Basic", ("Front", "Back"), [("{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}")]),
    a_type(
        CLOZE,
        "Cloze",
        ("Text", "Back Extra"),
        [("{{cloze:Text}}", "{{cloze:Text}}<br>\n{{Back Extra}}")],
        is_cloze=True,
    ),
)
DECKS: Mapping[int, dict[str, Any]] = {
    1: {"name": "Default", "conf": 1, "dyn": 0},
    2: {"name": "RHIT::Terms", "conf": 1, "dyn": 0, "desc": "Words"},
}
WITH_FILTERED: Mapping[int, dict[str, Any]] = {**DECKS, 3: {"name": "Cram", "dyn": 1}}


def a_note(note_id: int = NOTE, fields: str = "Q\x1fA", **changes: Any) -> tuple[Any, ...]:
    """Give a row of `notes`."""
    row = {"id": note_id, "guid": f"guid-{note_id}", "mid": BASIC, "mod": BEGAN, "usn": -1, "tags": "", "flds": fields}
    row |= {"sfld": "Q", "csum": 0, "flags": 0, "data": ""}
    return tuple((row | changes).values())


def a_card(card_id: int = CARD, note_id: int = NOTE, **changes: Any) -> tuple[Any, ...]:
    """Give a row of `cards`: new, unless changed."""
    row: dict[str, Any] = {"id": card_id, "nid": note_id, "did": 2, "ord": 0, "mod": 0, "usn": -1}
    row |= dict.fromkeys(
        ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "odue", "odid", "flags"), 0
    )
    return tuple((row | {"data": "{}"} | changes).values())


def a_review(at: int = NOTE, card_id: int = CARD, **changes: Any) -> tuple[Any, ...]:
    """Give a row of `revlog`."""
    row = {
        "id": at,
        "cid": card_id,
        "usn": -1,
        "ease": 3,
        "ivl": 4,
        "lastIvl": 0,
        "factor": 2500,
        "time": 6000,
        "type": 1,
    }
    return tuple((row | changes).values())


@dataclass
class AnkiFile:
    """An Anki collection to be, and the package around it.

    Attributes:
        generation: 1 to 3.
        script: SQL run at the end, to spoil the database.
        database: bytes to put in its place.
        media: the list of media as it stands in the package; by default it is made from `files`.
        files: name and contents; the members are numbered.
        members: further members, or others in place of those there would be; None leaves one out.
    """

    generation: int = 3
    types: Sequence[dict[str, Any]] = TYPES
    decks: Mapping[int, dict[str, Any]] = field(default_factory=lambda: DECKS)
    presets: Mapping[int, dict[str, Any]] = field(default_factory=dict)
    notes: Sequence[tuple[Any, ...]] = (a_note(),)
    cards: Sequence[tuple[Any, ...]] = (a_card(),)
    reviews: Sequence[tuple[Any, ...]] = ()
    settings: Mapping[str, Any] = field(default_factory=lambda: {"creationOffset": 0})
    script: str = ""
    version: int | None = None
    database: bytes | None = None
    media: bytes | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    members: Mapping[str, bytes | None] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        """Write the package."""
        name = {1: "collection.anki2", 2: "collection.anki21", 3: "collection.anki21b"}[self.generation]
        database = self.made_database(path.parent) if self.database is None else self.database
        members: dict[str, bytes | None] = {name: self._packed(database)}
        if self.generation > 1:
            members |= {"meta": wire.number(1, self.generation), "collection.anki2": b"the dummy"}
        members["media"] = self._packed(self._media() if self.media is None else self.media)
        members |= {str(place): self._packed(data) for place, data in enumerate(self.files.values())}
        with zipfile.ZipFile(path, "w") as archive:
            for member, data in (members | dict(self.members)).items():
                if data is not None:
                    archive.writestr(member, data, zipfile.ZIP_DEFLATED)
        return path

    def _packed(self, data: bytes) -> bytes:
        return zstandard.compress(data) if self.generation == 3 else data

    def _media(self) -> bytes:
        if self.generation < 3:
            return json.dumps({str(place): name for place, name in enumerate(self.files)}).encode()
        return b"".join(wire.data(1, media_entry(name, data)) for name, data in self.files.items())

    def made_database(self, folder: Path) -> bytes:
        """Give the database that goes into the package, unpacked."""
        path = folder / "made.db"
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path)
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.executescript(_BASE)
        fill = self._fill_latest if self.generation == 3 else self._fill_old
        fill(connection)
        for table, rows in (("notes", self.notes), ("cards", self.cards), ("revlog", self.reviews)):
            for row in rows:
                connection.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        connection.commit()
        connection.executescript(self.script)
        connection.close()
        return path.read_bytes()

    def _fill_old(self, connection: sqlite3.Connection) -> None:
        columns = (
            self.settings,
            {one["id"]: one for one in self.types},
            {deck_id: {"id": deck_id} | deck for deck_id, deck in self.decks.items()},
            self.presets,
        )
        version = 11 if self.version is None else self.version
        texts = [json.dumps(column) for column in columns]
        connection.execute("INSERT INTO col VALUES (1,?,0,0,?,0,0,0,?,?,?,?,'{}')", (BEGAN, version, *texts))

    def _fill_latest(self, connection: sqlite3.Connection) -> None:
        connection.executescript(_LATEST)
        version = 18 if self.version is None else self.version
        connection.execute("INSERT INTO col VALUES (1,?,0,0,?,0,0,0,'','','','','')", (BEGAN, version))
        for one in self.types:
            config = wire.number(1, one["type"]) + wire.text(3, one["css"])
            connection.execute("INSERT INTO notetypes VALUES (?,?,0,0,?)", (one["id"], one["name"], config))
            for entry in one["flds"]:
                connection.execute("INSERT INTO fields VALUES (?,?,?,'')", (one["id"], entry["ord"], entry["name"]))
            for entry in one["tmpls"]:
                config = wire.text(1, entry["qfmt"]) + wire.text(2, entry["afmt"])
                row = (one["id"], entry["ord"], entry["name"], config)
                connection.execute("INSERT INTO templates VALUES (?,?,?,0,0,?)", row)
        for deck_id, deck in self.decks.items():
            name = deck["name"].replace("::", "\x1f")
            connection.execute("INSERT INTO decks VALUES (?,?,0,0,'',?)", (deck_id, name, _kind(deck)))
        for preset_id, preset in self.presets.items():
            connection.execute("INSERT INTO deck_config VALUES (?,'Preset',0,0,?)", (preset_id, _preset(preset)))
        for key, value in self.settings.items():
            connection.execute("INSERT INTO config VALUES (?,0,0,?)", (key, json.dumps(value).encode()))


def _kind(deck: Mapping[str, Any]) -> bytes:
    if deck.get("dyn"):
        return wire.data(2, wire.number(1, 1))
    normal = wire.number(1, deck.get("conf", 1)) + wire.text(4, deck.get("desc", ""))
    if "newLimit" in deck:
        normal += wire.number(7, deck["newLimit"])
    return wire.data(1, normal)


def _preset(preset: Mapping[str, Any]) -> bytes:
    return b"".join(
        (
            wire.reals(1, preset["new"]["delays"]),
            wire.reals(2, preset["lapse"]["delays"]),
            wire.number(9, preset["new"]["perDay"]),
            wire.number(10, preset["rev"]["perDay"]),
            wire.real(37, preset["desiredRetention"]),
        )
    )


def media_entry(name: str, data: bytes, *, size: int | None = None, sha1: bytes = b"") -> bytes:
    """Give an entry of the latest list of media."""
    entry = wire.text(1, name) + wire.number(2, len(data) if size is None else size)
    return entry + wire.data(3, sha1) if sha1 else entry


def read(path: Path, reading: Reading = READING) -> Transfer:
    """Read a package by its suffix."""
    found = next(one for one in formats.READ if path.suffix in one.suffixes)
    return found.read(path, reading)


def read_file(folder: Path, file: AnkiFile, reading: Reading = READING) -> Transfer:
    """Write a package, and read it."""
    return read(file.write(folder / "deck.apkg"), reading)


def messages(transfer: Transfer) -> list[str]:
    """Give what was wrong."""
    return [problem.message for problem in transfer.problems]


def spoilt(data: bytes, at: int, change: Callable[[int], int]) -> bytes:
    """Give bytes with one changed."""
    changed = io.BytesIO(data)
    changed.seek(at)
    changed.write(bytes([change(data[at]) % 256]))
    return changed.getvalue()
