"""`flashcards verify`: what is wrong with the collection, which is left as it is."""

from datetime import datetime
from pathlib import Path
from typing import TextIO

from flashcards import paths
from flashcards.collection.collection import Look
from flashcards.domain.errors import CollectionError
from flashcards.wording import counted


def print_verification(path: Path | None, now: datetime, out: TextIO) -> int:
    """Print what is wrong with a collection; give how much.

    Args:
        path: the file, or None for the usual one.

    Raises:
        FlashcardsError: it cannot be checked.
    """
    file = path or paths.collection()
    if not file.exists():
        advice = "Leave --collection out for the usual one." if path else "Open Flashcards, or study, to begin one."
        problem = f"There is no collection at {file}. {advice}"
        raise CollectionError(problem)
    findings = Look.check(file, backups=paths.backups_of(file), now=now)
    for finding in findings:
        out.write(f"{finding}\n")
    out.write(f"{file}: {counted(len(findings), 'finding') if findings else 'all is well'}\n")
    return len(findings)
