"""How the steps of one day go: which ratings follow the first, and how often.

A card that is forgotten again in its steps leaves the day weaker and harder than one that goes through at once.
"""

from collections.abc import Iterator, Sequence
from functools import cache

LEARNING_RATINGS = (
    (0.3686, 0.0628, 0.5108, 0.0577),
    (0.0442, 0.4553, 0.4457, 0.0549),
    (0.0519, 0.0470, 0.8462, 0.0550),
)
RELEARNING_RATINGS = (
    (0.2157, 0.0643, 0.6595, 0.0604),
    (0.0500, 0.4638, 0.4475, 0.0387),
    (0.1057, 0.1434, 0.7266, 0.0244),
)
"""Shares of Again, Hard, Good and Easy after Again, Hard and Good within the steps. Source: fsrs-rs simulator."""

MOST_LOOKS = 6
RAREST = 0.0005
"""Courses rarer than this are left out."""

Course = tuple[float, tuple[int, ...]]
"""A chance, and the ratings that follow the first one on the same day."""

AGAIN, GOOD, EASY = 1, 3, 4


@cache
def learning_courses(first: int, steps: int) -> tuple[Course, ...]:
    """Give how the day of a new card goes on after its first rating, 1 to 4; the chances add up to 1.

    Args:
        steps: learning steps; a first Good is one of them done.
    """
    return _even(_courses(first, steps - 1 if first >= GOOD else steps, 0, LEARNING_RATINGS))


@cache
def relearning_courses(steps: int) -> tuple[Course, ...]:
    """Give how the day of a forgotten card goes on: through at once, or forgotten once more.

    Args:
        steps: relearning steps; without any the day is over at once.
    """
    if steps == 0:
        return ((1.0, ()),)
    again, done = RELEARNING_RATINGS[0][0], (GOOD,) * steps
    return (1 - again, done), (again, (AGAIN, *done))


def _courses(
    last: int, needed: int, looks: int, shares: Sequence[Sequence[float]], all_steps: int | None = None
) -> Iterator[Course]:
    """Walk through all courses: Again goes back to the first step, Hard stays, Good goes on, Easy is done."""
    steps = needed + (last == GOOD) if all_steps is None else all_steps
    if needed <= 0 or last == EASY or looks == MOST_LOOKS:
        yield 1.0, ()
        return
    for rating, share in enumerate(shares[last - 1], start=1):
        left = steps if rating == AGAIN else needed - (rating >= GOOD)
        for chance, ratings in _courses(rating, left, looks + 1, shares, steps):
            yield share * chance, (rating, *ratings)


def _even(courses: Iterator[Course]) -> tuple[Course, ...]:
    found = [course for course in courses if course[0] >= RAREST]
    total = sum(chance for chance, _ in found)
    return tuple((chance / total, ratings) for chance, ratings in found)
