"""Simulated learners for the exam benches: what they truly remember, how they rate, how long they take.

A learner is a row, a card a column. The app never sees the truth, only ratings. Chance is drawn beforehand for each
card and each time it is studied, so that every schedule meets the same luck.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling.fsrs6 import BOUNDS

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SHARES = np.array([0.26, 0.14, 0.16, 0.16, 0.15, 0.13])
DECK_SHARES = np.array([0.18, 0.20, 0.11, 0.24, 0.12, 0.15])
"""Of the areas: in the exam, and in the deck."""

FIRST = np.cumsum([0.24, 0.094, 0.495, 0.171])
PASSES = np.cumsum([0.224, 0.631, 0.145])
STEPS_NEW = ((0.3686, 0.0628, 0.5108, 0.0577), (0.0442, 0.4553, 0.4457, 0.0549), (0.0519, 0.047, 0.8462, 0.055))
STEPS_LAPSE = ((0.2157, 0.0643, 0.6595, 0.0604), (0.05, 0.4638, 0.4475, 0.0387), (0.1057, 0.1434, 0.7266, 0.0244))
SECONDS_NEW = np.array([19.58, 18.79, 13.78, 10.71])
SECONDS_REVIEW = np.array([19.38, 17.59, 12.38, 8.94])
SECONDS_LAPSE = np.array([16.44, 15.25, 12.32, 8.03])
"""Ratings and seconds in each state. Source: fsrs-rs simulator defaults."""

SPREAD = np.array([0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27])
"""Of parameters 4 to 20 between learners. Source: fsrs-optimizer, prior of its regularisation."""

FIRST_STABILITY_SPREAD = 0.6
CARD_SPREAD = 0.5
"""Standard deviation of the logarithm: of a learner's first stabilities, and of a card's own factor."""

FSRS7_STATES = (0.041, 2.4175, 4.1283, 11.9709, 5.6385, 0.4468, 3.262)
FSRS7_LONG = (2.3054, 0.1688, 1.3325, 0.3524, 0.0049, 0.7503, 0.0896, 0.6625, 1.3)
FSRS7_SHORT = (0.882, 0.3072, 3.5875, 0.303, 0.0107, 0.2279, 2.6413, 0.5594, 1.3)
FSRS7_CURVE = (2.5, 1.0, 0.0723, 0.1634, 0.5, 0.9555, 0.2245, 0.6232, 0.1362, 0.3862)
FSRS7 = np.array([*FSRS7_STATES, *FSRS7_LONG, *FSRS7_SHORT, *FSRS7_CURVE])
"""The 35-parameter form. Source: Open Spaced Repetition, srs-benchmark, multi-user defaults."""

MOST_LOOKS = 6
MOST_STUDIES = 60
STEP_DAYS = 10 / 1440

State = tuple[Floats, Floats]
"""Stability and difficulty of some cards."""


class Truth:
    """What a memory does. Arrays of one call have the same shape; `rows` says whose memory each element is."""

    def first(self, rows: Ints, ratings: Ints) -> State:
        raise NotImplementedError

    def following(self, rows: Ints, state: State, elapsed: Floats, ratings: Ints, recall: Floats) -> State:
        raise NotImplementedError

    def same_day(self, rows: Ints, state: State, ratings: Ints) -> State:
        raise NotImplementedError

    def recall(self, rows: Ints, cards: Ints, stability: Floats, elapsed: Floats) -> Floats:
        raise NotImplementedError


class Fsrs6(Truth):
    """FSRS-6, with parameters of each learner and a factor of each card on the stability that decides recall."""

    def __init__(self, parameters: Floats, factors: Floats | None = None) -> None:
        """Take parameters, shape (learners, 21), and factors, shape (learners, cards)."""
        self.w = parameters
        self.factors = factors

    def first(self, rows: Ints, ratings: Ints) -> State:
        w = self.w[rows]
        difficulty = w[:, 4] - np.exp(w[:, 5] * (ratings - 1)) + 1
        return w[np.arange(rows.size), ratings - 1], np.clip(difficulty, 1, 10)

    def following(self, rows: Ints, state: State, elapsed: Floats, ratings: Ints, recall: Floats) -> State:
        w, (s, d) = self.w[rows].T, state
        weight = np.where(ratings == 2, w[15], np.where(ratings == 4, w[16], 1.0))
        grown = s * (1 + np.exp(w[8]) * (11 - d) * s ** -w[9] * np.expm1(w[10] * (1 - recall)) * weight)
        lapsed = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * np.exp(w[14] * (1 - recall))
        lapsed = np.minimum(lapsed, s / np.exp(w[17] * w[18]))
        return np.clip(np.where(ratings == 1, lapsed, grown), 1e-3, 36500), self._next_difficulty(w, d, ratings)

    def same_day(self, rows: Ints, state: State, ratings: Ints) -> State:
        w, (s, d) = self.w[rows].T, state
        factor = np.exp(w[17] * (ratings - 3 + w[18])) * s ** -w[19]
        factor = np.where(ratings >= 2, np.maximum(factor, 1.0), factor)
        return np.clip(s * factor, 1e-3, 36500), self._next_difficulty(w, d, ratings)

    def recall(self, rows: Ints, cards: Ints, stability: Floats, elapsed: Floats) -> Floats:
        decay = self.w[rows, 20]
        own = 1.0 if self.factors is None else self.factors[rows, cards]
        result: Floats = (1 + (0.9 ** (-1 / decay) - 1) * elapsed / (stability * own)) ** -decay
        return result

    @staticmethod
    def _next_difficulty(w: Floats, d: Floats, ratings: Ints) -> Floats:
        moved = d - w[6] * (ratings - 3) * (10 - d) / 9
        easy = w[4] - np.exp(w[5] * 3) + 1
        after: Floats = np.clip(w[7] * easy + (1 - w[7]) * moved, 1, 10)
        return after


class Fsrs7(Truth):
    """FSRS-7 in its 35-parameter form: two forgetting curves in one, long- and short-term growth."""

    def __init__(self) -> None:
        self.w = FSRS7

    def first(self, rows: Ints, ratings: Ints) -> State:
        return self.w[ratings - 1], np.clip(self._first_difficulty(ratings), 1, 10)

    def following(self, rows: Ints, state: State, elapsed: Floats, ratings: Ints, recall: Floats) -> State:
        long, short = (self._grown(state, recall, ratings, base) for base in (7, 16))
        share = 1 - self.w[26] * np.exp(-self.w[25] * elapsed)
        moved = state[1] - self.w[6] * (ratings - 3) * (10 - state[1]) / 9
        difficulty = 0.01 * self._first_difficulty(np.full_like(ratings, 4)) + 0.99 * moved
        return np.clip(share * long + (1 - share) * short, 1e-3, 36500), np.clip(difficulty, 1, 10)

    def same_day(self, rows: Ints, state: State, ratings: Ints) -> State:
        elapsed = np.full(rows.size, STEP_DAYS)
        recall = self.recall(rows, rows, state[0], elapsed)
        return self.following(rows, state, elapsed, ratings, recall)

    def recall(self, rows: Ints, cards: Ints, stability: Floats, elapsed: Floats) -> Floats:
        w, ratio = self.w, elapsed / stability
        one = (1 + (w[29] ** (-1 / w[27]) - 1) * ratio) ** -w[27]
        two = (1 + (w[30] ** (-1 / w[28]) - 1) * ratio) ** -w[28]
        weight_one, weight_two = w[31] * stability ** -w[33], w[32] * stability ** w[34]
        result: Floats = (weight_one * one + weight_two * two) / (weight_one + weight_two)
        return result

    def _first_difficulty(self, ratings: Ints) -> Floats:
        result: Floats = self.w[4] - np.exp(self.w[5] * (ratings - 1.0)) + 1
        return result

    def _grown(self, state: State, recall: Floats, ratings: Ints, base: int) -> Floats:
        w, (s, d) = self.w[base : base + 9], state
        failed = np.minimum(s, w[3] * d ** -w[4] * ((s + 1) ** w[5] - 1) * np.exp((1 - recall) * w[6]))
        weight = np.where(ratings == 2, w[7], np.where(ratings == 4, w[8], 1.0))
        growth = 1 + np.exp(w[0] - 1.5) * (11 - d) * s ** -w[1] * np.expm1((1 - recall) * w[2]) * weight
        after: Floats = np.where(ratings > 1, np.maximum(failed, s * growth), failed)
        return after


def exact(learners: int, cards: int, rng: np.random.Generator) -> Truth:
    """The app's own model with its own parameters."""
    return Fsrs6(np.tile(np.array(FSRS6_DEFAULT_PARAMETERS), (learners, 1)))


def perturbed(learners: int, cards: int, rng: np.random.Generator) -> Truth:
    """Parameters of each learner, and a factor of each card that no schedule can know."""
    w = np.tile(np.array(FSRS6_DEFAULT_PARAMETERS), (learners, 1))
    w[:, 4:] += SPREAD * rng.standard_normal((learners, 17))
    w[:, :4] *= np.exp(FIRST_STABILITY_SPREAD * rng.standard_normal((learners, 4)))
    w[:, :4] = np.sort(w[:, :4], axis=1)
    low, high = np.array(BOUNDS).T
    return Fsrs6(np.clip(w, low, high), np.exp(CARD_SPREAD * rng.standard_normal((learners, cards))))


def fsrs7(learners: int, cards: int, rng: np.random.Generator) -> Truth:
    """Another structure than the app's."""
    return Fsrs7()


TRUTHS: dict[str, Callable[[int, int, np.random.Generator], Truth]] = {
    "exact": exact,
    "perturbed": perturbed,
    "fsrs7": fsrs7,
}


class Looks(NamedTuple):
    """Many drawn courses of one day's steps: further ratings, shape (courses, looks), 0 when done; seconds."""

    ratings: Ints
    seconds: Floats


def courses(rng: np.random.Generator, first: int, steps: int, shares: tuple[tuple[float, ...], ...]) -> Looks:
    """Draw what follows a first rating, 1 to 4, within its day."""
    seconds = SECONDS_NEW if steps == 2 else SECONDS_LAPSE
    ratings = np.zeros((COURSES, MOST_LOOKS), dtype=np.intp)
    cost = np.full(COURSES, SECONDS_NEW[first - 1] if steps == 2 else SECONDS_REVIEW[0])
    needed = steps - 1 if first > 2 else steps
    for course in range(COURSES):
        rating, in_a_row = first, 0
        for look in range(MOST_LOOKS):
            if in_a_row >= needed or rating >= 4:
                break
            rating = int(np.searchsorted(np.cumsum(shares[rating - 1]), rng.random())) + 1
            rating = min(rating, 4)
            ratings[course, look] = rating
            cost[course] += seconds[rating - 1]
            in_a_row = in_a_row + 1 if rating > 2 else in_a_row if rating == 2 else 0
    return Looks(ratings, cost)


COURSES = 2000


@dataclass
class Luck:
    """Chance for every card and every time it is studied; shape (learners, cards, times)."""

    recall: NDArray[np.float32]
    rating: NDArray[np.float32]
    course: NDArray[np.float32]
    looks: list[Looks]

    @classmethod
    def drawn(cls, learners: int, cards: int, seed: int) -> "Luck":
        rng = np.random.default_rng([seed, 1])
        shape = (learners, cards, MOST_STUDIES)
        looks = [courses(rng, first, 2, STEPS_NEW) for first in (1, 2, 3, 4)] + [courses(rng, 1, 1, STEPS_LAPSE)]
        recall, rating, course = (rng.random(shape, dtype=np.float32) for _ in range(3))
        return cls(recall, rating, course, looks)


@dataclass
class Class:
    """Learners studying one deck, maybe several times under different schedules; arrays of shape (rows, cards).

    Attributes:
        learner: whose memory each row has.
        truth, luck: theirs.
        s, d: what the app believes; not a number for a card not introduced.
        last: day of the last study.
        times: how often studied.
        log: when kept, of every day the rows, cards, first ratings, days elapsed (-1 when new) and further ratings.
    """

    learner: Ints
    cards: int
    truth: Truth
    luck: Luck
    app: Fsrs6
    keeps_log: bool = False
    s: Floats = field(init=False)
    d: Floats = field(init=False)
    last: Ints = field(init=False)
    times: Ints = field(init=False)
    log: list[tuple[int, Ints, Ints, Ints, Ints, Ints]] = field(default_factory=list)

    def __post_init__(self) -> None:
        shape = (self.learner.size, self.cards)
        self.s, self.d = np.full(shape, np.nan), np.full(shape, np.nan)
        self.true_s, self.true_d = np.full(shape, np.nan), np.full(shape, np.nan)
        self.last = np.zeros(shape, dtype=np.intp)
        self.times = np.zeros(shape, dtype=np.intp)

    def study(self, day: int, picks: Ints, seconds: Floats) -> tuple[Ints, Ints]:
        """Study cards in the order picked until the time is over.

        Args:
            picks: shape (rows, most); -1 for none.
            seconds: of each row, shape (rows,).

        Returns:
            Rows and cards that were studied.
        """
        rows = np.broadcast_to(np.arange(picks.shape[0])[:, None], picks.shape)
        there = picks >= 0
        cards = np.where(there, picks, 0)
        rating, course, cost, recall = self._answers(day, rows, cards)
        done = there & (np.cumsum(np.where(there, cost, 0.0), axis=1) <= seconds[:, None])
        at = np.nonzero(done)
        self._learn(day, (rows[at], cards[at]), rating[at], course[at], recall[at])
        return rows[at], cards[at]

    def _answers(self, day: int, rows: Ints, cards: Ints) -> tuple[Ints, Ints, Floats, Floats]:
        learner, times = self.learner[rows], np.minimum(self.times[rows, cards], MOST_STUDIES - 1)
        is_new = times == 0
        stability = np.where(is_new, 1.0, self.true_s[rows, cards])
        flat = [one.ravel() for one in (learner, cards, stability, (day - self.last[rows, cards]).astype(float))]
        recall = self.truth.recall(*flat).reshape(rows.shape)  # type: ignore[arg-type]
        passed = self.luck.recall[learner, cards, times] < recall
        chance = self.luck.rating[learner, cards, times]
        first = np.searchsorted(FIRST[:3], chance) + 1
        later = np.where(passed, np.searchsorted(PASSES[:2], chance) + 2, 1)
        rating = np.where(is_new, first, later)
        course = (self.luck.course[learner, cards, times] * COURSES).astype(np.intp)
        costs = np.stack([looks.seconds for looks in self.luck.looks])
        stepped = costs[np.where(is_new, rating - 1, 4), course]
        return rating, course, np.where(is_new | (rating == 1), stepped, SECONDS_REVIEW[rating - 1]), recall

    def _learn(self, day: int, at: tuple[Ints, Ints], rating: Ints, course: Ints, recall: Floats) -> None:
        rows, cards = at
        is_new, learner = self.times[at] == 0, self.learner[rows]
        elapsed = (day - self.last[at]).astype(float)
        own = np.zeros(rows.size, dtype=np.intp)
        believed = np.where(is_new, 1.0, self.s[at]), np.where(is_new, 5.0, self.d[at])
        true = np.where(is_new, 1.0, self.true_s[at]), np.where(is_new, 5.0, self.true_d[at])
        guess = self.app.recall(own, cards, believed[0], elapsed)
        believed = _either(
            is_new, self.app.first(own, rating), self.app.following(own, believed, elapsed, rating, guess)
        )
        true = _either(
            is_new, self.truth.first(learner, rating), self.truth.following(learner, true, elapsed, rating, recall)
        )
        ratings = np.stack([looks.ratings for looks in self.luck.looks])
        steps = ratings[np.where(is_new, rating - 1, 4), course]
        steps[~is_new & (rating > 1)] = 0
        for look in range(MOST_LOOKS):
            some = np.flatnonzero(steps[:, look])
            if not some.size:
                break
            for model, whose, state in ((self.app, own, believed), (self.truth, learner, true)):
                after = model.same_day(whose[some], (state[0][some], state[1][some]), steps[some, look])
                state[0][some], state[1][some] = after
        self.s[at], self.d[at] = believed
        self.true_s[at], self.true_d[at] = true
        if self.keeps_log:
            self.log.append((day, rows, cards, rating, np.where(is_new, -1, day - self.last[at]), steps))
        self.last[at] = day
        self.times[at] += 1

    def recall_on(self, day: int) -> Floats:
        """Give the true recall of every card on the morning of a day, shape (rows, cards); 0 when unseen."""
        rows, cards = np.indices(self.s.shape)
        stability = np.where(self.times > 0, self.true_s, 1.0)
        recall = self.truth.recall(
            self.learner[rows].ravel(), cards.ravel(), stability.ravel(), (day - self.last).astype(float).ravel()
        )
        return np.where(self.times > 0, recall.reshape(self.s.shape), 0.0)


def _either(condition: NDArray[np.bool_], yes: State, no: State) -> State:
    return np.where(condition, yes[0], no[0]), np.where(condition, yes[1], no[1])


APP = Fsrs6(np.array([FSRS6_DEFAULT_PARAMETERS]))


class Deck(NamedTuple):
    """The areas of the cards, shape (cards,), and what each adds to the score, adding up to 1."""

    area: Ints
    share: Floats


def deck(cards: int, seed: int) -> Deck:
    """Make a deck whose areas are mixed, with the shares of the deck, and weighted with those of the exam."""
    rng = np.random.default_rng([seed, 2])
    counts = np.floor(DECK_SHARES * cards).astype(np.intp)
    counts[np.argsort(-(DECK_SHARES * cards - counts))[: cards - counts.sum()]] += 1
    area = rng.permutation(np.repeat(np.arange(SHARES.size), counts))
    return Deck(area, (SHARES / counts)[area])
