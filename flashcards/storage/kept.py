"""What is kept in memory between queries, for all who read one file."""

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Values worked out from the file, each with the version of the file it holds for. Any thread may ask."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._values: dict[str, tuple[int, Any]] = {}

    def of(self, name: str, version: int, make: Callable[[tuple[int, T] | None], T]) -> T:
        """Give a value as it is at a version.

        Args:
            make: works it out, from the one kept before with its version, if there is any.
        """
        with self._lock:
            before = self._values.get(name)
            if before is not None and before[0] == version:
                value: T = before[1]
                return value
            made = make(before)
            if before is None or before[0] < version:  # an older view does not push out a newer one
                self._values[name] = (version, made)
            return made
