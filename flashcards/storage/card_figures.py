"""How cards stand now, counted in bins, from the catalogue that is kept in memory."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from flashcards.domain.study_day import StudyDay
from flashcards.storage.catalogue import Catalogue, Floats, Mask, catalogue_of
from flashcards.storage.columns import Ids, columns_of
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import MATURE_DAYS
from flashcards.storage.tally_reading import Scope

_NEVER = -1
"""The bin of cards that were never studied."""


class Measure(Enum):
    """What is counted of a card that was studied.

    `AGE` is the days since the last review as a share of the stability, from which the model tells the retrievability.
    """

    STABILITY = "stability"
    DIFFICULTY = "difficulty"
    INTERVAL = "interval_days"
    AGE = "age"


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
    """Count cards in study, that were studied before, by several measures.

    Args:
        edges: of each measure, where bins end, rising. A card lies below the first edge it is less than.

    Returns:
        Of each measure counts, shape (len(edges) + 1,).
    """
    catalogue = catalogue_of(snapshot)
    chosen = (catalogue.cards.state > 0) & _in_study(catalogue) & within(catalogue, scope)
    return {
        measure: tuple(np.bincount(_bins(catalogue, measure, ends, today)[chosen], minlength=len(ends) + 1).tolist())
        for measure, ends in edges.items()
    }


def standings(snapshot: Snapshot, scope: Scope) -> Standings:
    """Count cards by how they stand now."""
    catalogue = catalogue_of(snapshot)
    cards, here = catalogue.cards, within(catalogue, scope)
    studied = _in_study(catalogue) & here
    is_mature = cards.interval_days >= MATURE_DAYS
    masks = (
        studied & (cards.state == 0),
        studied & np.isin(cards.state, (1, 3)),
        studied & (cards.state == 2) & ~is_mature,
        studied & (cards.state == 2) & is_mature,
        here & cards.is_suspended & ~cards.is_reserved,
        here & cards.is_reserved,
    )
    return Standings(*(int(np.count_nonzero(mask)) for mask in masks))


def due_by_day(snapshot: Snapshot, last: StudyDay, scope: Scope) -> dict[StudyDay, int]:
    """Count cards that were studied before, by the study day they are due on, up to `last`."""
    catalogue = catalogue_of(snapshot)
    cards = catalogue.cards
    chosen = (cards.state > 0) & (cards.due_on <= last) & _in_study(catalogue) & within(catalogue, scope)
    days, counts = np.unique(cards.due_on[chosen].astype(np.int64), return_counts=True)
    return {StudyDay(day): count for day, count in zip(days.tolist(), counts.tolist(), strict=True)}


def group_bins(
    snapshot: Snapshot, column: str, edges: Sequence[float], today: StudyDay, scope: Scope
) -> list[GroupBin]:
    """Count the cards in study of each deck or domain by `Measure.AGE`.

    Args:
        column: `deck_id` or `domain`; domain 0 stands for none.
    """
    catalogue = catalogue_of(snapshot)
    cards, width = catalogue.cards, len(edges) + 2
    groups = cards.deck_id if column == "deck_id" else catalogue.notes.domain[catalogue.note_places]
    chosen = _in_study(catalogue) & within(catalogue, scope)
    keys = groups[chosen].astype(np.int64) * width + _age_bins(catalogue, edges, today)[chosen] - _NEVER
    found, counts = np.unique(keys, return_counts=True)
    return [
        GroupBin(key // width, key % width + _NEVER, count)
        for key, count in zip(found.tolist(), counts.tolist(), strict=True)
    ]


def tag_bins(snapshot: Snapshot, edges: Sequence[float], today: StudyDay, scope: Scope) -> list[GroupBin]:
    """Count the cards in study of each tag by `Measure.AGE`."""
    catalogue = catalogue_of(snapshot)
    chosen = _in_study(catalogue) & within(catalogue, scope)
    places, bins = catalogue.note_places[chosen], _age_bins(catalogue, edges, today)[chosen]
    tagged = tag_pairs(snapshot, catalogue)
    found = []
    for place in range(_NEVER, len(edges) + 1):
        of_notes = np.bincount(places[bins == place], minlength=len(catalogue.notes.id))
        of_tags = np.bincount(tagged.tags, of_notes[tagged.notes])
        found += [GroupBin(int(tag), place, int(of_tags[tag])) for tag in np.flatnonzero(of_tags)]
    return found


class Tagged(NamedTuple):
    """Which notes have which tags, shape (pairs,).

    Attributes:
        notes: places in the catalogue.
        tags: ids.
    """

    notes: npt.NDArray[np.intp]
    tags: Ids


def tag_pairs(snapshot: Snapshot, catalogue: Catalogue) -> Tagged:
    """Give all notes with all their tags."""
    notes, tags = columns_of(snapshot, ("note_id", "tag_id"), "note_tag")
    return Tagged(np.searchsorted(catalogue.notes.id, notes), tags)


def tag_names(snapshot: Snapshot) -> dict[int, str]:
    """Give the names of all tags."""
    return {row[0]: row[1] for row in snapshot.rows("SELECT id, name FROM tag")}


def cards_within(snapshot: Snapshot, scope: Scope) -> Ids:
    """Give the ids of the cards that are asked about, shape (cards,)."""
    catalogue = catalogue_of(snapshot)
    return catalogue.cards.id[within(catalogue, scope)]


def within(catalogue: Catalogue, scope: Scope) -> Mask:
    """Say which cards are asked about, shape (cards,)."""
    if scope.cards is not None:
        return catalogue.cards_with_ids(np.array(list(scope.cards), np.int64))
    if scope.decks is not None:
        return np.isin(catalogue.cards.deck_id, list(scope.decks))
    return np.ones(len(catalogue.cards.id), bool)


def _in_study(catalogue: Catalogue) -> Mask:
    mask: Mask = ~(catalogue.cards.is_suspended | catalogue.cards.is_reserved)
    return mask


def _age_bins(catalogue: Catalogue, edges: Sequence[float], today: StudyDay) -> npt.NDArray[np.intp]:
    return np.where(catalogue.cards.state == 0, _NEVER, _bins(catalogue, Measure.AGE, edges, today))


def _bins(catalogue: Catalogue, measure: Measure, edges: Sequence[float], today: StudyDay) -> npt.NDArray[np.intp]:
    """Give the bin of each card; what is not known lies in the last."""
    return np.searchsorted(np.array(edges), _values(catalogue, measure, today), side="right")


def _values(catalogue: Catalogue, measure: Measure, today: StudyDay) -> Floats:
    cards = catalogue.cards
    if measure is Measure.AGE:
        return np.maximum(0.0, today - cards.last_review_on) / cards.stability
    return np.asarray(getattr(cards, measure.value), np.float64)
