"""Reviews that nothing was predicted of, such as imported ones: predicted afterwards, from the answers before them.

The parameters of today are used, which may have been fitted to these very reviews: it is said beside the chart. Loads
numpy; about a second for 20,000 reviews with all that came before them.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from flashcards.array_order import distinct
from flashcards.collection.importing.remembering import answers_of
from flashcards.collection.statistics.asking import Asked
from flashcards.collection.tuning.learner_log import own_log
from flashcards.scheduling.fit_quality import predictions
from flashcards.scheduling.fitting import Log as FitLog
from flashcards.scheduling.fsrs6_arrays import Floats
from flashcards.storage import fits, reading, tally_reading
from flashcards.storage.card_figures import cards_within
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_lines import BINS
from flashcards.storage.tally_reading import BinTally

NEWEST = 20_000
"""Answers looked back on."""

Ints = npt.NDArray[np.int64]


class Afterwards(NamedTuple):
    """What would have been predicted of reviews; shape (reviews,) each."""

    card: Ints
    day: Ints
    recall: Floats
    is_recalled: npt.NDArray[np.bool_]


NONE = Afterwards(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0, np.bool_))


@dataclass(frozen=True, eq=False)
class Unpredicted:
    """Reviews without a prediction.

    Attributes:
        predicted: those of the newest answers, predicted afterwards.
        left_out: how many there are besides: older, or of cards whose first answers are not in the log.
    """

    predicted: Afterwards
    left_out: int


def predict_afterwards(snapshot: Snapshot, newest: int = NEWEST) -> Unpredicted:
    """Predict the reviews that nothing was predicted of."""
    missing = fits.reviews_without_prediction(snapshot)
    if not len(missing.card):
        return Unpredicted(NONE, 0)
    first_day, answered = fits.answered_since(snapshot, newest)
    log = own_log(snapshot, answered)
    cards = distinct(log.card)
    known, counts, places, history = answers_of(log, cards)
    is_whole = np.repeat(history.is_whole.astype(np.bool_), counts)
    rows = places[is_whole]
    is_first = np.zeros(places.size, np.bool_)
    is_first[np.cumsum(counts) - counts] = True
    elapsed = np.where(is_first[is_whole], 0, log.elapsed_days[rows]).astype(np.intp)
    card = np.repeat(cards[known], counts)[is_whole]
    age = np.argsort(np.argsort(log.at[rows], kind="stable"), kind="stable")
    found = predictions(
        FitLog(card, elapsed, log.rating[rows].astype(np.intp), age), reading.learning_settings(snapshot).parameters
    )
    lines = rows[found.place]
    here = (log.day[lines] >= first_day) & _are_in(log.card[lines], log.at[lines], missing)
    lines = lines[here]
    days = log.day[lines].astype(np.int64)
    afterwards = Afterwards(log.card[lines].astype(np.int64), days, found.recall[here], found.is_recalled[here])
    return Unpredicted(afterwards, len(missing.card) - len(lines))


def tallied(snapshot: Snapshot, unpredicted: Unpredicted, asked: Asked) -> list[BinTally]:
    """Count those that are asked about, by what would have been predicted of them."""
    card, day, recall, is_recalled = unpredicted.predicted
    chosen = (day >= asked.first) & (day <= asked.today)
    if asked.scope != tally_reading.EVERYTHING:
        chosen &= np.isin(card, cards_within(snapshot, asked.scope))
    places = np.minimum((recall[chosen] * BINS).astype(np.int64), BINS - 1)
    reviews = np.bincount(places, minlength=BINS)
    recalled = np.bincount(places, is_recalled[chosen], BINS)
    predicted = np.bincount(places, recall[chosen], BINS)
    return [
        BinTally(place, int(reviews[place]), int(recalled[place]), float(predicted[place]))
        for place in np.flatnonzero(reviews).tolist()
    ]


def _are_in(card: Ints, at: Ints, missing: fits.Lines) -> npt.NDArray[np.bool_]:
    """Say which lines are among others; a line is told by its card and its time."""
    cards = distinct(np.concatenate((card, missing.card)))
    one, other = (np.searchsorted(cards, of) << 42 | when for of, when in ((card, at), (missing.card, missing.at)))
    return np.isin(one, other)
