"""Opening a collection for the window: at the start, and in place of one that was closed."""

import sys
from pathlib import Path
from typing import NamedTuple

from flashcards import clock, paths
from flashcards.collection.collection import Collection
from flashcards.domain.errors import CollectionDamagedError, CollectionLockedError, FlashcardsError
from flashcards.ui.reopening import Reopening


class Opening(NamedTuple):
    """What became of a `Reopening`.

    Attributes:
        collection: None when it stays closed, and the learner knows why.
        problem: what went wrong, or None.
        told: what the learner should know, or "".
    """

    collection: Collection | None
    problem: FlashcardsError | None = None
    told: str = ""


def open_next(wanted: Reopening, before: Path) -> Opening:
    """Open what the learner wants in place of a collection that is closed now; that one again where it cannot be.

    Args:
        before: the collection that was open.
    """
    from flashcards.collection.backups import go_back_to

    path, told = wanted.collection, ""
    try:
        if wanted.backup is not None:
            go_back_to(wanted.backup, path, backups=paths.backups_of(path), now=clock.now())
            told = "You are back at that backup. What was there before is kept among the backups."
        return Opening(Collection.open(path, backups=paths.backups_of(path), clock=clock.now), told=told)
    except FlashcardsError as error:
        try:
            return Opening(open_or_ask(before), error)
        except CollectionLockedError as another:
            went_back(another, before)
            return Opening(None, another)


def open_or_ask(path: Path) -> Collection | None:
    """Open a collection; say why it cannot be, and go back to a backup where the learner wants that.

    Returns:
        The collection, or None when it stays closed and the learner knows why.

    Raises:
        CollectionLockedError: it is open elsewhere.
    """
    while True:
        try:
            return Collection.open(path, backups=paths.backups_of(path), clock=clock.now)
        except CollectionLockedError:
            raise
        except FlashcardsError as error:
            if not went_back(error, path):
                return None


def went_back(error: FlashcardsError, path: Path) -> bool:
    """Say why there is no window, on the screen and in the terminal; offer the newest good backup of a damaged file.

    Returns:
        Whether the learner went back to the backup, so that the collection can be opened.
    """
    from flashcards.ui.start_problem import StartProblem

    sys.stderr.write(f"{error}\n")
    sys.stderr.flush()
    backup = error.backup if isinstance(error, CollectionDamagedError) else None
    wants_to = StartProblem(str(error), "" if backup is None else f"Go back to {backup.name}").goes_back()
    if backup is None or not wants_to:
        return False
    from flashcards.collection.backups import go_back_to

    try:
        go_back_to(backup, path, backups=paths.backups_of(path), now=clock.now())
    except FlashcardsError as another:
        return went_back(another, path)
    return True
