"""Files and pictures put into a field: kept in the media store, and named in the text."""

import hashlib
from collections import deque
from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QObject, Signal, Slot
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from flashcards.domain.changes import Operation
from flashcards.domain.errors import FlashcardsError
from flashcards.ui.page import Services

if TYPE_CHECKING:
    from flashcards.collection.media import MediaFolder
    from flashcards.storage.transaction import Transaction

PICTURES = frozenset([".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".tif", ".tiff", ".ico", ".avif"])
SOUNDS = frozenset([".mp3", ".ogg", ".oga", ".opus", ".wav", ".m4a", ".flac", ".aac", ".3gp", ".mp4", ".webm", ".mov"])
FILTER = f"Pictures and sounds ({' '.join(f'*{one}' for one in sorted(PICTURES | SOUNDS))})"
_REFUSED = str.maketrans(dict.fromkeys("/\\:?#<>\"'|*[]%", "_"))


class NotAttachableError(FlashcardsError):
    """A file is neither a picture nor a sound, or cannot be kept."""


class Kept(NamedTuple):
    """What became of files.

    Attributes:
        names: those of the media store.
        problems: why others are not kept, a sentence each.
        others: those that are neither pictures nor sounds, in which there may be something to import.
    """

    names: list[str]
    problems: list[str]
    others: list[Path]


class Attacher(QObject):
    """Keeps files in the media store, as one undoable step for each time, off the GUI thread.

    Signals:
        attached: where it was wanted, and the HTML to put there.
    """

    attached = Signal(object, str)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._others: list[Path] = []
        self._places: deque[QWidget] = deque()  # the write lane works in order, and so do its answers come

    def attach(self, what: object, place: QWidget) -> None:
        """Keep files (a list of `Path`) or a picture (a `QImage`) for a place."""
        from flashcards.collection.media import media_folder

        folder = media_folder(self._services.folders.collection)
        work = partial(_keep_picture, what) if isinstance(what, QImage) else partial(_keep_files, _paths(what))
        self._places.append(place)
        self._services.runner.write(Operation.ATTACH_FILES, partial(work, folder), self._hand_over, self._refuse)

    @Slot(object)
    def _hand_over(self, kept: Kept) -> None:
        self._services.media().forget_missing()
        place = self._places.popleft()
        if isValid(place):
            self.attached.emit(place, "".join(named(name) for name in kept.names))
        if kept.problems:
            self._say_left_out(kept)

    def _say_left_out(self, kept: Kept) -> None:
        said, self._others = f"{' '.join(kept.problems)} The others were attached.", kept.others
        if kept.others:
            self._services.notices.say(said, "Import it" if len(kept.others) == 1 else "Import them", self._import)
        else:
            self._services.notices.say(said)

    @Slot()
    def _import(self) -> None:
        self._services.notices.import_wanted.emit(self._others)

    @Slot(object)
    def _refuse(self, error: Exception) -> None:
        self._places.popleft()
        self._services.notices.problem(error)


def named(name: str) -> str:
    """Give the HTML that shows or plays a media file."""
    if Path(name).suffix.lower() in SOUNDS:
        return f"[sound:{escape(name, quote=False)}]"
    return f'<img src="{escape(name)}">'


def can_be_attached(path: Path) -> bool:
    """Say whether a file is a picture or a sound, by its name."""
    return path.suffix.lower() in PICTURES | SOUNDS


def media_name(path: Path) -> str:
    """Give the name a file gets in the media store: its own, without what names there may not have."""
    return path.name.translate(_REFUSED).strip(" .") or "file"


def _paths(what: object) -> list[Path]:
    return [one for one in what if isinstance(one, Path)] if isinstance(what, list) else []


def _keep_files(paths: Sequence[Path], folder: "MediaFolder", transaction: "Transaction") -> Kept:
    kept = Kept([], [], [path for path in paths if not can_be_attached(path)])
    for path in paths:
        try:
            kept.names.append(_kept(path, folder, transaction))
        except NotAttachableError as error:
            kept.problems.append(str(error))
    if not kept.names:
        problem = f"{' '.join(kept.problems)} Nothing was attached."
        raise NotAttachableError(problem)
    return kept


def _kept(path: Path, folder: "MediaFolder", transaction: "Transaction") -> str:
    from flashcards.collection.media import LARGEST_BYTES, MediaTooLargeError, add_media, open_media

    if not can_be_attached(path):
        problem = f"{path.name} is neither a picture nor a sound that can be shown or played."
        raise NotAttachableError(problem)
    try:
        with open_media(path) as content:
            return add_media(transaction, folder, media_name(path), content)
    except MediaTooLargeError as error:
        problem = f"{path.name} is larger than {LARGEST_BYTES // 2**20} MB, the most that is kept."
        raise NotAttachableError(problem) from error
    except OSError as error:
        problem = f"{path.name} cannot be kept: {error.strerror}."
        raise NotAttachableError(problem) from error


def _keep_picture(picture: QImage, folder: "MediaFolder", transaction: "Transaction") -> Kept:
    from flashcards.collection.media import add_media

    content = as_png(picture)
    name = f"pasted-{hashlib.sha256(content).hexdigest()[:12]}.png"
    try:
        return Kept([add_media(transaction, folder, name, content)], [], [])
    except OSError as error:
        problem = f"The picture cannot be kept: {error.strerror}. Nothing was attached."
        raise NotAttachableError(problem) from error


def as_png(picture: QImage) -> bytes:
    """Give a picture as a PNG file."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture)
    return bytes(buffer.data().data())
