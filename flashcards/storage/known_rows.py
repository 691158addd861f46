"""Which rows of a table a step has kept so far, whole or in part."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence


class KnownIds:
    """Ids, of which a million in a run take no more room than two."""

    def __init__(self) -> None:
        """Begin with none."""
        self._single: set[int] = set()
        self._runs: list[range] = []
        self._highest = 0

    def __contains__(self, one: int) -> bool:
        """Say whether an id is known."""
        if one in self._single:
            return True
        place = bisect_right(self._runs, one, key=lambda run: run.start)
        return place > 0 and one in self._runs[place - 1]

    def others(self, ids: Iterable[int]) -> list[int]:
        """Give those of some ids that are not known."""
        single = [one for one in ids if one not in self._single]
        return [one for one in single if one not in self] if self._runs else single

    def add(self, ids: Sequence[int]) -> None:
        """Add ids, in any order."""
        self._single.update(ids)
        self._highest = max(self._highest, max(ids, default=0))

    def add_run(self, run: range) -> bool:
        """Add ids that are all above those before; say whether they are."""
        if not run or run.step != 1 or run.start <= self._highest:
            return False
        self._runs.append(run)
        self._highest = run[-1]
        return True


class KnownRows:
    """Rows of one table: those that are known whole, and those of which only some columns are.

    Attributes:
        whole: the ids of the former.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.whole = KnownIds()
        self._partly: dict[frozenset[str], set[int]] = {}

    def get_to_know(self, ids: Iterable[int]) -> list[int]:
        """Give those of some rows that were not known whole; from now on they are."""
        fresh = self.whole.others(ids)
        self.whole.add(fresh)
        return fresh

    def get_to_know_some(self, ids: Iterable[int], columns: Iterable[str]) -> list[int]:
        """Give those of some rows of which one of some columns was not known; from now on these are."""
        wanted = frozenset(columns)
        fresh = self.whole.others(ids)
        for known, some in self._partly.items():
            if wanted <= known:
                fresh = [one for one in fresh if one not in some]
        self._partly.setdefault(wanted, set()).update(fresh)
        return fresh
