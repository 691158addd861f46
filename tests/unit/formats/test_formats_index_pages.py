"""Indexes written as pages, beside SQLite itself: its own check compares each entry with the table."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from flashcards.sqlite_index_pages import fill_index
from flashcards.sqlite_pages import fill_table

SCRIPT = "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); CREATE INDEX t_ab ON t (a, b); CREATE INDEX t_b ON t (b)"


def a_file(path: Path, page_size: int) -> dict[str, int]:
    """Make a file; give the root pages of its table and indexes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA page_size = {page_size}; PRAGMA synchronous = OFF; {SCRIPT}")
        return dict(connection.execute("SELECT name, rootpage FROM sqlite_schema"))


@pytest.mark.parametrize("page_size", [512, 4096, 65_536])
@pytest.mark.parametrize("count", [*range(4), *range(20, 76), 777, 778, 20_000, 60_001])
def test_any_number_of_entries_is_what_sqlite_would_make(count: int, page_size: int, tmp_path: Path) -> None:
    """Pages of 512 bytes hold some twenty entries of this size, and lead to as many others."""
    roots = a_file(tmp_path / "a.db", page_size)
    ids = 7_000_000_000 + np.arange(count, dtype=np.int64) * 3
    a, b = np.arange(count) % 11 - 5, 10**12 - np.arange(count, dtype=np.int64) // 2

    fill_table(tmp_path / "a.db", roots["t"], ids, [a, b])
    for name, keys in (("t_ab", [a, b, ids]), ("t_b", [b, ids])):
        order = np.lexsort(keys[::-1])
        fill_index(tmp_path / "a.db", roots[name], [key[order] for key in keys])

    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = connection.execute("SELECT a, b, id FROM t INDEXED BY t_ab ORDER BY a, b, id").fetchall()
    assert found == sorted(zip(a.tolist(), b.tolist(), ids.tolist(), strict=True))
