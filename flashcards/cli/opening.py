"""Opening the collection for a terminal command."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from flashcards import paths, resources
from flashcards.collection import bundled, first_run
from flashcards.collection.collection import Collection, Look
from flashcards.domain.changes import Operation
from flashcards.domain.errors import CollectionError, CollectionLockedError, FlashcardsError, StorageError
from flashcards.domain.learning import DEFAULT_MINUTES_A_DAY

UPDATED = "Brought the bundled decks up to date: {added} notes new, {changed} changed, {removed} removed.\n"
BEGUN = "Began a collection at {path} with the {notes} notes of the bundled decks.\n"
NOT_BACKED_UP = "All is saved, but no backup could be made in {folder}: {problem} `flashcards backup` makes one.\n"


@contextmanager
def opened(path: Path | None, clock: Callable[[], datetime], *, begins: bool = True) -> Iterator[Collection]:
    """Open a collection and close it afterwards.

    Args:
        path: the file, or None for the usual one.
        begins: begin a new collection with the bundled decks.

    Raises:
        FlashcardsError: it cannot be opened.
    """
    file = path or paths.collection()
    collection = Collection.open(file, backups=paths.backups_of(file), clock=clock)
    try:
        if begins and (notes := _begin(collection)):
            sys.stderr.write(BEGUN.format(path=collection.path, notes=notes))
        yield collection
    finally:
        collection.close()


@contextmanager
def looked_at(path: Path | None, clock: Callable[[], datetime], *, or_at_new: bool = False) -> Iterator[Look]:
    """Open a collection to read it; it may be open in the window, or where nothing can be written.

    Args:
        or_at_new: where there is none, look at one as it would be begun there; nothing is left behind.

    Raises:
        FlashcardsError: it cannot be opened.
    """
    file = path or paths.collection()
    if or_at_new and not file.exists():
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder, file.name), clock, begins=False) as new:
            _begin(new)
            yield new
        return
    if path is not None and not path.exists():
        problem = f"There is no collection at {path}. Leave --collection out for the usual one."
        raise CollectionError(problem)
    with ExitStack() as stack:
        try:
            look: Look = stack.enter_context(opened(file, clock))
        except (CollectionLockedError, StorageError):
            if not file.is_file():
                raise
            look = Look.into(file, backups=paths.backups_of(file), clock=clock)
            stack.callback(look.close)
        yield look


def update_decks(collection: Collection) -> None:
    """Bring loaded bundled decks up to date with the program's, and say so."""
    folder = resources.decks()
    keys = collection.read(lambda snapshot: bundled.outdated(snapshot, folder))
    if not keys:
        return
    done = collection.transact(
        Operation.LOAD_BUNDLED_DECKS,
        lambda transaction: bundled.load(transaction, folder, keys, collection.clock()),
    )
    loaded = done.value
    sys.stderr.write(UPDATED.format(added=loaded.added, changed=loaded.changed, removed=loaded.removed))


def back_up_afterwards(collection: Collection) -> None:
    """Back up what a command has changed; where that fails, say so: what is saved must not look like a failure."""
    try:
        collection.back_up()
    except FlashcardsError as problem:
        sys.stderr.write(NOT_BACKED_UP.format(folder=paths.backups_of(collection.path), problem=problem))


def _begin(collection: Collection) -> int:
    """Load the bundled decks into a collection that is new; give how many notes they have, 0 for one that is not."""
    if not collection.read(first_run.is_first_run):
        return 0
    folder = resources.decks()
    wishes = first_run.Wishes(bundled.keys(folder), exam_on=None, minutes_a_day=DEFAULT_MINUTES_A_DAY)
    done = collection.transact(
        Operation.CHOOSE_DECKS,
        lambda transaction: first_run.begin(transaction, folder, wishes, collection.clock()),
        undoable=False,
    )
    return done.value.added
