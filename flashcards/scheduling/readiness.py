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
times; results of practice exams weigh the draws by how well they explain them. What an area has of its own is drawn
several times for each draw of the learner and averaged, and a part of the learners is drawn from far wider beliefs (and
counts for less accordingly): so there are draws that explain even a practice exam that nobody would have expected.

Source: docs/exam-planning.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.scheduling.readiness_draws import USUAL_PRIORS, Drawn, Priors, read_doubted

AREA_SAMPLES = 8
"""With practice exams, what an area has of its own is drawn so often for each draw of the learner."""

LEAST_DRAWS = 60
"""So many draws must count: where practice explains fewer, it counts for less."""

UNLIKELY = 0.05
"""Practice that the cards alone would lead to less often than this contradicts them."""

HELD = 0.8
"""What an interval should hold."""

LOW, HIGH = (1 - HELD) / 2, (1 + HELD) / 2
"""The quantiles of the 80 % interval, of what is no count."""

FADING_DAYS = 30.0
"""A practice question counts half as much for each so many days since it was answered."""

LEAST_SEEN = 20
LEAST_ASKED = 10
"""Cards seen, or practice questions answered, below which nothing is said of an area."""


class Practice(NamedTuple):
    """Practice questions of an area that had never been shown before, answered at about one time.

    Attributes:
        right, asked: by age: see `faded`; need not be whole numbers.
        recall_then: the model's recall of each card when they were asked, or near it; shape (cards,).
    """

    right: float
    asked: float
    recall_then: Floats


@dataclass(frozen=True, slots=True, eq=False)
class AreaEvidence:
    """What is known of one area.

    Attributes:
        share: of the exam, 0 to 1.
        recall: the model's recall of each of its cards on exam day, 0 for unseen ones; shape (cards,).
        seen: cards that were studied.
        right, asked: the newest practice questions never shown before; see `Practice`.
        recall_then: the model's recall of each card when they were asked; None where that is `recall`.
        questions: of this area in the exam.
        cover: the part of the area's outline that its cards cover, 0 to 1; the rest is guessed.
        earlier: practice questions of other days.
    """

    share: float
    recall: Floats
    seen: int
    right: float
    asked: float
    questions: int
    cover: float = 1.0
    recall_then: Floats | None = None
    earlier: tuple[Practice, ...] = ()

    @property
    def practice(self) -> tuple[Practice, ...]:
        """All practice questions, by the time they were answered."""
        then = self.recall if self.recall_then is None else self.recall_then
        newest = (Practice(self.right, self.asked, then),) if self.asked > 0 else ()
        return newest + self.earlier

    @property
    def asked_in_all(self) -> float:
        """How many practice questions count."""
        return sum(one.asked for one in self.practice)


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
    """What is expected of an exam, by area in the order given, and overall.

    Attributes:
        contradicted: -1 where practice went far worse than the cards alone would have it, 1 where far better, else 0.
    """

    overall: Expected
    areas: tuple[Expected, ...]
    contradicted: int = 0


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
    drawn = Drawn.of(rng, priors, days_ahead, has_practice=any(one.practice for one in evidence))
    parts = [_Part.of(one, drawn, rng, calibration) for one in evidence]
    weights = _weights(drawn.prior, np.sum([part.fit for part in parts], axis=0))
    questions = np.array([one.questions for one in evidence])
    right = rng.binomial(questions[:, None], np.stack([part.chance for part in parts]))
    shares = right / np.maximum(questions, 1)[:, None]
    areas = tuple(
        _expected(share, weights, has_evidence=one.seen >= LEAST_SEEN or one.asked_in_all >= LEAST_ASKED)
        for one, share in zip(evidence, shares, strict=True)
    )
    whole = right.sum(axis=0) / max(int(questions.sum()), 1)
    known = sum(one.share for one, area in zip(evidence, areas, strict=True) if area.has_evidence)
    overall = _expected(whole, weights, has_evidence=known >= 0.5 * sum(one.share for one in evidence))
    return Readiness(overall, areas, _contradicted(evidence, parts, drawn))


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """What the draws of the learner mean for one area, shape (samples,) each.

    Attributes:
        chance: that a question is answered right, as practice has it for such a learner.
        right: practice questions that such a learner gets right by chance, before it is known how many they did.
        fit: how well it explains the practice questions, as a logarithm.
    """

    chance: Floats
    right: Floats
    fit: Floats

    @classmethod
    def of(cls, one: AreaEvidence, drawn: Drawn, rng: np.random.Generator, calibration: tuple[float, float]) -> "_Part":
        if not one.practice:
            chance = _answered(one, one.recall, drawn.area(rng, 1), calibration)[0]
            return cls(chance, np.zeros(chance.size), np.zeros(chance.size))
        area = drawn.area(rng, AREA_SAMPLES)
        chances = _answered(one, one.recall, area, calibration)
        fits, right = np.zeros(chances.shape), np.zeros(chances.shape[1])
        for asked in one.practice:
            is_same = asked.recall_then is one.recall
            then = chances if is_same else _answered(one, asked.recall_then, area, calibration)
            held = np.clip(then, 1e-6, 1 - 1e-6)
            fits += asked.right * np.log(held) + (asked.asked - asked.right) * np.log(1 - held)
            right += rng.binomial(round(asked.asked), held[0])
        best = np.argmax(fits + rng.gumbel(size=fits.shape), axis=0)
        highest = fits.max(axis=0)
        fit = highest + np.log(np.exp(fits - highest).mean(axis=0))
        return cls(np.take_along_axis(chances, best[None], axis=0)[0], right, fit)


def _contradicted(evidence: Sequence[AreaEvidence], parts: Sequence[_Part], drawn: Drawn) -> int:
    """Say whether practice went as the cards alone would have it; see `Readiness`."""
    practice = [asked for one in evidence for asked in one.practice]
    if sum(one.asked for one in practice) < LEAST_ASKED:
        return 0
    weights = _weights(drawn.prior, np.zeros_like(drawn.prior))
    found, right = np.sum([part.right for part in parts], axis=0), sum(one.right for one in practice)
    if float(weights[found <= right].sum()) < UNLIKELY:
        return -1
    return int(float(weights[found >= right].sum()) < UNLIKELY)


def _answered(one: AreaEvidence, recall: Floats, drawn: Drawn, calibration: tuple[float, float]) -> Floats:
    """Give the chance that a question of an area is answered right, in the shape of the errors drawn."""
    unseen = float((recall <= 0).mean()) if recall.size else 1.0
    known = one.cover * drawn.transfer * (read_doubted(recall, drawn.error, calibration) + unseen * drawn.before)
    found: Floats = known + (1 - known) * drawn.guessing
    return found


def _weights(prior: Floats, fit: Floats) -> Floats:
    """Give how much each draw counts, before practice and by how well it explains that; adds up to 1."""
    trust = 1.0
    while True:
        logs = prior + trust * fit
        weights: Floats = np.exp(logs - logs.max())
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
