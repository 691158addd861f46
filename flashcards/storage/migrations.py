"""The format of the collection file, one numbered step after another over `PRAGMA user_version`.

A new file runs the same steps from nothing, so there is one schema and not two. A step that was shipped is never
edited. Most are just statements, which the module of the step lists. Each is executed by itself: `executescript` would
commit the open transaction first.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from flashcards.domain.errors import CollectionTooNewError
from flashcards.storage import (
    schema_1,
    schema_card_indexes,
    schema_exams,
    schema_fits,
    schema_imports,
    schema_misses,
    schema_moved_cards,
    schema_note_edits,
    schema_presets,
    schema_searching,
    schema_tag_index,
    schema_tallies,
    schema_text_index,
)
from flashcards.storage.schema_exams import RHIT_BLUEPRINT

APPLICATION_ID = 0x464C5348
"""What marks a SQLite file as a collection of ours: `FLSH`."""

Migration = Callable[[sqlite3.Connection], None]


def _step(*statements: str) -> Migration:
    """Make the step that executes these one after another."""

    def step(connection: sqlite3.Connection) -> None:
        _execute(connection, statements)

    return step


def _format_1(connection: sqlite3.Connection) -> None:
    _execute(connection, schema_1.STATEMENTS)
    for type_id, name, kind, fields, templates in schema_1.BUILT_IN_NOTE_TYPES:
        rows = [{"name": one, "question": question, "answer": answer} for one, question, answer in templates]
        connection.execute(
            "INSERT INTO note_type (id, name, kind, fields, templates, is_built_in) VALUES (?, ?, ?, ?, ?, 1)",
            (type_id, name, kind, json.dumps(fields), json.dumps(rows)),
        )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _exams(connection: sqlite3.Connection) -> None:
    _execute(connection, schema_exams.STATEMENTS)
    rows = [{"name": name, "weight": weight, "domain": domain, "deck": ""} for name, weight, domain in RHIT_BLUEPRINT]
    connection.execute(schema_exams.FIRST_EXAM, (json.dumps(rows),))


def _execute(connection: sqlite3.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        connection.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    _format_1,
    _exams,
    _step(*schema_imports.STATEMENTS),
    _step(*schema_searching.STATEMENTS),
    schema_presets.bring_presets,
    _step(*schema_tallies.STATEMENTS),
    _step(*schema_text_index.STATEMENTS),
    _step(*schema_fits.STATEMENTS),
    _step("ALTER TABLE exam_attempt ADD COLUMN left_at INTEGER"),
    _step(*schema_tag_index.STATEMENTS),
    _step(*schema_card_indexes.STATEMENTS),
    _step(*schema_note_edits.STATEMENTS),
    _step(*schema_moved_cards.STATEMENTS),
    _step(*schema_misses.STATEMENTS),
)


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    *,
    back_up: Callable[[], object],
    steps: Sequence[Migration] = MIGRATIONS,
) -> int:
    """Bring a collection file to the newest format, one transaction for each step.

    Args:
        connection: with `isolation_level=None` and no transaction open.
        path: the file, for the message.
        back_up: called once before the first step on a file that holds something.

    Returns:
        The format the file had; 0 for a new one.

    Raises:
        CollectionTooNewError: the file has a format this program does not know. It is left alone.
    """
    current = known_format(connection, path, newest=len(steps))
    if 0 < current < len(steps):
        back_up()
    for version, step in enumerate(steps[current:], start=current + 1):
        _apply(connection, step, version)
    return current


def known_format(connection: sqlite3.Connection, path: Path, *, newest: int = len(MIGRATIONS)) -> int:
    """Give the format of a file; 0 for a new one.

    Raises:
        CollectionTooNewError: it is newer than `newest`.
    """
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found > newest:
        raise CollectionTooNewError(path, found=found, newest_known=newest)
    return int(found)


def _apply(connection: sqlite3.Connection, step: Migration, version: int) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")  # a step may rebuild tables; inside a transaction this does nothing
    connection.execute("BEGIN IMMEDIATE")
    try:
        step(connection)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
