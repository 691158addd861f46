"""Bringing in what files hold: plan, show, apply.

    with registry.read(path, importing.reading_for(look)) as transfer:  # read lane
        plan = importing.plan(snapshot, transfer, look.media, Wishes()) # read lane; writes nothing
        …                                                               # the learner looks, and chooses
        plan = replace(plan, choices={**plan.choices, Bucket.CHANGED: Choice.LEAVE})
        plan = importing.keep_media(look.media, plan, progress)         # read lane; optional, but files take time
        work = lambda change: importing.apply(change, [plan], …)
        done = collection.transact(Operation.IMPORT, work, many=importing.are_many([plan]))  # write lane

Of several files, each is planned knowing the plans before it: `importing.plan(…, earlier=earlier)` and then
`earlier.add(plan)`, with one `importing.Earlier()` for them all.

A dry run is the same without the last two lines; `expected(plan, look)` says what they would do. A plan that was given
its media and is not applied after all gives them up with `forget_media`.
"""

from flashcards.collection.importing.applying import apply, are_many
from flashcards.collection.importing.earlier import Earlier
from flashcards.collection.importing.files import forget_media, keep_media
from flashcards.collection.importing.history import Reverted, RevertPlan, imports, plan_revert, revert
from flashcards.collection.importing.planning import plan
from flashcards.collection.importing.renewing import is_current
from flashcards.collection.importing.reporting import as_json, expected, total
from flashcards.collection.importing.setting import note_types, reading_for
from flashcards.collection.importing.standing import standing_in
from flashcards.collection.importing.values import (
    BRINGING,
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
    "BRINGING",
    "CHOICES",
    "Bucket",
    "Choice",
    "Earlier",
    "ImportPlan",
    "ImportReport",
    "Part",
    "Planned",
    "PlannedType",
    "RevertPlan",
    "Reverted",
    "Schedule",
    "Wishes",
    "apply",
    "are_many",
    "as_json",
    "expected",
    "forget_media",
    "imports",
    "is_current",
    "keep_media",
    "note_types",
    "plan",
    "plan_revert",
    "reading_for",
    "revert",
    "standing_in",
    "total",
]
