"""Finds sets of words that may be alike, without comparing every two.

Sets whose likeness (shared words ÷ all words) reaches a threshold have one of their rarest words in common, and not so
far along that too few are left: the prefix and the position filter of Xiao et al., "Efficient Similarity Joins for
Near Duplicate Detection" (2008).
"""

import math
from collections.abc import Iterator, Mapping


class LikenessIndex:
    """Sets of words by their rarest ones.

    Args:
        threshold: the likeness looked for, above 0 and at most 1.
        counts: how often each word occurs; the same for all sets.
    """

    def __init__(self, threshold: float, counts: Mapping[str, int]) -> None:
        self._threshold = threshold
        self._counts = counts
        self._by_word: dict[str, dict[tuple[int, int], list[int]]] = {}

    def add(self, number: int, words: frozenset[str]) -> None:
        """Take in a set under a number."""
        for place, word in self._rarest(words):
            self._by_word.setdefault(word, {}).setdefault((len(words), len(words) - place), []).append(number)

    def candidates(self, words: frozenset[str]) -> list[list[int]]:
        """Give the numbers of all sets that may be like `words`, in lists that can overlap."""
        return [
            numbers
            for place, word in self._rarest(words)
            for (size, left), numbers in self._by_word.get(word, {}).items()
            if self._is_possible(len(words), len(words) - place, size, left)
        ]

    def _rarest(self, words: frozenset[str]) -> Iterator[tuple[int, str]]:
        """Give place and word of those of which a like set must have at least one."""
        ordered = sorted(words, key=lambda word: (self._counts[word], word))
        yield from enumerate(ordered[: len(ordered) - math.ceil(self._threshold * len(ordered)) + 1])

    def _is_possible(self, size: int, left: int, other_size: int, other_left: int) -> bool:
        """Say whether two sets can be alike when the rarest shared word has so many words left from it on."""
        shared = min(left, other_left)
        return shared >= self._threshold * (size + other_size - shared)
