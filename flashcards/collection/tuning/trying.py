"""When a fit is worth a try, and trying one."""

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.collection.studying import learner_calendar
from flashcards.domain.fit import LEAST_REVIEWS, Fit
from flashcards.domain.progress import Progress
from flashcards.storage import fits, reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.collection import Look

EVERY_DAYS = 7
"""Study days between two fits nobody asked for."""

LEAST_NEW_REVIEWS = 50
"""Reviews of a later day since the last fit, below which another would find the same."""


def newest_fit(snapshot: Snapshot) -> Fit | None:
    """Give what came of the newest fit."""
    return next(iter(fits.fits(snapshot)), None)


def reviews_to_fit(snapshot: Snapshot) -> int:
    """Count the reviews of a later day: those that say something of forgetting."""
    return fits.later_reviews(snapshot)


def is_due(snapshot: Snapshot, now: datetime, zone: tzinfo | None = None) -> bool:
    """Say whether it is time for a fit nobody asked for. Does without numpy."""
    newest = newest_fit(snapshot)
    if newest is not None and learner_calendar(snapshot, zone).day(now) - newest.on < EVERY_DAYS:
        return False
    known = 0 if newest is None else newest.reviews
    return reviews_to_fit(snapshot) >= max(LEAST_REVIEWS, known + LEAST_NEW_REVIEWS)


def try_fit(look: "Look", now: datetime, zone: tzinfo | None, progress: Progress) -> Fit | None:
    """Fit parameters to the newest reviews, in a process of its own; None when there are too few.

    Raises:
        FitFailedError: the process ended early.
    """
    from flashcards.collection.tuning.learner_log import log_to_fit
    from flashcards.collection.tuning.worker import fit_apart

    progress("Reading your reviews", 0.0)
    log = look.read(log_to_fit)
    current = look.read(reading.learning_settings).parameters
    today = look.read(lambda snapshot: learner_calendar(snapshot, zone).day(now))
    return fit_apart(log, current, today, progress)
