"""Review histories and parameter sets for comparing with other engines; the same seed gives the same ones."""

import random
from collections.abc import Iterator

from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.scheduling.fsrs6 import BOUNDS

History = tuple[tuple[int, Rating], ...]
"""Study days since the review before (0 at first), and the rating; oldest first."""

A, H, G, E = Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY

KNOWN: tuple[tuple[str, History, float, float], ...] = (
    ("0 Good", ((0, G),), 2.3065, 2.118),
    ("0, 2, 13 Good", ((0, G), (2, G), (11, G)), 46.2803, 2.104),
    ("0 Hard, 1 Good, 4 Hard, 9 Easy", ((0, H), (1, G), (3, H), (5, E)), 26.6929, 5.628),
    ("0, 1, 2, 3 Good (early)", ((0, G), (1, G), (1, G), (1, G)), 16.4086, 2.098),
    ("0, 2, 120 Good (very late)", ((0, G), (2, G), (118, G)), 131.839, 2.104),
    ("0 Again + Good, 1 Good, 4 Good", ((0, A), (0, G), (1, G), (3, G)), 7.8637, 6.380),
    ("0, 2 Good, 12 Again + Good, 14 Good", ((0, G), (2, G), (10, A), (0, G), (2, G)), 4.9110, 7.368),
    ("22:00 Good, 08:00 next morning Good, day 3 Good", ((0, G), (1, G), (2, G)), 16.1273, 2.104),
)
"""Name, history, and the stability and difficulty Anki 26.09 gives with the default parameters."""

_SPREAD = (
    *(0.8, 0.8, 0.8, 0.8, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33),
    *(0.3, 0.09, 0.16, 0.57, 0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""How far learners' parameters lie apart: standard deviations of the public optimiser prior; of the logarithm for the
four initial stabilities."""


def learners_parameters(rng: random.Random) -> tuple[float, ...]:
    """Draw the parameters of one learner around the defaults, within the bounds.

    Parameter 13 is kept from 0.05 upwards: the other engines count in 32 bits, and `(S + 1) ** w13 - 1` loses its
    digits there when w13 is next to nothing.
    """
    floors = {13: 0.05}
    return tuple(_within(rng, index, floors.get(index, low), high) for index, (low, high) in enumerate(BOUNDS))


def extreme_parameters(rng: random.Random) -> tuple[float, ...]:
    """Draw parameters anywhere within the bounds, likely or not."""
    return tuple(rng.uniform(low, high) for low, high in BOUNDS)


def histories(rng: random.Random, count: int) -> Iterator[History]:
    """Draw histories of 1 to 15 reviews: same-day, early, punctual, late and very late ones, in all ratings."""
    for _ in range(count):
        later = [(_gap(rng), Rating(rng.randint(1, 4))) for _ in range(rng.randint(0, 14))]
        yield ((0, Rating(rng.randint(1, 4))), *later)


def _gap(rng: random.Random) -> int:
    kind = rng.random()
    if kind < 0.25:
        return 0
    if kind < 0.45:
        return rng.randint(1, 3)
    if kind < 0.9:
        return rng.randint(1, 60)
    return rng.randint(100, 900)


def _within(rng: random.Random, index: int, low: float, high: float) -> float:
    usual, spread = FSRS6_DEFAULT_PARAMETERS[index], _SPREAD[index]
    while True:
        drawn = usual * rng.lognormvariate(0, spread) if index < 4 else rng.gauss(usual, spread)
        if low <= drawn <= high:
            return drawn
