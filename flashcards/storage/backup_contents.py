"""What is in a backup, told without opening it as a collection."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from flashcards.storage.connections import connect


class Contents(NamedTuple):
    """How much a backup holds."""

    notes: int
    cards: int
    answers: int


def contents_of(path: Path) -> Contents | None:
    """Count what a backup holds; None when it cannot be read."""
    sql = "SELECT (SELECT count(*) FROM note), (SELECT count(*) FROM card), (SELECT count(*) FROM review)"
    try:
        with closing(connect(path, mode="ro")) as connection:
            return Contents(*connection.execute(sql).fetchone())
    except sqlite3.Error:
        return None
