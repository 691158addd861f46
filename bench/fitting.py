"""Fitted parameters beside those of Anki's optimiser, on the same logs: `python -m bench fitting`.

The logs are those of imagined learners (`bench.exam_learners`), for want of real ones at hand. Both fit to the older
80 % of the reviews and predict the newest 20 %; both are judged by the same predictions and the same groups.
`fsrs-rs` is the engine inside Anki; it is a development dependency only.
"""

import os
import time
from collections.abc import Sequence
from statistics import mean, stdev

import numpy as np

from bench.exam_learners import TRUTHS
from bench.learner_logs import studied
from flashcards.collection.tuning.worker import fit_apart
from flashcards.domain.fit import Parameters, Quality
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.progress import no_progress
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.fit_quality import predictions, quality
from flashcards.scheduling.fit_trial import newest_part
from flashcards.scheduling.fitting import Log, fit

LEARNERS = {"perturbed": 12, "exact": 6, "fsrs7": 6}
CARDS, DAYS = 1200, 365
SIZES = (5_000, 20_000, 50_000)
HELD_OUT = 0.2


def anki_fit(log: Log) -> Parameters:
    """Fit as Anki does: an item for each review of a later day, with all before it, in the order of time."""
    import fsrs_rs_python as rs

    first = np.flatnonzero(np.diff(log.card, prepend=log.card[:1] - 1))
    begin = np.repeat(first, np.diff(np.append(first, log.card.size)))
    rows = [row for row in np.argsort(log.age) if row > begin[row] and log.elapsed_days[row] > 0]
    reviews = [rs.FSRSReview(int(rating), int(days)) for rating, days in zip(log.rating, log.elapsed_days, strict=True)]
    items = [rs.FSRSItem(reviews[begin[row] : row + 1]) for row in rows]
    found = rs.FSRS(list(FSRS6_DEFAULT_PARAMETERS)).compute_parameters(items, [int(log.card[row]) for row in rows])
    return tuple(float(one) for one in found)


def compared(log: Log) -> tuple[Quality, Quality, Quality]:
    """Judge the usual parameters, Anki's and ours on the newest reviews, fitted to the others."""
    usual = predictions(log, FSRS6_DEFAULT_PARAMETERS)
    since = int(np.sort(log.age[usual.place])[-round(usual.place.size * HELD_OUT)])
    rows = log.age < since
    older = Log(log.card[rows], log.elapsed_days[rows], log.rating[rows], log.age[rows])
    is_newer = log.age[usual.place] >= since
    theirs, ours = (predictions(log, parameters) for parameters in (anki_fit(older), fit(older)))
    return quality(usual, is_newer), quality(theirs, is_newer), quality(ours, is_newer)


def a_log(truth: str, seed: int, cards: int = CARDS, days: int = DAYS) -> Log:
    """Give the log of one imagined learner."""
    return studied(TRUTHS[truth](1, cards, np.random.default_rng(seed)), cards, days, seed).log()


def main() -> None:
    """Print qualities, and times."""
    print(f"newest {HELD_OUT:.0%} of the reviews, predicted: log loss / RMSE (bins)")
    for truth, learners in LEARNERS.items():
        found = [compared(a_log(truth, seed)) for seed in range(learners)]
        reviews = round(mean(one[0].reviews for one in found))
        print(f"{truth}: {learners} learners, {reviews} reviews predicted each")
        for name, place in (("usual parameters", 0), ("Anki's optimiser", 1), ("ours", 2)):
            losses, errors = [one[place].log_loss for one in found], [one[place].rmse_bins for one in found]
            print(f"  {name:<18} {mean(losses):.4f} / {mean(errors):.4f}")
        for name, field in (("log loss", "log_loss"), ("RMSE (bins)", "rmse_bins")):
            report_difference(name, [getattr(one[2], field) - getattr(one[1], field) for one in found])
    times()


def report_difference(name: str, differences: Sequence[float]) -> None:
    """Print ours minus Anki's, with its standard error and in how many learners ours is smaller."""
    error = stdev(differences) / len(differences) ** 0.5
    better = sum(one < 0 for one in differences)
    print(
        f"  ours - Anki's, {name}: {mean(differences):+.4f} (se {error:.4f}), smaller in {better} of {len(differences)}"
    )


def times() -> None:
    """Print how long a fit takes in its own process, started, tried on the newest reviews and fitted to everything."""
    for answers in SIZES:
        log = newest_part(a_log("perturbed", 1, cards=answers // 8, days=500), answers)
        begin, before = time.perf_counter(), os.times()
        fit_apart(log, FSRS6_DEFAULT_PARAMETERS, StudyDay(20_000), no_progress)
        after = os.times()
        seconds = time.perf_counter() - begin
        processor = after.children_user + after.children_system - before.children_user - before.children_system
        print(f"fit and trial, {log.card.size} answers: {seconds:.1f} s, {processor:.1f} s of processor time")


if __name__ == "__main__":
    main()
