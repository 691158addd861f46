"""Rows that do not hold what they must. SQLite knows nothing of it: to SQLite the file is sound."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from flashcards.storage.snapshot import Row

P = ParamSpec("P")
T = TypeVar("T")


class RowDamagedError(Exception):
    """A stored row cannot be read; `problems` tells it as damage to the collection."""


def reads_row(kind: str) -> Callable[[Callable[Concatenate[Row, P], T]], Callable[Concatenate[Row, P], T]]:
    """Have a function that reads a row say which one it was, when the row refuses.

    Args:
        kind: what the row is, such as "card"; its first column is its id.
    """

    def wrap(read: Callable[Concatenate[Row, P], T]) -> Callable[Concatenate[Row, P], T]:
        @wraps(read)
        def read_or_name(row: Row, /, *args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return read(row, *args, **kwargs)
            except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
                message = f"{kind} {row[0]} cannot be read: {error}"
                raise RowDamagedError(message) from error

        return read_or_name

    return wrap
