"""Which rows of a long list are selected: one byte a row, so that a hundred thousand cost no more than one. No Qt.

Qt's own selection holds ranges, and every cell painted asks each of them: ten thousand scattered rows would halt the
window, as they do after the list is sorted another way.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import compress

_NO, _YES = b"\x00", b"\x01"
FEW = 3
"""Of so few rows each is looked for by itself."""
_TURNED = bytes((1, 0)) + bytes(254)


class Chosen:
    """The selected rows of a list.

    Attributes:
        anchor: the row a range is drawn from.
    """

    def __init__(self, rows: int = 0) -> None:
        """Select nothing of a list of so many rows."""
        self._marks = bytearray(rows)
        self.anchor = 0

    def __contains__(self, row: int) -> bool:
        return 0 <= row < len(self._marks) and bool(self._marks[row])

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return self._marks.count(_YES)

    def only(self, row: int) -> None:
        """Select one row and no other."""
        self._marks = bytearray(len(self._marks))
        self._set(row, row + 1)
        self.anchor = row

    def turn(self, row: int) -> None:
        """Select a row beside the others, or no longer."""
        if 0 <= row < len(self._marks):
            self._marks[row] ^= 1
            self.anchor = row

    def reach(self, row: int, *, keeps: bool = False) -> None:
        """Select the rows from the anchor to this one.

        Args:
            keeps: the others stay selected too.
        """
        if not keeps:
            self._marks = bytearray(len(self._marks))
        self._set(min(self.anchor, row), max(self.anchor, row) + 1)

    def everything(self) -> None:
        """Select all rows."""
        self._set(0, len(self._marks))

    def nothing(self) -> None:
        """Select no row."""
        self._marks = bytearray(len(self._marks))

    def invert(self) -> None:
        """Select what was not, and no longer what was."""
        self._marks = self._marks.translate(_TURNED)

    def rows(self) -> list[int]:
        """Give the selected rows, from the top."""
        return list(compress(range(len(self._marks)), self._marks))

    def of(self, ids: Sequence[int]) -> list[int]:
        """Give the ids of the selected rows, from the top."""
        return [ids[row] for row in self._few()] if self.count <= FEW else list(compress(ids, self._marks))

    def move(self, ids: Sequence[int], wanted: Iterable[int]) -> None:
        """Take over another list, with those of its rows selected whose ids are wanted."""
        kept = set(wanted)
        if len(kept) > FEW:
            self._marks = bytearray(map(kept.__contains__, ids))
        else:
            self._marks = bytearray(len(ids))
            for one in kept:
                with suppress(ValueError):
                    self._marks[ids.index(one)] = 1
        self.anchor = min(self.anchor, max(0, len(ids) - 1))

    def _few(self) -> Iterator[int]:
        """Give the selected rows, from the top, without looking at each of the others."""
        row = self._marks.find(_YES)
        while row >= 0:
            yield row
            row = self._marks.find(_YES, row + 1)

    def _set(self, first: int, end: int) -> None:
        first, end = max(first, 0), min(end, len(self._marks))
        if end > first:
            self._marks[first:end] = _YES * (end - first)
