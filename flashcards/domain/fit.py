"""Fits: parameters of the memory model fitted to the learner's own log, and how well they predict it."""

from dataclasses import dataclass
from typing import NamedTuple

from flashcards.domain.study_day import StudyDay

LEAST_REVIEWS = 400
"""Reviews of a later day below which nothing is fitted. See docs/scheduling.md for how it was chosen."""

Parameters = tuple[float, ...]
"""The numbers of the memory model, 21 for FSRS-6."""


class Quality(NamedTuple):
    """How good predictions were; smaller is better.

    Attributes:
        log_loss: the mean of -log of the chance given to what happened.
        rmse_bins: root mean square of predicted minus true recall over groups of like reviews, weighed by their size.
        reviews: how many were predicted.
    """

    log_loss: float
    rmse_bins: float
    reviews: int


@dataclass(frozen=True, slots=True)
class Fit:
    """What came of a fit.

    Attributes:
        on: the study day.
        reviews: of a later day than the one before, in the whole log that was looked at.
        parameters_before, parameters_after: those in use then, and those fitted.
        before, after: how each predicted the newest reviews; the fitted ones had not seen them.
    """

    on: StudyDay
    reviews: int
    parameters_before: Parameters
    parameters_after: Parameters
    before: Quality
    after: Quality

    @property
    def is_better(self) -> bool:
        """Whether the fitted parameters predicted better."""
        return self.after.log_loss < self.before.log_loss
