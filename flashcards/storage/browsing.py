"""Lists of cards and notes: the ids in their order, and what the lines in sight show."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.domain.browsing import Column, Order, Standing, Unit
from flashcards.domain.note_type import NoteKind
from flashcards.domain.search import Node
from flashcards.rendering.gap_marks import gap_asked
from flashcards.storage.browsing_columns import GAP, SECOND_FIELD, lines_sql, template_number
from flashcards.storage.browsing_keys import CARD_KEYS, NOTE_KEYS, grouped
from flashcards.storage.catalogue import Floats
from flashcards.storage.columns import Ids
from flashcards.storage.first_field import first_field_text, sort_text
from flashcards.storage.instants import from_ms
from flashcards.storage.reading import FIELD_SEPARATOR
from flashcards.storage.search_where import LookUp, Moment
from flashcards.storage.searching import places
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.sort_texts import first_field_places
from flashcards.storage.vocabulary import vocabulary_of


def _second(text: str) -> str:
    """Give the beginning of the second field, plain, of all that are stored."""
    return sort_text(first_field_text(text.removeprefix(SECOND_FIELD).split(FIELD_SEPARATOR)[1]))


def _gap_asked(text: str) -> str:
    number, _, rest = text.removeprefix(GAP).partition(":")
    return gap_asked(rest, int(number))


_READ: dict[str, Callable[[str], str]] = {SECOND_FIELD: _second, GAP: _gap_asked}
"""How the first field of a card is read, by what it begins with."""

_FINISH: dict[Column, Callable[[Any], object]] = {
    Column.KIND: NoteKind,
    Column.STATE: Standing,
    Column.CREATED: from_ms,
    Column.EDITED: from_ms,
    Column.REVIEWED: from_ms,
}


_PART = 1000
"""Lines asked for at once; SQLite takes no more than some thousand values."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is asked of the lines of a list."""

    unit: Unit
    columns: tuple[Column, ...]
    moment: Moment


def found_ids(snapshot: Snapshot, node: Node, moment: Moment, unit: Unit, order: Order | None) -> Ids:
    """Give the ids of the cards or notes a search finds, shape (found,).

    Args:
        order: None for the order of the ids.

    Raises:
        SearchError: a regular expression in it cannot be understood.
    """
    look = LookUp(snapshot, moment)
    cards = places(node, look)
    if not len(cards):
        return np.empty(0, np.int64)
    found = cards if unit is Unit.CARDS else np.flatnonzero(look.catalogue.notes_of(cards))
    ids: Ids = (look.catalogue.cards if unit is Unit.CARDS else look.catalogue.notes).id[found]
    return ids if order is None else ids[_sorted(_key(order.column, unit, look)[found], order)]


def _key(column: Column, unit: Unit, look: LookUp) -> Floats:
    if column in NOTE_KEYS:
        key = NOTE_KEYS[column](look)
        return key if unit is Unit.NOTES else key[look.catalogue.note_places]
    of_cards, how = CARD_KEYS[column]
    return of_cards(look) if unit is Unit.CARDS else grouped(of_cards(look), how, look)


def _sorted(key: Floats, order: Order) -> npt.NDArray[np.intp]:
    """Give the places in their order: alike by id, and what is nothing last, whichever way."""
    return np.argsort(-key if order.is_descending else key, kind="stable")


def warm_up(snapshot: Snapshot, moment: Moment) -> None:
    """Read what is kept in memory: the catalogue, the words, and the notes by their first field."""
    vocabulary_of(snapshot)
    first_field_places(LookUp(snapshot, moment))


def shown_rows(snapshot: Snapshot, ids: Sequence[int], shown: Shown) -> dict[int, tuple[Any, ...]]:
    """Give what lines show, by their ids; ids of what is gone are left out."""
    sql = lines_sql(shown.columns, shown.unit, shown.moment.today)
    found: dict[int, tuple[Any, ...]] = {}
    group = "" if shown.unit is Unit.CARDS else " GROUP BY note.id"
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        rows = snapshot.rows(f"{sql} ({','.join('?' * len(part))}){group}", part)
        found |= _finished_rows(list(zip(*rows, strict=True)), shown, snapshot)
    return found


def _finished_rows(stored: Sequence[Sequence[Any]], shown: Shown, snapshot: Snapshot) -> dict[int, tuple[Any, ...]]:
    if not stored:
        return {}
    ids, *rest = stored
    columns = [_finished(one, values, shown, snapshot) for one, values in zip(shown.columns, rest, strict=True)]
    return dict(zip(ids, zip(*columns, strict=True), strict=True)) if columns else dict.fromkeys(ids, ())


def _finished(column: Column, stored: Sequence[Any], shown: Shown, snapshot: Snapshot) -> Sequence[object]:
    """Make what a column shows of what is stored."""
    if column is Column.RETRIEVABILITY:
        studied = [json.loads(one or "[1, 0]") for one in stored]
        recall = shown.moment.retrievability([one[0] for one in studied], [one[1] for one in studied]).tolist()
        return [None if one is None else chance for one, chance in zip(stored, recall, strict=True)]
    if column is Column.FIRST_FIELD:
        return [_READ.get(text[:2], str)(text) for text in stored]
    if column is Column.CARD and shown.unit is Unit.CARDS:
        names = {one: _template_name(snapshot, *template_number(one)) for one in set(stored)}
        return [names[one] for one in stored]
    make = _FINISH.get(column)
    return stored if make is None else [None if one is None else make(one) for one in stored]


def _template_name(snapshot: Snapshot, note_type: int, ordinal: int) -> str | None:
    """Give what a card of a note type is called."""
    kind, templates = snapshot.row("SELECT kind, templates FROM note_type WHERE id = ?", (note_type,)) or (None, "[]")
    names = _names_in(templates)
    if kind == NoteKind.CLOZE:
        return f"{names[0]} {ordinal + 1}"
    return names[ordinal] if ordinal < len(names) else None


@lru_cache(maxsize=64)
def _names_in(templates: str) -> tuple[str, ...]:
    return tuple(one["name"] for one in json.loads(templates))
