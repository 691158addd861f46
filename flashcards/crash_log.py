"""The log of what should not have gone wrong: one file, written by the window and by the commands alike."""

import contextlib
import platform
import traceback
from pathlib import Path

from flashcards import __version__


def report_of(error: BaseException, last_operation: str, log: Path, *, qt: str = "") -> str:
    """Write what a developer needs to know, and nothing of what the learner wrote.

    Args:
        last_operation: what was asked for last.
        log: where the report is kept.
        qt: the version of Qt, if it is loaded.
    """
    trace = "".join(traceback.format_exception(error)).rstrip()
    versions = [f"Flashcards {__version__}", f"Python {platform.python_version()}", *([f"Qt {qt}"] if qt else [])]
    return f"{', '.join([*versions, platform.platform()])}\nLast operation: {last_operation}\nLog: {log}\n\n{trace}\n"


def keep(text: str, log: Path) -> None:
    """Add a text to the log; a disk that refuses must not hide what is told elsewhere too."""
    with contextlib.suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
