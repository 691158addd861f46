from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from flashcards.storage.backup_names import backups_in, free_name, made_at, superfluous

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


def kept(*ages: timedelta) -> list[timedelta]:
    paths = {Path(f"backup-{NOW - age:%Y-%m-%dT%H-%M}.db"): age for age in ages}
    dropped = superfluous(paths, NOW)
    return [age for path, age in paths.items() if path not in dropped]


def test_a_backup_is_named_by_its_minute_in_utc(tmp_path: Path) -> None:
    local = datetime(2026, 11, 22, 13, 30, tzinfo=timezone(timedelta(hours=-5)))

    assert free_name(tmp_path, local).name == "backup-2026-11-22T18-30.db"


def test_the_time_of_a_backup_is_read_from_its_name() -> None:
    assert made_at(Path("backup-2026-11-22T18-30-2.db")) == NOW
    assert made_at(Path("damaged-2026-11-22T18-30.db")) is None


def test_backups_are_listed_newest_first_and_nothing_else_is(tmp_path: Path) -> None:
    for name in (
        "backup-2026-11-22T18-30.db",
        "backup-2026-11-22T18-30-10.db",
        "backup-2026-11-22T18-30-2.db",
        "backup-2026-12-01T00-00.db",
        "backup-of-mine.db",
        "damaged-2026-11-22T18-30.db",
        "backup.partial",
    ):
        (tmp_path / name).touch()

    assert [path.name for path in backups_in(tmp_path)] == [
        "backup-2026-12-01T00-00.db",
        "backup-2026-11-22T18-30-10.db",
        "backup-2026-11-22T18-30-2.db",
        "backup-2026-11-22T18-30.db",
    ]


def test_all_backups_of_two_days_are_kept() -> None:
    ages = [timedelta(hours=hours) for hours in (0, 1, 24, 25, 47, 48)]

    assert kept(*ages) == ages


def test_one_backup_a_day_is_kept_for_a_month() -> None:
    ages = [timedelta(days=3), timedelta(days=3, hours=1), timedelta(days=4), timedelta(days=29), timedelta(days=29.1)]

    assert kept(*ages) == [timedelta(days=3), timedelta(days=4), timedelta(days=29)]


def test_one_backup_a_week_is_kept_for_three_months() -> None:
    # 2026-10-18 is a Sunday, the day after begins a week
    ages = [timedelta(days=34), timedelta(days=35), timedelta(days=36), timedelta(days=41), timedelta(days=42)]

    assert kept(*ages) == [timedelta(days=34), timedelta(days=35), timedelta(days=42)]


def test_one_backup_a_month_is_kept_for_ever() -> None:
    ages = [timedelta(days=days) for days in (100, 110, 130, 1000, 1001, 5000)]

    assert kept(*ages) == [timedelta(days=days) for days in (100, 130, 1000, 5000)]
