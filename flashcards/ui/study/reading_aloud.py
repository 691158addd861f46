"""The card that is shown, read aloud: when its key is pressed, or by itself; never over another."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.rendering import RenderedCard, Spoken, spoken_text
from flashcards.settings import Preferences
from flashcards.ui.card.player import Player
from flashcards.ui.card.showing import Choice
from flashcards.ui.speech.manner import Manner
from flashcards.ui.speech.speaker import Speaker
from flashcards.ui.study.state import Panel, Phase, StudyState


class ReadingAloud(QObject):
    """Reads a side of a card.

    What a template's `{{tts …}}` fields say is a sound of the card: it is heard when sounds are. A side that has
    recorded sounds is not read by itself.

    Signals:
        told: why nothing could be read. When nobody asked, the same thing is said only once.
    """

    told = Signal(str)

    def __init__(
        self,
        speaker: Speaker,
        player: Player,
        preferences: Callable[[], Preferences],
        is_seen: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """Make one that has heard of no card yet.

        Args:
            is_seen: whether the learner has the page before them.
        """
        super().__init__(parent)
        self._speaker = speaker
        self._player = player
        self._preferences = preferences
        self._is_seen = is_seen
        self._state = StudyState()
        self._side: tuple[int, Phase, bool] | None = None
        self._said: set[str] = set()
        speaker.failed.connect(self._tell)

    def heed(self, state: StudyState) -> None:
        """Read a side that is new, if that is wanted; fall silent with its card."""
        self._state = state
        side = (state.serial, state.phase, state.panel is Panel.EDIT)
        if side == self._side:
            return
        is_back = self._side is not None and side[:2] == self._side[:2]
        self._side = side
        self._speaker.stop()
        if not is_back and self._is_seen() and state.panel is not Panel.EDIT:
            self._read(unasked(state, self._preferences()))

    @Slot()
    def toggle(self) -> None:
        """Read what is shown, in place of sounds; or stop."""
        if self._speaker.is_reading:
            self._speaker.stop()
            return
        self._said.clear()
        self._player.stop()
        self._read(asked(self._state))

    @Slot()
    def fall_silent(self) -> None:
        """Stop reading."""
        self._speaker.stop()

    def _read(self, texts: tuple[Spoken, ...]) -> None:
        if texts:
            wanted = self._preferences()
            self._speaker.read(texts, Manner(wanted.voice, wanted.speaking_speed))

    @Slot(str)
    def _tell(self, problem: str) -> None:
        if self._is_seen() and problem not in self._said:
            self._said.add(problem)
            self.told.emit(problem)


def unasked(state: StudyState, wanted: Preferences) -> tuple[Spoken, ...]:
    """Give what is read when a side is shown."""
    content = _content(state)
    if content is None:
        return ()
    is_answer = state.phase is Phase.ANSWER
    if content.answer_sounds if is_answer else content.sounds:
        return ()
    said = content.answer_spoken if is_answer else content.spoken
    if said and wanted.plays_sounds:
        return said
    return asked(state) if wanted.reads_aloud else ()


def asked(state: StudyState) -> tuple[Spoken, ...]:
    """Give what is read when the learner asks for it: what the template says, or else all that is shown."""
    content = _content(state)
    if content is None:
        return ()
    is_answer = state.phase is Phase.ANSWER
    said = content.answer_spoken if is_answer else content.spoken
    if said:
        return said
    shown = _answer(content, state.choice) if is_answer else _question(content, state.choice)
    text = " ".join(filter(None, shown))
    return (Spoken(text),) if text else ()


def _content(state: StudyState) -> RenderedCard | None:
    return state.face.content if state.face is not None and state.has_card else None


def _question(content: RenderedCard, choice: Choice | None) -> Iterator[str]:
    yield spoken_text(content.case)
    yield spoken_text(content.question)
    for number, option in enumerate(() if choice is None else choice.options, start=1):
        yield f"{number}: {spoken_text(option.text)}"


def _answer(content: RenderedCard, choice: Choice | None) -> Iterator[str]:
    """Give the answer; of options only the right ones, with why they are."""
    for option in () if choice is None else choice.options:
        if option.is_correct:
            yield spoken_text(option.text)
            yield spoken_text(option.rationale)
    yield spoken_text(content.answer)
