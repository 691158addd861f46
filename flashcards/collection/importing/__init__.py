"""Bringing in what files hold: plan, show, apply.

    with registry.read(path, reading) as transfer:                      # read lane
        plan = importing.plan(look, transfer, Wishes(), progress)       # read lane; writes nothing
        …                                                               # the learner looks, and chooses
        plan = replace(plan, choices={**plan.choices, Bucket.CHANGED: Choice.LEAVE})
        plan = importing.keep_media(look, plan, progress)               # read lane; optional, but files take time
        done = collection.transact(Operation.IMPORT, lambda change: importing.apply(change, [plan], …))  # write lane

A dry run is the same without the last two lines; `expected(plan)` says what they would do.
"""

from flashcards.collection.importing.files import forget_media, keep_media
from flashcards.collection.importing.planning import plan
from flashcards.collection.importing.values import (
    CHOICES,
    Bucket,
    Choice,
    ImportPlan,
    ImportReport,
    Part,
    Planned,
    PlannedType,
    Schedule,
    Wishes,
)

__all__ = [
    "CHOICES",
    "Bucket",
    "Choice",
    "ImportPlan",
    "ImportReport",
    "Part",
    "Planned",
    "PlannedType",
    "Schedule",
    "Wishes",
    "forget_media",
    "keep_media",
    "plan",
]
