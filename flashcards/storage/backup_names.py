"""What backups are called, and which of them to keep."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

_NAME = re.compile(r"backup-(\d{4}-\d\d-\d\dT\d\d-\d\d)(?:-(\d+))?\.db")
_STAMP = "%Y-%m-%dT%H-%M"

_KEEP_ALL = timedelta(days=2)
_KEEP_DAILY = timedelta(days=30)
_KEEP_WEEKLY = timedelta(days=91)


def free_name(folder: Path, now: datetime, *, prefix: str = "backup") -> Path:
    """Give the name for a backup made now, `backup-2026-11-22T18-30.db` (UTC).

    A second one of the same minute is called `backup-2026-11-22T18-30-2.db`: no backup is overwritten.
    """
    name = f"{prefix}-{now.astimezone(UTC).strftime(_STAMP)}"
    path = folder / f"{name}.db"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}.db"
        number += 1
    return path


def made_at(path: Path) -> datetime | None:
    """Give when a backup was made, to the minute, by its name; None when it is not the name of a backup."""
    match = _NAME.fullmatch(path.name)
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) if match else None


def backups_in(folder: Path) -> tuple[Path, ...]:
    """Give the backups in a folder, newest first; none when there is no folder."""
    found = [path for path in folder.glob("backup-*.db") if _NAME.fullmatch(path.name)] if folder.is_dir() else []
    return tuple(sorted(found, key=_order, reverse=True))


def superfluous(backups: Iterable[Path], now: datetime) -> tuple[Path, ...]:
    """Give the backups that need not be kept.

    Kept are all of the last two days, then the newest of each day for a month, of each week for three months, and of
    each month for ever.

    Args:
        backups: newest first.
    """
    seen: set[str] = set()
    dropped = []
    for path in backups:
        period = _period(path, now)
        if period in seen:
            dropped.append(path)
        seen.add(period)
    return tuple(dropped)


def _order(path: Path) -> tuple[str, int]:
    match = _NAME.fullmatch(path.name)
    return (match[1], int(match[2] or 1)) if match else ("", 0)


def _period(path: Path, now: datetime) -> str:
    at = made_at(path)
    if at is None or now - at <= _KEEP_ALL:
        return path.name
    if now - at <= _KEEP_DAILY:
        return at.strftime("%Y-%m-%d")
    if now - at <= _KEEP_WEEKLY:
        return at.strftime("%G week %V")
    return at.strftime("%Y-%m")
