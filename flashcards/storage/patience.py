"""Patterns of the learner's, tried on one text after another and given up when that takes too long.

Python's own `re` cannot be stopped, and nothing else runs meanwhile; see decision 26.
"""

from collections.abc import Callable
from time import monotonic, thread_time

import regex

from flashcards.domain.errors import SearchError
from flashcards.storage.snapshot import Snapshot

PATIENCE_S = 0.5
"""How long a pattern may keep the processor; waiting for others that keep it does not count …"""
TEXTS = 500
"""… over so many texts, which it is through with in a hundredth of that unless it is a bad one."""

_ASKED_AFTER_S = 0.02

_GROUP = regex.compile(r"[(|]")
_REPEAT = regex.compile(r"[*+?{]")
_SHORT = 2000
"""On a text no longer than this, a pattern with one repeat and no group takes some milliseconds at the worst."""


class Patient:
    """A pattern, upper and lower case alike."""

    def __init__(
        self,
        pattern: str,
        snapshot: Snapshot,
        seconds: Callable[[], float] = monotonic,
        worked: Callable[[], float] = thread_time,
        *,
        dot_is_any: bool = False,
    ) -> None:
        """Prepare to look for it.

        Args:
            snapshot: knows whether the search is told to stop.
            seconds: a clock that is never set back.
            worked: how long this thread has had the processor. It is slow to ask, so it has a say only once the
                clock says that time is up.
            dot_is_any: a dot stands for the end of a line as well.

        Raises:
            SearchError: it cannot be understood.
        """
        try:
            self._pattern = regex.compile(pattern, regex.IGNORECASE | (regex.DOTALL if dot_is_any else 0))
        except regex.error as error:
            problem = f"The regular expression “{pattern}” cannot be understood: {error}."
            raise SearchError(problem, 0, 0) from error
        self._snapshot = snapshot
        self._seconds, self._worked = seconds, worked
        self._is_quick = _GROUP.search(pattern) is None and len(_REPEAT.findall(pattern)) <= 1
        self._left = 0
        self._until = self._asked_at = self._began = 0.0

    def finds(self, text: str) -> bool:
        """Say whether a text has it.

        Raises:
            SearchError: it takes too long.
            CancelledError: the search was told to stop.
        """
        now = self._seconds()
        if not self._left:
            self._left, self._until, self._began = TEXTS, now + PATIENCE_S, self._worked()
        if now > self._asked_at + _ASKED_AFTER_S:
            self._snapshot.go_on()
            self._asked_at = now
        self._left -= 1
        if now > self._until:
            self._go_on(text)
        if self._is_quick and len(text) <= _SHORT:
            return self._pattern.search(text) is not None
        return self._search(text)

    def _search(self, text: str) -> bool:
        while True:
            left = max(self._until - self._seconds(), 0.001)
            try:
                return self._pattern.search(text, timeout=left, concurrent=True) is not None
            except TimeoutError:  # by the clock of the pattern, which other threads may have moved
                self._go_on(text)

    def _go_on(self, text: str) -> None:
        """Give the rest of the time once more where others had the processor; refuse the pattern where it had."""
        self._snapshot.go_on()
        left = PATIENCE_S - (self._worked() - self._began)
        if left > 0:
            self._until = self._seconds() + left
            return
        begins = " ".join(text.split())[:60]
        problem = (
            f"The pattern takes too long on “{begins}…”. Repeats inside repeats, such as (a+)+, are slow: "
            "write it more simply."
        )
        raise SearchError(problem, 0, 0)
