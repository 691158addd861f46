"""The settings of reading aloud: whether by itself, by which voice, how fast."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject, Slot
from PySide6.QtWidgets import QWidget

from flashcards.rendering import Spoken
from flashcards.settings import Preferences, SpeakingSpeed
from flashcards.ui.page import Services
from flashcards.ui.settings.view_model import SettingsViewModel
from flashcards.ui.speech.manner import Manner, Voice
from flashcards.ui.speech.speaker import Speaker
from flashcards.ui.widgets.buttons import button
from flashcards.ui.widgets.picker import Picker
from flashcards.ui.widgets.segmented import Segmented
from flashcards.ui.widgets.setting_row import SettingRow

BY_ITSELF = (False, True)
SPEEDS = (SpeakingSpeed.SLOW, SpeakingSpeed.USUAL, SpeakingSpeed.FAST)
USUAL_VOICE = ("The system’s own", "")
VOICE_CHARACTERS = 24
SAMPLE = "A discharge summary is due within thirty days of the discharge."


class SpeechControls(QObject):
    """Three settings, and a sentence to try them with. Voices are asked for when the page is entered."""

    def __init__(self, services: Services, view_model: SettingsViewModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._view_model = view_model
        self._speaker: Speaker | None = None
        self.reads = Segmented("Read aloud", ("When asked", "Every card"), services.theme)
        self.voice = Picker("Voice", services.icons)
        self.voice.setMinimumContentsLength(VOICE_CHARACTERS)
        self.speed = Segmented("Speed", ("Slower", "Usual", "Faster"), services.theme)
        self.sample = button("Read a sentence", icon=services.icons.icon("speaker"))
        self._look = view_model.state.look
        self._voices: tuple[tuple[str, object], ...] = (USUAL_VOICE,)
        self.reads.chosen.connect(self._set_reads)
        self.voice.chosen.connect(self._set_voice)
        self.speed.chosen.connect(self._set_speed)
        self.sample.clicked.connect(self._read_sample)

    def rows(self) -> list[SettingRow]:
        """Give them, each with its sentence."""
        return [
            SettingRow("Read aloud", "Question and answer, when you press V or as each is shown.", self.reads),
            SettingRow("Voice", "One of those your system has; nothing leaves this computer.", self.voice),
            SettingRow("Speed", "How fast it reads.", self.speed),
            SettingRow("Try it", "Hear the voice at this speed.", self.sample),
        ]

    def ask_voices(self) -> None:
        """Ask which voices there are."""
        if self._speaker is None:
            self._speaker = self._services.media().speaker
            self._speaker.voices_found.connect(self._take_voices)
            self._speaker.failed.connect(self._tell)
        self._speaker.ask_voices()

    def fall_silent(self) -> None:
        """Stop the sentence."""
        if self._speaker is not None:
            self._speaker.stop()

    def show_look(self, look: Preferences) -> None:
        """Set every control, without telling anybody."""
        self._look = look
        self.reads.set_current(BY_ITSELF.index(look.reads_aloud))
        self.voice.offer(self._voices, look.voice)
        self.speed.set_current(SPEEDS.index(look.speaking_speed))

    @Slot(object)
    def _take_voices(self, voices: Sequence[Voice]) -> None:
        near = {"en", QLocale.system().name()[:2].lower()}
        ordered = sorted(voices, key=lambda voice: (voice.language[:2].lower() not in near, voice.name.casefold()))
        named = Counter(voice.name for voice in voices)
        names = (voice.name if named[voice.name] == 1 else f"{voice.name} · {voice.language}" for voice in ordered)
        self._voices = (USUAL_VOICE, *zip(names, (voice.id for voice in ordered), strict=True))
        self.show_look(self._look)

    @Slot()
    def _read_sample(self) -> None:
        if self._speaker is None:
            return
        self._speaker.read((Spoken(SAMPLE),), Manner(self._look.voice, self._look.speaking_speed))

    @Slot(str)
    def _tell(self, problem: str) -> None:
        if self.sample.isVisible():
            self._services.notices.say(problem)

    @Slot(int)
    def _set_reads(self, place: int) -> None:
        self._view_model.set_look(reads_aloud=BY_ITSELF[place])

    @Slot(object)
    def _set_voice(self, voice: str) -> None:
        self._view_model.set_look(voice=voice)

    @Slot(int)
    def _set_speed(self, place: int) -> None:
        self._view_model.set_look(speaking_speed=SPEEDS[place])
