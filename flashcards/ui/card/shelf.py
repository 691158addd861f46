"""What was made once and may be wanted again, as much of it as fits."""

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Keeps values up to a total weight; what was wanted longest ago goes first."""

    def __init__(self, capacity: int) -> None:
        """Make an empty one.

        Args:
            capacity: the greatest total weight, in whatever `put` counts in.
        """
        self._capacity = capacity
        self._weight = 0
        self._kept: dict[K, tuple[V, int]] = {}

    def __contains__(self, key: K) -> bool:
        return key in self._kept

    def get(self, key: K) -> V | None:
        """Give a value, or None when it is not kept."""
        found = self._kept.pop(key, None)
        if found is None:
            return None
        self._kept[key] = found
        return found[0]

    def put(self, key: K, value: V, weight: int) -> None:
        """Keep a value, even one that is heavier than all there is room for, until the next."""
        self.remove(key)
        self._kept[key] = (value, weight)
        self._weight += weight
        while self._weight > self._capacity and len(self._kept) > 1:
            self.remove(next(iter(self._kept)))

    def remove(self, key: K) -> None:
        """Forget a value."""
        _, weight = self._kept.pop(key, (None, 0))
        self._weight -= weight
