"""Plans made anew once the collection was written since, and whether they still say the same."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.collection.importing.earlier import Earlier
from flashcards.collection.importing.planning import plan as make_plan
from flashcards.collection.importing.values import Bucket, ImportPlan, places_of
from flashcards.domain.errors import PlanChangedError
from flashcards.domain.progress import Progress
from flashcards.storage import matching
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.collection import Look


def is_current(snapshot: Snapshot, plan: ImportPlan) -> bool:
    """Say whether the collection is as it was when the plan was made."""
    return plan.writes == matching.write_count(snapshot)


def made_anew(snapshot: Snapshot, plan: ImportPlan, look: "Look", progress: Progress, earlier: Earlier) -> ImportPlan:
    """Plan the same file again, with the same wishes and choices.

    Args:
        earlier: what files before it in the same import have.
    """
    again = make_plan(snapshot, plan.transfer, look.media, plan.wishes, progress, earlier)
    return replace(again, choices=plan.choices, exceptions=plan.exceptions, kept=plan.kept)


def as_they_were(
    snapshot: Snapshot, plans: Sequence[ImportPlan], look: "Look", progress: Progress
) -> Sequence[ImportPlan]:
    """Give plans for the collection as it is, which put every note into the bucket it was in.

    Raises:
        PlanChangedError: it is another bucket now.
        CancelledError: `progress` said so.
    """
    if all(is_current(snapshot, plan) for plan in plans):
        return plans
    again: list[ImportPlan] = []
    earlier = Earlier()
    for plan in plans:
        again.append(made_anew(snapshot, plan, look, progress, earlier))
        if not _say_the_same(plan, again[-1]):
            raise PlanChangedError
        earlier.add(again[-1])
    return again


def _say_the_same(plan: ImportPlan, other: ImportPlan) -> bool:
    return all(list(places_of(plan.buckets[one])) == list(places_of(other.buckets[one])) for one in Bucket)
