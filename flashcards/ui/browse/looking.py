"""What the page asks the collection, on a read lane."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from flashcards.collection import bulk
from flashcards.collection.browsing import count, find, rows
from flashcards.collection.searching import unknown_word
from flashcards.collection.studying import learner_calendar
from flashcards.domain.browsing import Column, Unit
from flashcards.domain.ids import CardId, NoteId
from flashcards.ui.browse.state import Asked, Carried, Cells, Found, Wrong
from flashcards.ui.browse.table_model import TINTING

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot

FIRST_ROWS = 64
"""Rows that come with what was found: as many as a tall window shows."""


def search(snapshot: "Snapshot", *, asked: Asked, carried: Carried | None, now: datetime, zone: tzinfo | None) -> Found:
    """Find what was asked for, with the first rows.

    Args:
        carried: what was selected in the list before, where that may have been of the other unit.

    Raises:
        SearchError: a regular expression in it cannot be understood.
    """
    ids: list[int] = find(snapshot, asked.line, now, zone, unit=asked.unit, order=asked.order).tolist()
    if asked.ids:
        places = {one: place for place, one in enumerate(asked.ids)}
        ids.sort(key=lambda one: places.get(one, len(places)))
    first = look_up_rows(snapshot, asked=asked, ids=ids[:FIRST_ROWS], now=now, zone=zone)
    has_cards = bool(ids) or count(snapshot, "", now, zone) > 0
    today = learner_calendar(snapshot, zone).day(now)
    found = Found(asked, ids, first, has_cards, today, hint=_hint(snapshot, asked.line))
    if carried is None or carried.unit is asked.unit:
        return found
    chosen = _counterparts(snapshot, asked.unit, carried.chosen)
    return replace(found, chosen=chosen, cursor=_cursor(snapshot, asked.unit, carried, ids))


def _hint(snapshot: "Snapshot", line: str) -> Wrong | None:
    unknown = unknown_word(snapshot, line)
    return None if unknown is None else Wrong(unknown.sentence, unknown.start, unknown.end)


def _cursor(snapshot: "Snapshot", unit: Unit, carried: Carried, ids: Sequence[int]) -> int | None:
    """Give the note of the card the cursor was on, or of its note the first card that is listed."""
    if carried.cursor is None:
        return None
    return next((one for one in _counterparts(snapshot, unit, [carried.cursor]) if one in ids), None)


def _counterparts(snapshot: "Snapshot", unit: Unit, carried: Sequence[int]) -> Sequence[int]:
    """Give the cards of notes, or the notes of cards: those that are of the unit."""
    if not carried:
        return ()
    if unit is Unit.CARDS:
        return bulk.cards_of(snapshot, map(NoteId, carried))
    return bulk.notes_of(snapshot, map(CardId, carried))


class LookedUp(NamedTuple):
    """The cells of some rows, with what they were asked for with."""

    asked: Asked
    number: int
    rows: dict[int, Cells | None]


def look_up(
    snapshot: "Snapshot", *, asked: Asked, ids: Sequence[int], number: int, now: datetime, zone: tzinfo | None
) -> LookedUp:
    """Give the cells of some rows, and hand back what they were asked for with."""
    return LookedUp(asked, number, look_up_rows(snapshot, asked=asked, ids=ids, now=now, zone=zone))


def look_up_rows(
    snapshot: "Snapshot", *, asked: Asked, ids: Sequence[int], now: datetime, zone: tzinfo | None
) -> dict[int, Cells | None]:
    """Give the cells of some rows, with what tints them behind; None for those that are gone."""
    columns: tuple[Column, ...] = asked.columns + TINTING
    return dict(zip(ids, rows(snapshot, ids, columns, now, zone, unit=asked.unit), strict=True))
