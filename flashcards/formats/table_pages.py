"""Whole-number columns of a big SQLite table, read from the pages of the file into arrays.

sqlite3 makes a Python object of every value, which is most of the work of reading a million reviews. Here the pages of
the table are decoded by numpy, thousands of rows at once: three times as fast (docs/decisions/0018). Only what is quite
ordinary is read this way. Anything else is `UnusualTableError`, and the caller asks SQLite.

Source:
    SQLite, "Database File Format": 1.6 "B-tree Pages", 2.1 "Record Format".
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Numbers: TypeAlias = npt.NDArray[np.int64]

_HEADER_BYTES = 100
_SIZE_AT, _RESERVED_AT, _ENCODING_AT = 16, 20, 59
_UTF_8 = 1
_INTERIOR, _LEAF = 0x05, 0x0D
_MAX_DEPTH = 20
_PAGES_A_BATCH = 256
"""As many as fit the processor's cache."""
_PADDING = 16
_CONTINUES = 0x80
_NULL, _REAL, _ZERO, _ONE, _LAST_NUMBER = 0, 7, 8, 9, 9
_EMPTY_TEXT = 13
_MOST_BESIDE = 35
"""Bytes by which a record has to be smaller than a page to lie on it as a whole."""
_SIZES = np.array([0, 1, 2, 3, 4, 6, 8, 8, 0, 0], np.int64)
"""Bytes of a value by its serial type."""
_SHIFTS = 64 - 8 * _SIZES & 63
"""Bits by which eight bytes that begin with a value are shifted to give it."""


class UnusualTableError(Exception):
    """A table is not as ordinary as it must be to be read here. Never leaves `formats`."""


class Portion(NamedTuple):
    """Some thousand rows of a table.

    Attributes:
        columns: whole numbers, of shape (rows,) each.
        texts: of each row; empty when no column of text was asked for.
        share: how much of the table has been read with these.
    """

    columns: list[Numbers]
    texts: Sequence[str] = ()
    share: float = 1.0


def portions(path: Path, root: int, columns: Sequence[int], text: int | None = None) -> Iterator[Portion]:
    """Read columns of a table, some thousand rows at a time, in the order of their ids.

    Args:
        path: the SQLite file.
        root: the table's root page, 1-based.
        columns: places of the columns, ascending; the first is 0, which must be the table's INTEGER PRIMARY KEY. All up
            to the last must be whole numbers in every row.
        text: the place of a column of text that follows the last of them; None for none. All between must be whole
            numbers, too.

    Raises:
        UnusualTableError: they are not, a row does not lie on one page, or the pages are not as they should be.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
        if len(head) < _HEADER_BYTES:
            raise UnusualTableError
        size = int.from_bytes(head[_SIZE_AT : _SIZE_AT + 2], "big")
        if text is not None and head[_ENCODING_AT] != _UTF_8:
            raise UnusualTableError
        pages = _Pages(file, 65_536 if size == 1 else size, head[_RESERVED_AT])
        leaves = pages.leaves(root)
        for start in range(0, len(leaves), _PAGES_A_BATCH):
            portion = pages.portion(leaves[start : start + _PAGES_A_BATCH], columns, text)
            yield portion._replace(share=min(1.0, (start + _PAGES_A_BATCH) / len(leaves)))


class _Pages:
    """The pages of one file."""

    def __init__(self, file: IO[bytes], size: int, reserved: int) -> None:
        self._file = file
        self._size = size
        self._usable = size - reserved
        self._count = file.seek(0, 2) // size if size >= 512 else 0

    def leaves(self, root: int) -> list[int]:
        """Give the leaf pages of a table in order."""
        level, seen = [root], {root}
        for _ in range(_MAX_DEPTH):
            kinds = {int(self._page(number)[0]) for number in level[:1]}
            if kinds == {_LEAF}:
                return level
            level = [child for number in level for child in self._children(number)]
            if len(seen) + len(level) != len(seen | set(level)):
                raise UnusualTableError  # a page that is in the table twice: a trap
            seen.update(level)
        raise UnusualTableError

    def portion(self, leaves: Sequence[int], columns: Sequence[int], text: int | None) -> Portion:
        """Give columns of all rows in some leaf pages."""
        buffer = np.zeros(len(leaves) * self._size + _PADDING, np.uint8)
        for place, number in enumerate(leaves):
            self._read(number, buffer[place * self._size : (place + 1) * self._size])
        cells, ends = self._cells(buffer, len(leaves))
        payload, at = _varints(buffer, cells)
        row_ids, at = _varints(buffer, at)
        if text is None:
            found, _ = _record(buffer, at, ends, columns, columns[-1] + 1)
            return Portion([row_ids, *found])
        if np.any(payload > self._usable - _MOST_BESIDE):
            raise UnusualTableError  # the rest of it lies elsewhere
        found, begins = _record(buffer, at, ends, columns, text)
        kind, _ = _varints(buffer, at + 1 + text)
        return Portion([row_ids, *found], _texts(buffer, kind, begins, ends))

    def _cells(self, buffer: Bytes, pages: int) -> tuple[Numbers, Numbers]:
        """Give where each row begins in the buffer, and where its page ends."""
        begins = np.arange(pages, dtype=np.int64) * self._size
        counts = buffer[begins + 3].astype(np.int64) << 8 | buffer[begins + 4]
        if np.any(buffer[begins] != _LEAF) or np.any(8 + 2 * counts > self._usable):
            raise UnusualTableError
        page = np.repeat(begins, counts)
        within = np.arange(len(page)) - np.repeat(np.cumsum(counts) - counts, counts)
        pointer = page + 8 + 2 * within
        offset = buffer[pointer].astype(np.int64) << 8 | buffer[pointer + 1]
        if np.any(offset < 8) or np.any(offset >= self._usable):
            raise UnusualTableError
        return page + offset, page + self._usable

    def _children(self, number: int) -> list[int]:
        page = self._page(number)
        count = int(page[3]) << 8 | int(page[4])
        if page[0] != _INTERIOR or 12 + 2 * count > self._usable:
            raise UnusualTableError
        pointers = page[12 : 12 + 2 * count].reshape(-1, 2).astype(np.int64)
        offsets = pointers[:, 0] << 8 | pointers[:, 1]
        if np.any(offsets > self._usable - 4):
            raise UnusualTableError
        children = sum(page[offsets + place].astype(np.int64) << 8 * (3 - place) for place in range(4))
        return [*np.atleast_1d(children).tolist(), int.from_bytes(page[8:12].tobytes(), "big")]

    def _page(self, number: int) -> Bytes:
        page = np.zeros(self._size, np.uint8)
        self._read(number, page)
        return page

    def _read(self, number: int, target: Bytes) -> None:
        if not 2 <= number <= self._count:
            raise UnusualTableError
        self._file.seek((number - 1) * self._size)
        if self._file.readinto(target) != self._size:  # type: ignore[attr-defined]
            raise UnusualTableError


def _varints(buffer: Bytes, at: Numbers) -> tuple[Numbers, Numbers]:
    """Read a number of one to eight bytes at each place; give the numbers and the places after them."""
    byte = buffer[at]
    values = (byte & 0x7F).astype(np.int64)
    at = at + 1
    goes_on = byte >= _CONTINUES
    for _ in range(7):
        if not goes_on.any():
            return values, at
        byte = buffer[at]
        longer = values << 7 | (byte & 0x7F)
        values = longer if goes_on.all() else np.where(goes_on, longer, values)
        at = at + goes_on
        goes_on &= byte >= _CONTINUES
    if goes_on.any():
        raise UnusualTableError
    return values, at


def _record(
    buffer: Bytes, at: Numbers, ends: Numbers, columns: Sequence[int], until: int
) -> tuple[list[Numbers], Numbers]:
    """Give the values of `columns` but the first, of records that begin at the places given, and where `until` lies."""
    words: Numbers = np.ndarray((len(buffer) - 7,), ">i8", buffer, strides=(1,))
    header_size = buffer[at].astype(np.int64)
    if np.any(header_size >= _CONTINUES) or np.any(header_size < until + 1) or np.any(at + header_size > ends):
        raise UnusualTableError
    body = at + header_size
    values = []
    for column in range(until):
        kind = buffer[at + 1 + column]
        if not _are_numbers(kind, is_key=column == 0):
            raise UnusualTableError
        if column in columns[1:]:
            if np.any(body > ends):
                raise UnusualTableError
            found = words[body].astype(np.int64) >> _SHIFTS[kind]
            is_constant = kind >= _ZERO
            values.append(np.where(is_constant, kind == _ONE, found) if is_constant.any() else found)
        body = body + _SIZES[kind]
    if np.any(body > ends):
        raise UnusualTableError
    return values, body


def _texts(buffer: Bytes, kind: Numbers, begins: Numbers, ends: Numbers) -> list[str]:
    """Give the texts that begin at the places given.

    Args:
        kind: their serial types.
    """
    until = begins + (kind - _EMPTY_TEXT) // 2
    if np.any(kind < _EMPTY_TEXT) or not np.all(kind & 1) or np.any(until > ends):
        raise UnusualTableError
    data = buffer.tobytes()
    try:
        return [data[begin:end].decode() for begin, end in zip(begins.tolist(), until.tolist(), strict=True)]
    except UnicodeDecodeError as error:
        raise UnusualTableError from error


def _are_numbers(kind: Bytes, *, is_key: bool) -> bool:
    """Say whether all serial types are those of whole numbers, or, for the key, that of NULL: it is kept elsewhere."""
    if is_key:
        return not kind.any()
    return not len(kind) or bool(kind.min() > _NULL and kind.max() <= _LAST_NUMBER and not (kind == _REAL).any())
