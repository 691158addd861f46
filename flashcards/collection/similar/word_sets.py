"""Very many sets of words as arrays, so that pairs that are alike are found without comparing every two. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


class WordSets:
    """Sets of words, each sorted by how rare its words are, rarest first.

    Attributes:
        sizes: how many words each has, shape (sets,).
        signatures: 64 bits of each; sets differ in at least as many words as their signatures in bits.
    """

    def __init__(self, sets: Iterable[Iterable[str]]) -> None:
        """Take in sets; the words of one may repeat."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        flat: list[int] = []
        sizes: list[int] = []
        for several in sets:
            own = set(map(numbers.__getitem__, several))
            flat.extend(own)
            sizes.append(len(own))
        self.sizes: Ints = np.array(sizes, np.int64)
        words = np.array(flat, np.int64)
        counts = np.bincount(words, minlength=len(numbers))
        ranks = np.empty(len(numbers), np.int64)
        ranks[np.argsort(counts, kind="stable")] = np.arange(len(numbers))
        owners = np.repeat(np.arange(len(sizes)), self.sizes)
        by_owner = owners * len(numbers)
        self._words: Ints = np.sort(by_owner + ranks[words]) - by_owner
        self._starts: Ints = np.concatenate(([0], np.cumsum(self.sizes)))[:-1]
        self.signatures = self._signatures()

    def __len__(self) -> int:
        """Give how many sets there are."""
        return len(self.sizes)

    def rarest(self, places: Ints, count: int) -> Ints:
        """Give the rarest words of sets, as numbers, shape (places, count); each must have that many."""
        found: Ints = self._words[self._starts[places][:, np.newaxis] + np.arange(count)]
        return found

    def words_of(self, place: int) -> frozenset[int]:
        """Give the words of one set, as numbers."""
        start = self._starts[place]
        return frozenset(self._words[start : start + self.sizes[place]].tolist())

    def _signatures(self) -> Words:
        bits = np.left_shift(np.uint64(1), (self._words % 64).astype(np.uint64))
        found = np.zeros(len(self.sizes), np.uint64)
        filled = np.flatnonzero(self.sizes)
        if len(filled):
            found[filled] = np.bitwise_or.reduceat(bits, self._starts[filled])
        return found
