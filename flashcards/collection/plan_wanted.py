"""Which wanted cards come on a day: never more than one day has room for, however many days were missed."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from flashcards.collection import wanted
from flashcards.collection.missed import MOST_A_DAY, PART_OF_THE_MINUTES
from flashcards.collection.plan_cards import remembered
from flashcards.domain.ids import CardId
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.exam_plan_model import PlanModel, memory_of
from flashcards.storage.planning import PlanRow
from flashcards.storage.snapshot import Snapshot


def wanted_today(
    snapshot: Snapshot, day: StudyDay, rows: Sequence[PlanRow], model: PlanModel, seconds: float
) -> frozenset[CardId]:
    """Give the cards that a practice exam showed to be missing and that today has room for.

    Those of the earliest day come first. What was studied of them today counts, and the rest moves on to tomorrow.

    Args:
        seconds: of study on that day, the whole of it.
    """
    wants = {card_id: one for card_id, one in wanted.wants(snapshot).items() if one.on <= day}
    found = [row for row in rows if row.id in wants]
    waiting = [row for row in found if row.is_open and wants[row.id].holds(row.last_review_on)]
    waiting.sort(key=lambda row: (wants[row.id].on, row.id))
    done = sum(row.last_review_on == day and not wants[row.id].holds(day) for row in found)
    room_s = PART_OF_THE_MINUTES * seconds - done * model.pace.new_s
    costs = accumulate(_costs_s(waiting[: max(0, MOST_A_DAY - done)], day, model))
    return frozenset(row.id for row, so_far_s in zip(waiting, costs, strict=False) if so_far_s <= room_s)


def _costs_s(rows: Sequence[PlanRow], day: StudyDay, model: PlanModel) -> list[float]:
    """Give the seconds each card is expected to take; one that is not new by its chance of recall."""
    memory, known = memory_of(model), remembered(rows, day)
    costs = memory.cost_s(memory.recall(known.stability_days, known.elapsed_days))
    found: list[float] = np.where(np.isnan(known.stability_days), model.pace.new_s, costs).tolist()
    return found
