"""Where things are kept. The only module that asks the operating system for its folders.

`FLASHCARDS_HOME` in the environment gathers everything below one folder, for a portable copy or a test.
Nothing is created here.
"""

import os
from pathlib import Path

from flashcards.domain.errors import SettingsError

_NAME = "Flashcards"


def data() -> Path:
    """Give the folder of the collection."""
    return _home() or _system("user_data_dir")


def config() -> Path:
    """Give the folder of this machine's preferences."""
    home = _home()
    return home / "config" if home else _system("user_config_dir")


def cache() -> Path:
    """Give the folder of what can be made again: logs, locks of the first window."""
    home = _home()
    return home / "cache" if home else _system("user_cache_dir")


def plans() -> Path:
    """Give the folder of the exam plans' value tables."""
    return cache() / "plans"


def backups() -> Path:
    """Give the folder of the collection's backups."""
    return data() / "backups"


def backups_of(file: Path) -> Path:
    """Give the folder of the backups of one collection file; every file has its own."""
    return backups() if file.absolute() == collection() else file.with_name(f"{file.stem}-backups")


def collection() -> Path:
    """Give the collection opened when none is named."""
    return data() / "collection.db"


def _home() -> Path | None:
    home = os.environ.get("FLASHCARDS_HOME", "").strip()
    try:
        return Path(home).expanduser().absolute() if home else None
    except RuntimeError as error:
        problem = f"FLASHCARDS_HOME is {home}, and there is no such home folder. Give the path of a folder."
        raise SettingsError(problem) from error


def _system(folder: str) -> Path:
    import appdirs  # not needed when FLASHCARDS_HOME is set

    return Path(getattr(appdirs, folder)(_NAME, appauthor=False))
