"""A plan carried out: one transaction, one step of undo, one entry in the import history; all or nothing."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.collection.importing.adding import Added, add_notes
from flashcards.collection.importing.earlier import Earlier
from flashcards.collection.importing.files import forget_media, keep_media
from flashcards.collection.importing.job import Job
from flashcards.collection.importing.new_rows import RowMaker
from flashcards.collection.importing.renewing import as_they_were, is_current, made_anew
from flashcards.collection.importing.reporting import counted, joined, left_out, summary
from flashcards.collection.importing.rescheduling import reschedule
from flashcards.collection.importing.sound import Soundness
from flashcards.collection.importing.standing import bundled_kept, updated_elsewhere
from flashcards.collection.importing.updating import NoteUpdater
from flashcards.collection.importing.values import (
    BRINGING,
    Bucket,
    Choice,
    ImportPlan,
    ImportReport,
    Schedule,
    places_of,
)
from flashcards.collection.media import enter_media
from flashcards.domain.progress import Progress, no_progress
from flashcards.domain.study_day import StudyCalendar
from flashcards.storage import matching, reading
from flashcards.storage.media_rows import count_media

if TYPE_CHECKING:
    from flashcards.collection.collection import Look
    from flashcards.storage.transaction import Transaction


MANY = 20_000
"""So many notes are written as one run of `Collection.transact(…, many=True)`."""


def are_many(plans: Sequence[ImportPlan]) -> bool:
    """Say whether plans bring so many new notes that the transaction that carries them out is told."""
    return sum(len(plan.buckets[Bucket.NEW]) for plan in plans) >= MANY


def apply(
    transaction: "Transaction",
    plans: Sequence[ImportPlan],
    look: "Look",
    *,
    guid_stem: str,
    progress: Progress = no_progress,
    as_planned: bool = False,
) -> ImportReport:
    """Carry out plans, one file after another, as one import.

    A plan is made anew, with the same wishes and choices, when the collection was written since, or when a file before
    it was part of the same import. Media that `keep_media` has not copied yet are copied now.

    Args:
        look: the collection the transaction belongs to.
        guid_stem: what the guids of notes without one begin with; nobody else may have it.
        progress: raising from it takes everything back.
        as_planned: a plan that is another when it is made anew is not carried out.

    Raises:
        PlanChangedError: only with `as_planned`.
        StorageError: the media do not fit on the disk.
        CancelledError: `progress` said so.
    """
    carried_out: list[ImportPlan] = []
    try:
        plans = as_they_were(transaction.snapshot, plans, look, progress) if as_planned else plans
        done = _carry_out_all(transaction, plans, look, guid_stem, progress, carried_out)
        if transaction.kinds:
            done = replace(done, import_id=_enter(transaction, carried_out, done))
        progress("Saving", 1.0)  # all is written: the last moment to stop
    except BaseException:
        for plan in (*carried_out, *plans[len(carried_out) :]):
            forget_media(look.media, plan)
        raise
    return done


def _carry_out_all(
    transaction: "Transaction",
    plans: Sequence[ImportPlan],
    look: "Look",
    guid_stem: str,
    progress: Progress,
    carried_out: list[ImportPlan],
) -> ImportReport:
    """Carry out one plan after another.

    Args:
        carried_out: gets each plan, as it is once its media are copied, before anything else is done.
    """
    done = ImportReport()
    earlier = Earlier()
    for number, plan in enumerate(plans):
        fresh = _fresh(transaction, plan, look, progress, earlier)
        fresh = _with_media(fresh, look, progress)
        carried_out.append(fresh)
        if number + 1 < len(plans):
            earlier.add(fresh)
        done = joined(done, _carry_out(transaction, fresh, look, f"{guid_stem}.{number}", progress))
    return done


def _enter(transaction: "Transaction", plans: Sequence[ImportPlan], done: ImportReport) -> int:
    decks = dict.fromkeys(plan.deck for plan in plans)
    return transaction.imports.add(
        file_format=done.format,
        source=", ".join(plan.transfer.source.name for plan in plans),
        deck=", ".join(decks),
        summary=summary(done),
    )


def _fresh(
    transaction: "Transaction", plan: ImportPlan, look: "Look", progress: Progress, earlier: Earlier
) -> ImportPlan:
    if not earlier and is_current(transaction.snapshot, plan):
        return plan
    return made_anew(transaction.snapshot, plan, look, progress, earlier)


def _with_media(plan: ImportPlan, look: "Look", progress: Progress) -> ImportPlan:
    """Copy the media that are not copied yet, and give the plan that knows of them."""
    lacking = tuple(file for file in plan.media if file.name not in plan.kept)
    if not lacking:
        return plan
    more = keep_media(look.media, replace(plan, media=lacking), progress)
    return replace(more, kept={**plan.kept, **more.kept})


def _carry_out(
    transaction: "Transaction", plan: ImportPlan, look: "Look", guid_stem: str, progress: Progress
) -> ImportReport:
    settings = reading.learning_settings(transaction.snapshot)
    calendar = StudyCalendar(settings.rollover_hour, look.zone)
    origin = f"import:{transaction.imports.next_id()}"
    job = Job(transaction, plan, transaction.now, settings, calendar, origin, guid_stem, progress)
    media = _enter_media(transaction, plan)
    elsewhere, kept = updated_elsewhere(transaction.snapshot, plan), bundled_kept(transaction.snapshot, plan)
    for bucket in BRINGING:
        _update(job, bucket)
    taken_over = reschedule(job)
    added = _add(job)
    report = counted(plan)
    return replace(
        report,
        cards=added.cards,
        reviews=added.logged.added + taken_over.logged.added,
        schedules=taken_over.cards,
        media=media,
        updated_elsewhere=elsewhere,
        problems=(*report.problems, *kept, *left_out(plan, added.logged.dropped + taken_over.logged.dropped)),
    )


def _update(job: Job, bucket: Bucket) -> None:
    NoteUpdater(job).update(job.plan.chosen(bucket, Choice.TAKE), disputed=True)
    if bucket is Bucket.DISPUTED:
        NoteUpdater(job).update(job.plan.chosen(bucket, Choice.LEAVE), disputed=False)


def _add(job: Job) -> Added:
    plan = job.plan
    new = places_of(plan.chosen(Bucket.NEW, Choice.TAKE))
    beside = {one.place for bucket in Bucket for one in plan.chosen(bucket, Choice.BOTH)}
    with_schedule = plan.transfer.has_schedule and plan.wishes.schedule is not Schedule.NONE
    places = sorted([*new, *beside]) if beside else new
    position = 1 + matching.last_position(job.transaction.snapshot)
    rows = RowMaker(job, _ordinals(plan, beside), beside, position)
    return add_notes(job, places, rows, with_schedule=with_schedule)


def _ordinals(plan: ImportPlan, beside: Set[int]) -> Sequence[Sequence[int]]:
    """Give the cards each note makes; those of notes that are added beside others were not asked for before."""
    if not beside:
        return plan.ordinals
    sound = Soundness([one.note_type for one in plan.types])
    found = list(plan.ordinals)
    for place in beside:
        found[place] = sound.ordinals(plan.transfer.notes[place])
    return found


def _enter_media(transaction: "Transaction", plan: ImportPlan) -> int:
    """Enter the media that were copied; give how many are new to the list."""
    before = count_media(transaction.snapshot)
    for name, kept in plan.kept.items():
        enter_media(transaction, name, kept)
    return count_media(transaction.snapshot) - before
