"""The import history: what came in when, and what each import wrote."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flashcards.storage.damaged import reads_row
from flashcards.storage.id_runs import runs_of
from flashcards.storage.instants import from_ms
from flashcards.storage.snapshot import Snapshot

_ENTRY = "SELECT id, at, format, source, deck, summary, reverted_at FROM import_run"
_CHANGES = "SELECT table_name, row_id, last_row_id, image FROM import_change WHERE import_id = ? ORDER BY id"
_NEWEST_SOURCE = (
    "SELECT import_run.source FROM undo_step"
    " JOIN undo_change ON undo_change.step_id = undo_step.id AND undo_change.table_name = 'import_run'"
    " JOIN import_run ON import_run.id = undo_change.row_id"
    " WHERE undo_step.id = (SELECT max(id) FROM undo_step WHERE is_undone = 0) AND undo_step.operation = 'Import'"
    " ORDER BY undo_change.sequence DESC LIMIT 1"
)

KEPT = "kept_notes"
"""Where the summary of an import says which notes stayed when it was taken back: first and last id of each run."""

_IS_EDITED = "note.modified_at > ?1"
_IS_IMPORTED_AGAIN = "EXISTS (SELECT 1 FROM import_run WHERE import_run.at > ?1 AND import_run.at = note.modified_at)"
_IS_STUDIED = (
    "EXISTS (SELECT 1 FROM card JOIN review ON review.card_id = card.id WHERE card.note_id = note.id"
    " AND review.reviewed_at > ?1 AND review.rating IS NOT NULL AND NOT (review.id BETWEEN ?2 AND ?3))"
)


class ImportEntry(NamedTuple):
    """An import of the history.

    Attributes:
        source: names of the files.
        summary: its numbers, as `importing.summary` gave them.
        reverted_at: when it was taken back; None when it was not.
        kept: ids of the notes that were left as they were when it was, as runs.
    """

    id: int
    at: datetime
    format: str
    source: str
    deck: str
    summary: dict[str, Any]
    reverted_at: datetime | None
    kept: Sequence[range] = ()


class Written(NamedTuple):
    """What an import wrote into one table.

    Attributes:
        added: runs of ids that were new.
        before: rows as they were before it, by id.
    """

    added: Sequence[range] = ()
    before: dict[int, dict[str, Any]] = {}  # noqa: RUF012 - a default that is never written


class TouchedNote(NamedTuple):
    """A note that has been edited, studied, or changed by another import since an import wrote it.

    Attributes:
        text: its first field, plain.
        is_imported_again: a later import was the last to change it; then it is not known whether it was edited before.
    """

    id: int
    text: str
    is_edited: bool
    is_studied: bool
    is_imported_again: bool = False


def imports(snapshot: Snapshot) -> tuple[ImportEntry, ...]:
    """Give the import history, newest first."""
    return tuple(_entry(row) for row in snapshot.rows(f"{_ENTRY} ORDER BY id DESC"))


def import_entry(snapshot: Snapshot, import_id: int) -> ImportEntry | None:
    """Give one import, or None when there is none."""
    row = snapshot.row(f"{_ENTRY} WHERE id = ?", (import_id,))
    return None if row is None else _entry(row)


def source_of_newest_step(snapshot: Snapshot) -> str:
    """Name the files of the step that undo would take, if it is an import; else empty."""
    row = snapshot.row(_NEWEST_SOURCE)
    return "" if row is None else str(row[0])


def written(snapshot: Snapshot, import_id: int) -> dict[str, Written]:
    """Give what an import wrote, by table."""
    added: dict[str, list[range]] = {}
    before: dict[str, dict[int, dict[str, Any]]] = {}
    for table, first, last, image in snapshot.rows(_CHANGES, (import_id,)):
        if image is None:
            added.setdefault(table, []).append(range(first, last + 1))
        else:
            stored = json.loads(image)
            rows = (dict(zip(stored["columns"], row, strict=True)) for row in stored["rows"])
            before.setdefault(table, {}).update((row["id"], row) for row in rows)
    return {table: Written(added.get(table, ()), before.get(table, {})) for table in {*added, *before}}


def touched_notes(snapshot: Snapshot, notes: range, at_ms: int, reviews: range) -> list[TouchedNote]:
    """Give those of a run of notes that were edited, studied, or changed by another import, after a time.

    Args:
        reviews: lines of the log that do not count.
    """
    sql = (
        f"SELECT id, sort_text, {_IS_EDITED}, {_IS_STUDIED}, {_IS_IMPORTED_AGAIN} FROM note"
        f" WHERE id BETWEEN ?4 AND ?5 AND ({_IS_EDITED} OR {_IS_STUDIED})"
    )
    rows = snapshot.rows(sql, (at_ms, reviews.start, reviews.stop - 1, notes.start, notes.stop - 1))
    return [TouchedNote(row[0], row[1], bool(row[2] and not row[4]), bool(row[3]), bool(row[4])) for row in rows]


def ids_in(snapshot: Snapshot, table: str, runs: Sequence[range]) -> list[int]:
    """Give the ids of some runs that are still there."""
    sql = f"SELECT id FROM {table} WHERE id BETWEEN ? AND ?"
    return [row[0] for run in runs for row in snapshot.rows(sql, (run.start, run.stop - 1))]


def reviews_but_of(snapshot: Snapshot, runs: Sequence[range], note_ids: Sequence[int]) -> Sequence[range]:
    """Give the lines of the log in some runs, but for those of the cards of some notes, as runs."""
    if not note_ids:
        return runs
    kept = {row[0] for row in snapshot.rows_in("SELECT id FROM card WHERE note_id IN", note_ids)}
    sql = "SELECT id, card_id FROM review WHERE id BETWEEN ? AND ? ORDER BY id"
    rows = (row for run in runs for row in snapshot.rows(sql, (run.start, run.stop - 1)))
    return runs_of(row[0] for row in rows if row[1] not in kept)


def tags_given(snapshot: Snapshot, runs: Sequence[range], note_ids: Sequence[int]) -> dict[int, list[str]]:
    """Give the tags that some notes have through rows of some runs."""
    sql = (
        "SELECT note_tag.id, note_tag.note_id, tag.name FROM note_tag JOIN tag ON tag.id = note_tag.tag_id"
        " WHERE note_tag.note_id IN"
    )
    found: dict[int, list[str]] = {}
    for row_id, note_id, name in snapshot.rows_in(sql, note_ids):
        if any(row_id in run for run in runs):
            found.setdefault(note_id, []).append(name)
    return found


def tag_names(snapshot: Snapshot) -> dict[int, str]:
    """Give every tag by its id."""
    return dict(snapshot.rows("SELECT id, name FROM tag"))


def unused_decks(snapshot: Snapshot, ids: Sequence[int]) -> list[int]:
    """Give those of some decks that have neither cards nor decks below them."""
    sql = (
        "SELECT id FROM deck WHERE NOT EXISTS (SELECT 1 FROM card WHERE card.deck_id = deck.id) AND NOT EXISTS"
        " (SELECT 1 FROM deck AS other WHERE substr(other.name, 1, length(deck.name) + 2) = deck.name || '::')"
        " AND id IN"
    )
    return [row[0] for row in snapshot.rows_in(sql, ids)]


def unused_note_types(snapshot: Snapshot, ids: Sequence[int]) -> list[int]:
    """Give those of some note types that no note has."""
    sql = "SELECT id FROM note_type WHERE NOT EXISTS (SELECT 1 FROM note WHERE note_type_id = note_type.id) AND id IN"
    return [row[0] for row in snapshot.rows_in(sql, ids)]


@reads_row("import")
def _entry(row: tuple[Any, ...]) -> ImportEntry:
    summary = json.loads(row[5])
    kept = tuple(range(first, last + 1) for first, last in summary.pop(KEPT, ()))
    return ImportEntry(row[0], from_ms(row[1]), row[2], row[3], row[4], summary, from_ms(row[6]), kept)
