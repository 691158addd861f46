"""What share of an exam's questions a learner would get right, with an honest interval. Loads numpy.

A forecast of recall is no exam score. Between the two stand chance (four options), the step from recalling a fact to
answering a question about it, what the learner's cards do not cover, and the errors of the memory model itself:

    P_c  = sigma(a + b logit p_c + u + u_d)              recall of card c, as far as the model can be trusted
    K_d  = cover_d k (mean_c P_c + q_d unseen_d)         what is known of the area
    th_d = K_d + (1 - K_d) g
    X_d  ~ Binomial(m_d, th_d)                           questions of area d right

`p_c` is the model's recall on exam day (0 for an unseen card), `g` guessing, `k` the transfer from recall to a
question, `u` and `u_d` what the model may be wrong about, for the learner and for each area. `q_d` is what the learner
knows of cards they have not seen: nothing, unless practice exams say otherwise. Everything uncertain is drawn many
times; results of practice exams weigh the draws by how well they explain them.

Source: docs/exam-planning.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from flashcards.scheduling.fsrs6_arrays import Floats

SAMPLES = 1500
PRACTICE_SAMPLES = 6000
"""Draws, without and with practice exams: these let only a part of them count."""

LEAST_DRAWS = 150
"""So many draws must count: where practice explains fewer, it counts for less, and the interval stays wide."""

QUANTILES = 20
"""An area's cards are represented by so many quantiles of their recall."""

DISCREPANCY: tuple[tuple[float, float, float], ...] = ((0.0, 0.5, 0.3), (7.0, 0.65, 0.3), (21.0, 0.78, 0.3))
"""Days ahead, and the standard deviations of u and u_d on the logit scale; linear between, constant beyond.

Chosen on simulated learners (seed 77) so that intervals hold what they say where the memory model is right and where
it is quite another; judged on others: see docs/exam-planning.md.
"""

HELD = 0.8
"""What an interval should hold."""

KNOWN_BEFORE_SD = 0.7
"""How far areas differ in what was known before, on the logit scale."""

LOW, HIGH = (1 - HELD) / 2, (1 + HELD) / 2
"""The quantiles of the 80 % interval, of what is no count."""

FADING_DAYS = 30.0
"""A practice question counts half as much for each so many days since it was answered."""

LEAST_SEEN = 20
LEAST_ASKED = 10
"""Cards seen, or practice questions answered, below which nothing is said of an area."""


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


@dataclass(frozen=True, slots=True, eq=False)
class AreaEvidence:
    """What is known of one area.

    Attributes:
        share: of the exam, 0 to 1.
        recall: the model's recall of each of its cards on exam day, 0 for unseen ones; shape (cards,).
        seen: cards that were studied.
        right, asked: practice questions never shown before, by age: see `faded`; need not be whole numbers.
        recall_then: the model's recall of each card when they were asked, or near it; None where that is `recall`.
        questions: of this area in the exam.
        cover: the part of the area's outline that its cards cover, 0 to 1; the rest is guessed.
    """

    share: float
    recall: Floats
    seen: int
    right: float
    asked: float
    questions: int
    cover: float = 1.0
    recall_then: Floats | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """A share of questions right, 0 to 1, and the 80 % interval of what an exam would show.

    Attributes:
        has_evidence: whether there is enough to say anything at all.
    """

    mean: float
    low: float
    high: float
    has_evidence: bool


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is expected of an exam, by area in the order given, and overall."""

    overall: Expected
    areas: tuple[Expected, ...]


def faded(age_days: float) -> float:
    """Give what a practice question of some age still counts, 0 to 1."""
    return float(0.5 ** (max(age_days, 0.0) / FADING_DAYS))


def readiness(
    evidence: Sequence[AreaEvidence],
    days_ahead: float,
    seed: int,
    calibration: tuple[float, float] = (0.0, 1.0),
    priors: Priors = USUAL_PRIORS,
) -> Readiness:
    """Say what share of an exam's questions the learner would get right.

    Args:
        evidence: of each area of the exam.
        days_ahead: to the day the recall is of; the further, the wider the interval.
        seed: the same seed and evidence give the same answer.
        calibration: a and b, from the learner's own predictions and answers; see `recalibration`.
        priors: of guessing and transfer.

    Raises:
        ValueError: there is no area.
    """
    if not evidence:
        problem = "an exam needs an area"
        raise ValueError(problem)
    rng = np.random.default_rng(seed)
    drawn = _Drawn.of(rng, priors, days_ahead, has_practice=any(one.asked > 0 for one in evidence))
    chances, then = np.empty((2, len(evidence), drawn.guessing.size))
    for place, one in enumerate(evidence):
        area = drawn.area(rng)
        chances[place] = then[place] = _answered(one, one.recall, area, calibration)
        if one.recall_then is not None:
            then[place] = _answered(one, one.recall_then, area, calibration)
    weights = _weights(evidence, then)
    questions = np.array([one.questions for one in evidence])
    right = rng.binomial(questions[:, None], chances)
    shares = right / np.maximum(questions, 1)[:, None]
    areas = tuple(
        _expected(share, weights, has_evidence=one.seen >= LEAST_SEEN or one.asked >= LEAST_ASKED)
        for one, share in zip(evidence, shares, strict=True)
    )
    whole = right.sum(axis=0) / max(int(questions.sum()), 1)
    known = sum(one.share for one, area in zip(evidence, areas, strict=True) if area.has_evidence)
    return Readiness(_expected(whole, weights, has_evidence=known >= 0.5 * sum(one.share for one in evidence)), areas)


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """What is uncertain about the learner, shape (samples,) each.

    Attributes:
        error: of the memory model, on the logit scale.
        before: known of what was not seen.
    """

    guessing: Floats
    transfer: Floats
    error: Floats
    before: Floats
    area_sd: float

    @classmethod
    def of(cls, rng: np.random.Generator, priors: Priors, days_ahead: float, *, has_practice: bool) -> "_Drawn":
        samples = PRACTICE_SAMPLES if has_practice else SAMPLES
        guessing, transfer = rng.beta(*priors.guessing, samples), rng.beta(*priors.transfer, samples)
        learner_sd, area_sd = discrepancy(days_ahead)
        error = rng.normal(0.0, learner_sd, samples)
        before = rng.beta(*priors.known_before, samples) if has_practice else np.zeros(samples)
        return cls(guessing, transfer, error, before, area_sd)

    def area(self, rng: np.random.Generator) -> "_Drawn":
        """Add what one area has of its own."""
        samples = self.error.size
        error = self.error + rng.normal(0.0, self.area_sd, samples)
        odds = self.before / np.maximum(1 - self.before, 1e-9) * np.exp(rng.normal(0.0, KNOWN_BEFORE_SD, samples))
        return _Drawn(self.guessing, self.transfer, error, odds / (1 + odds), self.area_sd)


def _answered(one: AreaEvidence, recall: Floats, drawn: _Drawn, calibration: tuple[float, float]) -> Floats:
    """Give the chance that a question of an area is answered right, shape (samples,)."""
    unseen = float((recall <= 0).mean()) if recall.size else 1.0
    known = one.cover * drawn.transfer * (doubted(recall, drawn.error, calibration) + unseen * drawn.before)
    found: Floats = known + (1 - known) * drawn.guessing
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


def _weights(evidence: Sequence[AreaEvidence], chances: Floats) -> Floats:
    """Give how well each draw explains the practice questions, adding up to 1; shape (samples,)."""
    held = np.clip(chances, 1e-6, 1 - 1e-6)
    right = np.array([one.right for one in evidence])[:, None]
    wrong = np.array([one.asked - one.right for one in evidence])[:, None]
    fit = (right * np.log(held) + wrong * np.log(1 - held)).sum(axis=0)
    trust = 1.0
    while True:
        weights: Floats = np.exp(trust * (fit - fit.max()))
        weights /= weights.sum()
        if 1 / (weights**2).sum() >= min(LEAST_DRAWS, weights.size):
            return weights
        trust *= 0.8


def _expected(shares: Floats, weights: Floats, *, has_evidence: bool) -> Expected:
    values, member = np.unique(shares, return_inverse=True)
    chances: Floats = np.bincount(member, weights=weights).astype(np.float64)
    first, last = _middle(chances)
    return Expected(float(shares @ weights), float(values[first]), float(values[last]), has_evidence)


def _middle(chances: Floats) -> tuple[int, int]:
    """Give the places between which the values lie whose chance comes nearest to `HELD`.

    A few questions can be answered right in a few ways only, most often all of them when nearly all is known; then no
    interval between two quantiles holds 80 %. So values are cut off at either end, where less has been cut, for as long
    as that brings what is left nearer to it.

    Args:
        chances: of each value, in rising order of values, adding up to 1; shape (values,).
    """
    first, last, below, above = 0, chances.size - 1, 0.0, 0.0
    while first < last:
        below_then, above_then = below + float(chances[first]), above + float(chances[last])
        is_low = below_then <= above_then
        cut, cut_then = below + above, (below_then + above) if is_low else (below + above_then)
        if abs(1 - cut_then - HELD) > abs(1 - cut - HELD):
            break
        first, last = first + is_low, last - (not is_low)
        below, above = (below_then, above) if is_low else (below, above_then)
    return first, last


def discrepancy(days_ahead: float) -> tuple[float, float]:
    """Give the standard deviations of u and u_d on the logit scale, so many days ahead."""
    days, learner, area = zip(*DISCREPANCY, strict=True)
    return float(np.interp(days_ahead, days, learner)), float(np.interp(days_ahead, days, area))
