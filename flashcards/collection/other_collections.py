"""The collections there are besides the one that is open: each is a file with its own schedule, media and backups."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flashcards.domain.errors import FlashcardsError
from flashcards.storage.backup_contents import Contents, contents_of

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_LONGEST_NAME = 80
_USUAL = "Usual collection"


class CollectionNameError(FlashcardsError):
    """A collection cannot be called that."""


@dataclass(frozen=True, slots=True)
class Known:
    """A collection that can be opened.

    Attributes:
        name: what it is called in lists.
        contents: None when the file cannot be read.
    """

    path: Path
    name: str
    contents: Contents | None
    is_open: bool


def known_collections(current: Path, usual: Path, remembered: Iterable[Path] = ()) -> tuple[Known, ...]:
    """Give the collections beside the open one and the usual one, and those remembered; the usual one first.

    Other database files are left out. The usual one is listed even before it is begun.
    """
    beside = (path for folder in (usual.parent, current.parent) for path in folder.glob("*.db"))
    every = {path.resolve(): path for path in (*beside, *remembered, current) if path.is_file()}
    every.pop(usual.resolve(), None)
    found = [Known(path, path.stem, contents_of(path), real == current.resolve()) for real, path in every.items()]
    others = sorted((one for one in found if one.contents or one.is_open), key=lambda one: one.name.casefold())
    return (Known(usual, _USUAL, contents_of(usual), usual.resolve() == current.resolve()), *others)


def path_of_new(name: str, folder: Path) -> Path:
    """Give the file of a collection that is begun under a name.

    Raises:
        CollectionNameError: no file can be called that, or one is.
    """
    name = name.strip()
    if not name or name.startswith(".") or _UNFIT.search(name) or len(name) > _LONGEST_NAME or name.endswith("."):
        problem = 'Choose a name that a file can have: without < > : " / \\ | ? * and without a dot at its ends.'
        raise CollectionNameError(problem)
    taken = {path.name.casefold() for path in folder.iterdir()} if folder.is_dir() else set[str]()
    if f"{name}.db".casefold() in taken:
        problem = f"There is a collection called “{name}” already. Open it, or choose another name."
        raise CollectionNameError(problem)
    return folder / f"{name}.db"
