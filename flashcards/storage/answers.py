"""The answers of the last days, in memory: searches ask for them again and again."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from flashcards.domain.study_day import StudyDay
from flashcards.storage.columns import Ids, columns_of
from flashcards.storage.search_where import LookUp
from flashcards.storage.snapshot import Snapshot, version

_MARGIN_DAYS = 2
"""A line of the log keeps the study day it had where and when it was written; another zone may see another."""

_NAME = "answers of the last days"
_COLUMNS = ("id", "card_id", "reviewed_at", "rating")
_LINES = "review WHERE rating IS NOT NULL AND reviewed_on >= ?"


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers from a study day on, and some before; every column has the shape (answers,).

    Attributes:
        since: the first study day of which all are there.
    """

    since: StudyDay
    id: Ids
    card_id: Ids
    reviewed_at: Ids
    rating: npt.NDArray[np.int8]


def answers_since(look: LookUp, days: int) -> Answers:
    """Give the answers of so many last study days, today being the first; there may be older ones among them."""
    snapshot = look.snapshot
    first = StudyDay(look.moment.today - days + 1 - _MARGIN_DAYS)
    now, read = version(snapshot), partial(_read, snapshot, first)
    kept = snapshot.kept.of_lines(_NAME, now, "review", read, partial(_followed, snapshot))
    return kept if kept.since <= first else snapshot.kept.again(_NAME, now, read)


def _read(snapshot: Snapshot, first: StudyDay, more: str = "") -> Answers:
    ids, card_ids, reviewed_at, rating = columns_of(snapshot, _COLUMNS, _LINES + more, (first,))
    return Answers(first, ids, card_ids, reviewed_at, rating.astype(np.int8))


def _followed(snapshot: Snapshot, before: Answers, lines: Collection[int]) -> Answers:
    fresh = _read(snapshot, before.since, f" AND id IN ({','.join(map(str, lines))})")
    stay = ~np.isin(before.id, np.fromiter(lines, np.int64, len(lines)))
    return Answers(
        before.since,
        np.concatenate((before.id[stay], fresh.id)),
        np.concatenate((before.card_id[stay], fresh.card_id)),
        np.concatenate((before.reviewed_at[stay], fresh.reviewed_at)),
        np.concatenate((before.rating[stay], fresh.rating)),
    )
