"""Whether rows that the journal kept are there still, so that they can be changed where they are."""

import sqlite3
from operator import itemgetter

from flashcards.storage.recording import Image
from flashcards.storage.statements import id_list, rows_by_id

_FIXED = {"card": ("note_id", "ordinal"), "note": ("guid",)}
"""Columns no two rows share: rows in which they stay can be changed where they are."""


def is_in_place(connection: sqlite3.Connection, table: str, image: Image) -> bool:
    """Say whether all rows of an image are there with what must be unique, so that they can be changed."""
    fixed = _FIXED.get(table)
    if fixed is None or {*rows_by_id(table)[0]} != {*image.columns}:
        return False
    sql = f"SELECT id, {', '.join(fixed)} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
    now = set(connection.execute(sql, (id_list(image.ids),)))
    places = [image.columns.index(name) for name in ("id", *fixed)]
    return now == set(map(itemgetter(*places), image.rows))


def any_between(connection: sqlite3.Connection, table: str, ids: range) -> bool:
    """Say whether there are rows with ids of a run."""
    found = f"SELECT 1 FROM {table} WHERE id BETWEEN ? AND ? LIMIT 1"
    return connection.execute(found, (ids[0], ids[-1])).fetchone() is not None
