"""Very many rows deleted: in runs of ids, without Python seeing them, with a word now and then on how far it is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

from flashcards.domain.progress import Progress
from flashcards.storage.gate import Gate
from flashcards.storage.recording import IMAGE_ROWS

Told = Callable[[int], None]
"""Told how many rows more are done. Raises `CancelledError` to stop it."""

_FEW = 5000
"""Fewer rows than this are no work to tell about: it is done before anybody has read it."""

SHORTEST = 20
"""Shorter runs are no quicker than single rows."""


def tell_nobody(_rows: int) -> None:
    """Take no notice of how many rows are done."""


def counting(total: int, doing: str, progress: Progress) -> Told:
    """Give what counts rows, and tells which share of all of them is done; nobody is told when they are few.

    Args:
        total: how many rows there are.
        doing: what is being done, in words.
    """
    done = 0

    def told(rows: int) -> None:
        nonlocal done
        done += rows
        progress(doing, min(done / total, 1.0))

    return told if total >= _FEW else tell_nobody


def clear(gate: Gate, table: str, ids: Sequence[range], told: Told = tell_nobody) -> None:
    """Delete the rows of some runs of ids, as a part of a step; ids that are gone are passed over.

    Args:
        ids: runs that do not overlap.
    """
    runs = sorted(ids, key=lambda run: run.start)
    going = sum(map(len, runs))
    with gate.many(table, going):
        for run in runs:
            if len(run) >= SHORTEST:
                for part in _parts(run):
                    gate.remove_run(table, part)
                    told(len(part))
        for single in _batches(chain.from_iterable(run for run in runs if len(run) < SHORTEST)):
            (gate.remove if table == "review" else gate.discard)(table, single)
            told(len(single))


def _parts(run: range) -> Iterator[range]:
    return (run[start : start + IMAGE_ROWS] for start in range(0, len(run), IMAGE_ROWS))


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while part := list(islice(rest, IMAGE_ROWS)):
        yield part
