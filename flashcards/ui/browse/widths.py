"""How columns share the width of the list. No Qt."""

from collections.abc import Sequence

from flashcards.domain.browsing import Column

LEAST_FIRST_FIELD = 140
GOOD_FIRST_FIELD = 212
"""Up to here columns of words give way to the first field."""
LEAST_SHARE = 0.65
"""How far columns give way: less of their usual width would leave too little of the words in them."""


def spared(columns: Sequence[Column], least: dict[Column, int], room: int) -> frozenset[Column]:
    """Give the columns that are not shown, so that the others and the first field have room.

    Args:
        columns: those that may be spared, the dearest first.
        least: how narrow each column but the first field can be.
        room: for all but the first field.
    """
    wanted, hidden = sum(least.values()), set[Column]()
    for column in reversed(columns):
        if wanted <= room:
            break
        hidden.add(column)
        wanted -= least[column]
    return frozenset(hidden)


def give_way(widths: dict[Column, int], yielding: dict[Column, int], wanted: int) -> int:
    """Take from the columns that yield, each by its usual width, and give how much that is."""
    taken = 0
    for column, usual in yielding.items():
        part = max(min(wanted - taken, widths[column] - int(usual * LEAST_SHARE)), 0)
        widths[column] -= part
        taken += part
    return taken


def share_of(wanted: int, room: int) -> float:
    """Give how much of their usual widths columns get: less than all of it only where they fit then."""
    share = room / wanted if wanted else 1.0
    return share if LEAST_SHARE <= share < 1 else 1.0
