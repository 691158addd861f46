"""Tallies kept in step with the review log, in the transaction that changes it.

They hold the lines of the log up to `Reach.through`; what is newer is counted when it is asked for, so that an answer
costs nothing. A write that changes what a counted line says (which line came before it, whether it is there) takes the
lines of those cards out before, and puts them in again after. One that changes where they count, for which deck and
domain, only puts down in `tally_moved` where the tallies hold them, until there is time. When that would be very many,
or a million lines come at once, the tallies are emptied instead, and counted anew in portions (`count_on`).
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import ALL, addition

MOST_CARDS = 1000
"""More cards than this are not counted again one by one within a transaction."""

PORTION = 10_000
"""Lines of the log counted at a time."""

LONG_TAIL = 50_000
"""More uncounted lines than this are counted card by card, which is quicker, with all the others."""

_OF_CARDS = "r.id <= :through AND r.card_id < :below AND r.card_id IN (SELECT value FROM json_each(:cards))"
_OF_RANGE = "r.id <= :through AND r.card_id >= :first AND r.card_id < :below"
_OF_TAIL = "r.id > :after AND r.id <= :through"

_EVERY_CARD = 2**62

_LINES_A_CARD = 40
"""Of as many lines, one card's are counted again where it is now in about the same time."""

_ALMOST = 0.99
"""The share that is counted as long as cards that have moved wait."""

_CARDS = "card_id IN (SELECT value FROM json_each(:cards))"
_FORGET_MOVED = f"DELETE FROM tally_moved WHERE {_CARDS}"
_PUT_DOWN = """INSERT OR IGNORE INTO tally_moved (card_id, deck_id, domain)
    SELECT one.value, coalesce(card.deck_id, 0), coalesce(note.domain, 0) FROM json_each(:cards) AS one
    LEFT JOIN card ON card.id = one.value LEFT JOIN note ON note.id = card.note_id
    WHERE one.value < :below AND EXISTS (SELECT 1 FROM review WHERE card_id = one.value AND id <= :through)"""
_FORGET_BACK = f"""DELETE FROM tally_moved WHERE {_CARDS} AND (deck_id, domain) = (
    SELECT coalesce(max(card.deck_id), 0), coalesce(max(note.domain), 0)
    FROM card LEFT JOIN note ON note.id = card.note_id WHERE card.id = tally_moved.card_id)"""


class Reach(NamedTuple):
    """What the tallies hold.

    Attributes:
        through: the id of the last line of the log that is counted; 0 for none.
        newest_at: the latest of the times of those, ms.
        below: while they are being counted: only cards with lower ids are in; else None.
    """

    through: int = 0
    newest_at: int = 0
    below: int | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every line up to `through` is in."""
        return self.below is None


def reach(snapshot: Snapshot) -> Reach:
    """Give what the tallies hold."""
    row = snapshot.row("SELECT through, newest_at, below FROM tally_reach")
    return Reach() if row is None else Reach._make(row)


class Tallier:
    """Keeps the tallies in step with what one transaction writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through a connection whose transaction the caller has begun."""
        self._connection = connection
        self._known: Reach | None = None
        self._recounted = 0

    @property
    def is_counting(self) -> bool:
        """Whether lines of the log are counted at all: else nothing has to be kept in step."""
        return self._reach.through > 0

    @contextmanager
    def in_step(self, table: str, cards: Collection[int]) -> Iterator[None]:
        """Keep up with a write inside, to a table that says where or as what the lines of some cards count."""
        if not cards or not self._reach.through:
            yield
            return
        self._recounted += len(cards)
        if self._recounted > MOST_CARDS:
            self.forget()
            yield
            return
        values = {**self._bounds(), "cards": json.dumps(list(cards))}
        with self._recounting(values) if table == "review" else self._moving(values):
            yield

    @contextmanager
    def _recounting(self, values: dict[str, int | str]) -> Iterator[None]:
        """Count the lines of some cards again, as a write inside changes what they say."""
        self._settle(_CARDS, values)
        self._add(_OF_CARDS, values, is_taken_away=True)
        yield
        self._add(_OF_CARDS, values)

    @contextmanager
    def _moving(self, values: dict[str, int | str]) -> Iterator[None]:
        """Put down where the lines of some cards are counted, as a write inside moves them."""
        self._connection.execute(_PUT_DOWN, values)
        yield
        self._connection.execute(_FORGET_BACK, {"cards": values["cards"]})

    def _settle(self, which: str, values: dict[str, int | str]) -> bool:
        """Count the lines of cards that were put down where they are now; say whether there were any.

        Args:
            which: a condition on `tally_moved`, and how many.
        """
        found = self._connection.execute(f"SELECT card_id FROM tally_moved WHERE {which}", values).fetchall()
        if found:
            those = {**self._bounds(), "cards": json.dumps([row[0] for row in found])}
            self._add(_OF_CARDS, those, is_taken_away=True, is_held=True)
            self._connection.execute(_FORGET_MOVED, {"cards": those["cards"]})
            self._add(_OF_CARDS, those)
        return bool(found)

    def late(self, rows: Sequence[Any]) -> list[int]:
        """Give the cards of new lines of the log that are not the newest: counted lines may come after them."""
        newest_at = self._reach.newest_at
        return [row["card_id"] for row in rows if row["reviewed_at"] <= newest_at]

    def late_lines(self, lines: Sequence[Sequence[Any]]) -> list[int]:
        """Give the same of lines by their values, of which card and time are the first."""
        newest_at = self._reach.newest_at
        return [line[0] for line in lines if line[1] <= newest_at]

    def touched(self, rows: Sequence[Any]) -> list[int]:
        """Give the cards of lines that come or go, where they are counted or one after them may be."""
        known = self._reach
        return [row["card_id"] for row in rows if row["id"] <= known.through or row["reviewed_at"] <= known.newest_at]

    def forget(self) -> None:
        """Empty the tallies, to be counted anew."""
        if self._reach.through:
            for table in (*(tally.table for tally in ALL), "tally_moved"):
                self._connection.execute(f"DELETE FROM {table}")
            self._set(Reach())

    def count_on(self, most: int = PORTION) -> float:
        """Count some more lines of the log; give the share that is counted, 1 when all are."""
        if self._settle(f"1 LIMIT {most // _LINES_A_CARD + 1}", {}):
            return _ALMOST
        newest = self._number("SELECT coalesce(max(id), 0) FROM review")
        known = self._reach
        if known.is_whole and newest - known.through > (LONG_TAIL if known.through else 0):
            self.forget()
            newest_at = self._number("SELECT coalesce(max(reviewed_at), 0) FROM review")
            known = Reach(newest, newest_at, 0)
        if known.is_whole:
            return self._count_tail(known, newest, most)
        return self._count_cards(known, most)

    def _count_tail(self, known: Reach, newest: int, most: int) -> float:
        through = min(newest, known.through + most)
        if through > known.through:
            self._add(_OF_TAIL, {"after": known.through, "through": through})
            found = "SELECT coalesce(max(reviewed_at), 0) FROM review WHERE id > ? AND id <= ?"
            newest_at = self._number(found, (known.through, through))
            self._set(Reach(through, max(known.newest_at, newest_at)))
        return through / newest if newest else 1.0

    def _count_cards(self, known: Reach, most: int) -> float:
        first = known.below or 0
        row = self._connection.execute(
            "SELECT card_id FROM review WHERE card_id >= ? ORDER BY card_id LIMIT 1 OFFSET ?", (first, most)
        ).fetchone()
        below = None if row is None else max(int(row[0]), first + 1)
        self._add(_OF_RANGE, {"through": known.through, "first": first, "below": below or _EVERY_CARD})
        self._set(known._replace(below=below))
        last = self._number("SELECT coalesce(max(card_id), 0) FROM review")
        return 1.0 if below is None else below / (last + 1)

    def _add(
        self, lines: str, values: dict[str, int | str], *, is_taken_away: bool = False, is_held: bool = False
    ) -> None:
        for tally in ALL:
            self._connection.execute(addition(tally, lines, is_taken_away=is_taken_away, is_held=is_held), values)

    def _bounds(self) -> dict[str, int | str]:
        known = self._reach
        return {"through": known.through, "below": _EVERY_CARD if known.below is None else known.below}

    @property
    def _reach(self) -> Reach:
        if self._known is None:
            self._known = reach(Snapshot(self._connection))
        return self._known

    def _set(self, known: Reach) -> None:
        self._known = known
        self._connection.execute("UPDATE tally_reach SET through = ?, newest_at = ?, below = ?", known)

    def _number(self, sql: str, values: Sequence[int] = ()) -> int:
        return Snapshot(self._connection).number(sql, values)
