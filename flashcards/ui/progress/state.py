"""What the Progress page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from flashcards.collection.statistics.asking import Period, Question
from flashcards.ui.progress.chart import Chart


class Section(Enum):
    """The parts of the page, one shown at a time."""

    OVERVIEW = "Overview"
    MEMORY = "Memory"
    AHEAD = "Ahead"
    HABITS = "Habits"


EVERYTHING = Question()
"""What the page asks first."""

PERIODS = {Period.MONTH: "Month", Period.QUARTER: "Quarter", Period.YEAR: "Year", Period.ALL: "All"}


@dataclass(frozen=True, slots=True)
class ProgressState:
    """Everything on the page.

    Attributes:
        decks: full names, to choose from.
        charts: of the section shown, by the name of their panel.
        counted: the share of the review log that is counted, while it is; else None.
        problem: why the search cannot be understood, or "".
        wrong: where the part of it begins and ends that is meant.
        has_answers: whether anything was ever answered.
    """

    is_ready: bool = False
    section: Section = Section.OVERVIEW
    question: Question = EVERYTHING
    decks: tuple[str, ...] = ()
    charts: Mapping[str, Chart] = field(default_factory=dict)
    counted: float | None = None
    problem: str = ""
    wrong: tuple[int, int] | None = None
    has_answers: bool = True
