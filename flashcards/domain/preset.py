"""Presets: options under a name, which decks share."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from flashcards.domain.ids import PresetId
from flashcards.domain.learning import LearningSettings, NewOrder, ReviewOrder

OptionValue = int | float | tuple[int, ...] | tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class DeckOptions:
    """How the cards of a deck are studied, as far as it is said; None leaves it to the deck above.

    Each is what the learning setting of its name is, for the deck and all below it.
    """

    new_limit: int | None = None
    review_limit: int | None = None
    desired_retention: float | None = None
    learning_steps_s: tuple[int, ...] | None = None
    relearning_steps_s: tuple[int, ...] | None = None
    new_order: NewOrder | None = None
    review_order: ReviewOrder | None = None
    buries_siblings: bool | None = None
    leech_threshold: int | None = None
    easy_days: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse values no screen offers."""
        self.over(LearningSettings())

    def said(self) -> dict[str, OptionValue]:
        """Give what is said, by name."""
        values = {name: getattr(self, name) for name in OPTION_NAMES}
        return {name: value for name, value in values.items() if value is not None}

    def over(self, settings: LearningSettings) -> LearningSettings:
        """Give settings with what these options say in place of what they said."""
        said = self.said()
        return replace(settings, **said) if said else settings  # type: ignore[arg-type]  # of the same names and types


OPTION_NAMES: tuple[str, ...] = tuple(field.name for field in fields(DeckOptions))

NOTHING_SAID = DeckOptions()


@dataclass(frozen=True, slots=True)
class Preset:
    """Options under a name.

    Attributes:
        name: unique among presets, in whatever capitals.
    """

    id: PresetId
    name: str
    options: DeckOptions = NOTHING_SAID

    def __post_init__(self) -> None:
        """Refuse an empty name."""
        if not self.name.strip():
            problem = "a preset needs a name"
            raise ValueError(problem)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Give a name that is not taken, in whatever capitals: the wanted one, else with the lowest number that is free."""
    known = {name.casefold() for name in taken}
    name, number = wanted, 1
    while name.casefold() in known:
        number += 1
        name = f"{wanted} {number}"
    return name
