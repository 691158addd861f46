"""What is wrong in a file, gathered while it is read: each line named, but never a hundred thousand of them."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from flashcards.formats.draft import Problem

MOST_OF_A_KIND = 200
"""More problems of one kind are counted, not listed."""


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
        else:
            self._last[kind] = line

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
        return tuple(sorted(self._problems + more))
