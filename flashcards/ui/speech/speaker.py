"""Text read aloud by the system. What speaks is looked for and loaded when the first text is wanted."""

import sys
from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.rendering import Spoken
from flashcards.ui.background import Lane
from flashcards.ui.speech.manner import Manner
from flashcards.ui.speech.program_voice import ProgramVoice
from flashcards.ui.speech.system_voice import SystemVoice

NO_LIBRARY = "Nothing can be read aloud: a library for speech is missing on this computer ({})."


class Speaker(QObject):
    """Reads one text after another. On Linux programs speak, elsewhere Qt does (docs/decisions/0032).

    Signals:
        changed: it began to read, or is silent again.
        failed: a sentence: why nothing can be read.
        voices_found: a tuple of `Voice`, empty where there are none.
    """

    changed = Signal()
    failed = Signal(str)
    voices_found = Signal(object)

    def __init__(
        self, lane: Lane, parent: QObject | None = None, *, uses_programs: bool = sys.platform.startswith("linux")
    ) -> None:
        """Make one that has loaded nothing.

        Args:
            lane: where libraries are loaded.
            uses_programs: whether programs speak.
        """
        super().__init__(parent)
        self._lane = lane
        self._uses_programs = uses_programs
        self._voice: ProgramVoice | SystemVoice | None = None
        self._queue: deque[Spoken] = deque()
        self._manner = Manner()
        self._is_reading = False
        self._wants_voices = False
        self._is_loading = False

    @property
    def is_reading(self) -> bool:
        """Whether something is read, or is about to be."""
        return self._is_reading

    def read(self, texts: Sequence[Spoken], manner: Manner) -> None:
        """Read texts in order, in place of whatever is read."""
        self._fall_silent()
        self._queue = deque(texts)
        self._manner = manner
        if self._queue:
            self._tell(is_reading=True)
            self._go_on()
        else:
            self._tell(is_reading=False)

    def stop(self) -> None:
        """Read nothing any more."""
        self._fall_silent()
        self._tell(is_reading=False)

    def ask_voices(self) -> None:
        """Ask which voices there are; `voices_found` gives them."""
        self._wants_voices = True
        self._go_on()

    def _fall_silent(self) -> None:
        self._queue.clear()
        if self._voice is not None:
            self._voice.stop()

    def _tell(self, *, is_reading: bool) -> None:
        if is_reading != self._is_reading:
            self._is_reading = is_reading
            self.changed.emit()

    def _go_on(self) -> None:
        """Do what is wanted, once there is something that speaks."""
        if self._voice is not None:
            self._act(self._voice)
        elif self._uses_programs:
            self._take(ProgramVoice(self))
        elif not self._is_loading:
            self._is_loading = True
            self._lane.submit(_load, self._make, self._give_up)

    @Slot(object)
    def _make(self, _loaded: object) -> None:
        self._is_loading = False
        self._take(SystemVoice(self))

    def _take(self, voice: ProgramVoice | SystemVoice) -> None:
        voice.ended.connect(self._read_next)
        voice.failed.connect(self._fail)
        voice.found.connect(self.voices_found)
        self._voice = voice
        self._act(voice)

    def _act(self, voice: ProgramVoice | SystemVoice) -> None:
        if self._wants_voices:
            self._wants_voices = False
            voice.ask_voices()
        if self._queue:
            text, language = self._queue.popleft()
            voice.say(text, self._manner._replace(language=language))

    @Slot()
    def _read_next(self) -> None:
        if self._queue:
            self._go_on()
        else:
            self._tell(is_reading=False)

    @Slot(str)
    def _fail(self, problem: str) -> None:
        self._queue.clear()
        self._tell(is_reading=False)
        self.failed.emit(problem)

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        """Say that the system cannot speak; anything else is a bug."""
        self._is_loading = False
        if not isinstance(error, ImportError):
            raise error
        if self._wants_voices:
            self._wants_voices = False
            self.voices_found.emit(())
        if self._is_reading:
            self._fail(NO_LIBRARY.format(str(error).partition(":")[0]))


def _load() -> None:
    """Load what speaks, so that the GUI thread need not wait for it.

    Raises:
        ImportError: the system lacks a library.
    """
    import PySide6.QtTextToSpeech  # noqa: F401
