"""Do the readiness intervals hold? `python -m bench.readiness [--quick]`.

Simulated learners study by the plan up to an exam. 21 and 7 days before it, and on its morning, the product says what
share of the questions they will get right; then the exam is drawn from what they truly remember. An 80 % interval
should hold the result in 80 of 100 cases, whatever the truth is. docs/exam-planning.md has the figures.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from bench.exam_learners import SHARES, TRUTHS, Class, Deck, Floats, Ints, Luck, deck
from bench.exam_peers import Course
from bench.exam_plan import plan
from flashcards.domain.exam import FULL_MOCK
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.scheduling import readiness_draws as ready
from flashcards.scheduling.exam_plan import Aim
from flashcards.scheduling.exam_plan_cards import Memory, PlanCards
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_way import furthest
from flashcards.scheduling.fitting import Log, fit
from flashcards.scheduling.fsrs6_arrays import FSRS6Arrays
from flashcards.scheduling.readiness import AreaEvidence, Expected, readiness
from flashcards.scheduling.readiness_draws import USUAL_PRIORS, Priors
from flashcards.scheduling.recalibration import recalibrate

SEED = 20261129
SCENARIOS = ((800, 60, 20), (1000, 45, 20))
"""Cards, days, minutes a day: one that ends high, one in the middle."""

AHEAD = (0, 7, 21)
EXAMS = 5
"""Papers drawn of each learner, so that the luck of one weighs less."""

IMAGINED = 4
CERTAIN = Priors((2500.0, 7500.0), (100000.0, 1.0))
"""Of a world in which a fact recalled is a question answered, and one in four is guessed."""

PAPER = 75
METHODS = ("naive", "refit", "full", "transfer", "practice")
"""As FSRS says; with fitted parameters; with all the product knows; the same where transfer and guessing are unknown,
without and with a practice exam of `PAPER` questions."""


class Case(NamedTuple):
    """Forecasts and what came of them: shares of questions right by learner, area and, last, overall."""

    said: Floats
    result: Floats


class History(NamedTuple):
    """All answers of one learner up to a morning, and the cards introduced."""

    log: Log
    cards: Ints

    @classmethod
    def of(cls, group: Class, row: int, before: int) -> "History":
        columns: tuple[list[Ints], ...] = ([], [], [], [])
        for day, rows, cards, ratings, elapsed, steps in group.log:
            mine = np.flatnonzero(rows == row)
            if day >= before or not mine.size:
                continue
            walked = np.hstack([ratings[mine, None], steps[mine]])
            which, look = np.nonzero(walked)
            days = np.where(look == 0, np.maximum(elapsed[mine][which], 0), 0)
            answers = cards[mine][which], days, walked[which, look], day * 10 + look
            for column, values in zip(columns, answers, strict=True):
                column.append(values)
        card, days, rating, time = (np.concatenate(column) for column in columns)
        order = np.lexsort((time, card))
        age = np.argsort(np.argsort(time, kind="stable"), kind="stable")
        return cls(Log(card[order], days[order], rating[order], age[order]), np.unique(card))

    def replayed(self, parameters: tuple[float, ...]) -> tuple[Floats, Floats, list[tuple[float, bool]]]:
        """Give the memory of `cards`, and how each later review was predicted and came out, in time."""
        model, log = FSRS6Arrays(parameters), self.log
        first = np.flatnonzero(np.diff(log.card, prepend=-1))
        counts = np.diff(np.append(first, log.card.size))
        stability, difficulty = model.first(log.rating[first])
        seen: list[tuple[int, float, bool]] = []
        for column in range(1, int(counts.max())):
            going = np.flatnonzero(counts > column)
            rows = first[going] + column
            elapsed, rating = log.elapsed_days[rows], log.rating[rows]
            recall = model.retrievability(stability[going], elapsed)
            later = elapsed > 0
            seen += zip(log.age[rows][later], recall[later], rating[later] > 1, strict=True)
            stability[going], difficulty[going] = model.following(stability[going], difficulty[going], elapsed, rating)
        return stability, difficulty, [(recall, passed) for _, recall, passed in sorted(seen)]


class World(NamedTuple):
    """How much carries over from recall to questions, and what is guessed; shape (learners,) each."""

    transfer: Floats
    guessing: Floats

    def sat(self, recall: Floats, cards: Deck, asked: Ints, rng: np.random.Generator) -> Floats:
        """Let every learner sit an exam; give the questions right, shape (learners, areas)."""
        known = self.transfer[:, None] * recall
        chances = known + (1 - known) * self.guessing[:, None]
        found = np.empty((len(recall), asked.size))
        for area, count in enumerate(asked):
            drawn = chances[:, rng.permutation(np.flatnonzero(cards.area == area))[:count]]
            found[:, area] = (rng.random(drawn.shape) < drawn).sum(axis=1)
        return found


class Setting(NamedTuple):
    """One bench: the scenario, its deck and its learners after their study."""

    size: int
    days: int
    minutes: int
    cards: Deck
    group: Class


def judge(truth: str, scenario: tuple[int, int, int], learners: int) -> dict[tuple[str, int], Case]:
    """Let learners study, forecast them by every method and at every distance, and let them sit the exam."""
    count, days, minutes = scenario
    rng, cards = np.random.default_rng([SEED, 1]), deck(count, SEED)
    model = TRUTHS[truth](learners, count, np.random.default_rng([SEED, 3]))
    course = Course(count, model, Luck.drawn(learners, count, SEED), np.full((days, learners), 60.0 * minutes))
    mornings: dict[int, tuple[Floats, Ints]] = {}

    def keep(day: int, group: Class) -> None:
        if days - day in AHEAD:
            mornings[days - day] = (group.recall_on(day), group.last.copy())

    setting = Setting(count, days, minutes, cards, plan(course, cards, minutes, each_morning=keep))
    usual = USUAL_PRIORS
    certain = World(np.ones(learners), np.full(learners, 0.25))
    unsure = World(rng.beta(*usual.transfer, learners), rng.beta(*usual.guessing, learners))
    asked, recall = questions(), setting.group.recall_on(days)
    results = [
        np.stack([shares(world.sat(recall, cards, asked, rng), asked) for _ in range(EXAMS)])
        for world in (certain, unsure)
    ]
    found = {}
    for ahead, (now, last) in mornings.items():
        paper = np.round(asked * PAPER / asked.sum()).astype(np.intp)
        right = np.stack([unsure.sat(now, cards, paper, rng) for _ in range(EXAMS)], axis=1)
        every = [forecast(setting, row, ahead, last[row], right[row], paper) for row in range(learners)]
        said = np.stack(every, axis=1)
        for place, method in enumerate(METHODS[:-1]):
            found[method, ahead] = Case(said[place], results[method == "transfer"])
        found["practice", ahead] = Case(said[len(METHODS) - 1 :], results[1])
    return found


def forecast(setting: Setting, row: int, ahead: int, last: Ints, right: Floats, paper: Ints) -> Floats:
    """Give what each method says of a learner, the last once for each practice paper.

    Returns:
        Mean, low and high end by area and, last, overall; shape (methods - 1 + papers, areas + 1, 3).
    """
    history = History.of(setting.group, row, setting.days - ahead)
    fitted = fit(history.log)
    naive, _, _ = expected_recall(setting, history, FSRS6_DEFAULT_PARAMETERS, last, ahead)
    recall, now, reviews = expected_recall(setting, history, fitted, last, ahead)
    calibration = recalibrate(reviews)
    plain = evidence(recall, setting.cards)
    with without_doubt():
        found = [readiness(evidence(naive, setting.cards), ahead, SEED, priors=CERTAIN)]
        found.append(readiness(plain, ahead, SEED, priors=CERTAIN))
    found.append(readiness(plain, ahead, SEED, calibration, CERTAIN))
    found.append(readiness(plain, ahead, SEED, calibration))
    for one in right:
        known = [
            replace(area, right=float(good), asked=float(asked), recall_then=now[setting.cards.area == place])
            for place, (area, good, asked) in enumerate(zip(plain, one, paper, strict=True))
        ]
        found.append(readiness(known, ahead, SEED, calibration))
    return np.array([[ends(area) for area in (*one.areas, one.overall)] for one in found])


def ends(one: Expected) -> tuple[float, float, float]:
    return one.mean, one.low, one.high


def questions() -> Ints:
    """Give the scored questions of each area."""
    exact = SHARES * (FULL_MOCK.items - FULL_MOCK.pretest)
    counts: Ints = np.floor(exact).astype(np.intp)
    counts[np.argsort(-(exact - counts))[: round(exact.sum()) - counts.sum()]] += 1
    return counts


def shares(right: Floats, asked: Ints) -> Floats:
    return np.hstack([right / asked, right.sum(axis=1, keepdims=True) / asked.sum()])


@contextmanager
def without_doubt() -> Iterator[None]:
    """Take the model at its word."""
    before, ready.DISCREPANCY = ready.DISCREPANCY, ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0))
    try:
        yield
    finally:
        ready.DISCREPANCY = before


def evidence(recall: Floats, cards: Deck) -> list[AreaEvidence]:
    """Put the recall of all cards, shape (imagined learners, cards), by area."""
    found = []
    for area, count in enumerate(questions()):
        inside = recall[:, cards.area == area]
        seen = int((inside[0] > 0).sum())
        found.append(AreaEvidence(float(SHARES[area]), inside.ravel(), seen, 0.0, 0.0, int(count)))
    return found


def expected_recall(
    setting: Setting, history: History, parameters: tuple[float, ...], last: Ints, ahead: int
) -> tuple[Floats, Floats, list[tuple[float, bool]]]:
    """Give the recall of all cards on exam day, shape (imagined learners, cards), that of now, and past reviews."""
    stability, difficulty, reviews = history.replayed(parameters)
    count, known = setting.size, history.cards
    elapsed = (setting.days - ahead - last).astype(float)
    memory = Memory(np.full(count, np.nan), np.full(count, np.nan), elapsed)
    memory.stability_days[known], memory.difficulty[known] = stability, difficulty
    now = np.zeros(count)
    now[known] = FSRS6Arrays(parameters).retrievability(stability, elapsed[known])
    if ahead == 0:
        return now[None], now, reviews
    plan_cards = PlanCards.of(np.arange(count), memory, setting.cards.area, SHARES.tolist())
    aim = Aim(PlanModel(parameters), plan_cards, (60.0 * setting.minutes,) * ahead)
    return furthest(aim, IMAGINED, SEED).outlook.recall, now, reviews


def report(truth: str, scenario: tuple[int, int, int], found: dict[tuple[str, int], Case]) -> None:
    print(f"\n== truth {truth}, {scenario[0]} cards, {scenario[1]} days, {scenario[2]} min")
    print("days ahead  method      coverage of the 80 % interval, areas / overall   width   error   bias (overall)")
    for ahead in AHEAD:
        for method in METHODS:
            case = found[method, ahead]
            mean, low, high = np.moveaxis(case.said, -1, 0)
            areas, overall = held(case)
            off = 100 * (mean - case.result)[..., -1]
            width = (high - low).reshape(-1, low.shape[-1]).mean(axis=0)
            print(
                f"{ahead:10}  {method:9} {100 * areas:8.0f} / {100 * overall:3.0f}"
                f"{width[:-1].mean():32.3f} / {width[-1]:.3f} {np.abs(off).mean():5.1f} {off.mean():+6.1f}"
            )


def summarise(found: Mapping[tuple[str, tuple[int, int, int]], dict[tuple[str, int], Case]]) -> None:
    """Print what the intervals hold in all, by truth."""
    print(
        "\n== over all scenarios: coverage in %, areas / overall, at each distance; then in all, and the least overall"
    )
    for truth in TRUTHS:
        for method in METHODS:
            cells = [
                np.mean([held(case[method, ahead]) for (one, _), case in found.items() if one == truth], axis=0)
                for ahead in AHEAD
            ]
            inside = 100 * np.array(cells)
            each = "   ".join(f"{areas:3.0f} / {overall:3.0f}" for areas, overall in inside)
            print(
                f"{truth:10} {method:9} {each}   in all {inside[:, 0].mean():3.0f} / {inside[:, 1].mean():3.0f}"
                f"   least {inside[:, 1].min():3.0f}"
            )


def held(case: Case) -> tuple[float, float]:
    """Give how many results lie within their intervals, 0 to 1: those of areas, and overall."""
    _, low, high = np.moveaxis(case.said, -1, 0)
    inside = (low <= case.result + 1e-9) & (case.result - 1e-9 <= high)
    return float(inside[..., :-1].mean()), float(inside[..., -1].mean())


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args(arguments)
    learners = 12 if options.quick else 60
    tasks = [(truth, scenario) for scenario in SCENARIOS for truth in TRUTHS]
    every = {}
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for task, found in zip(tasks, pool.map(judge, *zip(*tasks, strict=True), [learners] * len(tasks)), strict=True):
            report(*task, found)
            every[task] = found
    summarise(every)


if __name__ == "__main__":
    main(sys.argv[1:])
