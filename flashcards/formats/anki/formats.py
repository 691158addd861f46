"""The formats of Anki packages, as the registry lists them."""

from functools import partial
from pathlib import Path

from flashcards.domain.progress import Progress
from flashcards.formats.format import Format, Reading, WriteFormat
from flashcards.formats.transfer import Transfer

PACKAGE, COLLECTION = "anki-package", "anki-collection"

_ZIP = b"PK"
_MEMBER = b"collection.anki2"
"""What the names of all collections inside packages begin with."""

_BARE = (".anki2", ".anki21", ".anki21b")
_BARE_TABLE = b"CREATE TABLE col ("


def _has_suffix(suffix: str, path: Path, head: bytes) -> bool:
    return path.suffix.lower() == suffix and bool(head)


def _is_package(path: Path, head: bytes) -> bool:
    """Say whether a file is a package, also one that was renamed to `.zip`."""
    return _has_suffix(".apkg", path, head) or (head.startswith(_ZIP) and _MEMBER in head)


def is_bare_collection(path: Path, head: bytes) -> bool:
    """Say whether a file is a collection as it lies in Anki's folder, or was taken out of a package."""
    return path.suffix.lower() in _BARE or _BARE_TABLE in head


def _read(format_id: str, path: Path, reading: Reading) -> Transfer:
    from flashcards.formats.anki.reading import read  # numpy and zstd are loaded when they are needed

    return read(path, reading, format_id)


def _write(transfer: Transfer, path: Path, progress: Progress, *, is_collection: bool) -> None:
    from flashcards.formats.anki.writing import write

    write(transfer, path, progress, is_collection=is_collection)


WRITE = (
    WriteFormat(
        PACKAGE,
        "Anki deck package",
        ".apkg",
        carries_schedule=True,
        write=partial(_write, is_collection=False),
        carries_media=True,
    ),
    WriteFormat(
        COLLECTION,
        "Anki collection",
        ".colpkg",
        carries_schedule=True,
        write=partial(_write, is_collection=True),
        carries_media=True,
    ),
)

READ = (
    Format(COLLECTION, "Anki collection", (".colpkg",), partial(_has_suffix, ".colpkg"), partial(_read, COLLECTION)),
    Format(PACKAGE, "Anki deck package", (".apkg",), _is_package, partial(_read, PACKAGE)),
)
