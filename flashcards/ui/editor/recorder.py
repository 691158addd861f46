"""A sound recorded with the microphone. What records is loaded when the first is wanted, off the GUI thread."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal, Slot

from flashcards.ui.background import Lane

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QMediaFormat, QMediaRecorder

NO_SYSTEM = "Nothing can be recorded: an audio library is missing on this computer ({})."
NO_INPUT = "Nothing can be recorded: this computer has no microphone, or does not let Flashcards use it."
REFUSED = "Nothing was recorded: the system says “{}”."
FORMATS = (("Ogg", "Opus", "ogg"), ("Mpeg4Audio", "AAC", "m4a"), ("MP3", "MP3", "mp3"), ("Wave", "Wave", "wav"))
"""File format and codec as Qt names them, and the ending of the file; the first that can be written is taken."""


class Recorder(QObject):
    """Records one sound at a time into a file that lasts as long as the recorder.

    Attributes:
        is_recording: from when the microphone listens until it is told to stop.

    Signals:
        began: the microphone listens.
        told: how long it has, in milliseconds.
        ended: the file, a `Path`; not after `drop`.
        failed: a sentence: why nothing is recorded.
    """

    began = Signal()
    told = Signal(int)
    ended = Signal(object)
    failed = Signal(str)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """Make one that has loaded nothing.

        Args:
            lane: where libraries are loaded.
        """
        super().__init__(parent)
        self.is_recording = False
        self._lane = lane
        self._folder: QTemporaryDir | None = None
        self._name = ""
        self._session: QMediaCaptureSession | None = None
        self._recorder: QMediaRecorder | None = None
        self._is_wanted = False

    def begin(self, now: datetime) -> None:
        """Record; the file is called after the time."""
        self._name = f"recorded-{now:%Y%m%d-%H%M%S}"
        self._is_wanted = True
        self._lane.submit(_load, self._start, self._give_up)

    def stop(self) -> None:
        """End; `ended` gives the file once it is whole."""
        if self._recorder is not None:
            self._recorder.stop()

    def drop(self) -> None:
        """End, and forget what was recorded."""
        self._is_wanted = False
        self.stop()

    @Slot(object)
    def _start(self, _loaded: object) -> None:
        from PySide6.QtMultimedia import QMediaDevices

        if not self._is_wanted:
            return
        if QMediaDevices.defaultAudioInput().isNull():
            self._fail(NO_INPUT)
            return
        recorder = self._made()
        form, ending = _best_format()
        recorder.setMediaFormat(form)
        if self._folder is None:
            self._folder = QTemporaryDir()
        recorder.setOutputLocation(QUrl.fromLocalFile(self._folder.filePath(f"{self._name}.{ending}")))
        recorder.record()

    def _made(self) -> "QMediaRecorder":
        if self._recorder is None:
            from PySide6.QtMultimedia import QAudioInput, QMediaCaptureSession, QMediaRecorder

            self._session = QMediaCaptureSession(self)
            self._session.setAudioInput(QAudioInput(self._session))
            self._recorder = QMediaRecorder(self._session)
            self._session.setRecorder(self._recorder)
            self._recorder.recorderStateChanged.connect(self._take_state)
            self._recorder.durationChanged.connect(self._tell)
            self._recorder.errorOccurred.connect(self._take_error)
        return self._recorder

    @Slot(object)
    def _take_state(self, state: "QMediaRecorder.RecorderState") -> None:
        was_recording, self.is_recording = self.is_recording, state.name == "RecordingState"
        if self.is_recording:
            self.began.emit()
        elif was_recording and self._is_wanted and self._recorder is not None and state.name == "StoppedState":
            self._is_wanted = False
            self.ended.emit(Path(self._recorder.actualLocation().toLocalFile()))

    @Slot("qlonglong")
    def _tell(self, milliseconds: int) -> None:
        self.told.emit(milliseconds)

    @Slot(object, str)
    def _take_error(self, _error: object, said: str) -> None:
        if self._is_wanted:
            self._fail(REFUSED.format(said.rstrip(".")))

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        """Say that the system cannot record; anything else is a bug."""
        if not isinstance(error, ImportError):
            raise error
        if self._is_wanted:
            self._fail(NO_SYSTEM.format(str(error).partition(":")[0]))

    def _fail(self, problem: str) -> None:
        self._is_wanted = False
        self.failed.emit(problem)


def _load() -> None:
    """Load what records, so that the GUI thread need not wait for it.

    Raises:
        ImportError: the system lacks a library.
    """
    import PySide6.QtMultimedia  # noqa: F401


def _best_format() -> "tuple[QMediaFormat, str]":
    from PySide6.QtMultimedia import QMediaFormat

    for name, codec, ending in FORMATS:
        form = QMediaFormat(QMediaFormat.FileFormat[name])
        if QMediaFormat.AudioCodec[codec] in form.supportedAudioCodecs(QMediaFormat.ConversionMode.Encode):
            form.setAudioCodec(QMediaFormat.AudioCodec[codec])
            return form, ending
    return QMediaFormat(), FORMATS[-1][2]
