"""The backups of a collection: what there is, and going back to one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flashcards.domain.errors import BackupError
from flashcards.storage.backup import newest_good_backup
from flashcards.storage.backup_contents import Contents, contents_of
from flashcards.storage.backup_names import backups_in, made_at
from flashcards.storage.restore import restore_backup
from flashcards.storage.verify import is_sound


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        made_at: to the second where its file still says so, else to the minute; UTC.
        contents: how much is in it, or None when it cannot be read.
    """

    path: Path
    made_at: datetime
    contents: Contents | None


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Give the backups of a folder, newest first. None is read to its end: a damaged one may look good here."""
    found = ((path, made_at(path)) for path in backups_in(folder))
    return tuple(Backup(path, _to_the_second(path, at), contents_of(path)) for path, at in found if at is not None)


def _to_the_second(path: Path, at: datetime) -> datetime:
    """Give when a file was written, where that is in the minute its name says: a copied file may say another time."""
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)
    except OSError:
        return at
    return written if timedelta() <= written - at < timedelta(minutes=1) else at


def newest_backup(folder: Path) -> Path:
    """Give the newest backup in which nothing is wrong.

    Raises:
        BackupError: there is none.
    """
    sound = next((path for path in backups_in(folder) if is_sound(path)), None)
    found = sound or newest_good_backup(folder)  # one of an older format is brought up to date when it is opened
    if found is None:
        problem = f"There is no good backup in {folder}. Nothing was changed."
        raise BackupError(problem)
    return found


def go_back_to(backup: Path, collection: Path, *, backups: Path, now: datetime) -> Path | None:
    """Put a backup in the place of a collection that is not open; what is there now is kept among the backups.

    Returns:
        Where what was there before is kept; None when there was nothing.

    Raises:
        BackupError: there is no such backup.
        CollectionError: the collection is open, or the backup cannot be used; nothing was changed.
        StorageError: the disk refuses; nothing was changed.
    """
    if not backup.is_file():
        problem = (
            f"There is no backup at {backup}. Nothing was changed. “flashcards backup --list” shows those there are."
        )
        raise BackupError(problem)
    return restore_backup(backup, collection.resolve(), backups=backups, now=now)
