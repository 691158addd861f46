"""The fields of very many notes changed: what triggers do for each row is done for hundreds at once.

With any trigger on them, SQLite takes two to three times as long to change rows.
"""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from flashcards.storage.statements import id_list

MANY = 500
"""From so many notes on it is quicker; before and after, the schema is written."""

_TRIGGERS = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'note'"
    " AND sql LIKE '% AFTER UPDATE OF fields ON %' ORDER BY rowid"
)

_NOTE_DOWN = (
    "INSERT OR IGNORE INTO unindexed_note (id, indexed_fields) SELECT id, fields FROM note"
    " WHERE id IN (SELECT value FROM json_each(?)) AND id <= (SELECT indexed_up_to FROM text_index) ORDER BY id"
)
_TRY_LONG = "UPDATE unindexed_note SET is_too_long = 0 WHERE is_too_long = 1 AND id IN (SELECT value FROM json_each(?))"
"""What `schema_note_edits` does for each note whose fields change."""

_ANY_LONG = "SELECT EXISTS (SELECT 1 FROM unindexed_note WHERE is_too_long = 1)"


class Rewriter:
    """Stands in for the triggers on the fields of notes while very many change, by `Gate.set_each` alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through a connection whose transaction the caller has begun."""
        self._connection = connection
        self._is_on = False
        self._has_long = False

    @contextmanager
    def for_many(self, notes: int) -> Iterator[None]:
        """Stand in for the triggers inside, if so many notes may change. An error inside must end the transaction."""
        if notes < MANY or self._is_on:
            yield
            return
        triggers = self._connection.execute(_TRIGGERS).fetchall()
        for name, _ in triggers:
            self._connection.execute(f"DROP TRIGGER {name}")
        (self._has_long,) = self._connection.execute(_ANY_LONG).fetchone()
        self._is_on = True
        yield
        self._is_on = False
        for _, sql in triggers:
            self._connection.execute(sql)

    def before(self, table: str, ids: Sequence[int], columns: Collection[str]) -> None:
        """Note down what the index of words knows of notes, if their fields are about to change."""
        if self._is_on and table == "note" and "fields" in columns:
            self._connection.execute(_NOTE_DOWN, (id_list(ids),))
            if self._has_long:
                self._connection.execute(_TRY_LONG, (id_list(ids),))

    def refuse(self, table: str, columns: Collection[str]) -> None:
        """Stop who changes fields in another way, of which nobody would tell the index of words."""
        if self._is_on and table == "note" and "fields" in columns:
            problem = "the triggers on the fields of notes are put away"
            raise RuntimeError(problem)
