"""The sounds of the card that is shown: played with each side, again when asked for, and never over another card."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.ui.card.player import Player
from flashcards.ui.study.state import Phase, StudyState

SEEK_MS = 5_000


class Hearing(QObject):
    """Plays what a side of a card brings.

    Signals:
        told: what could not be played. When nobody asked for the sound, the same thing is said only once.
    """

    told = Signal(str)

    def __init__(self, player: Player, plays_unasked: Callable[[], bool], parent: QObject | None = None) -> None:
        """Make one that has heard of no card yet.

        Args:
            plays_unasked: whether sounds are played as they are shown.
        """
        super().__init__(parent)
        self._player = player
        self._plays_unasked = plays_unasked
        self._side: tuple[int, Phase] | None = None
        self._sounds: tuple[str, ...] = ()
        self._said: set[str] = set()
        player.failed.connect(self._tell)

    def heed(self, state: StudyState) -> None:
        """Play the sounds of a side that is new; fall silent with its card."""
        side = (state.serial, state.phase)
        self._sounds = state.sounds
        if side == self._side:
            return
        self._side = side
        content = None if state.face is None or not state.has_card else state.face.content
        if content is None:
            self._player.stop()
        elif self._plays_unasked():
            self._player.play(content.answer_sounds if state.phase is Phase.ANSWER else content.sounds)
        else:
            self._player.stop()

    @Slot()
    def replay(self) -> None:
        """Play all sounds that are shown, from the first."""
        self._said.clear()
        self._player.play(self._sounds)

    @Slot()
    def toggle_pause(self) -> None:
        """Pause, or go on."""
        self._player.toggle_pause()

    @Slot()
    def back(self) -> None:
        """Go back in the sound."""
        self._player.seek(-SEEK_MS)

    @Slot()
    def forward(self) -> None:
        """Go on in the sound."""
        self._player.seek(SEEK_MS)

    @Slot()
    def fall_silent(self) -> None:
        """Stop whatever plays."""
        self._player.stop()

    @Slot(str)
    def _tell(self, problem: str) -> None:
        if problem not in self._said:
            self._said.add(problem)
            self.told.emit(problem)
