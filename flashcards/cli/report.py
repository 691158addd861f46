"""`flashcards status` and `decks`: what the collection says of itself."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TextIO

from flashcards import paths
from flashcards.collection import studying
from flashcards.collection.collection import Look
from flashcards.collection.inventory import Inventory, inventory
from flashcards.collection.plan_access import plan_of_today
from flashcards.collection.studying import Today
from flashcards.plan_wording import left_text
from flashcards.wording import counted, long_date

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan
    from flashcards.storage.snapshot import Snapshot


def print_status(collection: Look, out: TextIO, *, as_json: bool) -> None:
    """Print what is due today."""
    now, zone = collection.clock(), collection.zone

    def look(snapshot: "Snapshot") -> "tuple[TodaysPlan | None, Today]":
        plan = plan_of_today(snapshot, now, zone, paths.plans())
        return plan, studying.today(snapshot, now, zone, plan)

    plan, today = collection.read(look)
    if as_json:
        out.write(json.dumps(_status(today, plan)) + "\n")
        return
    _print_today(today, out)
    _print_left(plan, out)


def _print_today(today: Today, out: TextIO) -> None:
    out.write(f"{today.on:%A}, {long_date(today.on)}\n")
    for one in today.breaks:
        out.write(f"Break from {long_date(one.first)} to {long_date(one.last)}.\n")
    for exam in today.held_today:
        out.write(f"Today is the {exam.name}. Its decks rest. Good luck.\n")
    if today.new + today.learning + today.due == 0:
        later = f" The next card comes on {long_date(_due(today))}." if today.next_due_on is not None else ""
        out.write(f"Nothing is due.{later}\n")
        return
    time = counted(today.minutes, "minute")
    out.write(f"{today.due} to review, {today.learning} learning, {today.new} new: about {time}.\n")
    if today.days_to_exam is not None and today.days_to_exam > 0:
        out.write(f"{today.exam_name}: {counted(today.days_to_exam, 'day')} to go.\n")


def print_decks(collection: Look, out: TextIO, *, as_json: bool) -> None:
    """Print every deck with its counts."""
    now, zone = collection.clock(), collection.zone

    def look(snapshot: "Snapshot") -> "tuple[TodaysPlan | None, Sequence[Inventory]]":
        plan = plan_of_today(snapshot, now, zone, paths.plans())
        return plan, inventory(snapshot, now, zone, plan)

    plan, found = collection.read(look)
    if as_json:
        out.write(json.dumps([_deck(one) for one in found], ensure_ascii=False) + "\n")
        return
    out.write(f"{'new':>5} {'learning':>9} {'due':>5} {'cards':>6}  deck\n")
    for one in found:
        deck = one.deck
        out.write(f"{deck.new:>5} {deck.learning:>9} {deck.due:>5} {deck.cards:>6}  {'  ' * deck.depth}{deck.leaf}\n")
    _print_left(plan, out)


def _print_left(plan: "TodaysPlan | None", out: TextIO) -> None:
    """Say what is due and not in the plan; the counts are the plan's."""
    said = "" if plan is None or not plan.seconds else left_text(plan.left_due, plan.new, plan.reviews)
    if said:
        out.write(f"{said}\n")


def _status(today: Today, plan: "TodaysPlan | None") -> dict[str, object]:
    exam = None
    if today.exam_on is not None:
        exam = {"name": today.exam_name, "on": today.exam_on.isoformat(), "days": today.days_to_exam}
    return {
        "study_day": today.on.isoformat(),
        "due": today.due,
        "learning": today.learning,
        "new": today.new,
        "minutes": today.minutes,
        "exam": exam,
        "left_due": 0 if plan is None else plan.left_due,
    }


def _deck(one: Inventory) -> dict[str, object]:
    deck = one.deck
    return {
        "name": deck.name,
        "bundled": deck.bundled,
        "notes": deck.notes,
        "cards": deck.cards,
        "new": deck.new,
        "learning": deck.learning,
        "due": deck.due,
        "kinds": dict(one.kinds),
        "domains": dict(one.domains),
        "levels": dict(one.levels),
        "question_levels": dict(one.question_levels),
        "reserved": one.reserved,
    }


def _due(today: Today) -> date:
    from flashcards.domain.study_day import date_of

    return date_of(today.next_due_on) if today.next_due_on is not None else today.on
