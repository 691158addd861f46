"""Charts of what is to come, and of where cards stand now."""

from typing import TYPE_CHECKING

from flashcards.domain.study_day import StudyDay
from flashcards.ui.progress.chart import Chart, Series, Table, some_ticks
from flashcards.ui.progress.history_charts import Bucket, buckets
from flashcards.wording import counted, grouped, percent, short

if TYPE_CHECKING:
    from flashcards.collection.statistics.ahead import Ahead

NOTHING_DUE = "Nothing falls due in this time. Studied cards show here on the day they come back."


def due_chart(ahead: "Ahead") -> Chart:
    """Draw the cards that fall due."""
    parts = buckets(ahead.first, ahead.last)
    counts = _due(ahead, parts)
    overdue = f", and {counted(ahead.overdue, 'card')} are overdue" if ahead.overdue else ""
    return _chart(
        ahead,
        "Cards due",
        f"{counted(sum(counts), 'card')} fall due{overdue}; each is counted once, new cards are not",
        tuple(float(count) for count in counts),
        "cards",
    )


def minutes_chart(ahead: "Ahead") -> Chart:
    """Draw the minutes they take."""
    parts = buckets(ahead.first, ahead.last)
    minutes = tuple(count * ahead.review_s / 60 for count in _due(ahead, parts))
    days = ahead.last - ahead.first + 1
    summary = f"{short(sum(minutes) / days)} minutes a day at your pace, {round(ahead.review_s)} s for a review"
    return _chart(ahead, "Minutes due", summary, minutes, "minutes")


def _chart(ahead: "Ahead", title: str, summary: str, values: tuple[float, ...], unit: str) -> Chart:
    parts = buckets(ahead.first, ahead.last)
    names = tuple(part.name for part in parts)
    write = short if unit == "minutes" else _whole
    return Chart(
        title=title,
        summary=summary,
        places=names,
        ticks=some_ticks([part.short_name for part in parts]),
        series=(Series(unit.capitalize(), "new", values),),
        table=Table(
            ("Days", unit.capitalize()),
            tuple((name, write(value)) for name, value in zip(names, values, strict=True)),
            tuple(part.days for part in parts),
        ),
        searches=tuple(f"prop:due>={part.first - ahead.first} prop:due<={part.last - ahead.first}" for part in parts),
        beside=unit,
        empty=NOTHING_DUE,
    )


def _due(ahead: "Ahead", parts: list[Bucket]) -> list[int]:
    return [sum(ahead.due.get(StudyDay(day), 0) for day in range(part.first, part.last + 1)) for part in parts]


def standings_chart(ahead: "Ahead") -> Chart:
    """Tell how all cards stand, as a table."""
    now = ahead.standings
    kinds = (
        ("New", now.new),
        ("Learning", now.learning),
        ("Young", now.young),
        ("Mature", now.mature),
        ("Suspended", now.suspended),
        ("Kept for practice exams", now.reserved),
    )
    cards = sum(count for _, count in kinds)
    return Chart(
        title="Cards now",
        summary=counted(cards, "card"),
        table=Table(
            ("Cards", "Number", "Share"),
            tuple((name, grouped(count), percent(count / cards)) for name, count in kinds if count),
        ),
        empty="There are no cards here.",
    )


def _whole(value: float) -> str:
    return grouped(round(value))
