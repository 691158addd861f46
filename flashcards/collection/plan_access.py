"""The plan for whoever asks, at no cost for a learner without an exam ahead: numpy is loaded only for one with."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.collection import exams
from flashcards.collection.studying import learner_calendar
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.plan_shelf import Lacking
    from flashcards.collection.planning import TodaysPlan


def plan_of_today(
    snapshot: Snapshot, now: datetime, zone: tzinfo | None = None, folder: Path | None = None
) -> "TodaysPlan | None":
    """Plan today for the exams ahead; None without one.

    Args:
        folder: where value tables are kept; None keeps them in memory only.
    """
    if not exams.ahead(snapshot, learner_calendar(snapshot, zone).day(now)):
        return None
    from flashcards.collection.plan_shelf import shelf_of
    from flashcards.collection.planning import todays_plan

    return todays_plan(snapshot, now, shelf_of(folder), zone)


def build_tables(missing: Iterable["Lacking"], folder: Path | None = None) -> None:
    """Build the value tables a plan lacks: up to a second for each exam. Needs no collection."""
    from flashcards.collection.plan_shelf import shelf_of

    for one in missing:
        shelf_of(folder).build(one)
