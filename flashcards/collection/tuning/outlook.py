"""What every desired retention would cost the learner and bring, with the cards there are. Loads numpy."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np

from flashcards.collection.plan_learner import learner_model
from flashcards.collection.studying import learner_calendar
from flashcards.scheduling.workload import LEVELS, Collection, Learner, Level, workload
from flashcards.storage import planning, reading
from flashcards.storage.snapshot import Snapshot

SEED = 20_261_129
"""Fixed, so that the curve changes only when what is known does."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A year at every desired retention.

    Attributes:
        levels: rising; empty without cards.
        current: the one the learner has now.
        new_a_day: how many new cards it counts with.
    """

    levels: tuple[Level, ...]
    current: Level | None
    new_a_day: int


def outlook(snapshot: Snapshot, now: datetime, zone: tzinfo | None = None) -> Outlook:
    """Roll a year out at every desired retention, with the learner's parameters, pace and habits."""
    day = learner_calendar(snapshot, zone).day(now)
    settings = reading.learning_settings(snapshot)
    model = learner_model(snapshot, settings, day)
    rows = planning.plan_rows(snapshot, day)
    nothing = float("nan")
    cards = Collection(
        np.array([nothing if row.stability_days is None else row.stability_days for row in rows], dtype=np.float64),
        np.array([nothing if row.difficulty is None else row.difficulty for row in rows], dtype=np.float64),
        np.array([0 if row.last_review_on is None else max(0, day - row.last_review_on) for row in rows], dtype=float),
    )
    learner = Learner(settings.parameters, model.pace, model.habits, settings.new_limit)
    wanted = tuple(sorted({*LEVELS, settings.desired_retention}))
    levels = workload(learner, cards, SEED, wanted)
    current = next((one for one in levels if one.retention == settings.desired_retention), None)
    return Outlook(levels, current, settings.new_limit)
