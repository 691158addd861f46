"""How cards stand now, counted in bins: by one pass of SQLite over them, without a value for each."""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from flashcards.domain.study_day import StudyDay
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import MATURE_DAYS
from flashcards.storage.tally_reading import Scope

_IN_STUDY = "card.is_suspended = 0 AND card.is_reserved = 0"
_LAST_ON = "coalesce(card.last_review_on, card.due_on - card.interval_days)"


_ROOM = 64
"""More than any measure has bins."""


class Measure(Enum):
    """What is counted of a card that was studied; its value is SQL.

    `AGE` is the days since the last review as a share of the stability, from which the model tells the retrievability.
    """

    STABILITY = "card.stability"
    DIFFICULTY = "card.difficulty"
    INTERVAL = "card.interval_days"
    AGE = f"max(0, :today - {_LAST_ON}) / card.stability"


class Standings(NamedTuple):
    """Cards by how they stand; those set aside, or kept for exams, in the last two only."""

    new: int
    learning: int
    young: int
    mature: int
    suspended: int
    reserved: int


class GroupBin(NamedTuple):
    """Cards of a deck, a domain or a tag in one bin; bin -1 holds those never studied."""

    group: int
    bin: int
    cards: int


def spread(
    snapshot: Snapshot, edges: Mapping[Measure, Sequence[float]], today: StudyDay, scope: Scope
) -> dict[Measure, tuple[int, ...]]:
    """Count cards in study, that were studied before, by several measures at once: SQLite sorts them only once.

    Args:
        edges: of each measure, where bins end, rising. A card lies below the first edge it is less than.

    Returns:
        Of each measure counts, shape (len(edges) + 1,).
    """
    key = " + ".join(
        f"{_ROOM**place} * {_bin_of(measure, ends)}" for place, (measure, ends) in enumerate(edges.items())
    )
    sql = f"SELECT {key}, count(*) FROM card WHERE card.state > 0 AND {_IN_STUDY} AND {_scoped(scope)} GROUP BY 1"
    found = {measure: [0] * (len(ends) + 1) for measure, ends in edges.items()}
    for together, cards in snapshot.rows_named(sql, {"today": today, **_values(scope)}):
        rest = together
        for measure in edges:
            rest, place = divmod(rest, _ROOM)
            found[measure][place] += cards
    return {measure: tuple(counts) for measure, counts in found.items()}


def standings(snapshot: Snapshot, scope: Scope) -> Standings:
    """Count cards by how they stand now."""
    sql = (
        "SELECT sum(state = 0 AND {0}), sum(state IN (1, 3) AND {0}),"
        f" sum(state = 2 AND interval_days < {MATURE_DAYS} AND {{0}}),"
        f" sum(state = 2 AND interval_days >= {MATURE_DAYS} AND {{0}}),"
        " sum(is_suspended = 1 AND is_reserved = 0), sum(is_reserved = 1) FROM card WHERE {1}"
    ).format(_IN_STUDY, _scoped(scope))
    row = next(snapshot.rows_named(sql, _values(scope)))
    return Standings(*(value or 0 for value in row))


def due_by_day(snapshot: Snapshot, last: StudyDay, scope: Scope) -> dict[StudyDay, int]:
    """Count cards that were studied before, by the study day they are due on, up to `last`."""
    found: dict[StudyDay, int] = {}
    for states in ("state = 2", "state IN (1, 3)"):  # as the two indexes have them
        sql = (
            f"SELECT due_on, count(*) FROM card WHERE {states} AND due_on <= :last"
            f" AND is_suspended = 0 AND is_reserved = 0 AND {_scoped(scope)} GROUP BY due_on"
        )
        for day, cards in snapshot.rows_named(sql, {"last": last, **_values(scope)}):
            found[StudyDay(day)] = found.get(StudyDay(day), 0) + cards
    return found


def group_bins(
    snapshot: Snapshot, column: str, edges: Sequence[float], today: StudyDay, scope: Scope
) -> list[GroupBin]:
    """Count the cards in study of each deck or domain by `Measure.AGE`.

    Args:
        column: `deck_id` or `domain`; domain 0 stands for none.
    """
    group = "card.deck_id" if column == "deck_id" else "coalesce(note.domain, 0)"
    joined = "" if column == "deck_id" else " JOIN note ON note.id = card.note_id"
    return _grouped(snapshot, f"SELECT {group}", joined, edges, today, scope)


def tag_bins(snapshot: Snapshot, edges: Sequence[float], today: StudyDay, scope: Scope) -> list[GroupBin]:
    """Count the cards in study of each tag by `Measure.AGE`."""
    joined = " JOIN note_tag ON note_tag.note_id = card.note_id"
    return _grouped(snapshot, "SELECT note_tag.tag_id", joined, edges, today, scope)


def tag_names(snapshot: Snapshot) -> dict[int, str]:
    """Give the names of all tags."""
    return {row[0]: row[1] for row in snapshot.rows("SELECT id, name FROM tag")}


def _grouped(
    snapshot: Snapshot, select: str, joined: str, edges: Sequence[float], today: StudyDay, scope: Scope
) -> list[GroupBin]:
    place = f"CASE WHEN card.state = 0 THEN -1 ELSE {_bin_of(Measure.AGE, edges)} END"
    sql = f"{select}, {place}, count(*) FROM card{joined} WHERE {_IN_STUDY} AND {_scoped(scope)} GROUP BY 1, 2"
    return [GroupBin._make(row) for row in snapshot.rows_named(sql, {"today": today, **_values(scope)})]


def _bin_of(measure: Measure, edges: Sequence[float]) -> str:
    """Find a bin by halving: a handful of comparisons, however many edges there are."""

    def between(low: int, high: int) -> str:
        if low == high:
            return str(low)
        middle = (low + high) // 2
        return f"CASE WHEN {measure.value} < {float(edges[middle])!r} THEN {between(low, middle)}" + (
            f" ELSE {between(middle + 1, high)} END"
        )

    return between(0, len(edges))


def _scoped(scope: Scope) -> str:
    if scope.cards is not None:
        return "card.id IN (SELECT value FROM json_each(:cards))"
    if scope.decks is not None:
        return "card.deck_id IN (SELECT value FROM json_each(:decks))"
    return "1"


def _values(scope: Scope) -> dict[str, str | int]:
    if scope.cards is not None:
        return {"cards": json.dumps(list(scope.cards))}
    return {} if scope.decks is None else {"decks": json.dumps(list(scope.decks))}
