"""Charts of when answers are given, and how decks, domains and tags differ."""

from typing import TYPE_CHECKING

from flashcards.ui.progress.chart import Chart, Series, Table
from flashcards.wording import deck_path, grouped, percent, short

if TYPE_CHECKING:
    from flashcards.collection.statistics.habits import Group, Grouping, Habits

ROLLOVER = 4
"""The hour charts of a day begin with: nights belong to the evening before."""

FEW = 5
"""Fewer answers in an hour say nothing of recall."""


def hours_chart(habits: "Habits") -> Chart:
    """Draw answers and recall by the hour of the day."""
    order = [(ROLLOVER + place) % 24 for place in range(24)]
    found = [habits.hours[hour] for hour in order]
    names = tuple(f"{hour}:00 to {(hour + 1) % 24}:00" for hour in order)
    best = max(found, key=lambda hour: hour.reviews)
    most = f"Most from {names[found.index(best)]}" if best.reviews else ""
    return Chart(
        title="Hours of the day",
        summary=most,
        places=names,
        ticks=tuple((place, f"{hour}:00") for place, hour in enumerate(order) if place % 3 == 0),
        series=(Series("Answers", "new", tuple(float(hour.reviews) for hour in found)),),
        table=Table(
            ("Hour", "Answers", "Not Again"),
            tuple(
                (
                    name,
                    grouped(hour.reviews),
                    percent(hour.share) if hour.share is not None and hour.reviews >= FEW else "–",
                )
                for name, hour in zip(names, found, strict=True)
            ),
        ),
        beside="answers",
        empty="No answers in this time.",
    )


GROUPS_SUMMARY = (
    "Known: how many of the cards seen you would recall now. "
    "Cards that are suspended or kept for practice exams are not counted"
)


def groups_chart(habits: "Habits", grouping: "Grouping") -> Chart:
    """Tell decks, domains or tags apart, as a table."""
    return Chart(
        title={"deck": "Decks", "domain": "Domains", "tag": "Tags"}[grouping.value],
        summary=GROUPS_SUMMARY,
        places=tuple(group.name for group in habits.groups),
        searches=tuple(group.search for group in habits.groups),
        table=Table(
            (grouping.value.capitalize(), "Cards", "Seen", "Known", "Answers", "Minutes", "Retention"),
            tuple(_row(group) for group in habits.groups),
            is_cut_at_start=grouping.value == "deck",
        ),
        empty="There is nothing to tell apart here yet.",
    )


def _row(group: "Group") -> tuple[str, ...]:
    return (
        deck_path(group.name),
        grouped(group.cards),
        grouped(group.seen),
        percent(group.known / group.seen) if group.seen else "–",
        grouped(group.answers),
        short(group.seconds / 60),
        "–" if group.retention.share is None else percent(group.retention.share),
    )
