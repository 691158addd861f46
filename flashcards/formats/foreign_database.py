"""SQLite files of other programs, read as the file format they are.

Outside `storage`, only this module and `written_database` use sqlite3 (docs/decisions/0018). A file may have been made
to do harm, so it is opened read-only and set up so that it can only be read: plain tables, no views, triggers, virtual
tables or computed columns; values, columns and work are bounded. Work is bounded by the size of the file, not by the
clock: a file is refused on every computer or on none.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.domain.errors import ImportRefusedError
from flashcards.formats.closing import Closing
from flashcards.formats.foreign_scan import AGAIN, MAX_VALUE_BYTES, NotUtf8Error, Row, Scan, TooLongError, Value

if TYPE_CHECKING:
    from flashcards.formats.table_pages import Portion

__all__ = ["MAX_VALUE_BYTES", "ForeignDatabase", "Row", "Value", "by_folded_text"]

MAX_COLUMNS = 100
"""Columns a table may have."""

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MAX_VALUE_BYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: MAX_COLUMNS,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
_READING = ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "cache_size = -8000")

_STEPS_A_CALL = 1000
_SCHEMA_STEPS = 50_000
"""Steps of SQLite's machine in which the schema must be read. Anki's takes under a thousand, 3,000 tables as many."""
_LEAST_STEPS = 5_000_000
_STEPS_A_BYTE = 12
"""A row takes ten bytes of a file, or more, and about a hundred steps."""

_PLAIN_TABLE = re.compile(r"CREATE\s+TABLE\b", re.IGNORECASE)

_NO_UTF8 = "Could not decode to UTF-8"
"""How sqlite3 says so."""

_READ_TEXT = partial(str, encoding="utf-8", errors="replace")


class ForeignDatabase(Closing):
    """An open SQLite file of another program. Use it as a context, or close it. Any thread may use it, one at a time.

    Attributes:
        tables: the columns of each plain table, by its name; in lower case.
    """

    def __init__(self, path: Path, source: Path) -> None:
        """Open a file nobody writes to.

        Args:
            path: the file.
            source: the file it came in, for messages.

        Raises:
            ImportRefusedError: it is no SQLite file, is damaged, or has no end of tables.
        """
        self._path = path
        self._source = source
        self._roots: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._ticks_left = 0
        self._most_steps = _LEAST_STEPS + _STEPS_A_BYTE * path.stat().st_size
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        try:
            self._set_up()
            self.tables: Mapping[str, tuple[str, ...]] = self._plain_tables()
            self._connection.set_authorizer(_only_reading)
        except _FAILURES as error:
            self.close()
            raise self._problem(error) from error
        except BaseException:
            self.close()
            raise

    def rows(self, statement: str, parameters: Sequence[Value] = ()) -> Iterator[Row]:
        """Run a SELECT on plain tables and give its rows.

        Raises:
            ImportRefusedError: the file is damaged, or takes more work than its size allows.
        """
        self._ticks_left = self._most_steps // _STEPS_A_CALL
        with closing(self._connection.cursor()) as cursor:
            try:
                yield from cursor.execute(statement, parameters)
            except _FAILURES as error:
                raise self._problem(error) from error

    def count(self, table: str) -> int:
        """Give the number of rows of a table.

        Raises:
            ImportRefusedError: as above.
        """
        if table not in self._counts:
            # not count(*): that is one single step of SQLite's machine, which nothing stops
            ((found,),) = self.rows(f"SELECT count(id) FROM {table}")  # noqa: S608 - a constant
            self._counts[table] = found if isinstance(found, int) else 0
        return self._counts[table]

    def batches(self, statement: str, size: int, parameters: Sequence[Value] = ()) -> Iterator[list[Row]]:
        """Do the same, giving the rows in lists of `size`. Only for rows that cannot be large.

        Raises:
            ImportRefusedError: as above.
        """
        self._ticks_left = self._most_steps // _STEPS_A_CALL
        with closing(self._connection.cursor()) as cursor:
            try:
                cursor.execute(statement, parameters)
                while batch := cursor.fetchmany(size):
                    yield batch
            except _FAILURES as error:
                raise self._problem(error) from error

    def arrays(self, table: str, columns: Sequence[str], text: str | None = None) -> "Iterator[Portion]":
        """Give columns of whole numbers as arrays, some thousand rows at a time; the first is `id`.

        Args:
            text: a column of text that comes along; it must be behind all others in the table.

        Raises:
            UnusualTableError: they are not whole numbers in every row, or the table is not as most are: ask for rows.
        """
        from flashcards.formats.table_pages import UnusualTableError, portions  # numpy is loaded when it is needed

        places = [self.tables[table].index(column) for column in columns]
        order = sorted(range(len(places)), key=places.__getitem__)
        of_text = None if text is None else self.tables[table].index(text)
        if of_text is not None and of_text <= max(places):
            raise UnusualTableError
        for found in portions(self._path, self._roots[table], [places[at] for at in order], of_text):
            yield found._replace(columns=[found.columns[order.index(at)] for at in range(len(order))])

    def portions(self, table: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        """Give the rows of a table by its key `id`, many at once as long as none of them has a long value.

        Raises:
            ImportRefusedError: as `scan`.
        """
        return Scan(self, self._source, table, columns).portions()

    def scan(self, table: str, columns: Sequence[str]) -> Iterator[Row]:
        """Give the rows of a table by its key `id`; one with a value that is too long has None after its id.

        Raises:
            ImportRefusedError: the file is damaged, or has more than `foreign_scan.MAX_TOO_LONG` such rows.
        """
        return Scan(self, self._source, table, columns).rows()

    @contextmanager
    def reading_strictly(self, most_bytes: int = MAX_VALUE_BYTES) -> Iterator[None]:
        """Refuse texts that are no UTF-8, and values that are longer: sqlite3 makes texts twice as fast by itself."""
        self._connection.text_factory = str
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, most_bytes)
        try:
            yield
        finally:
            self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
            self._connection.text_factory = _READ_TEXT

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _set_up(self) -> None:
        for limit, most in _LIMITS.items():
            self._connection.setlimit(limit, most)
        self._connection.text_factory = _READ_TEXT
        self._connection.create_collation("unicase", by_folded_text)
        self._connection.set_progress_handler(self._tick, _STEPS_A_CALL)
        self._ticks_left = _SCHEMA_STEPS // _STEPS_A_CALL
        for pragma in _READING:
            self._connection.execute(f"PRAGMA {pragma}")

    def _plain_tables(self) -> dict[str, tuple[str, ...]]:
        listed = self._connection.execute(
            "SELECT name, sql, rootpage FROM sqlite_schema WHERE type = 'table'"
        ).fetchall()
        self._ticks_left = self._most_steps // _STEPS_A_CALL
        tables: dict[str, tuple[str, ...]] = {}
        self._roots = {name: root for name, sql, root in listed if isinstance(sql, str) and _PLAIN_TABLE.match(sql)}
        for name in self._roots:
            columns = self._connection.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (name,)).fetchall()
            if not any(hidden for _, hidden in columns):
                tables[name] = tuple(column.lower() for column, _ in columns)
        return tables

    def _tick(self) -> bool:
        self._ticks_left -= 1
        return self._ticks_left < 0

    def _problem(self, error: Exception) -> ImportRefusedError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if str(error).startswith(_NO_UTF8):
            return NotUtf8Error(str(error), self._source)
        if code == sqlite3.SQLITE_TOOBIG:
            problem = f"a value in it is longer than {MAX_VALUE_BYTES // 10**6} MB. {AGAIN}"
            return TooLongError(problem, self._source)
        default = _FINDINGS[sqlite3.SQLITE_CORRUPT if isinstance(error, UnicodeDecodeError) else sqlite3.SQLITE_ERROR]
        found = _FINDINGS.get(code, default)
        return ImportRefusedError(f"the database in it cannot be read: {found}. {AGAIN}", self._source)


_FAILURES = (sqlite3.Error, UnicodeDecodeError)
"""What sqlite3 raises; a name of the file that is no UTF-8 spoils even its message."""

_FINDINGS = {
    sqlite3.SQLITE_ERROR: "its tables are not as they should be",
    sqlite3.SQLITE_NOTADB: "it is no SQLite database",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_INTERRUPT: "it has no end, as if made to keep a program busy",
}


def _only_reading(action: int, _one: str | None, _other: str | None, _database: str | None, within: str | None) -> int:
    """Allow what a SELECT needs, outside views and triggers."""
    is_allowed = within is None and action in _ALLOWED
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}


def by_folded_text(one: str, other: str) -> int:
    """Order texts as Anki's `unicase` collation does, nearly: its files name it for names of decks and tags."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)
