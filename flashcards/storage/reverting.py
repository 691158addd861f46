"""Rows put back as they were before an import, through the gate like every other write."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flashcards.storage.clearing import Told, clear, tell_nobody
from flashcards.storage.gate import Gate
from flashcards.storage.import_history import KEPT, ImportEntry
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tagging import Tagger


class Reverter:
    """Takes back what an import wrote, inside a transaction."""

    def __init__(self, gate: Gate, snapshot: Snapshot, now_ms: int) -> None:
        """Write through a transaction's gate, and read what it has written."""
        self._gate = gate
        self._snapshot = snapshot
        self._now_ms = now_ms

    def restore_notes(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Give notes that exist all the columns they had."""
        self._gate.change("note", map(_without_revision, rows))

    def restore_cards(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Give cards all the columns they had; those that are gone come back, if their decks are there."""
        ids = [row["id"] for row in rows]
        there = {row[0] for row in self._snapshot.rows_in("SELECT id FROM card WHERE id IN", ids)}
        taken = set(self._snapshot.rows_in("SELECT note_id, ordinal FROM card WHERE note_id IN", _of(rows, "note_id")))
        decks = {row[0] for row in self._snapshot.rows_in("SELECT id FROM deck WHERE id IN", _of(rows, "deck_id"))}
        sound = [dict(row) for row in rows if row["deck_id"] in decks]
        self._gate.change("card", (_without_revision(row) for row in sound if row["id"] in there))
        gone = [row for row in sound if row["id"] not in there and (row["note_id"], row["ordinal"]) not in taken]
        self._gate.put("card", [{**row, "revision": int(row["revision"]) + 1} for row in gone])

    def set_tags(self, tags_by_note: dict[int, Sequence[str]]) -> None:
        """Give notes exactly these tags."""
        if tags_by_note:
            Tagger(self._gate, self._snapshot).tag(tags_by_note)

    def delete_reviews(self, ids: Sequence[range], told: Told = tell_nobody) -> None:
        """Take lines out of the review log: those an import wrote."""
        clear(self._gate, "review", ids, told)

    def delete_note_types(self, ids: Sequence[int]) -> None:
        """Delete note types that no note has."""
        self._gate.remove("note_type", ids)

    def mark(self, entry: ImportEntry, kept: Sequence[range]) -> None:
        """Note in the history that an import was taken back.

        Args:
            kept: ids of its notes that were left as they are.
        """
        summary = entry.summary | ({KEPT: [(run[0], run[-1]) for run in kept]} if kept else {})
        row: dict[str, int | float | str | None] = {
            "id": entry.id,
            "reverted_at": self._now_ms,
            "summary": json.dumps(summary),
        }
        self._gate.change("import_run", [row])


def _without_revision(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "revision"}


def _of(rows: Iterable[Mapping[str, Any]], column: str) -> list[int]:
    return sorted({int(row[column]) for row in rows})
