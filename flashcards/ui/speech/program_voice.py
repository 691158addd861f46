"""Speech by one of the system's programs, each text by a process of its own."""

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Signal, Slot

from flashcards.ui.speech.manner import Manner
from flashcards.ui.speech.programs import PROGRAMS, Program, reason

NO_PROGRAM = (
    "Nothing can be read aloud: this computer has no program that speaks. "
    "Install speech-dispatcher or espeak-ng and try again."
)
REFUSED = "Nothing can be read aloud: {} says “{}”."
NO_REASON = "it ended with code {}"


class ProgramVoice(QObject):
    """Reads with the first program that can.

    Signals:
        ended: all was read.
        failed: a sentence: why nothing was.
        found: a tuple of `Voice`.
    """

    ended = Signal()
    failed = Signal(str)
    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._manner = Manner()
        self._left: list[Program] = []
        self._process: QProcess | None = None
        self._program: Program | None = None
        self._lister: QProcess | None = None
        self._listing = PROGRAMS[0]

    def say(self, text: str, manner: Manner) -> None:
        """Read a text, in place of whatever is read."""
        self.stop()
        self._text, self._manner = text, manner
        self._left = _there()
        if not self._left:
            self.failed.emit(NO_PROGRAM)
            return
        self._try_next()

    def stop(self) -> None:
        """Fall silent."""
        process, program = self._process, self._program
        self._process = self._program = None
        if process is None or program is None:
            return
        process.finished.disconnect()
        process.errorOccurred.disconnect()
        process.finished.connect(process.deleteLater)
        process.terminate()
        if program.stops:
            QProcess.startDetached(program.name, list(program.stops))

    def ask_voices(self) -> None:
        """Ask which voices there are; `found` gives them, none where there is no program."""
        there = _there()
        if not there:
            self.found.emit(())
            return
        if self._lister is None:
            self._listing, self._lister = there[0], QProcess(self)
            self._lister.finished.connect(self._take_voices)
            self._lister.start(there[0].name, list(there[0].lists))

    def _try_next(self) -> None:
        program = self._left.pop(0)
        process = QProcess(self)
        self._process, self._program = process, program
        process.finished.connect(self._take_end)
        process.errorOccurred.connect(self._take_error)
        process.start(program.name, program.arguments(self._text, self._manner))

    @Slot(int)
    def _take_end(self, code: int) -> None:
        process, program = self._process, self._program
        if process is None or program is None:
            return
        said = reason(bytes(process.readAllStandardError().data()).decode(errors="replace"))
        self._settle(program, said or (NO_REASON.format(code) if code else ""))

    @Slot(object)
    def _take_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None and self._program is not None:
            self._settle(self._program, self._process.errorString())

    def _settle(self, program: Program, problem: str) -> None:
        """Let another program try what one could not do."""
        if self._process is not None:
            self._process.deleteLater()
        self._process = self._program = None
        if not problem:
            self.ended.emit()
        elif self._left:
            self._try_next()
        else:
            self.failed.emit(REFUSED.format(program.name, problem.rstrip(".")))

    @Slot()
    def _take_voices(self) -> None:
        if self._lister is not None:
            listed = bytes(self._lister.readAllStandardOutput().data()).decode(errors="replace")
            self._lister.deleteLater()
            self._lister = None
            self.found.emit(self._listing.voices(listed, self._listing.name))


def _there() -> list[Program]:
    return [program for program in PROGRAMS if QStandardPaths.findExecutable(program.name)]
