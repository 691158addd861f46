"""The format step that makes presets of the limits decks had of their own, as it was shipped. Never edited.

Decks with the same limits and the same desired retention share a preset. What undo and the import history hold of
decks is brought into the same form, so that every step can still be taken back.
"""

import json
import sqlite3
from typing import Any

Own = tuple[int | None, int | None, float | None]

_OWN_COLUMNS = ("new_limit", "review_limit", "desired_retention")

_STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE preset (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (trim(name) <> ''),
        options TEXT NOT NULL,
        revision INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    "ALTER TABLE deck ADD COLUMN preset_id INTEGER REFERENCES preset (id)",
    "CREATE INDEX deck_preset ON deck (preset_id)",
)

_KEPT_IMAGES = (
    ("undo_change", "SELECT id, image FROM undo_change WHERE table_name = 'deck' AND json_valid(image)"),
    ("import_change", "SELECT id, image FROM import_change WHERE table_name = 'deck' AND json_valid(image)"),
)


def bring_presets(connection: sqlite3.Connection) -> None:
    """Make the table of presets, and presets of what decks say of their own."""
    for statement in _STATEMENTS:
        connection.execute(statement)
    presets = _Presets(connection)
    rows = connection.execute(f"SELECT id, name, {', '.join(_OWN_COLUMNS)} FROM deck ORDER BY id").fetchall()
    for deck_id, name, *own in rows:
        connection.execute("UPDATE deck SET preset_id = ? WHERE id = ?", (presets.of(name, tuple(own)), deck_id))
    for table, query in _KEPT_IMAGES:
        for change_id, image in connection.execute(query).fetchall():
            connection.execute(f"UPDATE {table} SET image = ? WHERE id = ?", (_brought(image, presets), change_id))
    for column in _OWN_COLUMNS:
        connection.execute(f"ALTER TABLE deck DROP COLUMN {column}")


class _Presets:
    """The presets made so far, by what they say."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[Own, int] = {}
        self._names: set[str] = set()

    def of(self, deck: str, own: Any) -> int | None:  # noqa: ANN401 - a row of a file
        """Give the id of the preset that says this, named after the first deck that said it; None for nothing."""
        if own == (None, None, None):
            return None
        if own not in self._ids:
            said = {key: value for key, value in zip(_OWN_COLUMNS, own, strict=True) if value is not None}
            values = (self._free_name(deck.rpartition("::")[2]), json.dumps(said))
            self._ids[own] = int(
                self._connection.execute("INSERT INTO preset (name, options) VALUES (?, ?)", values).lastrowid or 0
            )
        return self._ids[own]

    def _free_name(self, wanted: str) -> str:
        name, number = wanted, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{wanted} {number}"
        self._names.add(name.casefold())
        return name


def _brought(image: str, presets: _Presets) -> str:
    """Give the image of some decks, columns and rows, with their presets."""
    stored: dict[str, Any] = json.loads(image)
    decks = [dict(zip(stored["columns"], row, strict=True)) for row in stored["rows"]]
    for deck in decks:
        own = tuple(deck.pop(column) for column in _OWN_COLUMNS)
        deck["preset_id"] = presets.of(deck["name"], own)
    return json.dumps({"columns": list(decks[0]), "rows": [list(deck.values()) for deck in decks]}, ensure_ascii=False)
