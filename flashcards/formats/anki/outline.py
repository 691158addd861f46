"""What an Anki collection is made of besides notes and cards, in Anki's own terms."""

from dataclasses import dataclass, field

from flashcards.domain.note_type import CardTemplate
from flashcards.domain.study_day import StudyDay

DEFAULT_DECK = 1
"""The id of the deck every collection has."""

DEFAULT_PRESET = 1


@dataclass(frozen=True, slots=True)
class ForeignType:
    """A note type.

    Attributes:
        is_cloze: its one template serves every gap.
        fields, templates: in order.
    """

    id: int
    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[CardTemplate, ...]
    css: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """Settings several decks share.

    Attributes:
        new_limit, review_limit: a day.
        desired_retention: 0 to 1; None when the preset does not say.
        learning_steps, relearning_steps: how many there are.
    """

    new_limit: int = 20
    review_limit: int = 200
    desired_retention: float | None = None
    learning_steps: int = 2
    relearning_steps: int = 1


@dataclass(frozen=True, slots=True)
class ForeignDeck:
    """A deck.

    Attributes:
        name: parts joined by `::`.
        is_filtered: it gathers cards of other decks for a while.
        new_limit, review_limit, desired_retention: its own, where they differ from its preset's.
    """

    id: int
    name: str
    is_filtered: bool = False
    description: str = ""
    preset_id: int = DEFAULT_PRESET
    new_limit: int | None = None
    review_limit: int | None = None
    desired_retention: float | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """Types, decks and presets by their ids.

    Attributes:
        created_on: the study day from which due days count.
    """

    created_on: StudyDay
    types: dict[int, ForeignType] = field(default_factory=dict)
    decks: dict[int, ForeignDeck] = field(default_factory=dict)
    presets: dict[int, Preset] = field(default_factory=dict)
