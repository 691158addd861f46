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
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), name="fit", daemon=True)
    process.start()
    theirs.close()
    try:
        return _wait(ours, (log, current, today), progress)
    except (EOFError, BrokenPipeError, ConnectionResetError) as error:
        problem = "The fit stopped before it was done. Nothing was changed: try again, or go on as before."
        raise FitFailedError(problem) from error
    finally:
        process.terminate()
        process.join()
        process.close()
        ours.close()


def _wait(ours: Connection, task: "tuple[Log, Parameters, StudyDay]", progress: Progress) -> Fit | None:
    """Hand over what is to be done, once the process is there to take it, and wait for what comes of it."""
    _next(ours, progress, 0.0)
    ours.send(task)
    share = 0.0
    while isinstance(found := _next(ours, progress, share), float):
        share = found
    return found if isinstance(found, Fit) else None


def _next(ours: Connection, progress: Progress, share: float) -> object:
    """Give what the process says next; whoever wants to stop need not wait for it."""
    progress(DOING, share)
    while not ours.poll(LOOK_EVERY_S):
        progress(DOING, share)
    return ours.recv()


def _work(theirs: Connection) -> None:
    """Say that this process is there; fit, tell how far it is, and give the result."""
    from flashcards.scheduling.fit_trial import try_out

    if hasattr(os, "nice"):
        os.nice(KINDNESS)
    theirs.send(0.0)
    log, current, today = theirs.recv()
    theirs.send(try_out(log, current, today, theirs.send))
