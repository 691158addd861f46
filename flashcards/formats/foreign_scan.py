"""The rows of one table of another program's database, by their key, past those that are too long or no text."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from flashcards.domain.errors import ImportRefusedError

if TYPE_CHECKING:
    from flashcards.formats.foreign_database import ForeignDatabase

Value: TypeAlias = int | float | str | bytes | None
Row: TypeAlias = tuple[Value, ...]

MAX_VALUE_BYTES = 8 * 1024 * 1024
"""The longest text or blob that is read."""

MAX_TOO_LONG = 1000
"""Rows with a value that is too long; a file with more is no deck."""

AGAIN = "Nothing was changed. Check the database in the program it comes from, and export it again."

_PORTION = 256
"""Rows of a portion; see `ForeignDatabase.portions`."""

_SHORT_BYTES = 32 * 1024
"""The longest value of rows that are read many at once: all of a portion are in memory before one is looked at."""

_BEFORE_ALL = -(2**63)
"""A key below all others."""


class TooLongError(ImportRefusedError):
    """A value is longer than `MAX_VALUE_BYTES`."""


class NotUtf8Error(ImportRefusedError):
    """A text is not what SQLite's texts are. Only while they are read strictly; never leaves a `Scan`."""


class Scan:
    """Reads one table by its key `id`."""

    def __init__(self, database: "ForeignDatabase", source: Path, table: str, columns: Sequence[str]) -> None:
        """Prepare for a table.

        Args:
            source: the file it came in, for messages.
            columns: what is read besides the key.
        """
        self._database = database
        self._source = source
        self._table = table
        self._width = len(columns)
        self._selected = f"SELECT id, {', '.join(columns)} FROM {table} WHERE id > ? ORDER BY id"  # noqa: S608 - constants

    def portions(self) -> Iterator[list[Row]]:
        """Give rows, many at once as long as none of them has a long value."""
        after: Value = _BEFORE_ALL
        for rows in self._short():
            after = rows[-1][0]
            yield rows
        yield from ([row] for row in self.rows(after))

    def rows(self, after: Value = _BEFORE_ALL) -> Iterator[Row]:
        """Give the rows behind a key; one with a value that is too long has None after its id.

        Raises:
            ImportRefusedError: there are more than `MAX_TOO_LONG` such rows.
        """
        for _ in range(MAX_TOO_LONG):
            try:
                for row in self._sound(after):
                    after = row[0]
                    yield row
                for row in self._database.rows(self._selected, (after,)):
                    after = row[0]
                    yield row
            except TooLongError:
                after, row = self._past_too_long(after)
                yield row
            else:
                return
        problem = f"more than {MAX_TOO_LONG} of its notes are longer than {MAX_VALUE_BYTES // 10**6} MB. {AGAIN}"
        raise ImportRefusedError(problem, self._source)

    def _short(self) -> Iterator[list[Row]]:
        """Give portions up to the first row with a long value, or with a text that is no UTF-8."""
        try:
            with self._database.reading_strictly(_SHORT_BYTES):
                yield from self._database.batches(self._selected, _PORTION, (_BEFORE_ALL,))
        except (NotUtf8Error, TooLongError, MemoryError):  # the last is what sqlite3 makes of a long default
            return

    def _sound(self, after: Value) -> Iterator[Row]:
        """Give rows up to the first whose text is no UTF-8."""
        try:
            with self._database.reading_strictly():
                yield from self._database.rows(self._selected, (after,))
        except NotUtf8Error:
            return

    def _past_too_long(self, after: Value) -> tuple[Value, Row]:
        """Give the next row by itself: sqlite3 loses the one before the row it cannot give."""
        try:
            row = next(self._database.rows(f"{self._selected} LIMIT 1", (after,)))
        except TooLongError:
            least = f"SELECT min(id) FROM {self._table} WHERE id > ?"  # noqa: S608 - a constant
            ((found,),) = self._database.rows(least, (after,))
            row = (found, *[None] * self._width)
        return row[0], row
