"""Pictures and sounds that Markdown names, found in the folder the notes are in."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from flashcards.formats.file_names import fault_of_name, fault_of_path
from flashcards.formats.media_folder import MediaNames, media_file
from flashcards.formats.transfer import MediaFile

MAX_FILES = 50_000
"""Files of a folder whose names are remembered."""


class Attachments:
    """Gives what notes name plain names, and remembers the files.

    Attributes:
        files: those that were found, by their plain names.
    """

    def __init__(self, root: Path, *, is_whole: bool) -> None:
        """Know where to look.

        Args:
            root: nothing outside it is looked at.
            is_whole: look for a bare name in all folders below, as Obsidian does; else only in those directly below.
        """
        self.files: dict[str, MediaFile] = {}
        self._root = root
        self._is_whole = is_whole
        self._names = MediaNames()
        self._known: dict[str, str] | None = None

    def plain_name(self, written: str, beside: Path) -> str:
        """Give the plain name for a path as written.

        Args:
            beside: the folder of the note.
        """
        path = self._found(written.strip().replace("\\", "/"), beside)
        if path is None:
            return PurePosixPath(written.replace("\\", "/")).name
        name = self._names.add(path)
        if name not in self.files:
            file = media_file(self._root, path, name)
            if file is not None:
                self.files[name] = file
        return name

    def _found(self, written: str, beside: Path) -> str | None:
        """Give the path below the root."""
        bare = written.removeprefix("./").removeprefix("@/").lstrip("/")
        for folder in dict.fromkeys((beside, self._root)):
            place = Path(os.path.normpath(folder / bare))
            if place.is_relative_to(self._root) and place.is_file():
                path = place.relative_to(self._root).as_posix()
                if not fault_of_path(path):
                    return path
        return self._by_name().get(bare) if not fault_of_name(bare) else None

    def _by_name(self) -> dict[str, str]:
        """Give the paths of all files, by their names; of several of one name, the first."""
        if self._known is None:
            self._known = {}
            for place, path in enumerate(self._walked()):
                if place >= MAX_FILES:
                    break
                self._known.setdefault(path.name, path.relative_to(self._root).as_posix())
        return self._known

    def _walked(self) -> Iterator[Path]:
        for place, folders, files in os.walk(self._root):
            is_deep = not self._is_whole and Path(place) != self._root
            folders[:] = [] if is_deep else sorted(name for name in folders if not name.startswith("."))
            yield from (Path(place, name) for name in sorted(files))
