"""Problems the program expects, in words for the learner.

    FlashcardsError
    ├── DeckFormatError             path, line: a deck file is wrong
    ├── ImportRefusedError          path: a file cannot be imported at all
    ├── ExportRefusedError          nothing was written
    ├── CancelledError              the learner stopped it; nothing was changed
    ├── SearchError                 start, end: a search cannot be understood
    ├── SettingsError               a preference file or value is wrong
    ├── CollectionError
    │   ├── CollectionLockedError   open elsewhere
    │   ├── CollectionTooNewError   made by a newer version
    │   └── CollectionDamagedError  failed its check; names the latest good backup
    ├── BackupError                 there is none to go back to
    ├── StorageError                disk full, read-only, vanished
    ├── StaleCardError              changed in another window
    ├── NothingToUndoError
    ├── ExamAlreadySubmittedError
    └── UnknownDeckError

Anything else that is raised is a bug and is never caught on purpose.
"""

from datetime import datetime
from pathlib import Path


class FlashcardsError(Exception):
    """An expected problem. Its text says what happened, where, and what to do."""


class DeckFormatError(FlashcardsError):
    """A deck file cannot be read as a deck.

    Attributes:
        path: the file.
        line: 1-based line where reading stopped, or None for the whole file.
    """

    def __init__(self, problem: str, path: Path, line: int | None = None) -> None:
        """Put the place before the problem."""
        where = path.name if line is None else f"{path.name}, line {line}"
        super().__init__(f"{where}: {problem}")
        self.path = path
        self.line = line


class ImportRefusedError(FlashcardsError):
    """A file cannot be imported at all, and nothing was changed.

    Attributes:
        path: the file.
    """

    def __init__(self, problem: str, path: Path) -> None:
        """Put the file before the problem; where it has no name, such as “.” and “/”, where it lies."""
        super().__init__(f"{path.name or path.resolve()}: {problem}")
        self.path = path


class ExportRefusedError(FlashcardsError):
    """What was asked for cannot be written, and nothing was."""


class PlanChangedError(FlashcardsError):
    """The collection was changed since an import was planned, which would do something else now. Nothing was done."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The collection was changed since the import was planned. Nothing was imported.")


class CancelledError(FlashcardsError):
    """The learner stopped it, and nothing was changed."""


class SearchError(FlashcardsError):
    """A search cannot be understood.

    Attributes:
        start, end: the part of the line that is meant.
    """

    def __init__(self, problem: str, start: int, end: int) -> None:
        """Say what is wrong with a part of the line."""
        super().__init__(problem)
        self.start = start
        self.end = end


class SettingsError(FlashcardsError):
    """A preference is missing, misspelt or out of range."""


class CollectionError(FlashcardsError):
    """The collection file cannot be used as it is."""


class CollectionLockedError(CollectionError):
    """Another program has the collection open."""


class CollectionTooNewError(CollectionError):
    """A newer version of Flashcards wrote the collection.

    Attributes:
        found: schema version of the file.
        newest_known: the highest version this program can read.
    """

    def __init__(self, path: Path, *, found: int, newest_known: int) -> None:
        """Say which versions disagree and that the file was left alone."""
        super().__init__(
            f"{path} was made by a newer version of Flashcards (format {found}; this one reads up to {newest_known}). "
            "Nothing was changed. Update Flashcards, or open another collection with --collection FILE."
        )
        self.found = found
        self.newest_known = newest_known


class CollectionDamagedError(CollectionError):
    """The collection failed its check.

    Attributes:
        path: the damaged file; it is left as it is.
        finding: what is wrong with it.
        backup: the newest backup that passes its check, or None.
    """

    def __init__(self, path: Path, *, finding: str, backup: Path | None) -> None:
        """Say what is wrong and name the way back."""
        way_back = (
            f"The newest good backup is {backup}. To go back to it, close Flashcards and run: "
            f'flashcards --collection "{path}" restore --newest'
            if backup
            else "There is no backup yet: move the file away to begin anew, or repair a copy of it."
        )
        super().__init__(f"{path} is damaged ({finding}). The file was left as it is. {way_back}")
        self.path = path
        self.finding = finding
        self.backup = backup


class BackupError(FlashcardsError):
    """There is no backup to go back to."""


class StorageError(FlashcardsError):
    """The disk refused: full, read-only, vanished, or out of reach."""


class StaleCardError(FlashcardsError):
    """A card was changed elsewhere since it was read."""


class NothingToUndoError(FlashcardsError):
    """There is no step to undo, or none to redo."""


class OtherStepError(FlashcardsError):
    """The step that undo or redo would take is none of those that may be taken.

    Attributes:
        operation: what it is called.
        step: which it is, as in `ChangeSet`.
        at: when it was done, or undone.
        is_undo: whether it would be undone, or else done again.
    """

    def __init__(self, operation: str, step: int, at: datetime, *, is_undo: bool) -> None:
        """Name the step."""
        word = "undo" if is_undo else "redo"
        super().__init__(f"The step to {word} next is “{operation}”, which was not done in this session.")
        self.operation = operation
        self.step = step
        self.at = at
        self.is_undo = is_undo


class UnknownDeckError(FlashcardsError):
    """No deck has the given name."""


class ExamAlreadySubmittedError(FlashcardsError):
    """A practice exam that was handed in cannot be answered any more."""

    def __init__(self) -> None:
        """Say that its answers stay as they are."""
        super().__init__("This practice exam was handed in. Its answers stay as they are: begin a new one.")


class UnknownImportError(FlashcardsError):
    """The history has no such import, or it was taken back already."""
