"""Review logs of imagined learners, whose memory the scheduler does not know: for fitting, beside Anki's optimiser."""

from dataclasses import dataclass

import numpy as np

from bench.exam_learners import FIRST, PASSES, STEPS_NEW, Floats, Ints, State, Truth
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling.fitting import Log
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays

LATE = 0.35
"""How often a card is studied later than it is due, and up to how much of its interval."""


@dataclass(frozen=True, eq=False)
class Answers:
    """Answers of one learner, sorted by card, then time; shape (answers,) each."""

    card: Ints
    day: Ints
    rating: Ints

    def log(self) -> Log:
        """Give them as a fit takes them: elapsed days, and age by day."""
        is_first = np.diff(self.card, prepend=self.card[:1] - 1) != 0
        elapsed = np.where(is_first, 0, np.diff(self.day, prepend=self.day[:1]))
        age = np.argsort(np.argsort(self.day, kind="stable"), kind="stable")
        return Log(self.card, elapsed, self.rating, age)

    def before(self, day: int) -> "Answers":
        """Give the answers before a day."""
        rows = self.day < day
        return Answers(self.card[rows], self.day[rows], self.rating[rows])


def studied(truth: Truth, cards: int, days: int, seed: int, retention: float = 0.9) -> Answers:
    """Let a learner study some cards for some days, introduced evenly, as the default parameters schedule them."""
    rng = np.random.default_rng(seed)
    desk = _Desk(truth, cards, rng)
    desk.begin(np.sort(rng.integers(0, days, cards)))
    while desk.study(days, retention):
        pass
    return desk.answers()


class _Desk:
    """Every card with its true memory, and with what the app believes of it."""

    def __init__(self, truth: Truth, cards: int, rng: np.random.Generator) -> None:
        self._truth, self._rng = truth, rng
        self._app = FSRS6Arrays(FSRS6_DEFAULT_PARAMETERS)
        self._cards = np.arange(cards, dtype=np.intp)
        self._rows = np.zeros(cards, dtype=np.intp)
        self._true: State = (np.ones(cards), np.ones(cards))
        self._believed: State = (np.ones(cards), np.ones(cards))
        self._day = np.zeros(cards, dtype=np.intp)
        self._parts: list[tuple[Ints, Ints, Ints]] = []

    def begin(self, day: Ints) -> None:
        """Answer every card for the first time, and once more the same day when it was not known."""
        rating = np.searchsorted(FIRST, self._rng.random(day.size) * FIRST[-1]) + 1
        self._day = day
        self._true = self._truth.first(self._rows, rating)
        self._believed = self._app.first(rating)
        self._note(self._cards, rating)
        self._again(np.flatnonzero(rating <= 2), STEPS_NEW[0])

    def study(self, days: int, retention: float) -> bool:
        """Answer the cards that are due once more before the last day; say whether there were any."""
        interval = self._app.interval(self._believed[0], retention)
        is_late = self._rng.random(interval.size) < LATE
        wait = np.maximum(1, np.round(interval * np.where(is_late, 1 + self._rng.random(interval.size) / 2, 1)))
        due = self._day + wait.astype(np.intp)
        picks = np.flatnonzero(due < days)
        if not picks.size:
            return False
        elapsed = wait[picks]
        rows = self._rows[picks]
        recall = self._truth.recall(rows, picks, self._true[0][picks], elapsed)
        passes = np.searchsorted(PASSES, self._rng.random(picks.size) * PASSES[-1]) + 2
        rating = np.where(self._rng.random(picks.size) < recall, passes, 1)
        state = self._true[0][picks], self._true[1][picks]
        self._keep(self._true, picks, self._truth.following(rows, state, elapsed, rating, recall))
        believed = self._app.following(self._believed[0][picks], self._believed[1][picks], elapsed, rating)
        self._keep(self._believed, picks, believed)
        self._day = np.where(due < days, due, days)
        self._note(picks, rating)
        self._again(picks[rating == 1], STEPS_NEW[0])
        return True

    def answers(self) -> Answers:
        """Give all that was answered."""
        card, day, rating = (np.concatenate(parts) for parts in zip(*self._parts, strict=True))
        order = np.argsort(card, kind="stable")
        return Answers(card[order], day[order], rating[order])

    def _again(self, picks: Ints, shares: tuple[float, ...]) -> None:
        if picks.size:
            bounds = np.cumsum(shares)
            rating = np.searchsorted(bounds, self._rng.random(picks.size) * bounds[-1]) + 1
            state = self._true[0][picks], self._true[1][picks]
            self._keep(self._true, picks, self._truth.same_day(self._rows[picks], state, rating))
            same_day: Floats = np.zeros(picks.size)
            believed = self._app.following(self._believed[0][picks], self._believed[1][picks], same_day, rating)
            self._keep(self._believed, picks, believed)
            self._note(picks, rating)

    def _note(self, picks: Ints, rating: Ints) -> None:
        self._parts.append((self._cards[picks], self._day[picks], rating.astype(np.intp)))

    @staticmethod
    def _keep(state: State, picks: Ints, after: State) -> None:
        for whole, part in zip(state, after, strict=True):
            whole[picks] = part
