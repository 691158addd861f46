"""Pairs of sets whose likeness (shared words ÷ all words) reaches a threshold. Pure.

Two such sets share several of their rarest words: with `shared` of them as a key, only sets under one key are compared.
The more words a key has, the fewer sets share it, and the more keys a set has; how many is best is found out for sets
of each size. After Xiao et al., "Efficient Similarity Joins for Near Duplicate Detection" (2008), and Wang et al., "Can
We Beat the Prefix Filtering?" (2012).
"""

import math
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from flashcards.collection.similar.word_sets import Ints, Words, WordSets
from flashcards.domain.progress import Progress

_CLASSES = ((1, 1), (2, 5), (6, 11), (12, 23), (24, 47), (48, 10**6))
"""Sizes of the smaller set of a pair; each range is joined by itself."""

_MOST_SHARED = 4
_FEW_PAIRS = 3_000_000
"""Comparing so many takes a tenth of a second."""
_MOST_KEYS = 6_000_000
_MOST_PAIRS = 150_000_000
"""After so many comparisons a range is given up; it takes sets made by a machine."""
_MOST_FOUND = 400_000


class Joined(NamedTuple):
    """Pairs that may be alike.

    Attributes:
        pairs: places of two sets, shape (pairs, 2), the lower first; all that reach the threshold are among them.
        is_complete: nothing had to be given up.
    """

    pairs: Ints
    is_complete: bool


class _Keys(NamedTuple):
    """What sets are found under, sorted: equal keys lie together."""

    keys: Words
    places: Ints
    pairs: int


def join(sets: WordSets, threshold: float, progress: Progress) -> Joined:
    """Find the pairs of sets that may be alike.

    Args:
        threshold: the likeness looked for, above 0.5 and at most 1.
        progress: told how far it is, from 0 to 1.
    """
    found: list[Ints] = [np.empty(0, np.int64)]
    is_complete = True
    total = max(1, len(sets))
    done = 0
    for low, high in _CLASSES:
        places = np.flatnonzero((sets.sizes >= low) & (sets.sizes <= math.floor(high / threshold)))
        progress("Comparing", min(1.0, done / total))
        if len(places) > 1:
            keys = _best_keys(sets, places, low, threshold)
            for pairs in _compared(sets, keys, threshold, progress, min(1.0, done / total)):
                found.append(pairs)
                is_complete = is_complete and sum(map(len, found)) < _MOST_FOUND
                if not is_complete:
                    break
            is_complete = is_complete and keys.pairs <= _MOST_PAIRS
        done += int(((sets.sizes >= low) & (sets.sizes <= high)).sum())
    codes = np.unique(np.concatenate(found))
    return Joined(np.stack(np.divmod(codes, len(sets) or 1), axis=1), is_complete)


def _best_keys(sets: WordSets, places: Ints, low: int, threshold: float) -> _Keys:
    """Give the keys that leave few pairs to compare."""
    best: _Keys | None = None
    for shared in range(1, min(_MOST_SHARED, math.ceil(threshold * low)) + 1):
        if best is not None and (best.pairs <= _FEW_PAIRS or _count_keys(sets, places, shared, threshold) > _MOST_KEYS):
            break
        keys = _keys(sets, places, shared, threshold)
        if best is None or keys.pairs < best.pairs:
            best = keys
    assert best is not None  # noqa: S101 - there is one for a single shared word
    return best


def _prefix(size: int, shared: int, threshold: float) -> int:
    """Give how many of its rarest words a set is found under, when two alike share so many of theirs."""
    return min(size, size - math.ceil(threshold * size - 1e-9) + shared)


def _count_keys(sets: WordSets, places: Ints, shared: int, threshold: float) -> int:
    sizes, counts = np.unique(sets.sizes[places], return_counts=True)
    pairs = zip(sizes.tolist(), counts.tolist(), strict=True)
    return sum(count * math.comb(_prefix(size, shared, threshold), shared) for size, count in pairs)


def _keys(sets: WordSets, places: Ints, shared: int, threshold: float) -> _Keys:
    bits = np.uint64(len(sets).bit_length())
    found: list[Words] = []
    for size in np.unique(sets.sizes[places]).tolist():
        some = places[sets.sizes[places] == size]
        rarest = sets.rarest(some, _prefix(size, shared, threshold)).astype(np.uint64)
        owners = some.astype(np.uint64)
        chosen = combinations(range(rarest.shape[1]), shared)
        found += (_mixed(rarest[:, list(columns)]) >> bits << bits | owners for columns in chosen)
    both = np.sort(np.concatenate(found))  # key and place in one number: that is many times as fast as their order
    keys = both >> bits
    ends = np.flatnonzero(np.append(keys[1:] != keys[:-1], True))
    counts = np.diff(ends, prepend=-1)
    places_of_keys = (both & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    return _Keys(keys, places_of_keys, int((counts * (counts - 1) // 2).sum()))


def _mixed(words: Words) -> Words:
    """Give one number for several; others may have it as well, which costs a comparison and nothing else."""
    found = np.zeros(len(words), np.uint64)
    for column in words.T:
        found = (found ^ (column + np.uint64(0x9E3779B97F4A7C15))) * np.uint64(0xBF58476D1CE4E5B9)
        found ^= found >> np.uint64(29)
    return found


def _compared(sets: WordSets, keys: _Keys, threshold: float, progress: Progress, share: float) -> Iterator[Ints]:
    """Give the pairs under one key that the sizes and signatures allow, as one number each."""
    most = (1 - threshold) / (1 + threshold)
    first = np.arange(len(keys.keys))
    left = _MOST_PAIRS
    for distance in range(1, len(keys.keys)):
        first = first[first + distance < len(keys.keys)]
        first = first[keys.keys[first + distance] == keys.keys[first]]
        left -= len(first)
        if not len(first) or left < 0:
            return
        if distance % 16 == 0:
            progress("Comparing", share)
        one, other = keys.places[first], keys.places[first + distance]
        differs = np.bitwise_count(sets.signatures[one] ^ sets.signatures[other])
        may_be = (differs <= most * (sets.sizes[one] + sets.sizes[other]) + 1e-9) & (one != other)
        one, other = one[may_be], other[may_be]
        yield np.unique(np.minimum(one, other) * len(sets) + np.maximum(one, other))
