"""The answers of the review log as columns in memory, for what no tally holds; read when it is first asked for.

A million answers take some 25 MB. After that the columns follow the file as the catalogue does.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import partial

import numpy as np

from flashcards.domain.study_day import StudyDay
from flashcards.storage.card_figures import tag_pairs, within
from flashcards.storage.catalogue import Ints, Mask, catalogue_of
from flashcards.storage.columns import Ids, columns_of
from flashcards.storage.snapshot import Snapshot, version
from flashcards.storage.tally_lines import Standing
from flashcards.storage.tally_reading import GroupTally, Scope

_STANDING = f"""CASE WHEN kind = 3 THEN {Standing.EARLY} WHEN state = 2 THEN {Standing.YOUNG}
    WHEN state = 3 THEN {Standing.RELEARNING} ELSE state END"""
_COLUMNS = ("id", "card_id", "reviewed_on", f"min(duration_ms, {2**31 - 1})", "rating", _STANDING)
_LINES = "review NOT INDEXED WHERE rating IS NOT NULL"


@dataclass(frozen=True)
class Answers:
    """The answers, by id; every column has the shape (answers,).

    Attributes:
        standing: as `Standing`, young and mature not told apart.
    """

    id: Ids
    card_id: Ids
    day: Ints
    duration_ms: Ints
    rating: Ints
    standing: Ints


def answers_of(snapshot: Snapshot) -> Answers:
    """Give all answers."""
    found: Answers = snapshot.kept.of_lines(
        "answers of the whole log",
        version(snapshot),
        "review",
        partial(_read, snapshot, _LINES),
        partial(_followed, snapshot),
    )
    return found


def tags(snapshot: Snapshot, first: StudyDay, last: StudyDay, scope: Scope) -> list[GroupTally]:
    """Give the answers from one study day to another by tag and standing; those to cards that are gone left out."""
    answers, catalogue = answers_of(snapshot), catalogue_of(snapshot)
    cards = catalogue.cards.id
    inside = np.flatnonzero((answers.day >= first) & (answers.day <= last))
    places = np.minimum(np.searchsorted(cards, answers.card_id[inside]), max(len(cards) - 1, 0))
    if not len(cards) or not len(inside):
        return []
    here = (cards[places] == answers.card_id[inside]) & within(catalogue, scope)[places]
    inside, notes = inside[here], catalogue.note_places[places[here]]
    tagged, width = tag_pairs(snapshot, catalogue), len(catalogue.notes.id)
    found = []
    for standing in Standing:
        these: Mask = answers.standing[inside] == standing
        lines, of = inside[these], notes[these]
        sums = [
            np.bincount(tagged.tags, np.bincount(of, weights, width)[tagged.notes]) if len(tagged.tags) else np.zeros(0)
            for weights in (None, answers.rating[lines] == 1, answers.duration_ms[lines])
        ]
        found += [GroupTally(int(tag), standing, *(int(one[tag]) for one in sums)) for tag in np.flatnonzero(sums[0])]
    return found


def _read(snapshot: Snapshot, source: str) -> Answers:
    ids, cards, *small = columns_of(snapshot, _COLUMNS, source)
    return Answers(ids, cards, *(column.astype(np.int32) for column in small))


def _followed(snapshot: Snapshot, before: Answers, lines: Collection[int]) -> Answers:
    listed = ",".join(map(str, lines))
    fresh = _read(snapshot, f"review WHERE rating IS NOT NULL AND id IN ({listed})")
    stay = ~np.isin(before.id, np.fromiter(lines, np.int64, len(lines)))
    parts = (
        np.concatenate((getattr(before, field.name)[stay], getattr(fresh, field.name))) for field in fields(Answers)
    )
    return Answers(*parts)
