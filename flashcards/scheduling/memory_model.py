"""What the scheduler asks of a memory model, and which models there are.

A model is chosen by the name in the learner's settings, so that another one (FSRS-7, say) can stand beside FSRS-6
without a change to whoever asks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from flashcards.domain.card import MemoryState
from flashcards.domain.errors import SettingsError
from flashcards.domain.learning import LearningSettings
from flashcards.domain.review import Rating
from flashcards.scheduling import fsrs6


class MemoryModel(Protocol):
    """How one learner's memory of a card changes with answers and with time.

    Time is counted in study days: 0 for a second look on the same study day, 1 for the next morning.
    """

    @property
    def name(self) -> str:
        """What the settings call the model."""
        ...

    @property
    def has_short_term(self) -> bool:
        """Say whether the model knows what a second look on the same day does."""
        ...

    def next_states(self, memory: MemoryState | None, elapsed_days: int) -> Mapping[Rating, MemoryState]:
        """Give the memory after each possible answer.

        Args:
            memory: as it was after the answer before; None for a new card.
            elapsed_days: study days since then; negative (a clock set back) counts as 0.
        """
        ...

    def replay(self, history: Iterable[tuple[int, Rating]], start: MemoryState | None = None) -> MemoryState | None:
        """Give the memory after a history of answers.

        Args:
            history: study days since the answer before, and the rating; oldest first. The first days are ignored
                unless there is a start.
            start: the memory before the first of them.

        Returns:
            None when there is neither a history nor a start.
        """
        ...

    def retrievability(self, stability_days: float, elapsed_days: int) -> float:
        """Give the probability, 0 to 1, that a card is recalled `elapsed_days` after its last review."""
        ...

    def interval(self, stability_days: float, desired_retention: float) -> float:
        """Give the days, unrounded, after which a card is recalled with `desired_retention` (0 to 1)."""
        ...


MODELS: Mapping[str, Callable[[Sequence[float]], MemoryModel]] = {fsrs6.NAME: fsrs6.FSRS6}
"""Every memory model, by its name."""


def model_of(settings: LearningSettings) -> MemoryModel:
    """Give the memory model a learner's settings name, with the learner's parameters.

    Raises:
        SettingsError: there is no such model, or the parameters are not its own.
    """
    if settings.model not in MODELS:
        problem = f"There is no memory model called “{settings.model}”. Known: {', '.join(sorted(MODELS))}."
        raise SettingsError(problem)
    try:
        return MODELS[settings.model](settings.parameters)
    except ValueError as error:
        problem = f"The parameters of the memory model cannot be used: {error}."
        raise SettingsError(problem) from error
