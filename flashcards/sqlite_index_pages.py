"""An index of a big table written as pages of an SQLite file, from arrays; the table's own are in `sqlite_pages`.

SQLite copies an index that is there along with its table in half of the time it takes to make it.

Source:
    SQLite, "Database File Format": 1.6 "B-tree Pages", 2.5 "Representation Of SQL Indices".
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from flashcards.sqlite_pages import KINDS, PAGES_A_BATCH, Bytes, Column, Numbers, PageFile, big_endian, bytes_for

_INTERIOR, _LEAF = 0x02, 0x0A
_LEAF_HEADER, _INTERIOR_HEADER = 8, 12
_CHILD = 4


def fill_index(path: Path, root: int, columns: Sequence[Column]) -> None:
    """Write the entries of an empty index into a file that nobody has open.

    Args:
        path: an SQLite file, made by sqlite3.
        root: the index's root page, 1-based.
        columns: what the index is of, in order, and at last the ids of the rows; whole numbers, all of one shape, and
            sorted by all of them.
    """
    with path.open("r+b") as file:
        pages = _IndexPages(PageFile(file))
        pages.write(root, columns)


class _IndexPages:
    """Lays out the entries of one index: some to a leaf, and the one between two leaves on the page above."""

    def __init__(self, pages: PageFile) -> None:
        self._pages = pages

    def write(self, root: int, columns: Sequence[Column]) -> None:
        """Write all entries, and the pages that lead to them; the topmost goes to `root`."""
        entries = _Entries(columns)
        a_leaf, leaves = self._shape(len(columns[0]), entries.size)
        if leaves == 1:
            self._pages.put(root, self._leaves(entries.made(0, len(columns[0])), len(columns[0])))
            return
        children: list[int] = []
        between = np.empty((leaves - 1, entries.size), np.uint8)
        for begin in range(0, leaves - 1, PAGES_A_BATCH):
            end = min(begin + PAGES_A_BATCH, leaves - 1)
            some = entries.made(begin * (a_leaf + 1), end * (a_leaf + 1)).reshape(end - begin, a_leaf + 1, -1)
            between[begin:end] = some[:, a_leaf]
            children += self._pages.append(self._leaves(some[:, :a_leaf].reshape(-1, entries.size), a_leaf))
        rest = entries.made((leaves - 1) * (a_leaf + 1), len(columns[0]))
        children += self._pages.append(self._leaves(rest, len(rest)))
        self._lead(root, np.array(children), between)
        self._pages.finish()

    def _shape(self, count: int, size: int) -> tuple[int, int]:
        """Give how many entries go to a leaf, and how many leaves there are, none of them empty."""
        a_leaf = (self._pages.usable - _LEAF_HEADER) // (size + 2)
        while count and count % (a_leaf + 1) == 0:
            a_leaf -= 1
        return a_leaf, count // (a_leaf + 1) + 1

    def _lead(self, root: int, children: Numbers, between: Bytes) -> None:
        """Write interior pages, level by level, until one holds all.

        Args:
            children: the pages of the level below.
            between: the entries between them.
        """
        most = (self._pages.usable - _INTERIOR_HEADER) // (_CHILD + between.shape[1] + 2) + 1
        while len(children) > most:
            groups = np.array_split(np.arange(len(children)), -(-len(children) // most))
            level = [self._pages.append(self._interior(children[some], between[some[:-1]]))[0] for some in groups]
            between = between[[some[-1] for some in groups[:-1]]]
            children = np.array(level)
        self._pages.put(root, self._interior(children, between))

    def _leaves(self, cells: Bytes, a_leaf: int) -> Bytes:
        return self._pages.laid_out(_LEAF, _LEAF_HEADER, cells, a_leaf)

    def _interior(self, children: Numbers, between: Bytes) -> Bytes:
        cells = np.hstack([big_endian(children[:-1], _CHILD), between])
        page = self._pages.laid_out(_INTERIOR, _INTERIOR_HEADER, cells, len(cells))
        page[0, 8:12] = big_endian(children[-1:], _CHILD)[0]
        return page


class _Entries:
    """Makes the entries, all of one length.

    Attributes:
        size: bytes of one.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._sizes = [bytes_for(column) for column in columns]
        kinds = bytes([len(columns) + 1, *(KINDS[size] for size in self._sizes)])
        payload = len(kinds) + sum(self._sizes)
        self._begin = np.frombuffer(bytes([payload]) + kinds, np.uint8)
        self.size = 1 + payload

    def made(self, begin: int, end: int) -> Bytes:
        """Give some of them; shape (entries, size)."""
        cells = np.empty((end - begin, self.size), np.uint8)
        cells[:, : len(self._begin)] = self._begin
        at = len(self._begin)
        for column, size in zip(self._columns, self._sizes, strict=True):
            cells[:, at : at + size] = big_endian(column[begin:end], size)
            at += size
        return cells
