"""What is kept in memory between queries, for all who read one file."""

from collections.abc import Callable, Collection
from threading import Lock
from typing import Any, TypeVar

from flashcards.storage.touched import Touched

T = TypeVar("T")

_LONGEST = 200
"""Writes that are remembered; what has not been asked for during more is read again."""


class Kept:
    """Values worked out from the file, each with the version of the file it holds for. Any thread may ask."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock = Lock()
        self._values: dict[str, tuple[int, Any]] = {}
        self._writes: dict[int, Touched] = {}

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

    def of_lines(
        self,
        name: str,
        version: int,
        table: str,
        read: Callable[[], T],
        follow: Callable[[T, Collection[int]], T],
    ) -> T:
        """Give a value made of a table's lines.

        Args:
            read: makes it of them all.
            follow: brings one up to date, from the ids of the lines that were written since.
        """

        def make(before: tuple[int, T] | None) -> T:
            touched = None if before is None else self.touched_between(before[0], version)
            lines = None if touched is None else touched.of(table)
            if before is None or lines is None:
                return read()
            return follow(before[1], lines) if lines else before[1]

        return self.of(name, version, make)

    def again(self, name: str, version: int, make: Callable[[], T]) -> T:
        """Work out a value anew, whatever is kept."""
        with self._lock:
            made = make()
            self._values[name] = (version, made)
            return made

    def put_down(self, version: int, touched: Touched) -> None:
        """Note what the write was about that leads to a version; one that failed is written over by the next."""
        self._writes[version] = touched
        self._writes.pop(version - _LONGEST, None)

    def touched_between(self, before: int, after: int) -> Touched | None:
        """Give what the writes were about that lead from one version to a later one; None when that is not known."""
        writes = [self._writes.get(version) for version in range(before + 1, after + 1)]
        known = [one for one in writes if one is not None]
        return Touched.together(known) if before <= after and len(known) == len(writes) else None
