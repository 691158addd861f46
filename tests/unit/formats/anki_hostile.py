"""Packages made to do harm, each by its name."""

import io
import random
import sqlite3
import stat
import warnings
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import zstandard

from flashcards.formats.anki import wire
from flashcards.formats.foreign_database import MAX_VALUE_BYTES
from tests.unit.formats.anki_builders import NOTE, AnkiFile, a_note, a_review, media_entry

MIB = 1024 * 1024
_ENDLESS = (
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS id, n AS cid, 3 AS ease, 1 AS ivl, "
)
_ENDLESS += "1 AS time, 1 AS type FROM r"


def _deep(levels: int) -> bytes:
    data = b""
    for _ in range(levels):
        data = wire.data(1, data)
    return data


@cache
def _zeros(size: int) -> bytes:
    """Give a zstd stream of zeros."""
    packed = io.BytesIO()
    with zstandard.ZstdCompressor().stream_writer(packed, closefd=False) as stream:
        for _ in range(size // MIB):
            stream.write(bytes(MIB))
    return packed.getvalue()


def _cut(path: Path) -> None:
    data = AnkiFile(files={"a.png": bytes(9000)}).write(path).read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


def _cut_stream(path: Path, share: float) -> None:
    """Write a package of 4,000 notes with a whole zip file around a stream that ends early."""
    notes = [a_note(NOTE + place, f"{random.Random(place).randbytes(100).hex()}\x1fA") for place in range(4000)]
    packed = zstandard.compress(_database_of(path, notes=notes))
    AnkiFile(members={"collection.anki21b": packed[: int(len(packed) * share)]}).write(path)


def _encrypted(path: Path) -> None:
    data = bytearray(AnkiFile().write(path).read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + flags] |= 1
    path.write_bytes(data)


def _no_names(path: Path) -> None:
    """Write a schema that is damaged where it gives a name, which is no text either."""
    AnkiFile(database=_database_of(path).replace(b"CREATE TABLE cards (id", b"CREATE TABLE \xffards (!d")).write(path)


def _twice(path: Path) -> None:
    AnkiFile().write(path)
    other = AnkiFile(notes=[a_note(fields="other\x1f")]).write(path.with_suffix(".other"))
    with zipfile.ZipFile(other) as source, zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile asks whether this is meant
        archive.writestr("collection.anki21b", source.read("collection.anki21b"))


def _linked(path: Path) -> None:
    AnkiFile(files={"a.png": b"a"}, members={"0": None}).write(path)
    link = zipfile.ZipInfo("0")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "../../../etc/passwd")


def _traps(path: Path) -> None:
    """Write pages of `notes` that lead to each other so often that the table has no end."""
    data = _with_repeated_pages(_database_of(path, notes=[a_note(NOTE + n) for n in range(20)]), "notes")
    AnkiFile(database=data).write(path)


def _log_traps(path: Path) -> None:
    data = _with_repeated_pages(_database_of(path, reviews=[a_review(NOTE + n) for n in range(20)]), "revlog")
    AnkiFile(database=data).write(path)


def _database_of(path: Path, **parts: object) -> bytes:
    return AnkiFile(**parts).made_database(path.parent)  # type: ignore[arg-type]


def _with_repeated_pages(data: bytes, table: str, levels: int = 8, children: int = 60) -> bytes:
    """Give a database in which a table's root leads to one page sixty times, that to another, and so on."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    ((root,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    ((size,),) = connection.execute("PRAGMA page_size")
    connection.close()
    pages = [bytearray(data[at : at + size]) for at in range(0, len(data), size)]
    leaf, pages[root - 1] = pages[root - 1], bytearray()
    first = len(pages) + 1
    pages += [_interior(size, first + level + 1, children) for level in range(levels)]
    pages.append(leaf)
    pages[root - 1] = _interior(size, first, children)
    whole = bytearray(b"".join(pages))
    whole[28:32] = len(pages).to_bytes(4, "big")
    return bytes(whole)


def _interior(size: int, child: int, children: int) -> bytearray:
    page = bytearray(size)
    cell = child.to_bytes(4, "big") + b"\x01"
    begin = size - len(cell) * children
    page[0] = 5
    page[3:5], page[5:7] = children.to_bytes(2, "big"), begin.to_bytes(2, "big")
    page[8:12] = child.to_bytes(4, "big")
    for place in range(children):
        at = begin + place * len(cell)
        page[12 + 2 * place : 14 + 2 * place] = at.to_bytes(2, "big")
        page[at : at + len(cell)] = cell
    return page


def _many_tables(path: Path) -> None:
    script = (
        "PRAGMA writable_schema = ON; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
    )
    script += "INSERT INTO sqlite_schema SELECT 'table', 't' || i, 't' || i, 3, 'CREATE TABLE t' || i || '(a)' FROM n"
    AnkiFile(script=script).write(path)


def _giant_field(path: Path) -> None:
    notes = [a_note(NOTE), a_note(NOTE + 1, fields="Q\x1f" + "x" * (MAX_VALUE_BYTES + 1)), a_note(NOTE + 2)]
    AnkiFile(notes=notes, cards=()).write(path)


def _giant_defaults(path: Path) -> None:
    """Write 300,000 notes of a few bytes whose text is a default of 90 kB."""
    script = """CREATE TABLE other (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn, tags text);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
            INSERT INTO other SELECT i, '', 1001, 0, 0, '' FROM n;
        ALTER TABLE other ADD COLUMN flds text DEFAULT '%s'; ALTER TABLE other ADD COLUMN data text DEFAULT '';
        DROP TABLE notes; ALTER TABLE other RENAME TO notes""" % ("x" * 90_000)
    AnkiFile(script=script, cards=()).write(path)


def _settings(path: Path, size: int) -> None:
    AnkiFile(2, script=f"UPDATE col SET models = '[{'{},' * (size // 3)}0]'").write(path)


def _giant_names(path: Path) -> None:
    """Write 30,000 fields of a few bytes whose name is a default of 90 kB."""
    script = """CREATE TABLE other (ntid integer, ord integer, config blob, PRIMARY KEY (ntid, ord));
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
            INSERT INTO other SELECT 1001, i, '' FROM n;
        ALTER TABLE other ADD COLUMN name text DEFAULT '%s';
        DROP TABLE fields; ALTER TABLE other RENAME TO fields""" % ("x" * 90_000)
    AnkiFile(script=script).write(path)


def _giant_card_data(path: Path) -> None:
    """Write 20,000 cards whose JSON, and whose flags, are a default of 40 kB."""
    numbers = "nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid"
    script = f"""CREATE TABLE other (id integer PRIMARY KEY, {numbers});
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO other SELECT i, 'x', 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM n;
        ALTER TABLE other ADD COLUMN flags DEFAULT '{"x" * 40_000}';
        ALTER TABLE other ADD COLUMN data DEFAULT '{"y" * 40_000}';
        DROP TABLE cards; ALTER TABLE other RENAME TO cards"""
    AnkiFile(script=script).write(path)


def _many_notes(path: Path) -> None:
    script = """WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700000)
        INSERT INTO notes SELECT i, '', 1001, 0, 0, '', '', '', 0, 0, '' FROM n"""
    AnkiFile(script=script, cards=()).write(path)


def _many_files(path: Path) -> None:
    AnkiFile(media=b"".join(wire.data(1, b"") for _ in range(600_000))).write(path)


def _zip_bomb(path: Path) -> None:
    AnkiFile(2, members={"collection.anki21": None}).write(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("collection.anki21", "w") as file:
        for _ in range(80):
            file.write(bytes(MIB))


def _media_bomb(path: Path, size: int) -> None:
    listed = wire.data(1, media_entry("a.png", b"", size=size))
    AnkiFile(media=listed, members={"0": _zeros(600 * MIB)}).write(path)


CASES: dict[str, Callable[[Path], object]] = {
    "no zip": lambda path: path.write_bytes(b"not a package" * 100),
    "empty": lambda path: path.write_bytes(b""),
    "cut": _cut,
    "encrypted": _encrypted,
    "twice": _twice,
    "linked": _linked,
    "too new": AnkiFile(members={"meta": wire.number(1, 99)}).write,
    "no version": AnkiFile(members={"meta": b"\xff"}).write,
    "empty version": AnkiFile(members={"meta": b""}).write,
    "newer schema": AnkiFile(version=19).write,
    "older schema": AnkiFile(2, version=10).write,
    "no database": AnkiFile(database=b"SELECT 1" * 1000).write,
    "no names": _no_names,
    "no zstd": AnkiFile(members={"collection.anki21b": b"SQLite format 3\x00" + bytes(4096)}).write,
    "cut stream": partial(_cut_stream, share=0.5),
    "nothing in stream": partial(_cut_stream, share=0.001),
    "no tables": AnkiFile(script="; ".join(f"DROP TABLE {one}" for one in ("col", "notes", "cards", "revlog"))).write,
    "no beginning": AnkiFile(script="UPDATE col SET crt = 1 << 40").write,
    "empty col": AnkiFile(script="DELETE FROM col").write,
    "endless log": AnkiFile(script=f"DROP TABLE revlog; CREATE VIEW revlog AS {_ENDLESS}").write,
    "view of notes": AnkiFile(script="ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT * FROM n").write,
    "virtual table": AnkiFile(
        script="DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts5(guid, mid, mod, tags, flds)"
    ).write,
    "computed column": AnkiFile(
        script="DROP TABLE revlog; CREATE TABLE revlog (id integer PRIMARY KEY, cid, ease, ivl, time, type, "
        "usn AS (length(zeroblob(1000000000))))"
    ).write,
    "triggers": AnkiFile(
        script="CREATE TRIGGER t BEFORE INSERT ON notes BEGIN SELECT raise(ABORT, 'no'); END;"
        "CREATE VIEW other AS SELECT * FROM notes"
    ).write,
    "trap in notes": _traps,
    "trap in log": _log_traps,
    "many tables": _many_tables,
    "bomb in zip": _zip_bomb,
    "bomb in zstd": lambda path: AnkiFile(members={"collection.anki21b": _zeros(600 * MIB)}).write(path),
    "bomb in list": lambda path: AnkiFile(members={"media": _zeros(600 * MIB)}).write(path),
    "bomb in media": lambda path: _media_bomb(path, size=9),
    "honest bomb": lambda path: _media_bomb(path, size=600 * MIB),
    "deep json": AnkiFile(2, script="UPDATE col SET models = '" + "[" * 100_000 + "'").write,
    "deep protobuf": lambda path: AnkiFile(types=(), script=f"UPDATE decks SET kind = x'{_deep(20_000).hex()}'").write(
        path
    ),
    "deep list": AnkiFile(media=_deep(20_000)).write,
    "deep json list": AnkiFile(2, media=b"[" * 200_000).write,
    "giant field": _giant_field,
    "giant defaults": _giant_defaults,
    "giant names": _giant_names,
    "giant card data": _giant_card_data,
    "giant settings": lambda path: _settings(path, 9 * MIB),
    "large settings": lambda path: _settings(path, 6 * MIB),
    "many notes": _many_notes,
    "many files": _many_files,
}
