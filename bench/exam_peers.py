"""Anki-style schedules for the exam bench: fixed retention, new cards a day, an order; cram and clamp variants."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bench.exam_learners import APP, Class, Floats, Ints, Luck, Truth

RETENTIONS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.95)
NEW_A_DAY = (10, 20, 30, 45, 60, 100, 200)
ORDERS = (
    "mixed",
    "reviews first",
    "best remembered first",
    "new first",
    "new first, ahead",
    "new first, best remembered",
)
CRAM_DAYS = (3, 7, 14)

QUICKEST_S = 8.0


class Peer(NamedTuple):
    """A schedule: how Anki with FSRS is set, and what its user does besides.

    Attributes:
        cram_days: in so many last days the cards that would be recalled worst at the exam are studied instead.
        clamps: nothing is due after the exam.
    """

    retention: float
    new_a_day: int
    order: str
    cram_days: int = 0
    clamps: bool = False

    def __str__(self) -> str:
        extra = f", cram {self.cram_days}" if self.cram_days else ", clamped" if self.clamps else ""
        return f"{self.retention:.2f}, {self.new_a_day} new, {self.order}{extra}"


AS_IT_COMES = Peer(0.90, 20, "mixed")
AS_IT_COMES_REVIEWS_FIRST = Peer(0.90, 20, "reviews first")
GRID = tuple(Peer(retention, new, order) for order in ORDERS for retention in RETENTIONS for new in NEW_A_DAY)


class Course(NamedTuple):
    """What is the same for all schedules.

    Attributes:
        seconds: of study on each day, first day first, shape (days, learners); 0 where a day is missed.
    """

    cards: int
    truth: Truth
    luck: Luck
    seconds: Floats

    @property
    def days(self) -> int:
        return len(self.seconds)

    @property
    def learners(self) -> int:
        return len(self.seconds[0])


def run(course: Course, peers: Sequence[Peer], learners: int) -> Class:
    """Let the first learners study under every schedule.

    Returns:
        Rows are schedules times learners, learners varying fastest. All schedules have one order.
    """
    group = Class(np.tile(np.arange(learners), len(peers)), course.cards, course.truth, course.luck, APP)
    settings = _Settings(peers, learners)
    due = np.zeros(group.s.shape)
    for day in range(course.days):
        seconds = np.tile(course.seconds[day, :learners], len(peers))
        keys = _keys(group, settings, due, day, course.days)
        most = min(int(seconds.max() / QUICKEST_S) + 1, group.cards)
        rows, cards = group.study(day, _lowest(keys, most), seconds)
        due[rows, cards] = settings.next_due(group, rows, cards, day, course.days)
    return group


class _Settings:
    """The settings of every row, as columns."""

    def __init__(self, peers: Sequence[Peer], learners: int) -> None:
        (self.order,) = {peer.order for peer in peers}
        self.new_a_day = np.repeat([peer.new_a_day for peer in peers], learners)[:, None]
        self.cram_days = np.repeat([peer.cram_days for peer in peers], learners)[:, None]
        self.clamps = np.repeat([peer.clamps for peer in peers], learners)
        decay = APP.w[0, 20]
        factor = 0.9 ** (-1 / decay) - 1
        retention = np.repeat([peer.retention for peer in peers], learners)
        self.days_a_stability = (retention ** (-1 / decay) - 1) / factor

    def next_due(self, group: Class, rows: Ints, cards: Ints, day: int, exam: int) -> Floats:
        interval = np.maximum(np.round(group.s[rows, cards] * self.days_a_stability[rows]), 1)
        due: Floats = day + interval
        return np.where(self.clamps[rows], np.minimum(due, max(exam - 1, day + 1)), due)


BLOCK = 1e6
"""Keys are made of blocks: cards of a later block come after all cards of an earlier one."""


def _keys(group: Class, settings: _Settings, due: Floats, day: int, exam: int) -> Floats:
    """Give the order of every card today, lowest first; infinite for cards that are not to be studied."""
    is_new = group.times == 0
    waiting = ~is_new & (group.last < day)
    is_due = waiting & (due <= day)
    rank = np.cumsum(is_new, axis=1)
    fresh = np.where(is_new & (rank <= settings.new_a_day), rank.astype(float), np.inf)
    recall = _app_recall(group, day) if "best" in settings.order or settings.cram_days.any() else None
    if "best" in settings.order and recall is not None:
        reviews = np.where(is_due, -recall, np.inf)
    else:
        reviews = np.where(is_due, due + group.luck.course[group.learner, :, 0], np.inf)
    keys = _combined(settings.order, fresh, reviews)
    if settings.order.endswith("ahead"):
        keys = np.where(waiting & ~is_due, 2 * BLOCK + due, keys)
    if settings.cram_days.any():
        worst = np.where(waiting, _app_recall(group, exam), np.inf)
        keys = np.where(exam - day <= settings.cram_days, worst, keys)
    return keys


def _combined(order: str, fresh: Floats, reviews: Floats) -> Floats:
    if order.startswith("new first"):
        return np.minimum(fresh, reviews + BLOCK)
    if order == "mixed":
        return _mixed(fresh, reviews)
    return np.minimum(reviews, fresh + BLOCK)


def _mixed(fresh: Floats, reviews: Floats) -> Floats:
    """Spread the day's new cards evenly among its reviews."""
    new, old = np.isfinite(fresh).sum(axis=1), np.isfinite(reviews).sum(axis=1)
    place = np.argsort(np.argsort(reviews, axis=1), axis=1)
    spread = np.where(np.isfinite(reviews), (place + 1) / (old[:, None] + 1), np.inf)
    keys: Floats = np.minimum(spread, fresh / (new[:, None] + 1))
    return keys


def _app_recall(group: Class, day: int) -> Floats:
    decay = APP.w[0, 20]
    factor = 0.9 ** (-1 / decay) - 1
    stability = np.where(np.isnan(group.s), 1.0, group.s)
    result: Floats = (1 + factor * (day - group.last) / stability) ** -decay
    return result


def _lowest(keys: Floats, most: int) -> Ints:
    """Give the cards with the lowest keys in order, shape (rows, most); -1 where there are fewer."""
    if most < keys.shape[1]:
        picks = np.argpartition(keys, most - 1, axis=1)[:, :most]
    else:
        picks = np.broadcast_to(np.arange(keys.shape[1]), keys.shape)
    found = np.take_along_axis(keys, picks, axis=1)
    order = np.argsort(found, axis=1)
    picks = np.take_along_axis(picks, order, axis=1)
    result: Ints = np.where(np.isfinite(np.take_along_axis(found, order, axis=1)), picks, -1)
    return result
