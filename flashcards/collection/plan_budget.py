"""What of today's minutes is used up, so that what is left of the day only shrinks while it is studied."""

from flashcards.domain.card import CardState
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.pace import Pace
from flashcards.storage import counts, planning
from flashcards.storage.planning import Begun
from flashcards.storage.snapshot import Snapshot


def used_s(snapshot: Snapshot, day: StudyDay, pace: Pace) -> float:
    """Give the seconds of a day's minutes that need no plan any more.

    A card begun counts with all it was planned to take: otherwise who answers quickly would get new cards for old ones
    on each return. Who answers slowly has spent more than that. Cards that wait in their steps take what is left of
    theirs.

    Args:
        pace: the one the plan is made with.
    """
    begun = planning.begun_on(snapshot, day)
    steps = [card.id for card in counts.learning_cards(snapshot, day)]
    older = len(set(steps) - {one.id for one in begun})
    spent = planning.seconds_on(snapshot, day) + len(steps) * pace.review_s
    return max(spent, sum(planned_s(one, pace) for one in begun) + older * pace.review_s)


def planned_s(one: Begun, pace: Pace) -> float:
    """Give the seconds a card begun on a day was planned to take."""
    if one.state is CardState.NEW:
        return pace.new_s
    if one.state is not CardState.REVIEW or one.retrievability is None:
        return pace.review_s
    return pace.review_cost_s(one.retrievability)
