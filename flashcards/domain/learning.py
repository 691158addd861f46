"""How one learner learns: the preferences that travel with the collection."""

from dataclasses import dataclass
from enum import IntEnum

from flashcards.domain.ranges import Range

DEFAULT_DESIRED_RETENTION = 0.9
DEFAULT_MINUTES_A_DAY = 25

ROLLOVER_HOURS = Range(0, 23)
CARDS_A_DAY = Range(0, 9999)
"""Limits of new cards and of reviews, general ones and those of a deck."""
DESIRED_RETENTIONS = Range(0.7, 0.99)
LEECH_THRESHOLDS = Range(1, 99)
INTERVALS_DAYS = Range(1, 36500)
MINUTES_A_DAY = Range(1, 1440)

FSRS6_DEFAULT_PARAMETERS: tuple[float, ...] = (
    0.212,
    1.2931,
    2.3065,
    8.2956,
    6.4133,
    0.8334,
    3.0194,
    0.001,
    1.8722,
    0.1666,
    0.796,
    1.4835,
    0.0614,
    0.2629,
    1.6483,
    0.6014,
    1.8729,
    0.5425,
    0.0912,
    0.0658,
    0.1542,
)
"""The 21 FSRS-6 parameters fitted to many learners. Source: Open Spaced Repetition, FSRS-6 defaults."""


class NewOrder(IntEnum):
    """The order in which new cards are introduced. The numbers are stored: never change them."""

    ADDED = 1
    RANDOM = 2


class ReviewOrder(IntEnum):
    """The order of due reviews. The numbers are stored: never change them."""

    BEST_REMEMBERED = 1
    LEAST_REMEMBERED = 2
    LONGEST_DUE = 3
    RANDOM = 4


LOAD_FACTORS = (0.0, 0.5, 1.0)
"""What an easy day may have of the reviews of any other day: none, half, all."""

ALL_DAYS_ALIKE = (1.0,) * 7


@dataclass(frozen=True, slots=True)
class LearningSettings:
    """Preferences about learning. Stored in the collection, undoable; each within its range above.

    Attributes:
        rollover_hour: local hour at which a study day begins.
        new_limit: new cards a day, over all decks without a limit of their own.
        review_limit: reviews a day, likewise.
        desired_retention: the retrievability at which a card falls due.
        learning_steps_s: seconds between the first looks at a new card.
        relearning_steps_s: seconds between looks after a lapse.
        leech_threshold: lapses that make a leech.
        buries_siblings: keep cards of one note on different days.
        new_order, review_order: how the cards of a deck follow each other.
        easy_days: share of the usual reviews each weekday is given, Monday first, each one of `LOAD_FACTORS`.
        max_interval_days: the longest interval.
        minutes_a_day: how long the learner means to study when no exam says so.
        parameters: the memory model's numbers.
        model: name and version of the memory model the parameters belong to.
    """

    rollover_hour: int = 4
    new_limit: int = 20
    review_limit: int = 200
    desired_retention: float = DEFAULT_DESIRED_RETENTION
    learning_steps_s: tuple[int, ...] = (60, 600)
    relearning_steps_s: tuple[int, ...] = (600,)
    leech_threshold: int = 8
    buries_siblings: bool = True
    new_order: NewOrder = NewOrder.ADDED
    review_order: ReviewOrder = ReviewOrder.BEST_REMEMBERED
    easy_days: tuple[float, ...] = ALL_DAYS_ALIKE
    max_interval_days: int = 36500
    minutes_a_day: int = DEFAULT_MINUTES_A_DAY
    parameters: tuple[float, ...] = FSRS6_DEFAULT_PARAMETERS
    model: str = "fsrs-6"

    def __post_init__(self) -> None:
        """Refuse values no screen offers."""
        ROLLOVER_HOURS.check("rollover hour", self.rollover_hour)
        CARDS_A_DAY.check("new cards a day", self.new_limit)
        CARDS_A_DAY.check("reviews a day", self.review_limit)
        DESIRED_RETENTIONS.check("desired retention", self.desired_retention)
        LEECH_THRESHOLDS.check("leech threshold", self.leech_threshold)
        INTERVALS_DAYS.check("longest interval", self.max_interval_days)
        MINUTES_A_DAY.check("minutes a day", self.minutes_a_day)
        if len(self.easy_days) != len(ALL_DAYS_ALIKE) or not set(self.easy_days) <= set(LOAD_FACTORS):
            problem = f"easy days: {self.easy_days} are not seven of {LOAD_FACTORS}"
            raise ValueError(problem)
