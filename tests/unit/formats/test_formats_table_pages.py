"""Tables of whole numbers, written and read as pages, beside SQLite itself."""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.formats.table_pages import UnusualTableError, portions
from flashcards.sqlite_pages import fill_table

MOST = 2**63 - 1


def a_file(path: Path, page_size: int = 4096, script: str = "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)") -> int:
    """Make a file with a table `t`; give the root page of the table."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.executescript("PRAGMA synchronous = OFF; CREATE TABLE other (x)")
        connection.executescript(script)
        ((root,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 't'")
    return int(root)


def rows(path: Path) -> list[tuple[int | None, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute("SELECT * FROM t").fetchall()


def read(path: Path, root: int, columns: Sequence[int] = (0, 1, 2)) -> list[tuple[int, ...]]:
    parts = [portion.columns for portion in portions(path, root, columns)]
    return [row for part in parts for row in zip(*(column.tolist() for column in part), strict=True)]


def arrays(values: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.int64], list[npt.NDArray[np.int64]]]:
    """Give rows as ids and columns."""
    found = np.array(values, np.int64).reshape(-1, 3)
    return found[:, 0], [found[:, 1], found[:, 2]]


@settings(max_examples=60, deadline=None)
@given(
    table=st.dictionaries(
        st.integers(0, 2**55), st.tuples(st.integers(-MOST - 1, MOST), st.integers(-300, 300)), max_size=40
    ),
    page_size=st.sampled_from([512, 4096, 65_536]),
)
def test_what_is_written_is_what_sqlite_reads_and_what_is_read(
    table: dict[int, tuple[int, int]], page_size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("pages") / "a.db"
    wanted = [(key, *table[key]) for key in sorted(table)]
    root = a_file(path, page_size)
    ids, columns = arrays(wanted)

    fill_table(path, root, ids, columns)

    assert rows(path) == wanted
    assert read(path, root) == wanted


@pytest.mark.parametrize("count", [*range(20, 28), 800, 1600, 20_000])
def test_any_number_of_pages_and_levels_is_in_order(count: int, tmp_path: Path) -> None:
    """Pages of 512 bytes hold 24 rows of this size, and lead to 50 others."""
    path = tmp_path / "a.db"
    root = a_file(path, 512)
    ids = 10_000_000_000 + np.arange(count, dtype=np.int64) * 3

    fill_table(path, root, ids, [ids % 7, ids])

    wanted = [(int(one), int(one) % 7, int(one)) for one in ids]
    assert rows(path) == wanted
    assert read(path, root) == wanted


def test_zeros_of_one_column_can_stand_for_none_and_columns_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    root = a_file(path, script="CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c, d, e)")
    ids = np.arange(1, 1001, dtype=np.int64)

    fill_table(path, root, ids, [ids, ids % 4, ids % 6, -ids], none_at=1)

    wanted: list[tuple[int | None, ...]] = [(n, n, n % 4 or None, n % 6, -n, None) for n in range(1, 1001)]
    assert rows(path) == wanted


def test_a_file_that_was_filled_can_be_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    root = a_file(path)
    ids = np.arange(5000, dtype=np.int64)
    fill_table(path, root, ids, [ids, ids])

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE INDEX t_a ON t (a)")
        connection.execute("INSERT INTO t SELECT id + 5000, a, b FROM t")
        connection.execute("DELETE FROM t WHERE id < 100")

    assert len(rows(path)) == 9900


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 2, NULL)",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 2, 3), (2, 'x', 3)",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 2.5, 3)",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (1, 2); ALTER TABLE t ADD COLUMN b DEFAULT 5",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (-5, 2, 3)",
        "CREATE TABLE t (id, a, b); INSERT INTO t VALUES (1, 2, 3)",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b) WITHOUT ROWID; INSERT INTO t VALUES (1, 2, 3)",
    ],
)
def test_what_is_not_ordinary_is_left_to_sqlite(script: str, tmp_path: Path) -> None:
    root = a_file(tmp_path / "a.db", script=script)

    with pytest.raises(UnusualTableError):
        read(tmp_path / "a.db", root)


def test_texts_behind_the_numbers_do_not_matter(tmp_path: Path) -> None:
    script = "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c); "
    script += "INSERT INTO t VALUES (1, 0, 1, 'x'), (2, -129, 99999999999, zeroblob(100000)), (3, 2, 3, NULL)"
    root = a_file(tmp_path / "a.db", script=script)

    assert read(tmp_path / "a.db", root) == [(1, 0, 1), (2, -129, 99_999_999_999), (3, 2, 3)]
    assert read(tmp_path / "a.db", root, (0, 2)) == [(1, 1), (2, 99_999_999_999), (3, 3)]


@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 16 * 512 - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_bytes_are_read_or_refused(
    changes: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("spoilt") / "a.db"
    root = a_file(path, 512)
    ids = np.arange(250, dtype=np.int64) + 2**40
    fill_table(path, root, ids, [ids % 5, ids])
    data = bytearray(path.read_bytes())
    for at, byte in changes:
        data[at % len(data)] = byte
    path.write_bytes(data)

    try:
        found = read(path, root)
    except UnusualTableError:
        return
    assert len(found) < 100_000


_TABLE_WITH_TEXT = "CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, data TEXT)"


def read_texts(path: Path, root: int) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for portion in portions(path, root, (0, 1), text=2):
        keys, numbers = (column.tolist() for column in portion.columns)
        found += zip(keys, numbers, portion.texts, strict=True)
    return found


@settings(max_examples=60, deadline=None)
@given(
    table=st.lists(st.tuples(st.integers(-MOST - 1, MOST), st.text(max_size=120)), max_size=60),
    page_size=st.sampled_from([1024, 4096]),
)
def test_texts_come_along_with_the_numbers_before_them(
    table: list[tuple[int, str]], page_size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("pages") / "a.db"
    root = a_file(path, page_size, _TABLE_WITH_TEXT)
    wanted = [(key, number, text) for key, (number, text) in enumerate(table)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", wanted)

    assert read_texts(path, root) == wanted


@pytest.mark.parametrize("odd", [None, b"x", "x" * 979, "x" * 990, "x" * 1010, "x" * 3000, b"\xff\xfe"], ids=repr)
def test_texts_that_are_none_or_lie_on_several_pages_are_not_read(odd: object, tmp_path: Path) -> None:
    root = a_file(tmp_path / "a.db", 1024, _TABLE_WITH_TEXT)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute("INSERT INTO t VALUES (1, 2, 'sound')")
        value = "CAST(? AS TEXT)" if odd == b"\xff\xfe" else "?"
        connection.execute(f"INSERT INTO t VALUES (2, 2, {value})", (odd,))
        ((kind, text),) = connection.execute("SELECT typeof(data), CAST(data AS BLOB) FROM t WHERE id = 2")

    try:
        found = read_texts(tmp_path / "a.db", root)
    except UnusualTableError:
        assert kind != "text" or len(text) > 900 or text == b"\xff\xfe"
    else:
        assert found == [(1, 2, "sound"), (2, 2, text.decode())]
        assert kind == "text"


def test_texts_of_another_encoding_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16'")
        connection.execute(_TABLE_WITH_TEXT)
        ((root,),) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 't'")

    with pytest.raises(UnusualTableError):
        read_texts(path, root)


@settings(max_examples=30, deadline=None)
@given(values=st.lists(st.integers(0, 127), min_size=1, max_size=60), chance=st.randoms(use_true_random=False))
def test_rows_are_written_in_the_order_asked_for(
    values: list[int], chance: random.Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("pages") / "a.db"
    root = a_file(path, 512)
    places = chance.sample(range(len(values)), chance.randint(1, len(values)))
    ids = np.arange(5, 5 + len(places))
    column, order = np.array(values), np.array(places)

    fill_table(path, root, ids, [column % 5, column], none_at=0, order=order)

    assert rows(path) == [(5 + at, values[place] % 5 or None, values[place]) for at, place in enumerate(places)]
