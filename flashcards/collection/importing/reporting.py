"""What an import did, or would do, in numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np

from flashcards.collection.importing.new_rows import cards_of
from flashcards.collection.importing.review_log import are_sound
from flashcards.collection.importing.schedules import latest
from flashcards.collection.importing.standing import bundled_kept, updated_elsewhere
from flashcards.collection.importing.taking_over import takeover
from flashcards.collection.importing.values import (
    BRINGING,
    Bucket,
    Choice,
    ImportPlan,
    ImportReport,
    Schedule,
    places_of,
)
from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import Transfer
from flashcards.storage import reading
from flashcards.storage.instants import to_ms
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.collection import Look

_COUNTS = (
    "added",
    "updated",
    "unchanged",
    "duplicates",
    "conflicts",
    "cards",
    "reviews",
    "media",
    "schedules",
    "bundled",
)


def counted(plan: ImportPlan) -> ImportReport:
    """Count the notes of a plan by what becomes of them; cards, reviews and media are left at 0."""
    tally = Counter({(bucket, choice): len(plan.chosen(bucket, choice)) for bucket in Bucket for choice in Choice})
    return ImportReport(
        format=plan.transfer.format,
        added=tally[Bucket.NEW, Choice.TAKE] + sum(tally[bucket, Choice.BOTH] for bucket in Bucket),
        updated=sum(tally[bucket, Choice.TAKE] for bucket in BRINGING),
        unchanged=tally[Bucket.IDENTICAL, Choice.LEAVE] + tally[Bucket.CHANGED, Choice.LEAVE],
        duplicates=tally[Bucket.REPEATED, Choice.LEAVE],
        conflicts=sum(tally[bucket, Choice.LEAVE] for bucket in (Bucket.DISPUTED, Bucket.MISFIT, Bucket.BUNDLED)),
        bundled=tally[Bucket.BUNDLED, Choice.LEAVE],
        problems=(*plan.problems, *plan.warnings),
    )


def expected(plan: ImportPlan, look: "Look") -> ImportReport:
    """Say what carrying out a plan would do: what a dry run reports.

    Cards and reviews are those of notes that are new or there already: what notes added beside others bring is not
    known before.
    """
    report = counted(plan)
    now = look.clock()
    (schedules, logged, dropped), elsewhere, kept = look.read(
        lambda snapshot: (
            _taken_over(snapshot, plan, look, now),
            updated_elsewhere(snapshot, plan),
            bundled_kept(snapshot, plan),
        )
    )
    new = places_of(plan.chosen(Bucket.NEW, Choice.TAKE))
    cards = sum(len(plan.ordinals[place]) for place in new)
    takes = plan.transfer.has_schedule and plan.wishes.schedule is not Schedule.NONE
    sources = [card for place in new for card in _cards(plan, place)] if takes else []
    lines, sound = _reviews(plan.transfer, sources, latest(to_ms(now)))
    return replace(
        report,
        cards=cards,
        reviews=sound + logged,
        media=len(plan.media),
        schedules=schedules,
        updated_elsewhere=elsewhere,
        problems=(*report.problems, *kept, *left_out(plan, lines - sound + dropped)),
    )


def left_out(plan: ImportPlan, lines: int) -> tuple[Problem, ...]:
    """Say that lines of a file's review log are left out, if any are."""
    if not lines:
        return ()
    message = f"lines of the review log whose time or rating cannot be are left out: {lines}"
    return (Problem(plan.transfer.source, 0, message),)


def _taken_over(snapshot: Snapshot, plan: ImportPlan, look: "Look", now: datetime) -> tuple[int, int, int]:
    """Count the cards that would take the file's schedule, the lines their log would get, and those left out."""
    calendar = StudyCalendar(reading.learning_settings(snapshot).rollover_hour, look.zone)
    taken = takeover(snapshot, plan, calendar, now)
    return (0, 0, 0) if taken is None else (len(taken.cards), len(taken.lines.order), taken.dropped)


def joined(one: ImportReport, other: ImportReport) -> ImportReport:
    """Add up the reports of two files."""
    formats = dict.fromkeys(filter(None, (*one.format.split(", "), other.format)))
    sums = {name: getattr(one, name) + getattr(other, name) for name in _COUNTS}
    elsewhere = Counter(one.updated_elsewhere) + Counter(other.updated_elsewhere)
    problems = (*one.problems, *other.problems)
    return ImportReport(", ".join(formats), **sums, updated_elsewhere=elsewhere, problems=problems)


def total(reports: Iterable[ImportReport]) -> ImportReport:
    """Add up the reports of several files."""
    return reduce(joined, reports, ImportReport())


def as_json(report: ImportReport) -> dict[str, Any]:
    """Give a report as the terminal prints it: a contract, see docs/terminal.md."""
    problems = [
        {"file": str(one.path), "line": one.line, "message": one.message} | ({"about": one.about} if one.about else {})
        for one in report.problems
    ]
    return {
        "format": report.format,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "duplicates": report.duplicates,
        "conflicts": report.conflicts,
        "problems": problems,
        "cards": report.cards,
        "reviews": report.reviews,
        "media": report.media,
        **({"schedules": report.schedules} if report.schedules else {}),
        **({"updated_elsewhere": dict(report.updated_elsewhere)} if report.updated_elsewhere else {}),
        **({"bundled": report.bundled} if report.bundled else {}),
    }


def summary(report: ImportReport) -> dict[str, Any]:
    """Give what the import history keeps of a report."""
    return {name: getattr(report, name) for name in _COUNTS} | {"problems": len(report.problems)}


def _cards(plan: ImportPlan, place: int) -> list[int]:
    return [card.source_id for card in cards_of(plan.transfer.notes[place], plan.ordinals[place])]


def _reviews(transfer: Transfer, sources: Sequence[int], latest_ms: int) -> tuple[int, int]:
    """Count the lines of some cards, and those of them that can be."""
    wanted = np.array([one for one in sources if one], np.int64)
    lines = sound = 0
    for chunk in transfer.reviews.chunks() if len(wanted) else ():
        is_theirs = np.isin(chunk.card, wanted)
        lines += int(is_theirs.sum())
        sound += int((is_theirs & are_sound(chunk.reviewed_at, chunk.rating, chunk.kind, latest_ms)).sum())
    return lines, sound
