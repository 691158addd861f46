"""Spread due dates, so that cards learned together do not come back together for ever.

A review is moved within a range around its interval. Where in the range is decided by the card and its number of
answers, so that what a button promises is what the answer does; days with little to do are preferred, and easy days are
given the share of reviews the learner wants them to have. Days of a break that was planned are kept clear.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flashcards.domain.ids import CardId
from flashcards.domain.learning import ALL_DAYS_ALIKE
from flashcards.domain.study_day import StudyDay, weekday_of

LONGEST_BALANCED_DAYS = 90
"""Beyond this interval the load of a day says nothing yet; the whole range is equally likely, as in Anki."""

LOAD_EXPONENT = 2.15
"""How strongly a day with more cards is avoided. Source: Anki 26.09, load balancer."""

_SHORTEST = 2.5
_BANDS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
_MASK = (1 << 64) - 1


def rounded(days: float) -> int:
    """Give whole days, halves up."""
    return math.floor(days + 0.5)


def hashed(number: int) -> int:
    """Give 64 well-mixed bits for a number; the same on every machine and in every version.

    Source:
        Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64).
    """
    bits = (number + 0x9E3779B97F4A7C15) & _MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)


def chance(card_id: CardId, reps: int) -> float:
    """Give the number in [0, 1) that decides where in its range a card's next interval lies."""
    return hashed(hashed(card_id) ^ reps) / (_MASK + 1)


def fuzz_range(interval: float, minimum: int, maximum: int) -> tuple[int, int]:
    """Give the shortest and the longest interval a card may be given.

    Nothing below 2.5 days. Above, one day either way, plus 15 % of the days from 2.5 to 7, 10 % of those from 7 to 20
    and 5 % of the rest. The ranges are Anki's.

    Args:
        interval: days, unrounded.
        minimum: the shortest allowed, at least 1.
        maximum: the longest allowed; where the two disagree it wins.
    """
    minimum = min(minimum, maximum)
    middle = min(max(interval, minimum), maximum)
    reach = 0.0
    if middle >= _SHORTEST:
        reach = 1.0 + sum(share * max(min(middle, end) - start, 0.0) for start, end, share in _BANDS)
    lower = min(max(rounded(middle - reach), minimum), maximum)
    upper = min(max(rounded(middle + reach), minimum), maximum)
    return lower, upper


@dataclass(frozen=True, slots=True)
class Fuzz:
    """How intervals of one card are spread at one answer.

    Attributes:
        chance: in [0, 1); see `chance`.
        today: the study day intervals count from.
        load: cards already due, by study day; days left out have none.
        easy_days: share of the usual reviews each weekday is given, Monday first; 0 to 1.
        breaks: first and last day of each.
    """

    chance: float
    today: StudyDay
    load: Mapping[StudyDay, int] = field(default_factory=dict)
    easy_days: tuple[float, ...] = ALL_DAYS_ALIKE
    breaks: tuple[tuple[StudyDay, StudyDay], ...] = ()

    def spread(self, interval: float, minimum: int, maximum: int) -> int:
        """Give the interval in whole days.

        A review whose whole range lies in a break comes on one of as many days after it; where that is too late, on the
        last day before it; where that is too early, in it.

        Args:
            interval: days, unrounded.
            minimum: the shortest allowed, at least 1.
            maximum: the longest allowed; where the two disagree it wins.
        """
        lower, upper = fuzz_range(interval, minimum, maximum)
        days: Sequence[int] = range(lower, upper + 1)
        if self.breaks:
            days = self._open(days) or self._beside(lower, minimum, maximum) or days
        is_balanced = bool(self.load) and interval <= LONGEST_BALANCED_DAYS
        if len(days) == 1 or not (is_balanced or min(self.easy_days) < 1):
            return days[int(self.chance * len(days))]
        return self._drawn(days, self._balanced if is_balanced else self._share)

    def _open(self, days: Iterable[int]) -> list[int]:
        """Leave out the days of breaks."""
        return [day for day in days if self._break_at(day) is None]

    def _break_at(self, day: int) -> tuple[int, int] | None:
        """Give the first and the last interval that lead into the same break as one; None where there is none."""
        on = self.today + day
        return next(
            ((first - self.today, last - self.today) for first, last in self.breaks if first <= on <= last), None
        )

    def _beside(self, day: int, minimum: int, maximum: int) -> list[int]:
        """Give the intervals instead of one that leads into a break; none where there is none."""
        first, last = before, after = self._break_at(day) or (day, day)
        while (earlier := self._break_at(before - 1)) is not None:
            before = earlier[0]
        while (later := self._break_at(after + 1)) is not None:
            after = later[1]
        length = last - first + 1
        behind = self._open(range(after + 1, min(after + length, maximum) + 1))
        return behind or [one for one in (before - 1,) if minimum <= one <= maximum]

    def _share(self, day: int) -> float:
        return self.easy_days[weekday_of(StudyDay(self.today + day))]

    def _balanced(self, day: int) -> float:
        """Weigh a day: one with n cards is (1 + n)^2.15 times less likely than an empty one.

        On an easy day n counts for more: once days have filled up, its cards are to those of others as its share is to
        theirs, for which the share needs one power more than the load.
        """
        load = self.load.get(StudyDay(self.today + day), 0)
        weight: float = self._share(day) ** (LOAD_EXPONENT + 1) / (1 + load) ** LOAD_EXPONENT
        return weight

    def _drawn(self, days: Sequence[int], weigh: Callable[[int], float]) -> int:
        """Draw a day by its weight; where none has any, the easy days are of no account."""
        weights = [weigh(day) for day in days]
        if not any(weights):
            return days[int(self.chance * len(days))]
        left = self.chance * sum(weights)
        for day, weight in zip(days, weights, strict=True):
            left -= weight
            if left < 0:
                return day
        return max(day for day, weight in zip(days, weights, strict=True) if weight)
