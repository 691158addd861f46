"""Charts of memory: what is predicted, what came true, and how cards stand."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from flashcards.ui.progress.chart import Chart, Form, Series, Table, some_ticks
from flashcards.wording import counted, days, grouped, percent

if TYPE_CHECKING:
    from flashcards.collection.statistics.memory import Bar, Memory

ABOVE_ALL = 103.0
"""Where the axis of a share ends, so that a dot at 100 % is whole."""

NO_PREDICTIONS = "After your first week of reviews, this sets what was predicted of each beside what came of it."
NO_CARDS = "Cards show here once you have studied them."


def calibration_chart(memory: "Memory") -> Chart:
    """Set the recall that was predicted of reviews beside what became of them."""
    bins = memory.calibration
    names = tuple(f"Predicted {_exact(one.predicted)}" for one in bins)
    rows = tuple(
        (name, _exact(one.recalled), f"{_exact(one.low)} to {_exact(one.high)}", grouped(one.reviews))
        for name, one in zip(names, bins, strict=True)
    )
    floor = min((min(one.predicted, one.low) for one in bins), default=0.0)
    return Chart(
        title="Predicted and true recall",
        summary=_verdict(memory),
        places=names,
        ticks=tuple((place, f"{100 * one.predicted:.0f}") for place, one in enumerate(bins)),
        series=(
            Series("As predicted", "early", tuple(100 * one.predicted for one in bins), Form.LINE),
            Series("Recalled", "new", tuple(100 * one.recalled for one in bins), Form.DOTS),
            Series("Within this, 9 times of 10", "young", tuple(100 * one.low for one in bins), Form.LOW),
            Series("", "young", tuple(100 * one.high for one in bins), Form.HIGH),
        )
        if bins
        else (),
        table=Table(("Prediction", "Recalled", "Likely between", "Reviews"), rows),
        below="predicted, %",
        beside="recalled, %",
        bottom=10 * int(10 * floor),
        top=ABOVE_ALL,
        empty=NO_PREDICTIONS,
    )


def _verdict(memory: "Memory") -> str:
    if memory.predicted is None or memory.recalled is None:
        return ""
    reviews = sum(one.reviews for one in memory.calibration)
    verdict = (
        f"Of {counted(reviews, 'review')}, {_exact(memory.predicted)} were expected to be recalled"
        f" and {_exact(memory.recalled)} were"
    )
    return verdict + _origin(memory, reviews)


def _origin(memory: "Memory", reviews: int) -> str:
    """Say what was predicted only afterwards, and what could not be."""
    if not memory.afterwards:
        return ""
    which = "all" if memory.afterwards == reviews else grouped(memory.afterwards)
    left = f"; {grouped(memory.left_out)} older ones are left out" if memory.left_out else ""
    return f". The prediction of {which} was worked out afterwards, for reviews that came in with an import{left}."


def recall_chart(memory: "Memory") -> Chart:
    """Count cards by the chance of recalling them now."""
    cards = sum(bar.cards for bar in memory.recall)
    known = f"About {grouped(round(memory.known))} of {counted(cards, 'card')} you would recall now" if cards else ""
    names = [
        f"{100 * (bar.low or 0):.0f} to {100 * (bar.high or 0):.0f}\N{NARROW NO-BREAK SPACE}%" for bar in memory.recall
    ]
    searches = [f"prop:r>={bar.low or 0:g} prop:r<{bar.high or 0:g}" for bar in memory.recall]
    short = [f"{100 * (bar.low or 0):.0f}" for bar in memory.recall]
    return _spread("Chance of recall now", known, memory.recall, names, short, searches)


def stability_chart(memory: "Memory") -> Chart:
    """Count cards by their stability."""
    summary = "Days until the chance of recalling a card falls to 90\N{NARROW NO-BREAK SPACE}%"
    return _measured("Stability", summary, memory.stability, "s", _span)


def interval_chart(memory: "Memory") -> Chart:
    """Count cards by their interval."""
    return _measured("Intervals", "From a review to the next", memory.interval, "ivl", _span)


def difficulty_chart(memory: "Memory") -> Chart:
    """Count cards by their difficulty."""
    summary = "From 1, easy, to 10: how slowly stability grows"
    return _measured("Difficulty", summary, memory.difficulty, "d", _number)


def _measured(title: str, summary: str, bars: "Sequence[Bar]", word: str, write: Callable[[float], str]) -> Chart:
    names = [_between(bar, write) for bar in bars]
    brief = _number if write is _number else _brief_span
    short = [brief(bar.high) if bar.high is not None else "more" for bar in bars]
    searches = [_search(bar, word) for bar in bars]
    return _spread(title, summary, bars, names, short, searches, most=10 if word == "d" else 5)


def _spread(
    title: str,
    summary: str,
    bars: "Sequence[Bar]",
    names: Sequence[str],
    short: Sequence[str],
    searches: Sequence[str],
    *,
    most: int = 10,
) -> Chart:
    cards = sum(bar.cards for bar in bars)
    return Chart(
        title=title,
        summary=summary,
        places=tuple(names),
        ticks=some_ticks(short, most=most),
        series=(Series("Cards", "new", tuple(float(bar.cards) for bar in bars)),),
        table=Table(
            (title, "Cards", "Share"),
            tuple(
                (name, grouped(bar.cards), percent(bar.cards / cards) if cards else "–")
                for name, bar in zip(names, bars, strict=True)
            ),
        ),
        searches=tuple(searches),
        beside="cards",
        empty=NO_CARDS,
    )


def _between(bar: "Bar", write: Callable[[float], str]) -> str:
    if bar.low is None:
        return f"Under {write(bar.high or 0)}"
    return f"{write(bar.low)} and more" if bar.high is None else f"{write(bar.low)} to {write(bar.high)}"


def _search(bar: "Bar", word: str) -> str:
    low = "" if bar.low is None else f"prop:{word}>={_scaled(bar.low, word):g}"
    high = "" if bar.high is None else f"prop:{word}<{_scaled(bar.high, word):g}"
    return f"is:review {low} {high}".replace("  ", " ").strip()


def _scaled(value: float, word: str) -> float:
    """Write difficulties up to 1 as the search language reads them: on Anki's scale."""
    return 0.0 if word == "d" and value <= 1 else value


def _span(value: float) -> str:
    return days(round(value))


def _brief_span(value: float) -> str:
    """Write days as an axis has room for: "14 d", "3 mo", "2 y"."""
    if value < 30:
        return f"{value:.0f} d"
    return f"{value / 30.44:.0f} mo" if value < 365 else f"{value / 365.25:.0f} y"


def _number(value: float) -> str:
    return f"{value:g}"


def _exact(share: float) -> str:
    return f"{100 * share:.1f}\N{NARROW NO-BREAK SPACE}%"
