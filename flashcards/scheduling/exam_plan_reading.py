"""Reading the value tables for actual cards: what studying and leaving them is worth at every price, or at one."""

from dataclasses import dataclass

import numpy as np

from flashcards.scheduling.exam_plan_cards import PlanCards
from flashcards.scheduling.exam_plan_tables import Grid, Ints, Slice, Table
from flashcards.scheduling.fsrs6_arrays import Floats

SAME_WORTH = 1e-2
"""Cards whose worths differ by less than this factor are read as one by `read_gain`."""

Corner = tuple[Ints, Floats]
"""Rows of a table laid flat, and how much each counts."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """What cards are worth studied today and left alone, at every price of the grid; shape (cards, prices)."""

    grid: Grid
    study: Table
    leave: Table

    def at(self, price: Floats) -> tuple[Floats, Floats]:
        """Give both at one price for each card, shape (cards,)."""
        low, rest = self.grid.of_price(price)
        rows = np.arange(low.size)
        return (
            self.study[rows, low] * (1 - rest) + self.study[rows, low + 1] * rest,
            self.leave[rows, low] * (1 - rest) + self.leave[rows, low + 1] * rest,
        )


def read(day: Slice, cards: PlanCards) -> Values:
    """Read the tables of a day for all cards.

    Returns:
        Values of an average card's worth: a card worth r at price p is worth r times what is read at p / r.
    """
    prices = day.grid.size.prices
    study = np.empty((len(cards), prices), dtype=np.float32)
    leave = np.empty((len(cards), prices), dtype=np.float32)
    known = np.flatnonzero(~cards.is_new)
    corners = _corners(day.grid, cards.stability_days[known], cards.difficulty[known], cards.elapsed_days[known])
    study[known] = _weighed(day.study.reshape(-1, prices), corners)
    leave[known] = _weighed(day.leave.reshape(-1, prices), corners)
    study[cards.is_new], leave[cards.is_new] = day.new_study, day.new_leave
    return Values(day.grid, study, leave)


def read_gain(day: Slice, cards: PlanCards, price: float) -> Floats:
    """Give what studying each card today is worth beyond leaving it, at one price of time: `r (Q - W)(lam / r)`.

    Cards of nearly the same worth are read together: for very many cards at one price this is faster than `read`.

    Returns:
        In the worth of an average card, shape (cards,).
    """
    _, first, member = np.unique(np.round(np.log(cards.worth) / SAME_WORTH), return_index=True, return_inverse=True)
    low, rest = day.grid.of_price(price / cards.worth[first])
    part = rest.astype(np.float32)[:, None]
    difference = (day.study - day.leave).reshape(-1, day.grid.size.prices).T
    tables = difference[low] * (1 - part) + difference[low + 1] * part
    new_difference = day.new_study - day.new_leave
    gain = (new_difference[low] * (1 - rest) + new_difference[low + 1] * rest)[member]
    known = np.flatnonzero(~cards.is_new)
    corners = _corners(day.grid, cards.stability_days[known], cards.difficulty[known], cards.elapsed_days[known])
    gain[known] = sum(tables[member[known], rows] * share for rows, share in corners)
    return gain * cards.worth


def _corners(grid: Grid, stability_days: Floats, difficulty: Floats, elapsed_days: Floats) -> list[Corner]:
    """Give the table rows around each card; only the corners some card needs."""
    age, older = grid.of_elapsed(elapsed_days)
    level, harder = grid.of_difficulty(difficulty)
    place, firmer = grid.of_stability(stability_days)
    found = []
    for up in (0, 1) if older.any() else (0,):
        for right in (0, 1):
            rows = ((level + right) * grid.elapsed_days.size + age + up) * grid.size.stabilities + place
            share = np.abs(1 - up - older) * np.abs(1 - right - harder)
            found += [(rows, share * (1 - firmer)), (rows + 1, share * firmer)]
    return found


def _weighed(table: Table, corners: list[Corner]) -> Table:
    shape = corners[0][0].size, table.shape[1]
    total, part = np.zeros(shape, dtype=np.float32), np.empty(shape, dtype=np.float32)
    for rows, share in corners:  # one piece of memory for every corner: asking for it takes longer than adding
        np.take(table, rows, axis=0, out=part, mode="clip")
        part *= share.astype(np.float32)[:, None]
        total += part
    return total
