"""Sounds played one after another. What plays them is loaded when the first is wanted, off the GUI thread."""

import string
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDir, QLibraryInfo, QObject, QPluginLoader, Qt, QUrl, Signal, Slot

from flashcards.ui.background import Lane

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer

Found = dict[str, Path | None]
"""The file of each name asked for, or None."""

Finder = Callable[[Sequence[str], Callable[[Found], None]], None]
"""Finds the files of some media names without blocking, and hands them to a bound method of a `QObject`."""

NO_SYSTEM = "Sounds cannot be played: an audio library is missing on this computer ({})."
NO_OUTPUT = "Sounds cannot be played: this computer has no speakers or headphones."
NOT_THERE = "The sound “{}” is missing: no file of that name came with the deck."
NOT_A_SOUND = "“{}” is not a sound file, so it was not played."
NOT_PLAYED = "The sound “{}” cannot be played: its format is not known here, or the file is damaged."

_BYTES_LOOKED_AT = 16
_TEXT = frozenset(string.printable.encode())


class _Ready(NamedTuple):
    """Sounds that can be tried, and those that cannot.

    Attributes:
        wanted: what was asked for.
        files: name and file, in order.
        refused: names of files that hold no sound.
    """

    wanted: tuple[str, ...]
    files: tuple[tuple[str, Path], ...]
    refused: tuple[str, ...]


class Player(QObject):
    """Plays media of the collection. What cannot be played is said, and the next is played.

    Signals:
        failed: a sentence: what could not be played, and why.
        ended: all that was asked for has been played.
    """

    failed = Signal(str)
    ended = Signal()

    def __init__(
        self, find: Finder, lane: Lane, parent: QObject | None = None, *, is_heard: Callable[[], bool] | None = None
    ) -> None:
        """Make one that has loaded nothing yet.

        Args:
            lane: where files are looked at and libraries loaded.
            is_heard: whether there is something to hear sounds with; None asks the system.
        """
        super().__init__(parent)
        self._find = find
        self._lane = lane
        self._is_heard = is_heard or _has_output
        self._wanted: tuple[str, ...] = ()
        self._queue: deque[tuple[str, Path]] = deque()
        self._player: QMediaPlayer | None = None
        self._playing = ""

    @property
    def playing(self) -> str:
        """The name of the sound that is playing or paused, or "" for none."""
        return self._playing

    @property
    def is_paused(self) -> bool:
        """Whether a sound was stopped in its middle."""
        return self._player is not None and bool(self._playing) and not self._player.isPlaying()

    def play(self, names: Sequence[str]) -> None:
        """Play sounds in order, in place of whatever is playing."""
        self.stop()
        self._wanted = tuple(names)
        if self._wanted:
            self._find(self._wanted, self._take_files)

    def stop(self) -> None:
        """Play nothing any more."""
        self._wanted = ()
        self._queue.clear()
        self._playing = ""
        if self._player is not None:
            self._player.stop()

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        if self._player is not None and self._playing:
            (self._player.pause if self._player.isPlaying() else self._player.play)()

    def seek(self, milliseconds: int) -> None:
        """Go forward, or back where the number is below zero."""
        if self._player is not None and self._playing:
            self._player.setPosition(max(0, self._player.position() + milliseconds))

    @Slot(object)
    def _take_files(self, files: Found) -> None:
        if not set(self._wanted) <= files.keys():
            return  # something else is wanted by now
        for name in dict.fromkeys(self._wanted):
            if files[name] is None:
                self.failed.emit(NOT_THERE.format(name))
        there = tuple((name, file) for name in self._wanted if (file := files[name]) is not None)
        if there:
            self._lane.submit(partial(_ready, self._wanted, there), self._begin, self._give_up)

    @Slot(object)
    def _begin(self, ready: _Ready) -> None:
        if ready.wanted != self._wanted:
            return
        for name in ready.refused:
            self.failed.emit(NOT_A_SOUND.format(name))
        if ready.files and not self._is_heard():
            self.failed.emit(NO_OUTPUT)
            return
        self._queue.extend(ready.files)
        self._play_next()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        """Say that the system cannot play sounds; anything else is a bug."""
        if not isinstance(error, ImportError):
            raise error
        self.failed.emit(NO_SYSTEM.format(str(error).partition(":")[0]))

    @Slot()
    def _play_next(self) -> None:
        if not self._queue:
            self._playing = ""
            self.ended.emit()
            return
        self._playing, file = self._queue.popleft()
        player = self._made()
        player.setSource(QUrl.fromLocalFile(str(file)))
        player.play()

    def _made(self) -> "QMediaPlayer":
        if self._player is None:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

            self._player = QMediaPlayer(self)
            self._player.setAudioOutput(QAudioOutput(self._player))
            queued = Qt.ConnectionType.QueuedConnection  # a player must not be given its next sound by its own signal
            self._player.mediaStatusChanged.connect(self._take_status, queued)
        return self._player

    @Slot(object)
    def _take_status(self, status: "QMediaPlayer.MediaStatus") -> None:
        name = status.name if self._playing else ""
        if name == "InvalidMedia":
            self.failed.emit(NOT_PLAYED.format(self._playing))
        if name in {"InvalidMedia", "EndOfMedia"}:
            self._play_next()


def _ready(wanted: tuple[str, ...], files: Sequence[tuple[str, Path]]) -> _Ready:
    """Load what plays sounds, and sort out files that hold none. Runs off the GUI thread.

    Raises:
        ImportError: the system lacks a library.
    """
    import PySide6.QtMultimedia  # noqa: F401  (loaded here, so that the GUI thread need not wait for it)

    plugins = QDir(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath) + "/multimedia")
    for name in plugins.entryList(QDir.Filter.Files):
        QPluginLoader(plugins.filePath(name)).load()
    sounds = tuple((name, file) for name, file in files if _is_sound(file))
    return _Ready(wanted, sounds, tuple(name for name, _ in dict.fromkeys(files) if name not in dict(sounds)))


def _is_sound(file: Path) -> bool:
    """Say whether a file may be a sound. One that begins with text may be a list of addresses, and is none."""
    try:
        with file.open("rb") as opened:
            start = opened.read(_BYTES_LOOKED_AT)
    except OSError:
        return False
    return not _TEXT.issuperset(start)


def _has_output() -> bool:
    from PySide6.QtMultimedia import QMediaDevices

    return not QMediaDevices.defaultAudioOutput().isNull()
