"""The charts of each section of the Progress page, made off the GUI thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.collection.decks import deck_names
from flashcards.collection.statistics.asking import Question, asked
from flashcards.collection.statistics.counting import has_answers, is_uncounted
from flashcards.collection.statistics.habits import Grouping
from flashcards.domain.errors import SearchError
from flashcards.ui.progress import ahead_charts, habit_charts, history_charts, memory_charts
from flashcards.ui.progress.chart import Chart
from flashcards.ui.progress.state import Section

if TYPE_CHECKING:
    from flashcards.collection.statistics.asking import Asked
    from flashcards.collection.statistics.unpredicted import Unpredicted
    from flashcards.storage.snapshot import Snapshot

Charts = Mapping[str, Chart]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is to show.

    Attributes:
        split: what answers are told apart by.
        grouping: what cards are told apart by.
        unpredicted: what was predicted of reviews afterwards, once that is known.
    """

    section: Section
    question: Question
    split: history_charts.Split
    grouping: Grouping
    unpredicted: "Unpredicted | None" = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the page shows.

    Attributes:
        wanted: what it is an answer to.
        is_counted: whether the review log is; else there are no charts yet.
        problem: why the search cannot be understood, or "".
        wrong: where the part begins and ends that is meant.
    """

    wanted: Wanted
    charts: Charts
    decks: tuple[str, ...] = ()
    is_counted: bool = True
    problem: str = ""
    wrong: tuple[int, int] | None = None
    has_answers: bool = True


def find(snapshot: "Snapshot", wanted: Wanted, now: datetime, zone: tzinfo | None) -> Found:
    """Read what a section shows."""
    if is_uncounted(snapshot):
        return Found(wanted, {}, is_counted=False)
    decks = deck_names(snapshot)
    try:
        question = asked(snapshot, wanted.question, now, zone)
    except SearchError as error:
        return Found(wanted, {}, decks, problem=str(error), wrong=(error.start, error.end))
    charts = _MAKERS[wanted.section](snapshot, question, wanted)
    return Found(wanted, charts, decks, has_answers=has_answers(snapshot))


def _overview(snapshot: "Snapshot", question: "Asked", wanted: Wanted) -> Charts:
    from flashcards.collection import expecting
    from flashcards.collection.statistics.history import history
    from flashcards.ui.progress.time_chart import time_chart

    found = history(snapshot, question)
    is_whole = not (wanted.question.deck or wanted.question.search)
    times = expecting.days(snapshot, question.first, question.today) if is_whole else None
    return {
        "heat": history_charts.heat_chart(found),
        "answers": history_charts.answers_chart(found, wanted.split),
        "times": time_chart(found.first, found.today, times),
        "retention": history_charts.retention_chart(found),
        "standings": history_charts.standings_chart(found),
    }


def _memory(snapshot: "Snapshot", question: "Asked", wanted: Wanted) -> Charts:
    from flashcards.collection.statistics.memory import memory

    found = memory(snapshot, question, wanted.unpredicted)
    return {
        "calibration": memory_charts.calibration_chart(found),
        "recall": memory_charts.recall_chart(found),
        "stability": memory_charts.stability_chart(found),
        "interval": memory_charts.interval_chart(found),
        "difficulty": memory_charts.difficulty_chart(found),
    }


def _ahead(snapshot: "Snapshot", question: "Asked", _wanted: Wanted) -> Charts:
    from flashcards.collection.statistics.ahead import ahead

    found = ahead(snapshot, question)
    return {
        "due": ahead_charts.due_chart(found),
        "minutes": ahead_charts.minutes_chart(found),
        "now": ahead_charts.standings_chart(found),
    }


def _habits(snapshot: "Snapshot", question: "Asked", wanted: Wanted) -> Charts:
    from flashcards.collection.statistics.habits import habits

    found = habits(snapshot, question, wanted.grouping)
    return {
        "hours": habit_charts.hours_chart(found),
        "groups": habit_charts.groups_chart(found, wanted.grouping),
    }


_MAKERS: Mapping[Section, "Callable[[Snapshot, Asked, Wanted], Charts]"] = {
    Section.OVERVIEW: _overview,
    Section.MEMORY: _memory,
    Section.AHEAD: _ahead,
    Section.HABITS: _habits,
}


def look_back(snapshot: "Snapshot") -> "Unpredicted":
    """Predict the reviews that nothing was predicted of; it takes a moment."""
    from flashcards.collection.statistics.unpredicted import predict_afterwards

    return predict_afterwards(snapshot)
