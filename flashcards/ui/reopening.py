"""What is opened next, once the window has closed its collection."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reopening:
    """A collection that is to be opened in place of this one.

    Attributes:
        collection: its file, which may be the one that is open now; it is begun where there is none.
        backup: what is put in its place before, or None.
    """

    collection: Path
    backup: Path | None = None
