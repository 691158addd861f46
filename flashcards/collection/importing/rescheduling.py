"""Cards that are there already are given the schedules of a file, because the learner asked for it."""

from typing import NamedTuple

from flashcards.collection.importing.adding import Logged, add_reviews
from flashcards.collection.importing.job import Job
from flashcards.collection.importing.taking_over import takeover
from flashcards.collection.importing.values import Schedule


class Rescheduled(NamedTuple):
    """What came of the file's schedules.

    Attributes:
        cards: how many took one that is other than their own.
    """

    cards: int = 0
    logged: Logged = Logged()


def reschedule(job: Job) -> Rescheduled:
    """Give the cards of recognised notes the file's schedules, if the learner wants that."""
    if job.plan.wishes.schedule is not Schedule.ALL:
        return Rescheduled()
    taken = takeover(job.transaction.snapshot, job.plan, job.calendar, job.now, job.progress)
    if taken is None:
        return Rescheduled()
    job.transaction.update_cards(taken.cards)
    with job.transaction.bulk() as writer:
        return Rescheduled(len(taken.cards), add_reviews(job, writer, taken.lines, taken.dropped))
