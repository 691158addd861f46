"""What readiness is uncertain about, drawn many times: see `readiness` for the model. Loads numpy."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.scheduling.fsrs6_arrays import Floats

SAMPLES = 1500
PRACTICE_SAMPLES = 8000
"""Draws, without and with practice exams: these let only a part of them count."""

QUANTILES = 20
"""An area's cards are represented by so many quantiles of their recall."""

DISCREPANCY: tuple[tuple[float, float, float], ...] = ((0.0, 0.5, 0.3), (7.0, 0.65, 0.3), (21.0, 0.78, 0.3))
"""Days ahead, and the standard deviations of u and u_d on the logit scale; linear between, constant beyond.

Chosen on simulated learners (seed 77) so that intervals hold what they say where the memory model is right and where
it is quite another; judged on others: see docs/exam-planning.md.
"""

ERRORS = np.linspace(-8.0, 8.0, 81)
"""Errors of the model, on the logit scale, between which the recall of an area is read linearly."""

KNOWN_BEFORE_SD = 0.7
"""How far areas differ in what was known before, on the logit scale."""


class Priors(NamedTuple):
    """What is believed of a learner before any practice exam, as the two numbers of a beta distribution each.

    Attributes:
        guessing: of g: about one question in four.
        transfer: of k: most of what is recalled is also answered.
        known_before: of q: mostly little, for some learners nearly all.
    """

    guessing: tuple[float, float] = (5.0, 15.0)
    transfer: tuple[float, float] = (17.0, 3.0)
    known_before: tuple[float, float] = (0.4, 2.0)


USUAL_PRIORS = Priors()

WIDE_PRIORS = Priors((1.0, 3.0), (1.0, 1.0), USUAL_PRIORS.known_before)
WIDE_ERRORS = 2.0
"""Far wider beliefs, from which half of the draws are taken where there are practice exams."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What is uncertain about the learner, shape (samples,) each.

    Attributes:
        error: of the memory model, on the logit scale.
        before: known of what was not seen.
        prior: how much each draw counts before practice, as a logarithm.
    """

    guessing: Floats
    transfer: Floats
    error: Floats
    before: Floats
    area_sd: float
    prior: Floats

    @classmethod
    def of(cls, rng: np.random.Generator, priors: Priors, days_ahead: float, *, has_practice: bool) -> "Drawn":
        """Draw learners; with practice exams more of them, half from far wider beliefs."""
        learner_sd, area_sd = discrepancy(days_ahead)
        if not has_practice:
            guessing, transfer = rng.beta(*priors.guessing, SAMPLES), rng.beta(*priors.transfer, SAMPLES)
            error, nothing = rng.normal(0.0, learner_sd, SAMPLES), np.zeros(SAMPLES)
            return cls(guessing, transfer, error, nothing, area_sd, nothing)
        is_wide = np.arange(PRACTICE_SAMPLES) % 2 == 1
        guessing = _beta(rng, priors.guessing, WIDE_PRIORS.guessing, is_wide)
        transfer = _beta(rng, priors.transfer, WIDE_PRIORS.transfer, is_wide)
        error = rng.normal(0.0, np.where(is_wide, WIDE_ERRORS * learner_sd, learner_sd))
        usual = _log_beta(guessing, priors.guessing) + _log_beta(transfer, priors.transfer)
        wide = _log_beta(guessing, WIDE_PRIORS.guessing) + _log_beta(transfer, WIDE_PRIORS.transfer)
        usual += -0.5 * (error / learner_sd) ** 2
        wide += -0.5 * (error / learner_sd / WIDE_ERRORS) ** 2 - np.log(WIDE_ERRORS)
        before = rng.beta(*priors.known_before, PRACTICE_SAMPLES)
        return cls(guessing, transfer, error, before, area_sd, usual - np.logaddexp(usual, wide))

    def area(self, rng: np.random.Generator, times: int) -> "Drawn":
        """Add what one area has of its own, shape (times, samples)."""
        shape = times, self.error.size
        error = self.error + rng.normal(0.0, self.area_sd, shape)
        odds = self.before / np.maximum(1 - self.before, 1e-9) * np.exp(rng.normal(0.0, KNOWN_BEFORE_SD, shape))
        return Drawn(self.guessing, self.transfer, error, odds / (1 + odds), self.area_sd, self.prior)


def read_doubted(recall: Floats, error: Floats, calibration: tuple[float, float]) -> Floats:
    """Give what `doubted` gives, read between `ERRORS`; for very many errors this is faster."""
    found: Floats = np.interp(error, ERRORS, doubted(recall, ERRORS, calibration))
    return found


def doubted(recall: Floats, error: Floats, calibration: tuple[float, float] = (0.0, 1.0)) -> Floats:
    """Give the mean recall of some cards were the model wrong by each of some errors.

    Args:
        recall: the model's of each card, 0 for unseen ones, which stay at 0; shape (cards,).
        error: on the logit scale, shape (samples,).
        calibration: a and b.

    Returns:
        Shape (samples,); 0 without cards.
    """
    seen = recall[recall > 0]
    if seen.size == 0:
        return np.zeros(error.shape)
    held = np.clip(seen, 1e-4, 1 - 1e-4)
    logits = np.quantile(np.log(held / (1 - held)), (np.arange(QUANTILES) + 0.5) / QUANTILES)
    intercept, slope = calibration
    found: Floats = 1 / (1 + np.exp(-(intercept + slope * logits[:, None] + error[None, :])))
    mean: Floats = found.mean(axis=0) * (seen.size / recall.size)
    return mean


def discrepancy(days_ahead: float) -> tuple[float, float]:
    """Give the standard deviations of u and u_d on the logit scale, so many days ahead."""
    days, learner, area = zip(*DISCREPANCY, strict=True)
    return float(np.interp(days_ahead, days, learner)), float(np.interp(days_ahead, days, area))


def _beta(
    rng: np.random.Generator, usual: tuple[float, float], wide: tuple[float, float], is_wide: NDArray[np.bool_]
) -> Floats:
    drawn: Floats = np.where(is_wide, rng.beta(*wide, is_wide.size), rng.beta(*usual, is_wide.size))
    return np.clip(drawn, 1e-9, 1 - 1e-9)


def _log_beta(values: Floats, shape: tuple[float, float]) -> Floats:
    """Give the logarithm of the density of a beta distribution."""
    one, other = shape
    whole = math.lgamma(one + other) - math.lgamma(one) - math.lgamma(other)
    found: Floats = whole + (one - 1) * np.log(values) + (other - 1) * np.log(1 - values)
    return found
