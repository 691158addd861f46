"""`flashcards backup` and `flashcards restore`: make, list and go back to backups."""

import json
from datetime import datetime
from pathlib import Path
from typing import TextIO

from flashcards import paths
from flashcards.collection import backups
from flashcards.collection.backups import Backup
from flashcards.collection.collection import Collection
from flashcards.domain.errors import CollectionError
from flashcards.wording import grouped


def print_new_backup(collection: Collection, out: TextIO) -> None:
    """Make a backup and print where it is."""
    made = collection.back_up()
    if made is None:
        newest = backups.newest_backup(paths.backups_of(collection.path))
        out.write(f"Nothing has changed since the last backup: {newest}\n")
    else:
        out.write(f"{made}\n")


def print_backups(collection: Path, out: TextIO, *, as_json: bool) -> None:
    """Print every backup of a collection, newest first."""
    found = backups.list_backups(paths.backups_of(collection))
    if as_json:
        out.write(json.dumps([_values(one) for one in found]) + "\n")
        return
    for one in found:
        out.write(f"{one.made_at.astimezone():%Y-%m-%d %H:%M}  {_held(one)}  {one.path}\n")
    if not found:
        out.write(f"There are no backups in {paths.backups_of(collection)}.\n")


def restore(backup: Path | None, collection: Path, now: datetime, out: TextIO) -> None:
    """Put a backup in the place of a collection and say where what was there is kept.

    Args:
        backup: None for the newest good one.
    """
    folder = paths.backups_of(collection)
    wanted = backup or backups.newest_backup(folder)
    kept = backups.go_back_to(wanted, collection, backups=folder, now=now)
    out.write(f"Went back to {wanted}.\n")
    if kept is not None:
        out.write(f"What was there before is kept as {kept}.\n")


def existing(path: Path | None) -> Path:
    """Give the collection that is meant.

    Raises:
        CollectionError: there is none.
    """
    file = path or paths.collection()
    if not file.exists():
        problem = f"There is no collection at {file}. Nothing was changed."
        raise CollectionError(problem)
    return file


def _held(one: Backup) -> str:
    if one.contents is None:
        return "cannot be read"
    notes, _, answers = one.contents
    return f"{grouped(notes):>7} notes {grouped(answers):>8} answers"


def _values(one: Backup) -> dict[str, object]:
    counts = None if one.contents is None else one.contents._asdict()
    return {"path": str(one.path), "made_at": one.made_at.isoformat(), "contents": counts}
