"""The settings: learning ones live in the collection, the look on this machine."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from flashcards.domain.changes import ChangeSet, Kind, Operation
from flashcards.domain.errors import SettingsError
from flashcards.domain.learning import LearningSettings
from flashcards.settings import DEFAULTS, Preferences
from flashcards.ui.look import Look
from flashcards.ui.newest import Newest
from flashcards.ui.runner import CollectionRunner
from flashcards.wording import step

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot
    from flashcards.storage.transaction import Transaction

UNIT_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
LONGEST_STEP_S = 86400


@dataclass(frozen=True, slots=True)
class SettingsState:
    """Everything that can be set, as it is."""

    is_ready: bool = False
    learning: LearningSettings = field(default_factory=LearningSettings)
    look: Preferences = DEFAULTS


def shown_steps(steps_s: tuple[int, ...]) -> str:
    """Write steps as they are typed: "1m 10m"."""
    return " ".join(step(seconds) for seconds in steps_s)


def read_steps(text: str) -> tuple[int, ...]:
    """Read steps such as "1m 10m"; a bare number is minutes, nothing is no steps.

    Raises:
        SettingsError: a step is not a length of time between a second and a day.
    """
    return tuple(_read_step(word) for word in text.lower().replace(",", " ").split())


def _read_step(word: str) -> int:
    number, unit = (word[:-1], word[-1]) if word[-1] in UNIT_SECONDS else (word, "m")
    seconds = int(number) * UNIT_SECONDS[unit] if number.isdecimal() else 0
    if not 1 <= seconds <= LONGEST_STEP_S:
        problem = (
            f"“{word}” is not a step. Write lengths of time such as 30s, 10m or 2h, up to a day, with spaces between."
        )
        raise SettingsError(problem)
    return seconds


class SettingsViewModel(QObject):
    """Reads the settings, and stores each as it is changed.

    Signals:
        changed: `state` is another now.
        refused: a `SettingsError`: what was typed cannot be a setting.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, runner: CollectionRunner, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._look = look
        self._newest = Newest(runner, self._take_learning, self)
        self.state = SettingsState(look=look.preferences)
        look.changed.connect(self._take_look)
        runner.changed.connect(self._heed)

    @Slot()
    def refresh(self) -> None:
        """Ask for the learning settings."""
        self._newest.ask(_learning)

    def set_look(self, **changes: Any) -> None:  # noqa: ANN401  (the fields of `Preferences`)
        """Change how the window looks on this machine."""
        self._look.change(replace(self._look.preferences, **changes))

    def set_learning(self, **changes: Any) -> None:  # noqa: ANN401  (the fields of `LearningSettings`)
        """Change learning settings, as one step that can be undone."""
        if replace(self.state.learning, **changes) != self.state.learning:
            self._runner.write(Operation.CHANGE_SETTINGS, partial(_change, changes))

    def set_steps(self, name: str, text: str) -> None:
        """Change learning or relearning steps from what was typed."""
        try:
            steps = read_steps(text)
        except SettingsError as error:
            self.refused.emit(error)
            self.changed.emit()
            return
        self.set_learning(**{name: steps})

    @Slot(object)
    def _take_learning(self, settings: LearningSettings) -> None:
        self.state = replace(self.state, is_ready=True, learning=settings)
        self.changed.emit()

    @Slot()
    def _take_look(self) -> None:
        self.state = replace(self.state, look=self._look.preferences)
        self.changed.emit()

    @Slot(object)
    def _heed(self, changes: ChangeSet) -> None:
        if changes.touches(Kind.SETTINGS):
            self.refresh()


def _learning(snapshot: "Snapshot") -> LearningSettings:
    from flashcards.collection.learning import learning_settings

    return learning_settings(snapshot)


def _change(changes: dict[str, Any], transaction: "Transaction") -> None:
    from flashcards.collection.learning import change_learning

    change_learning(transaction, changes)
