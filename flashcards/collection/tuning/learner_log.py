"""The collection's own review log, as columns. Loads numpy."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from flashcards.array_order import distinct
from flashcards.collection.importing.remembering import answers_of
from flashcards.collection.importing.review_log import Ints, Log, is_reset, starts
from flashcards.domain.ids import CardId
from flashcards.scheduling.fit_trial import NEWEST, newest_part
from flashcards.scheduling.fitting import Log as FitLog
from flashcards.storage import fits
from flashcards.storage.fits import LOG_COLUMNS
from flashcards.storage.snapshot import Row, Snapshot

PORTION = 2000
"""Rows taken into an array at a time."""


Number = TypeVar("Number", np.int64, np.float64)


def table(rows: Iterable[Row], width: int, kind: type[Number]) -> npt.NDArray[Number]:
    """Make an array of rows, shape (rows, width), in portions: while it takes one in, no other thread goes on."""
    rest, parts = iter(rows), [np.empty((0, width), kind)]
    while part := list(islice(rest, PORTION)):
        parts.append(np.array(part, kind))
    return np.concatenate(parts)


def own_log(snapshot: Snapshot, cards: Sequence[CardId] | None = None) -> Log:
    """Read the log of some cards, or the whole of it."""
    lines = table(fits.log_lines(snapshot, cards), len(LOG_COLUMNS), np.int64)
    lines = lines[np.lexsort((lines[:, 1], lines[:, 0]))]
    card, at, day, rating, kind, state, elapsed, interval, duration = lines.T
    start = starts(card, is_reset(rating, kind, interval))
    return Log(card, at, day, rating, kind, state, elapsed, interval, duration, start)


def log_to_fit(snapshot: Snapshot) -> FitLog:
    """Give the answers to fit to: of the cards answered last, those whose history is known from the beginning."""
    log = own_log(snapshot, fits.newest_cards(snapshot, NEWEST))
    cards: Ints = distinct(log.card)
    known, counts, places, history = answers_of(log, cards)
    is_whole = np.repeat(history.is_whole.astype(np.bool_), counts)
    rows = places[is_whole]
    is_first = np.zeros(places.size, np.bool_)
    is_first[np.cumsum(counts) - counts] = True
    elapsed = np.where(is_first[is_whole], 0, log.elapsed_days[rows])
    age = np.argsort(np.argsort(log.at[rows], kind="stable"), kind="stable")
    card = np.repeat(cards[known], counts)[is_whole]
    return newest_part(FitLog(card, elapsed.astype(np.intp), log.rating[rows].astype(np.intp), age))
