"""The columns of the table in words: what they are called, and what their cells say. No Qt."""

import math
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any

from flashcards.domain.browsing import Column, Standing, Unit
from flashcards.domain.note import DOMAIN_NAMES
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.rendering.gap_marks import gaps_filled
from flashcards.wording import days, deck_path, percent, short

TITLES = {
    Column.FIRST_FIELD: "Question",
    Column.CARD: "Card",
    Column.DECK: "Deck",
    Column.NOTE_TYPE: "Note type",
    Column.KIND: "Kind",
    Column.DUE: "Due",
    Column.POSITION: "Position",
    Column.INTERVAL: "Interval",
    Column.STABILITY: "Stability",
    Column.DIFFICULTY: "Difficulty",
    Column.RETRIEVABILITY: "Recall",
    Column.REPS: "Answers",
    Column.LAPSES: "Lapses",
    Column.EASE: "Mean rating",
    Column.STATE: "State",
    Column.FLAG: "Flag",
    Column.TAGS: "Tags",
    Column.CREATED: "Created",
    Column.EDITED: "Edited",
    Column.REVIEWED: "Last answer",
    Column.CITATION: "Source",
    Column.DOMAIN: "Domain",
}
"""What each column is called, in the order the menu offers them."""

NUMBERS = frozenset(
    {
        Column.POSITION,
        Column.INTERVAL,
        Column.STABILITY,
        Column.DIFFICULTY,
        Column.RETRIEVABILITY,
        Column.REPS,
        Column.LAPSES,
        Column.EASE,
    }
)
"""Columns that stand at the right."""

USUAL = {
    Unit.CARDS: (Column.FIRST_FIELD, Column.DECK, Column.DUE, Column.RETRIEVABILITY),
    Unit.NOTES: (Column.FIRST_FIELD, Column.DECK, Column.TAGS, Column.CARD),
}
"""What is shown until the learner chooses otherwise."""

WIDTHS = {
    Column.CARD: 84,
    Column.DECK: 130,
    Column.DUE: 96,
    Column.RETRIEVABILITY: 80,
    Column.TAGS: 130,
    Column.CREATED: 130,
    Column.EDITED: 130,
    Column.REVIEWED: 130,
    Column.CITATION: 170,
    Column.DOMAIN: 150,
    Column.NOTE_TYPE: 120,
}
USUAL_WIDTH = 96
YIELDING = frozenset({Column.DECK, Column.TAGS, Column.NOTE_TYPE, Column.CITATION, Column.DOMAIN})
"""Words whose beginning says enough: they give way to the first field."""
NEAR_DAYS = 300
"""Days are told without their year when they are no farther away."""

STANDINGS = {
    Standing.SUSPENDED: "Suspended",
    Standing.RESERVED: "For exams",
    Standing.BURIED: "Buried",
    Standing.NEW: "New",
    Standing.LEARNING: "Learning",
    Standing.REVIEW: "Review",
    Standing.RELEARNING: "Relearning",
}


def title(column: Column, unit: Unit) -> str:
    """Name a column; of notes one counts their cards."""
    return "Cards" if column is Column.CARD and unit is Unit.NOTES else TITLES[column]


def cell(column: Column, value: Any, today: StudyDay, zone: tzinfo | None) -> str:  # noqa: ANN401 - as `Column` says
    """Give what a cell says; "" where there is nothing to say, but for a new card's due day."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "New" if column is Column.DUE else ""
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if column is Column.DUE:
        return due(value, today)
    return _WORDS.get(column, str)(value)


def due(day: StudyDay, today: StudyDay) -> str:
    """Say when a card is due: near days by their distance, others by their date."""
    ahead = day - today
    near = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}
    on = date_of(day)
    return near.get(ahead) or (f"{on:%b} {on.day}" if abs(ahead) <= NEAR_DAYS else on.isoformat())


def _domain(number: int) -> str:
    return f"{number} {DOMAIN_NAMES[number]}"


_WORDS: dict[Column, Callable[[Any], str]] = {
    Column.FIRST_FIELD: gaps_filled,
    Column.DECK: deck_path,
    Column.KIND: lambda kind: str(kind.label).capitalize(),
    Column.STATE: STANDINGS.__getitem__,
    Column.INTERVAL: lambda length: days(round(length)),
    Column.STABILITY: lambda length: days(round(length)) if length >= 1 else f"{short(length)} days",
    Column.DIFFICULTY: lambda value: f"{value:.1f}",
    Column.RETRIEVABILITY: percent,
    Column.EASE: lambda value: f"{value:.2f}",
    Column.DOMAIN: _domain,
}
