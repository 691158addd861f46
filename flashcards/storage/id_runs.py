"""Ids that follow one another, as runs: a million of them take no more room than two; and parts of ids or rows."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

_PART = 1000


def runs_of(ids: Iterable[int]) -> list[range]:
    """Give ascending ids as runs."""
    found: list[range] = []
    first = last = -1
    for one in ids:
        if one != last + 1 or first < 0:
            if first >= 0:
                found.append(range(first, last + 1))
            first = one
        last = one
    return [*found, range(first, last + 1)] if first >= 0 else found


def parts_of(items: Iterable[T]) -> Iterator[list[T]]:
    """Give what is written at a time."""
    rest = iter(items)
    while part := list(islice(rest, _PART)):
        yield part
