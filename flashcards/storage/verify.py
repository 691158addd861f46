"""Check a collection: the file itself, and what must always hold in it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from flashcards.storage import exam_reading, reading
from flashcards.storage.connections import connect
from flashcards.storage.damaged import RowDamagedError
from flashcards.storage.invariants import INVARIANTS
from flashcards.storage.tables import ALL_TABLES, BY_NAME

_MOST = 20
"""Findings shown of one sort; the rest is counted."""

_IMAGES = "SELECT id, step_id, table_name, image FROM undo_change"
_REVIEWS_OF_DELETED = "SELECT count(*) FROM review WHERE card_id NOT IN (SELECT id FROM card)"


def verify(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Give what is wrong with a collection, one sentence each; nothing when it is sound.

    Reads the whole file. Reviews of deleted cards are no fault: the log outlives the cards.

    Args:
        connection: best inside a transaction, so that all checks see the same moment.
    """
    missing = [f"table {name} is missing" for name in sorted(ALL_TABLES - _tables(connection))]
    if missing:
        return tuple(missing)
    found: list[str] = []
    try:
        found.extend(_findings(connection))  # what was found before an error stays
    except sqlite3.DatabaseError as error:
        found.append(f"not everything could be checked ({error})")
    return tuple(found)


def is_sound(path: Path) -> bool:
    """Say whether nothing is wrong with a file that nobody has open."""
    try:
        with closing(connect(path, mode="ro")) as connection:
            return not verify(connection)
    except sqlite3.Error:
        return False


def count_reviews_of_deleted_cards(connection: sqlite3.Connection) -> int:
    """Count lines of the review log whose card is gone."""
    (count,) = connection.execute(_REVIEWS_OF_DELETED).fetchone()
    return int(count)


def _findings(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _file(connection)
    damaged = _damaged_rows(connection)
    yield from islice(damaged, _MOST)
    if left := sum(1 for _ in damaged):
        yield f"… and {left} more that cannot be read"
    for table, row_id, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row_id} refers to a {parent} that does not exist"
    for invariant in INVARIANTS:
        found = connection.execute(invariant.sql).fetchall()
        yield from (invariant.sentence.format(*row) for row in found[:_MOST])
        if len(found) > _MOST:
            yield f"… and {len(found) - _MOST} more like this"
    yield from _journal(connection)


def _damaged_rows(connection: sqlite3.Connection) -> Iterator[str]:
    """Read every row there is; name those that cannot be read, a sentence each."""
    for sql, read in (*reading.READERS, *exam_reading.READERS):
        for row in connection.execute(sql):
            try:
                read(row)
            except RowDamagedError as damage:
                yield str(damage)


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        for (finding,) in connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall():
            if finding != "ok":
                yield f"the file is damaged: {finding}"
    except sqlite3.DatabaseError as error:
        yield f"the file is damaged: {error}"


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def _journal(connection: sqlite3.Connection) -> Iterator[str]:
    for change_id, step_id, table, image in connection.execute(_IMAGES):
        if table not in BY_NAME:
            yield f"undo step {step_id}, change {change_id} is about an unknown table {table}"
        elif image is not None and not _is_readable(image):
            yield f"undo step {step_id}, change {change_id} cannot be read"


def _is_readable(image: str) -> bool:
    try:
        stored = json.loads(image)
        width = len(stored["columns"])
        return "id" in stored["columns"] and all(len(row) == width for row in stored["rows"])
    except (ValueError, TypeError, KeyError):
        return False
