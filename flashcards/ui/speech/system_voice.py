"""Speech by Qt, on Windows and macOS, where it needs nothing besides."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from flashcards.settings import SpeakingSpeed
from flashcards.ui.speech.manner import Manner, Voice

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

NO_ENGINE = "Nothing can be read aloud: this computer has no voices. Its settings for speech add some."
REFUSED = "Nothing can be read aloud: the system says “{}”."
SILENT = "mock"
"""The engine Qt has for tests."""
RATES = {SpeakingSpeed.SLOW: -0.3, SpeakingSpeed.USUAL: 0.0, SpeakingSpeed.FAST: 0.3}


class SystemVoice(QObject):
    """Reads with the engine of the system. To be made when `PySide6.QtTextToSpeech` is loaded.

    Signals:
        ended: all was read.
        failed: a sentence: why nothing was.
        found: a tuple of `Voice`.
    """

    ended = Signal()
    failed = Signal(str)
    found = Signal(object)

    def __init__(self, parent: QObject | None = None, engine: str = "") -> None:
        """Make one that has asked the system for nothing yet.

        Args:
            engine: Qt's name of it; "" takes the one of the system.
        """
        super().__init__(parent)
        self._name = engine
        self._speech: QTextToSpeech | None = None
        self._usual: QVoice | None = None
        self._is_reading = False

    def say(self, text: str, manner: Manner) -> None:
        """Read a text, in place of whatever is read."""
        self.stop()
        speech = self._made()
        if speech is None:
            self.failed.emit(NO_ENGINE)
            return
        self._choose(speech, manner)
        speech.setRate(RATES[manner.speed])
        self._is_reading = True
        speech.say(text)

    def stop(self) -> None:
        """Fall silent."""
        self._is_reading = False
        if self._speech is not None:
            self._speech.stop()

    def ask_voices(self) -> None:
        """Ask which voices there are; `found` gives them."""
        speech = self._made()
        self.found.emit(() if speech is None else tuple(_known(voice) for voice in _every(speech)))

    def _made(self) -> "QTextToSpeech | None":
        from PySide6.QtTextToSpeech import QTextToSpeech

        if self._speech is None:
            engines = [name for name in QTextToSpeech.availableEngines() if name != SILENT]
            if not engines and not self._name:
                return None
            self._speech = QTextToSpeech(self._name or engines[0], self)
            self._usual = self._speech.voice()
            self._speech.stateChanged.connect(self._take_state)
            self._speech.errorOccurred.connect(self._take_error)
        return self._speech

    def _choose(self, speech: "QTextToSpeech", manner: Manner) -> None:
        """Take the voice that is wanted, one of the language, or the usual one."""
        if manner.language:
            speech.setLocale(QLocale(manner.language))
            return
        wanted = next((voice for voice in _every(speech) if _known(voice).id == manner.voice), None)
        if wanted is None:
            wanted = self._usual
        if wanted is not None:
            speech.setVoice(wanted)

    @Slot(object)
    def _take_state(self, state: "QTextToSpeech.State") -> None:
        if state.name == "Ready" and self._is_reading:
            self._is_reading = False
            self.ended.emit()

    @Slot(object, str)
    def _take_error(self, _reason: object, said: str) -> None:
        self._is_reading = False
        self.failed.emit(REFUSED.format(said.rstrip(".") or "no reason"))


def _every(speech: "QTextToSpeech") -> "list[QVoice]":
    return list(speech.allVoices(cast("QLocale", None)))  # no language is all of them, which its stubs do not say


def _known(voice: "QVoice") -> Voice:
    language = voice.locale().bcp47Name()
    return Voice(f"{voice.name()}:{language}", voice.name(), language)
