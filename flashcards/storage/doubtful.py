"""Which rows have to be read to know whether they can be: all that SQLite does not see at once to be as they must.

A million lines of the review log take a second so, and a quarter of a minute when each is read. A row that is sure here
can be read; one that is not perhaps all the same, so whoever asks reads it.
"""

_LAST_MS = 253_402_300_799_999
"""The last moment that is a time: the end of the year 9999."""


def _is_time(column: str) -> str:
    return f"({column} IS NULL OR {column} BETWEEN 0 AND {_LAST_MS})"


def _doubtful(*sure: str) -> str:
    return f"WHERE ({' AND '.join(sure)}) IS NOT TRUE"


_HAS_MEMORY = "stability IS NOT NULL AND difficulty IS NOT NULL"
_SOUND_MEMORY = f"(NOT ({_HAS_MEMORY}) OR (stability > 0 AND stability < 1e9 AND difficulty BETWEEN 1 AND 10))"
"""Texts are larger than any number to SQLite, so that each upper bound keeps them out."""

NOTES = _doubtful(
    "coalesce(checked_on, '') = ''",
    "(level IS NULL OR level IN (1, 2, 3))",
    "typeof(fields) = 'text' AND typeof(facts) = 'text' AND typeof(tests) = 'text'",
    _is_time("created_at"),
    _is_time("modified_at"),
)
CARDS = _doubtful(
    "state IN (0, 1, 2, 3)",
    f"(state = 0) = NOT ({_HAS_MEMORY})",
    _SOUND_MEMORY,
    "flag BETWEEN 0 AND 7",
    _is_time("due_at"),
    _is_time("last_review_at"),
)
REVIEWS = _doubtful(
    _is_time("reviewed_at"),
    "(rating IS NULL OR rating IN (1, 2, 3, 4))",
    "kind IN (0, 1, 2, 3, 4, 5)",
    "state IN (0, 1, 2, 3)",
    _SOUND_MEMORY,
)
