"""Which rows a write was about: by that, what is kept in memory follows the file instead of being read again."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.storage.recording import Recorder
    from flashcards.storage.rows import Values

WATCHED = frozenset({"card", "note", "review"})

_MANY = 5000
"""More rows than this are not put down: reading everything again is quicker."""


class Touched:
    """Rows that were written, added or deleted, by table."""

    def __init__(self) -> None:
        """Begin with none."""
        self._ids: dict[str, set[int] | None] = {}

    def put_down(self, table: str, ids: Sequence[int]) -> None:
        """Note rows of a table; those nobody watches are passed over."""
        if table not in WATCHED:
            return
        known = self._ids.setdefault(table, set())
        if known is None or len(known) + len(ids) > _MANY:
            self._ids[table] = None
        else:
            known.update(ids)

    def of(self, table: str) -> set[int] | None:
        """Give the rows of a table, or None when they are very many."""
        return self._ids.get(table, set())

    @classmethod
    def together(cls, parts: Iterable["Touched"]) -> "Touched":
        """Give what several writes were about."""
        both = cls()
        for part in parts:
            for table, ids in part._ids.items():  # noqa: SLF001 - of its own kind
                if ids is None:
                    both._ids[table] = None
                else:
                    both.put_down(table, list(ids))
        return both


class WatchedRecorder:
    """A recorder of the write gate that also puts down which rows it is told of."""

    def __init__(self, recorder: "Recorder", touched: Touched) -> None:
        """Pass everything on to a recorder."""
        self._recorder = recorder
        self._touched = touched

    def added(self, table: str, ids: Sequence[int]) -> None:
        """Rows with these ids did not exist."""
        self._touched.put_down(table, ids)
        self._recorder.added(table, ids)

    def leaving(self, table: str, ids: range) -> bool:
        """Rows of a run are about to be deleted; see `Recorder`."""
        self._touched.put_down(table, ids)
        return self._recorder.leaving(table, ids)

    def staying(self, table: str, ids: Sequence[int], columns: Sequence[str] | None = None) -> None:
        """Rows are about to be written; see `Recorder`."""
        self._touched.put_down(table, ids)
        self._recorder.staying(table, ids, columns)

    def changed(self, table: str, rows: "Sequence[Values]") -> None:
        """These rows were as given."""
        self._touched.put_down(table, [int(row["id"] or 0) for row in rows])
        self._recorder.changed(table, rows)
