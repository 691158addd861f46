"""Lines of the review log as tallies count them, in SQL.

A line counts on its study day, for the deck the card is in now and the domain its note has now, by how the card stood
before: see `Standing`. Besides the ratings it moves the card between learning, young and mature. An answer that the
schedule left alone (of the kind `CUSTOM`, without a rating) counts nowhere.
"""

from enum import IntEnum
from typing import NamedTuple

MATURE_DAYS = 21
"""An interval this long makes a card mature, as in Anki."""

BINS = 50
"""Predicted retrievability is counted in bins of one fiftieth."""

SLOTS = 48
"""Half hours of a day: no time zone is off by less, but for three small ones."""

SLOT_MS = 30 * 60 * 1000


class Standing(IntEnum):
    """How a card stood before an answer. The numbers are stored: never change them."""

    NEW = 0
    LEARNING = 1
    YOUNG = 2
    MATURE = 3
    RELEARNING = 4
    EARLY = 5


_NEW, _LEARNING, _YOUNG, _MATURE = Standing.NEW, Standing.LEARNING, Standing.YOUNG, Standing.MATURE

_BECAME = f"""CASE
    WHEN {{0}}.rating IS NULL THEN CASE
        WHEN {{0}}.kind = 4 AND {{0}}.interval_days <= 0 AND {{0}}.stability IS NULL THEN {_NEW}
        WHEN {{0}}.elapsed_days + {{0}}.interval_days >= {MATURE_DAYS} THEN {_MATURE} ELSE {_YOUNG} END
    WHEN {{0}}.interval_days <= 0 THEN {_LEARNING}
    WHEN {{0}}.interval_days >= {MATURE_DAYS} THEN {_MATURE} ELSE {_YOUNG} END"""

_COUNTS = "({0}.kind <> 3 OR {0}.rating IS NOT NULL)"

_BEFORE = f"""(SELECT {_BECAME.format("p")} FROM review AS p
    WHERE p.card_id = r.card_id AND p.reviewed_at <= r.reviewed_at AND (p.reviewed_at < r.reviewed_at OR p.id < r.id)
        AND {_COUNTS.format("p")}
    ORDER BY p.reviewed_at DESC, p.id DESC LIMIT 1)"""

_PLACE = "coalesce(card.deck_id, 0) AS deck_id, coalesce(note.domain, 0) AS domain"
_JOINED = "LEFT JOIN card ON card.id = {0}.card_id LEFT JOIN note ON note.id = card.note_id"

_HELD_PLACE = "held.deck_id AS deck_id, held.domain AS domain"
_HELD_JOINED = "JOIN tally_moved AS held ON held.card_id = {0}.card_id"

_STANDING = f"""CASE
    WHEN x.kind = 3 THEN {Standing.EARLY}
    WHEN x.state = 2 THEN CASE
        WHEN x.before IN ({_YOUNG}, {_MATURE}) THEN x.before
        ELSE {_YOUNG} + (x.elapsed_days >= {MATURE_DAYS}) END
    WHEN x.state = 3 THEN {Standing.RELEARNING} ELSE x.state END"""


class Tally(NamedTuple):
    """One table of tallies.

    Attributes:
        keys: the columns a row is found by.
        sums: the columns that add up.
        sql: what a condition on `review AS r`, put in for `{lines}`, counts of the log, in that order.
        held_sql: the same of cards that have moved, counted where the tallies hold them.
    """

    table: str
    keys: tuple[str, ...]
    sums: tuple[str, ...]
    sql: str
    held_sql: str


def _answers(place: str, joined: str) -> str:
    return f"""WITH x AS MATERIALIZED ( -- else SQLite looks for the line before as often as it is named
        SELECT r.card_id, r.reviewed_on, r.rating, r.kind, r.state, r.elapsed_days, r.duration_ms,
            {_BECAME.format("r")} AS became, {_BEFORE} AS before FROM review AS r
        WHERE ({{lines}}) AND {_COUNTS.format("r")})
    SELECT x.reviewed_on AS day, {place}, {_STANDING} AS standing,
        sum(x.rating IS 1) AS again, sum(x.rating IS 2) AS hard, sum(x.rating IS 3) AS good, sum(x.rating IS 4) AS easy,
        sum(x.duration_ms) AS duration_ms,
        sum((x.became IS {_LEARNING}) - (x.before IS {_LEARNING})) AS learning,
        sum((x.became IS {_YOUNG}) - (x.before IS {_YOUNG})) AS young,
        sum((x.became IS {_MATURE}) - (x.before IS {_MATURE})) AS mature
    FROM x
    {joined.format("x")} GROUP BY 1, 2, 3, 4"""


ANSWERS = Tally(
    "tally",
    ("day", "deck_id", "domain", "standing"),
    ("again", "hard", "good", "easy", "duration_ms", "learning", "young", "mature"),
    _answers(_PLACE, _JOINED),
    _answers(_HELD_PLACE, _HELD_JOINED),
)


def _hours(place: str, joined: str) -> str:
    return f"""SELECT (r.reviewed_on - (r.reviewed_on + 3) % 7) / 7 AS week, {place},
        (r.reviewed_at / {SLOT_MS}) % {SLOTS} AS slot, count(*) AS answers, sum(r.rating > 1) AS recalled
    FROM review AS r {joined.format("r")} WHERE r.rating IS NOT NULL AND ({{lines}}) GROUP BY 1, 2, 3, 4"""


HOURS = Tally(
    "tally_hour",
    ("week", "deck_id", "domain", "slot"),
    ("answers", "recalled"),
    _hours(_PLACE, _JOINED),
    _hours(_HELD_PLACE, _HELD_JOINED),
)
"""By week, from Monday: `(day - (day + 3) % 7) / 7`, day 0 being a Thursday."""


def _recall(place: str, joined: str) -> str:
    # the plus keeps SQLite from the index of days, where the id tells the few lines that are new
    return f"""SELECT +r.reviewed_on AS day, {place},
        min({BINS - 1}, CAST(r.retrievability * {BINS} AS INTEGER)) AS bin,
        count(*) AS answers, sum(r.rating > 1) AS recalled,
        sum(CAST(round(r.retrievability * 1000000) AS INTEGER)) AS predicted
    FROM review AS r {joined.format("r")}
    WHERE r.retrievability IS NOT NULL AND r.rating IS NOT NULL AND r.elapsed_days > 0 AND ({{lines}})
    GROUP BY 1, 2, 3, 4"""


RECALL = Tally(
    "tally_recall",
    ("day", "deck_id", "domain", "bin"),
    ("answers", "recalled", "predicted"),
    _recall(_PLACE, _JOINED),
    _recall(_HELD_PLACE, _HELD_JOINED),
)
"""Only reviews of a later day than the card's answer before: the rest says nothing of forgetting."""

ALL: tuple[Tally, ...] = (ANSWERS, HOURS, RECALL)


MOVED_LINES = "r.id <= :through AND r.card_id IN (SELECT card_id FROM tally_moved)"
"""The lines that tallies which hold all cards hold where these no longer are."""


def moved(tally: Tally) -> str:
    """Give the query for what a tally lacks of cards that have moved, and for what it has too much, below zero."""
    columns = ", ".join((*tally.keys, *tally.sums))
    less = ", ".join((*tally.keys, *(f"-{name}" for name in tally.sums)))
    return (
        f"SELECT {less} FROM ({tally.held_sql.format(lines=MOVED_LINES)})"
        f" UNION ALL SELECT {columns} FROM ({tally.sql.format(lines=MOVED_LINES)})"
    )


def addition(tally: Tally, lines: str, *, is_taken_away: bool = False, is_held: bool = False) -> str:
    """Give the statement that adds lines of the log to a tally, or takes them away.

    Args:
        lines: a condition on `review AS r`.
        is_held: whether they are counted where the tallies hold them: those of cards that have moved.
    """
    sign = "-" if is_taken_away else ""
    counted = (tally.held_sql if is_held else tally.sql).format(lines=lines)
    columns = ", ".join((*tally.keys, *tally.sums))
    values = ", ".join((*tally.keys, *(f"{sign}{name}" for name in tally.sums)))
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in tally.sums)
    return (
        f"INSERT INTO {tally.table} ({columns}) SELECT {values} FROM ({counted}) WHERE 1"
        f" ON CONFLICT ({', '.join(tally.keys)}) DO UPDATE SET {added}"
    )
