"""The index of words, brought up to date in portions.

Writing a note only puts down that the index does not know it (`schema_text_index`); such notes are looked at instead.
So an import is not held up, and searches find the same whether the index is behind or not.
"""

import sqlite3
from collections.abc import Iterable

from flashcards.storage.snapshot import Snapshot

PORTION = 2000
"""Notes taken in at a time: some 10 ms."""

FEW = 200
"""Notes that may stay out: looking at so many takes no time, and after each portion the words are read again."""

OUTSIDE = (
    "SELECT id FROM unindexed_note UNION ALL SELECT id FROM note WHERE id > (SELECT indexed_up_to FROM text_index)"
)
"""The notes the index does not know as they are, with some that are gone."""

INSIDE = "SELECT rowid FROM note_text WHERE note_text MATCH ? AND rowid NOT IN (SELECT id FROM unindexed_note)"
"""The notes with some words, as far as the index knows."""

_LONGEST = 30_000
"""Bytes of a note that is taken in; the index cuts off words of more than 32,768."""

_CHANGED = "SELECT id, indexed_fields FROM unindexed_note WHERE is_too_long = 0 LIMIT ?"
_FORGET = "INSERT INTO note_text (note_text, rowid, fields) VALUES ('delete', ?, ?)"
_NEW = "SELECT id FROM note WHERE id > (SELECT indexed_up_to FROM text_index) ORDER BY id LIMIT ?"


def count_outside(snapshot: Snapshot) -> int:
    """Count the notes that wait to be taken in."""
    changed = snapshot.number("SELECT count(*) FROM unindexed_note WHERE is_too_long = 0")
    return changed + snapshot.number("SELECT count(*) FROM note WHERE id > (SELECT indexed_up_to FROM text_index)")


def index_some(connection: sqlite3.Connection, most: int = PORTION, few: int = FEW) -> int:
    """Take notes into the index, in a transaction of its own.

    Args:
        few: not worth beginning with.

    Returns:
        How many; 0 when there is nothing to do.
    """
    if count_outside(Snapshot(connection)) <= few:
        return 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        taken = _index(connection, most)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    return taken


def _index(connection: sqlite3.Connection, most: int) -> int:
    changed = connection.execute(_CHANGED, (most,)).fetchall()
    new = [row[0] for row in connection.execute(_NEW, (most - len(changed),))]
    if changed:
        connection.executemany(_FORGET, (row for row in changed if row[1] is not None))
        connection.execute(f"DELETE FROM unindexed_note WHERE id IN ({_listed(row[0] for row in changed)})")
    if new:
        connection.execute("UPDATE text_index SET indexed_up_to = ?", (new[-1],))
    if changed or new:
        _take_in(connection, _listed([*(row[0] for row in changed), *new]))
    return len(changed) + len(new)


def _take_in(connection: sqlite3.Connection, ids: str) -> None:
    size = "length(CAST(fields AS BLOB))"
    chosen = f"FROM note WHERE id IN ({ids}) AND {size}"
    connection.execute(f"INSERT INTO note_text (rowid, fields) SELECT id, fields {chosen} <= {_LONGEST}")
    connection.execute(f"INSERT INTO unindexed_note (id, is_too_long) SELECT id, 1 {chosen} > {_LONGEST}")
    connection.execute("UPDATE text_index SET generation = generation + 1")


def _listed(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids))
