"""Parameters taken over, and the memory of every card worked out anew with them. Loads numpy."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from flashcards.collection.importing.remembering import answers_of, memories
from flashcards.collection.tuning.learner_log import own_log, table
from flashcards.domain.card import MemoryState
from flashcards.domain.fit import Fit, Parameters
from flashcards.domain.ids import CardId
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import fits, reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

Remembered = list[tuple[CardId, MemoryState]]

TOLD_EVERY = 1000
"""Cards written between two words about how far it is."""

SAME = 1e-6
"""Relative difference below which a memory counts as unchanged."""


def adopt(transaction: "Transaction", fit: Fit, progress: Progress = no_progress) -> int:
    """Keep what came of a fit, and take its parameters over if they predict better.

    Returns:
        How many cards are remembered otherwise now. No due day moves.
    """
    transaction.tuning.add(fit)
    return use_parameters(transaction, fit.parameters_after, progress) if fit.is_better else 0


def use_defaults(transaction: "Transaction", progress: Progress = no_progress) -> int:
    """Go back to the parameters of most learners; give how many cards are remembered otherwise now."""
    return use_parameters(transaction, FSRS6_DEFAULT_PARAMETERS, progress)


def use_parameters(transaction: "Transaction", parameters: Parameters, progress: Progress = no_progress) -> int:
    """Take parameters over, and work the memory of every card out anew from its answers. No due day moves.

    Args:
        progress: told how far it is; what it raises ends the step, and nothing is changed.

    Returns:
        How many cards are remembered otherwise now.
    """
    progress("Reading your reviews", 0.0)
    changed = remembered_otherwise(transaction.snapshot, parameters)
    settings = reading.learning_settings(transaction.snapshot)
    transaction.set_learning_settings(replace(settings, parameters=parameters))
    transaction.tuning.remember(_told(changed, progress))
    return len(changed)


def remembered_otherwise(snapshot: Snapshot, parameters: Parameters) -> Remembered:
    """Give the memory of every card that parameters make another of.

    A card keeps its memory when no answer tells what it rests on, or when it was set by hand.
    """
    by_hand = set(fits.restarted_by_hand(snapshot))
    stored = table((row for row in fits.remembered(snapshot) if row[0] not in by_hand), 3, np.float64)
    if not stored.size:
        return []
    ids, old = stored[:, 0].astype(np.int64), stored[:, 1:]
    log = own_log(snapshot)
    known = answers_of(log, ids)[0]
    unknown = np.zeros(known.size)
    settings = replace(reading.learning_settings(snapshot), parameters=parameters)
    stability, difficulty = memories(log, ids[known], unknown, unknown, settings)
    new = np.stack([stability, difficulty], axis=1)
    differs = np.abs(new - old[known]).max(axis=1) > SAME * np.abs(old[known]).max(axis=1)
    return [
        (CardId(card_id), MemoryState(*memory))
        for card_id, memory in zip(ids[known][differs].tolist(), new[differs].tolist(), strict=True)
    ]


def _told(changed: Remembered, progress: Progress) -> Iterator[tuple[CardId, MemoryState]]:
    for place, one in enumerate(changed):
        if place % TOLD_EVERY == 0:
            progress("Working out what your cards remember", place / len(changed))
        yield one
