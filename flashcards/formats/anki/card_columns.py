"""The cards of an Anki collection as columns: read at once, and most of them made into ours at once.

Most cards are new or in review, with nothing odd about them. What those become is worked out for thousands in one go;
the others are made one by one (`cards.CardReader.card`), to the same result.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from flashcards.formats.allowance import Allowance
from flashcards.formats.card_columns import NONE, CardColumns
from flashcards.formats.foreign_database import ForeignDatabase, Row, Value
from flashcards.formats.table_pages import UnusualTableError

_NAMES = "id nid did ord type queue due ivl factor reps lapses left odue odid flags"
NUMBERS = tuple(_NAMES.split())
"""The columns that are whole numbers."""

MAX_DATA = 2000
"""Characters of a card's JSON that are read."""

DATA = f"CASE WHEN length(data) <= {MAX_DATA} THEN data END"
"""What is read of the column that is JSON."""

NEW, LEARNING, REVIEW, RELEARNING = range(4)
"""What `type` may be."""

QUEUE_SUSPENDED, QUEUE_BURIED, QUEUE_BURIED_BY_HAND = -1, -2, -3
QUEUE_LEARNING, QUEUE_DAY_LEARNING = 1, 3
QUEUES = range(-3, 5)
USUAL_EASE = 2500
"""The ease a card begins with, in thousandths: Anki's own usual one."""

BURIED = (QUEUE_BURIED, QUEUE_BURIED_BY_HAND)
WAITING = (QUEUE_LEARNING, QUEUE_DAY_LEARNING)
"""The queues of cards in their steps."""

MAX_SECOND = 1 << 33
MAX_DAYS = 100_000
MAX_COUNT = 1 << 31
MAX_STABILITY = 1_000_000

_BATCH = 5000
_ROW_BYTES = 250
"""Memory a card's row takes besides its JSON, while all are read."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CardBatch:
    """Some cards.

    Attributes:
        columns: those of `NUMBERS`, in order, of shape (cards,); None when not all of them are whole numbers.
        rows: the same, with the JSON last, by card.
        kept: what the JSON of each card holds; None for what is none.
    """

    columns: Sequence[Numbers] | None
    rows: Sequence[Row]
    kept: Sequence[object]

    @property
    def note_ids(self) -> Sequence[Value]:
        """The id of each card's note."""
        return [row[1] for row in self.rows] if self.columns is None else self.columns[1].tolist()


def batches(database: ForeignDatabase, allowance: Allowance) -> Iterator[CardBatch]:
    """Give all cards.

    Raises:
        ImportRefusedError: the file is damaged, or holds too much.
    """
    arrays, texts = _from_pages(database, allowance)
    if not arrays:
        numbers = (f"CASE WHEN typeof({name}) = 'integer' THEN {name} END" for name in NUMBERS)
        for rows in database.batches(f"SELECT {', '.join((*numbers, DATA))} FROM cards", _BATCH):  # noqa: S608
            yield CardBatch(None, rows, read_json([row[-1] for row in rows]))
        return
    for begin in range(0, len(texts), _BATCH):
        columns = [column[begin : begin + _BATCH] for column in arrays]
        some = texts[begin : begin + _BATCH]
        yield CardBatch(columns, _Rows(columns, some), read_json(some))


def _from_pages(database: ForeignDatabase, allowance: Allowance) -> tuple[Sequence[Numbers], Sequence[Value]]:
    """Give the columns of `NUMBERS`, and the JSON; none when the table is not as most are."""
    parts: list[list[Numbers]] = []
    texts: list[Value] = []
    taken = 0
    try:
        for portion in database.arrays("cards", NUMBERS, "data"):
            parts.append(portion.columns)
            texts += [text if len(text) <= MAX_DATA else None for text in portion.texts]
            size = _ROW_BYTES * len(portion.texts) + sum(map(sys.getsizeof, portion.texts))
            taken += size
            allowance.take(size)
    except UnusualTableError:
        allowance.take(-taken)
        return (), ()
    return [np.concatenate(some) for some in zip(*parts, strict=True)], texts


class _Rows(Sequence[Row]):
    """Cards whose rows are put together when one is asked for: few are."""

    def __init__(self, columns: Sequence[Numbers], texts: Sequence[Value]) -> None:
        self._columns = columns
        self._texts = texts

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        return (*(int(column[place]) for column in self._columns), self._texts[place])

    def __len__(self) -> int:
        return len(self._texts)


def read_json(texts: Sequence[Value]) -> list[object]:
    """Read the JSON of some cards; None for what is none."""
    short = ["{}" if text == "" else text for text in texts if isinstance(text, str) and len(text) <= MAX_DATA]
    try:
        found: list[object] = json.loads(f"[{','.join(short)}]")  # all at once: three times as fast as one by one
    except (ValueError, RecursionError):
        found = []
    return found if len(found) == len(texts) else [_one_json(text) for text in texts]


def _one_json(text: Value) -> object:
    try:
        found: object = json.loads(text) if isinstance(text, str) and len(text) <= MAX_DATA else None
    except (ValueError, RecursionError):
        return None
    return found


def ordinary_cards(
    batch: CardBatch, first_day: int, decks: Mapping[int, str]
) -> tuple[CardColumns | None, Sequence[bool]]:
    """Give all cards of a batch as if they were ordinary, and which of them are; None when none is.

    Args:
        first_day: the study day due days count from.
        decks: names by id; a card of any other deck is not ordinary.
    """
    if batch.columns is None or not _are_of(batch.kept, {dict}):
        return None, ()
    column = dict(zip(NUMBERS, batch.columns, strict=True))
    deck_ids, due = _at_home(column)
    is_new = column["type"] == NEW
    memory = _memories(batch.kept, is_new)
    if memory is None:
        return None, ()
    is_ordinary = _are_sound(column, due, is_new) & np.isin(deck_ids, list(decks)) & memory.is_sound
    places = _places(deck_ids, list(decks))
    return _made(column, first_day, due, memory, places, deck_names(decks)), is_ordinary.tolist()


def _at_home(column: Mapping[str, Numbers]) -> tuple[Numbers, Numbers]:
    """Give the decks of cards and what they are due by, as when no filtered deck holds them."""
    is_away = column["odid"] != 0
    deck_ids = np.where(is_away, column["odid"], column["did"])
    return deck_ids, np.where(is_away & (column["odue"] != 0), column["odue"], column["due"])


def _made(
    column: Mapping[str, Numbers],
    first_day: int,
    due: Numbers,
    memory: "_Memories",
    decks: Numbers,
    names: tuple[str, ...],
) -> CardColumns:
    """Make cards that are new or in review into ours; see `_at_home` and `_places` for the arguments."""
    is_new = column["type"] == NEW
    nothing = np.full(len(due), NONE)
    return CardColumns(
        ordinal=column["ord"],
        deck=decks,
        state=np.where(is_new, NEW, REVIEW),
        stability=memory.stability,
        difficulty=memory.difficulty,
        due_on=np.where(is_new, NONE, first_day + due),
        due_at=nothing,
        step=nothing.copy(),
        position=np.where(is_new, np.maximum(due, 0), memory.position),
        interval_days=np.maximum(column["ivl"], 0),
        ease=column["factor"] / 1000,
        last_review_at=memory.last_review_at,
        reps=column["reps"],
        lapses=column["lapses"],
        flag=column["flags"] & 7,
        is_suspended=column["queue"] == QUEUE_SUSPENDED,
        is_buried=np.isin(column["queue"], BURIED),
        source_id=column["id"],
        deck_names=names,
    )


def deck_names(decks: Mapping[int, str]) -> tuple[str, ...]:
    """Give the names the cards of a file may have for their decks: that of an unknown one is empty, and the last."""
    return (*decks.values(), "")


def _places(deck_ids: Numbers, known: Sequence[int]) -> Numbers:
    """Give the places of decks among those that are known; one that is not has the place behind them."""
    order = np.argsort(known, kind="stable")
    ordered = np.array(known, np.int64)[order]
    at = np.searchsorted(ordered, deck_ids)
    is_known = np.append(ordered, 0)[at] == deck_ids
    return np.where(is_known & (at < len(known)), np.append(order, len(known))[at], len(known))


def _are_sound(column: Mapping[str, Numbers], due: Numbers, is_new: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Say which cards are new, or in review, with numbers that mean something."""
    queue = column["queue"]
    is_waiting = np.isin(queue, WAITING)
    is_review = (column["type"] == REVIEW) & ~is_waiting
    counts = [column[name] for name in ("ord", "factor", "reps", "lapses")]
    most_due = np.where(is_new, MAX_COUNT, MAX_DAYS)
    are_sound: npt.NDArray[np.bool_] = (
        (is_new | is_review)
        & (queue >= QUEUES[0])
        & (queue <= QUEUES[-1])
        & (np.minimum.reduce(counts) >= 0)
        & (np.maximum.reduce([*counts, column["ivl"]]) < MAX_COUNT)
        & (column["ivl"] > -MAX_COUNT)
        & (due < most_due)
        & (due > -most_due)
    )
    return are_sound


@dataclass(frozen=True, slots=True)
class _Memories:
    """What the JSON of some cards says.

    Attributes:
        is_sound: whether it means something, of shape (cards,), as all others.
        stability, difficulty: NaN where there is none, or the card is new.
        last_review_at: `card_columns.NONE` where there is none.
    """

    is_sound: npt.NDArray[np.bool_]
    stability: npt.NDArray[np.float64]
    difficulty: npt.NDArray[np.float64]
    last_review_at: Numbers
    position: Numbers


def _memories(kept: Sequence[Any], is_new: npt.NDArray[np.bool_]) -> _Memories | None:
    """Read the memories of some cards at once; None when one of them has values of another kind."""
    s, d, last, position = ([values.get(key) for values in kept] for key in ("s", "d", "lrt", "pos"))
    if not _are_of((*s, *d), {float, int, NoneType}) or not _are_of((*last, *position), {int, NoneType}):
        return None
    try:
        stability, difficulty, seconds, places = (np.array(one, np.float64) for one in (s, d, last, position))
    except OverflowError:
        return None
    has_memory = np.array([one is not None for one in s])
    is_memory = (stability > 0) & (stability < MAX_STABILITY) & (difficulty >= 1) & (difficulty <= 10)
    are_numbers = ~((seconds < 0) | (seconds >= MAX_SECOND) | (places < 0) | (places >= MAX_COUNT))
    is_empty = np.array([not values for values in kept])
    has_none = is_new | ~has_memory
    last_s = np.nan_to_num(seconds).astype(np.int64)
    return _Memories(
        (is_empty | ~has_memory | is_memory) & are_numbers,
        np.where(has_none, np.nan, stability),
        np.where(has_none, np.nan, difficulty),
        np.where(last_s == 0, NONE, last_s * 1000),
        np.nan_to_num(places).astype(np.int64),
    )


def _are_of(values: Sequence[object], kinds: set[type]) -> bool:
    return set(map(type, values)) <= kinds
