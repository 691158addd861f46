"""The cards whose lines of the log count elsewhere once rows of a table are written: see `tallying`."""

import sqlite3
from collections.abc import Collection, Sequence

from flashcards.storage.recording import Image
from flashcards.storage.row_changes import row_id
from flashcards.storage.rows import Values
from flashcards.storage.statements import id_list
from flashcards.storage.tallying import Tallier

COUNTED = frozenset({"card", "review", "note"})
"""The tables that say where an answer counts."""

_PLACES = {"card": "deck_id", "note": "domain"}
"""The column that says where a card's answers count."""

_OF_RUN = {
    "card": "SELECT id FROM card WHERE id BETWEEN ? AND ?",
    "review": "SELECT DISTINCT card_id FROM review WHERE id BETWEEN ? AND ?",
    "note": "SELECT id FROM card WHERE note_id BETWEEN ? AND ?",
}

_CARDS_OF_NOTES = "SELECT id FROM card WHERE note_id IN (SELECT value FROM json_each(?))"


def moves(table: str, columns: Collection[str]) -> bool:
    """Say whether other values in these columns have a card's answers count elsewhere."""
    return _PLACES.get(table) in columns


class Recounter:
    """Finds the cards to be counted again."""

    def __init__(self, connection: sqlite3.Connection, tallier: Tallier) -> None:
        """Ask a connection whose transaction the caller has begun."""
        self._connection = connection
        self._tallier = tallier

    def of_ids(self, table: str, ids: Sequence[int]) -> list[int]:
        """Give the cards of some rows, which are no lines of the log."""
        if table == "note" and ids:
            return [int(row[0]) for row in self._connection.execute(_CARDS_OF_NOTES, (id_list(ids),))]
        return list(ids) if table == "card" else []

    def of_rows(self, table: str, rows: Sequence[Values]) -> list[int]:
        """Give the cards of some rows."""
        return self._tallier.touched(rows) if table == "review" else self.of_ids(table, list(map(row_id, rows)))

    def of_run(self, table: str, ids: range) -> Collection[int]:
        """Give the cards of the rows of a run."""
        if table not in COUNTED or not self._tallier.is_counting:
            return ()
        return [int(row[0]) for row in self._connection.execute(_OF_RUN[table], (ids[0], ids[-1]))]

    def of_image(self, table: str, image: Image) -> Collection[int]:
        """Give the cards of rows that come back."""
        if table not in COUNTED or not self._tallier.is_counting:
            return ()
        return self.of_rows(table, [dict(zip(image.columns, row, strict=True)) for row in image.rows])
