"""A review log written into an Anki collection."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from flashcards.array_order import order_of
from flashcards.domain.review import ReviewKind
from flashcards.formats.anki.card_columns import USUAL_EASE
from flashcards.formats.anki.write_notes import CardIds, ascending
from flashcards.formats.transfer import ReviewChunk, Reviews
from flashcards.scheduling.fsrs6 import MAX_DIFFICULTY, MIN_DIFFICULTY
from flashcards.sqlite_pages import fill_table


def write_reviews(path: Path, root: int, reviews: Reviews, cards: CardIds, progress: Callable[[int], None]) -> None:
    """Fill the empty table `revlog` of a database that nobody has open.

    A review's id is its time; those of the same millisecond follow each other. Reviews of other cards are left out.

    Args:
        root: root page of the table.
        progress: told how many reviews are gathered.
    """
    card, at, rating, kind, interval, duration, difficulty = _gathered(reviews, cards, progress)
    is_first = np.ones(len(card), bool)
    is_first[1:] = card[1:] != card[:-1]
    previous = np.where(is_first, 0, np.roll(interval, 1))
    is_reset = (kind == ReviewKind.MANUAL) & (interval == 0) & (difficulty < MIN_DIFFICULTY)
    counts = (rating > 0) | ((kind != ReviewKind.CUSTOM) & ~is_reset)
    ease = np.where(counts, _eases(kind, difficulty), np.int16(0))
    order = order_of(at)
    usn = np.full(len(at), -1, np.int8)
    values = (card, usn, rating, interval, previous, ease, duration, kind)
    fill_table(path, root, ascending(at[order]), values, order=order)


def _eases(kind: npt.NDArray[np.int8], difficulty: npt.NDArray[np.float32]) -> npt.NDArray[np.int16]:
    """Give what Anki keeps as the ease of each line.

    With FSRS that is the difficulty after it, from 100 (easiest) to 1100. Where it is not known, 0 says so, and Anki
    takes its usual ease where it needs one; but 0 also means, of a manual change that the card was made new again, of a
    review in a filtered deck that it did not count.
    """
    unknown = np.where(kind <= ReviewKind.RELEARNING, 0, USUAL_EASE)
    share = (difficulty - MIN_DIFFICULTY) / (MAX_DIFFICULTY - MIN_DIFFICULTY)
    return np.where(difficulty >= MIN_DIFFICULTY, np.rint(share * 1000 + 100), unknown).astype(np.int16)


def _gathered(reviews: Reviews, cards: CardIds, progress: Callable[[int], None]) -> list[npt.NDArray[Any]]:
    """Give the columns of a log with the cards' ids in Anki, in the order of the log."""
    kinds = (np.int64, np.int64, np.int8, np.int8, np.int32, np.int32, np.float32)
    parts = [[np.empty(0, kind) for kind in kinds]]
    count = 0
    for chunk in reviews.chunks():
        places = np.searchsorted(cards.source, chunk.card)
        places[places == len(cards.source)] = 0
        is_known = cards.source[places] == chunk.card if len(cards.source) else np.zeros(len(chunk), bool)
        card = cards.written[places[is_known]] if len(cards.source) else np.empty(0, np.int64)
        parts.append([card, *(column[is_known] for column in _others(chunk))])
        count += len(chunk)
        progress(count)
    return [np.concatenate(column) for column in zip(*parts, strict=True)]


def _others(chunk: ReviewChunk) -> tuple[npt.NDArray[Any], ...]:
    difficulty = np.zeros(len(chunk), np.float32) if chunk.difficulty is None else chunk.difficulty
    return chunk.reviewed_at, chunk.rating, chunk.kind, chunk.interval_days, chunk.duration_ms, difficulty
