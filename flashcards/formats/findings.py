"""What is wrong in a file, gathered while it is read: each line named, but never a hundred thousand of them."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from flashcards.formats.draft import Problem

MOST_OF_A_KIND = 200
"""More problems of one kind are counted, not listed."""

MOST_ABOUT = 300
"""Characters of a row that are kept with its problem."""


class Findings:
    """Gathers problems.

    Attributes:
        path: the file they are in.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._problems: list[Problem] = []
        self._counts: Counter[str] = Counter()
        self._last: dict[str, int] = {}
        self._late: list[Callable[[], str]] = []
        self._row: tuple[int, list[str]] = (0, [])
        self._waiting: list[int] = []
        self._next_line = sys.maxsize

    def in_rows(self, rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        """Give rows, and tell each problem found in one of their lines with how that row begins.

        Args:
            rows: the number of the first line and the cells of each, in order. Problems of a line may come before its
                row does.
        """
        for row in rows:
            if row[0] > self._next_line:
                self._settle(row[0])
            self._row = row
            yield row
        self._settle(sys.maxsize)

    def add(self, line: int, message: str | Callable[[], str], kind: str = "", path: Path | None = None) -> None:
        """Note a problem.

        Args:
            line: 1-based; 0 where there are no lines.
            message: one sentence without its full stop, or what makes it; called only when it is listed.
            kind: what such problems have in common, in words for many; `message` when it names nothing of its own.
            path: the file, when it is another one of the same folder.
        """
        kind = kind or str(message)
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_OF_A_KIND:
            sentence = message if isinstance(message, str) else message()
            self._problems.append(Problem(path or self.path, line, sentence))
            if line and path is None:
                self._waiting.append(len(self._problems) - 1)
                self._next_line = min(self._next_line, line)
        else:
            self._last[kind] = line

    def add_late(self, message: Callable[[], str], kind: str) -> None:
        """Note a problem without a line, in words that are known only when the whole file is read.

        Args:
            message: makes the sentence when the problems are asked for, if it is listed.
            kind: as for `add`.
        """
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_OF_A_KIND:
            self._late.append(message)
        else:
            self._last[kind] = 0

    def _settle(self, line: int) -> None:
        """Tell the problems before a line with the row at hand, if they are in its lines."""
        first, cells = self._row
        lines = range(first, first + 1 + sum(cell.count("\n") for cell in cells)) if first else ()
        about = " | ".join(filter(None, (" ".join(cell.split()) for cell in cells)))[:MOST_ABOUT]
        still = []
        for place in self._waiting:
            found = self._problems[place]
            if found.line >= line:
                still.append(place)
            elif found.line in lines:
                self._problems[place] = replace(found, about=about)
        self._waiting = still
        self._next_line = min((self._problems[place].line for place in still), default=sys.maxsize)

    @property
    def count(self) -> int:
        """How many problems there are."""
        return self._counts.total()

    def problems(self) -> tuple[Problem, ...]:
        """Give the problems by line, and how many more there are of each kind."""
        more = [
            Problem(self.path, line, f"{self._counts[kind] - MOST_OF_A_KIND:,} more like this up to here: {kind}")
            for kind, line in self._last.items()
        ]
        late = [Problem(self.path, 0, message()) for message in self._late]
        return tuple(sorted(self._problems + late + more))
