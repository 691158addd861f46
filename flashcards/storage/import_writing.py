"""The import history, written through the gate."""

import json
from collections.abc import Mapping
from datetime import datetime

from flashcards.storage.gate import Gate
from flashcards.storage.instants import to_ms
from flashcards.storage.journal import NewStep, NoStep
from flashcards.storage.rows import Values
from flashcards.storage.snapshot import Snapshot


class ImportWriter:
    """Writes the import history through the gate of one transaction."""

    def __init__(self, gate: Gate, recorder: NewStep | NoStep, snapshot: Snapshot, now: datetime) -> None:
        """Write through a gate.

        Args:
            recorder: of what the transaction writes.
        """
        self._gate = gate
        self._recorder = recorder
        self._snapshot = snapshot
        self._now = now

    def add(self, *, file_format: str, source: str, deck: str, summary: Mapping[str, object]) -> int:
        """Enter this step in the import history and give the entry's id; call it last.

        What the step wrote is kept with the entry, so that it can be taken back when the step itself is forgotten.

        Args:
            file_format: as the format registry calls it.
            source: the file it came from.
            deck: where it went.
            summary: numbers and choices, for JSON.
        """
        step_id = self._recorder.begin()
        row: Values = {
            "at": to_ms(self._now),
            "format": file_format,
            "source": source,
            "deck": deck,
            "summary": json.dumps(summary, ensure_ascii=False),
            "step_id": step_id,
        }
        (import_id,) = self._gate.add("import_run", [row])
        self._recorder.keep_for_revert(import_id)
        return import_id

    def next_id(self) -> int:
        """Give the id the next entry of the import history gets."""
        return 1 + self._snapshot.number("SELECT seq FROM sqlite_sequence WHERE name = 'import_run'")
