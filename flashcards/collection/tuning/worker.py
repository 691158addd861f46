"""A fit in a process of its own, so that neither the window nor what is read meanwhile waits for it."""

import os
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from flashcards.domain.errors import FlashcardsError
from flashcards.domain.fit import Fit, Parameters
from flashcards.domain.progress import Progress
from flashcards.domain.study_day import StudyDay

if TYPE_CHECKING:
    from flashcards.scheduling.fitting import Log

DOING = "Fitting to your reviews"
LOOK_EVERY_S = 0.1
"""How long it takes at most until a fit that is to stop stops."""

KINDNESS = 5
"""How far the process stands back behind others."""


class FitFailedError(FlashcardsError):
    """The process that fits has ended without a result."""


def fit_apart(log: "Log", current: Parameters, today: StudyDay, progress: Progress) -> Fit | None:
    """Try a fit in a process of its own; None when there are too few reviews.

    Args:
        log: of one learner.
        current: the parameters in use.
        today: when it is done.
        progress: told how far it is; what it raises ends the process.

    Raises:
        FitFailedError: the process ended early.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, log, current, today), name="fit", daemon=True)
    process.start()
    theirs.close()
    try:
        return _wait(ours, progress)
    finally:
        process.terminate()
        process.join()
        process.close()
        ours.close()


def _wait(ours: Connection, progress: Progress) -> Fit | None:
    share = 0.0
    while True:
        progress(DOING, share)
        if not ours.poll(LOOK_EVERY_S):
            continue
        try:
            found = ours.recv()
        except EOFError as error:
            problem = "The fit stopped before it was done. Nothing was changed: try again, or go on as before."
            raise FitFailedError(problem) from error
        if isinstance(found, float):
            share = found
        else:
            return found if isinstance(found, Fit) else None


def _work(theirs: Connection, log: "Log", current: Parameters, today: StudyDay) -> None:
    """Fit, tell how far it is, and give the result; in the other process."""
    from flashcards.scheduling.fit_trial import try_out

    if hasattr(os, "nice"):
        os.nice(KINDNESS)
    theirs.send(try_out(log, current, today, theirs.send))
