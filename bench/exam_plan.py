"""The exam plan beside Anki-style schedules at equal minutes: `python -m bench.exam_plan [--quick]`.

Simulated learners study a deck up to an exam. The plan is the product's: `rank` with its value tables. The peers are
Anki-style schedules at every retention, number of new cards and order, the best chosen afterwards on the very learners
it is judged on. docs/exam-planning.md says what the figures mean.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from bench.exam_learners import APP, SHARES, TRUTHS, Class, Deck, Floats, Luck, deck
from bench.exam_peers import (
    AS_IT_COMES,
    AS_IT_COMES_REVIEWS_FIRST,
    CRAM_DAYS,
    GRID,
    ORDERS,
    QUICKEST_S,
    Course,
    Peer,
    run,
)
from flashcards.scheduling.exam_plan import Aim, rank
from flashcards.scheduling.exam_plan_cards import Memory, PlanCards
from flashcards.scheduling.exam_plan_model import PlanModel
from flashcards.scheduling.exam_plan_steepness import STEEPNESSES, choose_steepness, tightest
from flashcards.scheduling.exam_plan_tables import FINE, Slice, slices_forwards, todays_slice
from flashcards.scheduling.exam_time import kept_share

SEED = 20261128
AFTERWARDS = 30
SCENARIOS = (
    (600, 14, 20),
    (600, 14, 30),
    (600, 30, 10),
    (600, 30, 20),
    (600, 60, 10),
    (600, 60, 20),
    (1000, 30, 20),
    (1000, 30, 30),
    (1000, 60, 10),
    (1000, 60, 20),
    (1000, 60, 30),
    (1000, 90, 20),
    (1500, 60, 20),
    (1500, 60, 30),
    (1500, 90, 20),
    (1500, 90, 30),
)
"""Cards, days, minutes a day: from far too little time to enough."""

QUICK = ((600, 30, 20), (1000, 30, 20))
FINALISTS = 24
MISSED = 0.2


class Scores(NamedTuple):
    """Weighted recall in percent, shape (learners,): on exam day, and later."""

    exam: Floats
    later: Floats


class Task(NamedTuple):
    """One cell of the tables."""

    scenario: tuple[int, int, int]
    truth: str
    learners: int
    missed: float = 0.0


class Result(NamedTuple):
    """What came of a cell: scores by schedule, and which was the best of the peers."""

    task: Task
    plan: Scores
    greedy: Scores
    best: Scores
    extended: Scores
    as_it_comes: Scores
    reviews_first: Scores
    setting: str
    extended_setting: str
    seconds: float


def scores(group: Class, cards: Deck, days: int) -> Scores:
    return Scores(100 * group.recall_on(days) @ cards.share, 100 * group.recall_on(days + AFTERWARDS) @ cards.share)


def course_of(task: Task) -> tuple[Course, Deck]:
    count, days, minutes = task.scenario
    seed = SEED + 1000 * SCENARIOS.index(task.scenario)
    truth = TRUTHS[task.truth](task.learners, count, np.random.default_rng([seed, 3]))
    seconds = np.full((days, task.learners), 60.0 * minutes)
    seconds[np.random.default_rng([seed, 4]).random(seconds.shape) < task.missed] = 0.0
    return Course(count, truth, Luck.drawn(task.learners, count, seed), seconds), deck(count, seed)


def plan(
    course: Course,
    cards: Deck,
    minutes: int,
    *,
    is_greedy: bool = False,
    each_morning: Callable[[int, Class], None] | None = None,
) -> Class:
    """Let learners study by the product's plan; it expects as many of the days ahead as they have kept so far."""
    keeps_log = each_morning is not None
    group = Class(np.arange(course.learners), course.cards, course.truth, course.luck, APP, keeps_log)
    model, ids = PlanModel(), np.arange(course.cards)
    every = [] if is_greedy else [_from_today(model, one, course.days) for one in STEEPNESSES]
    chosen = [0] * course.learners
    kept = np.zeros(course.learners, dtype=np.intp)
    for day in range(course.days):
        today = [next(days) for days in every]
        picks = np.full((course.learners, int(60 * minutes / QUICKEST_S) + 1), -1)
        for row in range(course.learners):
            expected = 60.0 * minutes * kept_share(int(kept[row]), day)
            seconds = (*(expected,) * (course.days - day - 1), 60.0 * minutes)
            memory = Memory(group.s[row], group.d[row], (day - group.last[row]).astype(float))
            known = PlanCards.of(ids, memory, cards.area, SHARES.tolist())
            if today and day % 7 == 0:
                chosen[row] = STEEPNESSES.index(tightest(today, known, seconds))
            ranking = rank([Aim(model, known, seconds, today[chosen[row]] if today else None)])
            best = ranking.ids[: picks.shape[1]]
            picks[row, : best.size] = best
        if each_morning is not None:
            each_morning(day, group)
        group.study(day, picks, course.seconds[day])
        kept += course.seconds[day] > 0
    if each_morning is not None:
        each_morning(course.days, group)
    return group


def _from_today(model: PlanModel, steepness: float, days: int) -> Iterator[Slice]:
    return slices_forwards(model, steepness, [True] * days, FINE)


def best_peers(course: Course, cards: Deck, peers: Sequence[Peer], learners: int) -> list[tuple[float, Peer, Scores]]:
    """Give the mean on exam day, the schedule and its scores, the best first."""
    found = []
    for order in ORDERS:
        some = [peer for peer in peers if peer.order == order]
        for start in range(0, len(some), 24):
            part = some[start : start + 24]
            after = scores(run(course, part, learners), cards, course.days)
            exam, later = after.exam.reshape(len(part), -1), after.later.reshape(len(part), -1)
            found += [(float(exam[at].mean()), peer, Scores(exam[at], later[at])) for at, peer in enumerate(part)]
    return sorted(found, key=lambda one: -one[0])


def evaluate(task: Task) -> Result:
    begin = time.perf_counter()
    course, cards = course_of(task)
    first = best_peers(course, cards, GRID, min(6, task.learners))
    finalists = {one[1] for one in first[:FINALISTS]} | {AS_IT_COMES, AS_IT_COMES_REVIEWS_FIRST}
    found = best_peers(course, cards, sorted(finalists), task.learners)
    by_peer = {one[1]: one[2] for one in found}
    tops = [one[1] for one in found if one[1] not in (AS_IT_COMES, AS_IT_COMES_REVIEWS_FIRST)][:8]
    variants = [peer._replace(cram_days=days) for peer in tops for days in CRAM_DAYS]
    variants += [peer._replace(clamps=True) for peer in tops]
    extended = best_peers(course, cards, variants, task.learners)[0]
    minutes = task.scenario[2]
    return Result(
        task,
        scores(plan(course, cards, minutes), cards, course.days),
        scores(plan(course, cards, minutes, is_greedy=True), cards, course.days),
        found[0][2],
        extended[2] if extended[0] > found[0][0] else found[0][2],
        by_peer[AS_IT_COMES],
        by_peer[AS_IT_COMES_REVIEWS_FIRST],
        str(found[0][1]),
        str(extended[1]) if extended[0] > found[0][0] else str(found[0][1]),
        time.perf_counter() - begin,
    )


def report(results: Sequence[Result]) -> None:
    print(f"{'cards/days/min':15}{'plan':>13}{'best peer':>14}{'gain':>7}{'+30 d':>7}{'+cram':>7}", end="")
    print(f"{'greedy':>8}{'as it comes':>13}{'rev. first':>12}   the best peer's setting [with cram or clamp]")
    for one in results:
        plan, best = one.plan.exam, one.best.exam
        print(f"{'/'.join(map(str, one.task.scenario)):15}", end="")
        print(
            f"{plan.mean():6.1f} ({np.percentile(plan, 5):4.1f}){best.mean():7.1f} ({np.percentile(best, 5):4.1f})",
            end="",
        )
        print(f"{(plan - best).mean():+7.1f}{(one.plan.later - one.best.later).mean():+7.1f}", end="")
        print(f"{(plan - one.extended.exam).mean():+7.1f}{one.greedy.exam.mean():8.1f}", end="")
        print(f"{one.as_it_comes.exam.mean():13.1f}{one.reviews_first.exam.mean():12.1f}   {one.setting}", end="")
        print(f" [{one.extended_setting}]" if one.extended_setting != one.setting else "")
    for name, found in summaries(results):
        quartiles = " / ".join(f"{value:+5.2f}" for value in np.percentile(found, [0, 25, 50, 75, 100]))
        print(f"{name:40} mean {found.mean():+5.2f}; least, quartiles, most {quartiles}")
    errors = [(one.plan.exam - one.best.exam).var(ddof=1) / one.task.learners for one in results]
    print(f"standard error of the mean gain {np.sqrt(np.mean(errors) / len(results)):.2f}")


def summaries(results: Sequence[Result]) -> list[tuple[str, Floats]]:
    """Give the gains to report, one for each scenario."""

    def gains(of: Callable[[Result], Floats]) -> Floats:
        return np.array([of(one).mean() for one in results])

    return [
        ("gain over the best peer", gains(lambda one: one.plan.exam - one.best.exam)),
        ("… also with cram and clamp", gains(lambda one: one.plan.exam - one.extended.exam)),
        ("… 30 days later", gains(lambda one: one.plan.later - one.best.later)),
        ("gain over Anki as it comes (new mixed in)", gains(lambda one: one.plan.exam - one.as_it_comes.exam)),
        ("… with reviews first", gains(lambda one: one.plan.exam - one.reviews_first.exam)),
        ("gain over the greedy rule", gains(lambda one: one.plan.exam - one.greedy.exam)),
    ]


def speed() -> None:
    """Time what the learner waits for: the tables of 90 days once a day, and a ranking whenever a page is shown."""
    rng, count, days = np.random.default_rng(SEED), 5000, 90
    stability = np.exp(rng.uniform(-2, 5, count))
    stability[rng.random(count) < 0.2] = np.nan
    memory = Memory(stability, rng.uniform(1, 10, count), rng.integers(0, 60, count).astype(float))
    cards = PlanCards.of(np.arange(count), memory, deck(count, SEED).area, SHARES.tolist())
    seconds = (1500.0,) * days
    begin = time.perf_counter()
    steepness = choose_steepness(PlanModel(), cards, seconds)
    chosen = time.perf_counter()
    aim = Aim(PlanModel(), cards, seconds, todays_slice(PlanModel(), steepness, [True] * days))
    built = time.perf_counter()
    print(f"90 days: steepness chosen in {chosen - begin:.2f} s, tables built in {built - chosen:.2f} s")
    other = replace(aim, cards=PlanCards.of(cards.ids, memory, cards.area, SHARES[::-1].tolist()))
    print(f"5,000 cards ranked: {_timed(lambda: rank([replace(aim)]))}")
    print(f"… for two exams that share them: {_timed(lambda: rank([replace(aim), replace(other)]))}")
    print(f"… with the list of each of the two alone: {_timed(lambda: _rank_each(replace(aim), replace(other)))}")


def _rank_each(*aims: Aim) -> None:
    """Make every list that a page of several exams needs."""
    rank(aims)
    for one in aims:
        rank([one])


def _timed(act: Callable[[], object]) -> str:
    """Say how long something takes, in time of the processor: other programs do not count."""
    spent = []
    for _ in range(50):
        start = time.process_time()
        act()
        spent.append(1000 * (time.process_time() - start))
    return f"median {np.median(spent):.1f} ms, 95 % within {np.percentile(spent, 95):.1f} ms"


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="two scenarios, few learners")
    parser.add_argument("--learners", type=int)
    parser.add_argument("--table", nargs="*", choices=[*TRUTHS, "missed"], default=[*TRUTHS, "missed"])
    options = parser.parse_args(arguments)
    scenarios = QUICK if options.quick else SCENARIOS
    learners = options.learners or (8 if options.quick else 16)
    tables = [("perturbed", MISSED) if table == "missed" else (table, 0.0) for table in options.table]
    tasks = [Task(scenario, truth, learners, missed) for truth, missed in tables for scenario in scenarios]
    speed()
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        results = list(pool.map(evaluate, sorted(tasks, key=lambda task: -task.scenario[0] * task.scenario[1])))
    for truth, missed in tables:
        print(f"\n== truth {truth}, {missed:.0%} of days missed, {learners} learners, seed {SEED}")
        report([one for task in scenarios for one in results if one.task == Task(task, truth, learners, missed)])


if __name__ == "__main__":
    main(sys.argv[1:])
