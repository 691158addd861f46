"""Whether fitted parameters predict a learner better than those in use: fitted to older reviews, tried on the newest.

What is adopted is then fitted to all of them: who predicts well from less does so from more.
"""

from collections.abc import Callable

import numpy as np

from flashcards.domain.fit import LEAST_REVIEWS, Fit, Parameters
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.fit_quality import predictions, quality
from flashcards.scheduling.fitting import STEPS, STEPS_NEAR, Log, fit

HELD_OUT = 0.2
"""Share of the reviews, the newest, that is predicted and not fitted to."""

NEWEST = 50_000
"""Answers that are fitted to: a learner changes, and more would take longer than they are worth."""


def try_out(log: Log, current: Parameters, today: StudyDay, on_progress: Callable[[float], None]) -> Fit | None:
    """Fit parameters and compare them with those in use; None when there are too few reviews.

    Args:
        log: of one learner.
        current: the parameters in use.
        today: when it is done.
        on_progress: told the share that is done, 0 to 1; what it raises ends the work.
    """
    before = predictions(log, current)
    reviews = before.place.size
    if reviews < LEAST_REVIEWS:
        return None
    since = int(np.sort(log.age[before.place])[-max(1, round(reviews * HELD_OUT))])
    whole = STEPS + STEPS_NEAR
    older = fit(_part(log, since), lambda step: on_progress(step / whole))
    is_newer = log.age[before.place] >= since
    after = predictions(log, older)
    everything = fit(log, lambda step: on_progress((STEPS + step) / whole), near=older)
    return Fit(today, reviews, current, everything, quality(before, is_newer), quality(after, is_newer))


def newest_part(log: Log, answers: int = NEWEST) -> Log:
    """Give the cards of a log whose last answers are the newest, with at most so many answers altogether.

    Cards are taken whole: a history without its beginning tells nothing of the memory it ends in.
    """
    if log.card.size <= answers:
        return log
    first = np.flatnonzero(np.diff(log.card, prepend=log.card[:1] - 1))
    counts = np.diff(np.append(first, log.card.size))
    last = np.maximum.reduceat(log.age, first)
    order = np.argsort(-last, kind="stable")
    kept = order[np.cumsum(counts[order]) <= answers]
    chosen = np.zeros(first.size, dtype=np.bool_)
    chosen[kept] = True
    rows = np.repeat(chosen, counts)
    age = log.age[rows]
    return Log(log.card[rows], log.elapsed_days[rows], log.rating[rows], np.argsort(np.argsort(age)))


def _part(log: Log, before: int) -> Log:
    """Give the answers before an age."""
    rows = log.age < before
    return Log(log.card[rows], log.elapsed_days[rows], log.rating[rows], log.age[rows])
