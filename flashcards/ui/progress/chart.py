"""A chart as a value: what is drawn, and the same as a table. No widgets."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

NOTHING_TOLD = frozenset({"0", "–"})
"""Cells of a table that are left out when a place is read."""


class Form(Enum):
    """How a series is drawn."""

    BARS = "bars"
    """Stacked on the bars before it."""
    LINE = "line"
    DOTS = "dots"
    LOW = "low"
    """The lower end of a range, drawn with the series after it."""
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers.

    Attributes:
        colour: one of the palette's `bars`.
        values: one for each place; None where there is nothing to draw.
    """

    name: str
    colour: str
    values: tuple[float | None, ...]
    form: Form = Form.BARS


@dataclass(frozen=True, slots=True)
class Table:
    """A chart in words: what a screen reader reads, what is copied.

    Attributes:
        days: the first and the last day each row is about, where rows are days of a calendar; copied in place of words.
        is_cut_at_start: what rows are about is told apart by its end, which is shown where there is no room for all.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    days: tuple[tuple[date, date], ...] = ()
    is_cut_at_start: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers over places, ready to be drawn.

    Attributes:
        title: what it is called.
        summary: what it adds up to.
        places: what each place is called in full.
        ticks: the places named below the chart, and how.
        searches: finds the cards behind each place, in the search language; "" where there are none. May be empty.
        below, beside: what the axes count.
        top: the highest value the axis shows; None to fit.
        bottom: the lowest.
        until: the day of the last place, where places are days of a calendar.
        empty: said instead of a chart that has nothing to draw.
    """

    title: str
    summary: str = ""
    places: tuple[str, ...] = ()
    ticks: tuple[tuple[int, str], ...] = ()
    series: tuple[Series, ...] = ()
    table: Table = Table()
    searches: tuple[str, ...] = ()
    below: str = ""
    beside: str = ""
    top: float | None = None
    bottom: float = 0.0
    until: date | None = None
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        is_drawn = any(value for series in self.series for value in series.values)
        return not (is_drawn if self.series else self.table.rows)

    def reading(self, place: int) -> str:
        """Say in a sentence what stands at a place."""
        row = self.table.rows[place] if place < len(self.table.rows) else ()
        parts = [
            f"{name.lower()} {cell}"
            for name, cell in zip(self.table.columns[1:], row[1:], strict=False)
            if cell not in NOTHING_TOLD
        ]
        return f"{self.places[place]}: {', '.join(parts)}" if parts else self.places[place]


_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")

NOTHING = Chart("")
"""A chart that is still to come."""


def some_ticks(names: Sequence[str], most: int = 9) -> tuple[tuple[int, str], ...]:
    """Name a few of the places, evenly apart, the last of them too."""
    if not names:
        return ()
    step = -(-len(names) // most)
    return tuple((place, names[place]) for place in range((len(names) - 1) % step, len(names), step))


def csv_of(table: Table) -> str:
    """Write a table as comma-separated text, a header first, with days as spreadsheets read them."""
    heads: tuple[str, ...] = table.columns[:1]
    firsts: list[tuple[str, ...]] = [row[:1] for row in table.rows]
    if table.days:
        is_daily = all(first == last for first, last in table.days)
        heads = ("Day",) if is_daily else ("From", "To")
        firsts = [tuple(day.isoformat() for day in days[: len(heads)]) for days in table.days]
    rows = [(*first, *row[1:]) for first, row in zip(firsts, table.rows, strict=True)]
    return "".join(",".join(map(_quoted, row)) + "\r\n" for row in ((*heads, *table.columns[1:]), *rows))


def _quoted(cell: str) -> str:
    plain = cell.replace("\N{NARROW NO-BREAK SPACE}", "")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return '"' + plain.replace('"', '""') + '"' if any(sign in plain for sign in ',"\n') else plain
