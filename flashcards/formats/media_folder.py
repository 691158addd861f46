"""Pictures and sounds that lie beside the file that names them."""

import os
import stat
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import IO

from flashcards.domain.media_names import named_in, renamed, spellings
from flashcards.formats.file_names import fault_of_path
from flashcards.formats.transfer import MediaFile, TransferNote


class MediaNames:
    """Gives files that may lie in folders plain names, no two of them the same.

    Attributes:
        moved: the plain name of each path that is none.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.moved: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        self._taken: set[str] = set()

    def add(self, path: str) -> str:
        """Give the plain name of a path: that of the file, with its folders before it where another has that name."""
        if path not in self._plain:
            name = path.rpartition("/")[2]
            if name.casefold() in self._taken:
                name = path.replace("/", "_")
            self._taken.add(name.casefold())
            self._plain[path] = name
            if name != path:
                self.moved[path] = name
        return self._plain[path]


def names_in(notes: Iterable[TransferNote]) -> tuple[str, ...]:
    """Give the media names in notes, as written, each once."""
    fields = [field for note in notes for field in note.fields if field and ("=" in field or "[sound:" in field)]
    return tuple(dict.fromkeys(name for field in fields for name in named_in(field)))


def with_media_beside(path: Path, notes: list[TransferNote]) -> tuple[list[TransferNote], list[MediaFile]]:
    """Give notes with the pictures and sounds that lie beside the file they came from, or in folders below.

    Args:
        path: the file; where it is none, as for pasted text, nothing is looked for.

    Returns:
        The notes, in which media have plain names, and the files.
    """
    wanted = names_in(notes)
    if not wanted or not path.is_file():
        return notes, []
    files, names = media_beside(path.parent, wanted)
    moved = {old: new for old, new in names.items() if old != new}
    if moved:
        notes = [
            note._replace(fields=tuple(renamed(field, moved) if field else field for field in note.fields))
            for note in notes
        ]
    return notes, files


def media_file(folder: Path, path: str, name: str) -> MediaFile | None:
    """Give a file below a folder under a plain name; None where it is not there, or a link leads to it.

    Args:
        path: below the folder, parts joined by `/`; without fault (`file_names.fault_of_path`).
    """
    place = folder.joinpath(*path.split("/"))
    size = _size(folder, place)
    return None if size is None else MediaFile(name, size, partial(_opened, place))


def media_beside(folder: Path, wanted: Iterable[str]) -> tuple[list[MediaFile], dict[str, str]]:
    """Give the files that notes name by paths below a folder.

    Args:
        folder: where the paths begin. Nothing outside it is looked at, and no links are followed.
        wanted: as notes have them.

    Returns:
        The files, and for each path as written the plain name under which its file comes.
    """
    names = MediaNames()
    files: dict[str, MediaFile] = {}
    plain: dict[str, str] = {}
    for written in wanted:
        for spelling in spellings(written):
            path = spelling.replace("\\", "/").removeprefix("./")
            if not path or fault_of_path(path):
                continue
            file = media_file(folder, path, "")
            if file is not None:
                plain[written] = names.add(path)
                files.setdefault(plain[written], file._replace(name=plain[written]))
                break
    return list(files.values()), plain


def _size(folder: Path, place: Path) -> int | None:
    """Give the size of a regular file that no link leads to, else None."""
    try:
        for part in (place, *place.parents):
            if part == folder:
                break
            if part.is_symlink():
                return None
        found = os.lstat(place)
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _opened(path: Path) -> IO[bytes]:
    return path.open("rb")
