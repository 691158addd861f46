"""SQLite connections, set up the one way each side needs them. SQLAlchemy is not loaded here."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

BUSY_TIMEOUT_MS = 5000

_COMMON = (f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}", "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON")
_WRITE_CACHE_KIB = 40_000
"""Pages of a step that find no room are written before its end, and often again."""
_READ_CACHE_KIB = 24_000
"""Of pages that are read again and again; only what is read is kept."""

PAGE_BYTES = 16_384
"""Of a new collection; one that is there keeps its own (decision 0041)."""

_WRITING = (
    f"PRAGMA page_size = {PAGE_BYTES}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA wal_autocheckpoint = 0",
    f"PRAGMA cache_size = -{_WRITE_CACHE_KIB}",
    "PRAGMA secure_delete = OFF",  # as SQLite comes; Debian's writes every page again that becomes free
)
_READING = ("PRAGMA query_only = ON", f"PRAGMA cache_size = -{_READ_CACHE_KIB}")
_MAX_IDLE = 4


def connect(path: Path, *, mode: str) -> sqlite3.Connection:
    """Open a file that begins and ends its transactions only when told.

    Args:
        mode: `ro`, `rw` (the file must exist), `rwc` (it may be created), or `ro` with further URI parameters.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """Open the one write connection.

    Commits reach the disk before they return (`synchronous = FULL`); the checkpoint is left to `Database.checkpoint`.
    """
    connection = _set_up(connect(path, mode="rwc"), (*_COMMON, *_WRITING))
    connection.create_function("exact", 1, _exact, deterministic=True)  # for `statements.keeping`
    return connection


def connect_for_reading(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """Open a connection that cannot write.

    Args:
        mode: `rw` shares the write-ahead log with a writer, which takes a writable folder; `ro&immutable=1` reads a
            file that nobody writes to, without its log.
    """
    return _set_up(connect(path, mode=mode), (*_COMMON, *_READING))


def _exact(number: float) -> str:
    """Give a number in JSON with all its digits; an infinite one as a number too large."""
    return repr(number).replace("inf", "9e999")


def _set_up(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


class ReadPool:
    """Read connections, kept for the next reader. A reader waits for nobody."""

    def __init__(self, path: Path, *, mode: str = "rw") -> None:
        """Read from a file that exists; see `connect_for_reading`."""
        self._path = path
        self._mode = mode
        self._idle: list[sqlite3.Connection] = []
        self._lock = Lock()
        self._is_closed = False

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees the collection as it is now, whatever is written meanwhile."""
        connection = self._take()
        try:
            connection.execute("BEGIN")
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()  # BEGIN alone sees nothing yet
            yield connection
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Close what is idle; what is lent is closed when it comes back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                problem = "the collection is closed"
                raise RuntimeError(problem)
            if self._idle:
                return self._idle.pop()
        return connect_for_reading(self._path, mode=self._mode)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        try:
            connection.rollback()
        except sqlite3.Error:
            connection.close()
            raise
        with self._lock:
            is_kept = not self._is_closed and len(self._idle) < _MAX_IDLE
            if is_kept:
                self._idle.append(connection)
        if not is_kept:
            connection.close()
