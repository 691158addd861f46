"""`flashcards import`, `imports` and `revert`: files in, and out again."""

import json
import secrets
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, TextIO

import typer

from flashcards.collection import importing
from flashcards.collection.collection import Collection, Look
from flashcards.collection.importing import ImportPlan, ImportReport, Schedule, Wishes
from flashcards.domain.changes import Operation
from flashcards.domain.deck import clean_deck_name
from flashcards.domain.errors import FlashcardsError, ImportRefusedError
from flashcards.domain.progress import Progress
from flashcards.formats import registry
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import Transfer
from flashcards.uncollected import uncollected
from flashcards.wording import counted, deck_path, long_date, pictures_and_sounds

if TYPE_CHECKING:
    from flashcards.storage.import_history import TouchedNote

_MOST_SHOWN = 60
"""Characters of the row that are shown with its problem."""
_MOST_DECKS = 3
"""Decks that are named of those updated notes are in."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be read, and how.

    Attributes:
        files: in the order in which they come in.
        format: the id of their format; None to detect it.
    """

    files: Sequence[Path]
    format: str | None
    wishes: Wishes


def asked_schedule(*, with_schedule: bool, without_schedule: bool) -> bool | None:
    """Say whether all cards take the file's schedule, or none; None when neither was asked for.

    Raises:
        typer.BadParameter: both were.
    """
    if with_schedule and without_schedule:
        problem = "Say either --with-schedule or --without-schedule, not both"
        raise typer.BadParameter(problem)
    return True if with_schedule else (False if without_schedule else None)


def inputs(files: Sequence[Path], name: str | None, deck: str | None, *, with_schedule: bool | None) -> Inputs:
    """Give what the options say.

    Raises:
        typer.BadParameter: there is no such format, or the deck has no name.
    """
    known = registry.names_to_read()
    if name is not None and name not in known:
        problem = f"There is no format “{name}”. There are {', '.join(known)}"
        raise typer.BadParameter(problem)
    try:
        cleaned = "" if deck is None else clean_deck_name(deck)
    except ValueError as error:
        problem = f"--deck: {error}"
        raise typer.BadParameter(problem) from error
    schedule = {None: Schedule.NEW_CARDS, True: Schedule.ALL, False: Schedule.NONE}[with_schedule]
    return Inputs(files, name, Wishes(cleaned, schedule))


def import_files(collection: Collection, inputs: Inputs, progress: Progress) -> ImportReport:
    """Bring files in: all of them, or nothing. A note that cannot be read is a problem, and left out.

    Raises:
        FlashcardsError: one of them cannot be read, or something else is in the way; nothing was changed.
    """
    with ExitStack() as open_files, uncollected():
        transfers = _transfers(collection, inputs, progress, open_files)
        plans = _plans(collection, transfers, inputs, progress)
        return collection.transact(
            Operation.IMPORT,
            lambda change: importing.apply(
                change, plans, collection, guid_stem=secrets.token_urlsafe(8), progress=progress
            ),
            many=importing.are_many(plans),
        ).value


def dry_run(look: Look, inputs: Inputs, progress: Progress) -> ImportReport:
    """Say what bringing files in would do."""
    with ExitStack() as open_files:
        transfers = _transfers(look, inputs, progress, open_files)
        reports = [importing.expected(plan, look) for plan in _plans(look, transfers, inputs, progress)]
    return importing.total(reports)


def print_report(report: ImportReport, out: TextIO, *, as_json: bool, is_dry: bool) -> None:
    """Print what came of an import."""
    if as_json:
        out.write(json.dumps(importing.as_json(report), ensure_ascii=False) + "\n")
        return
    for problem in report.problems:
        out.write(f"{problem}{_begins(problem)}\n")
    out.write(f"{'Would be' if is_dry else 'Done'}: {_numbers(report)}.\n")
    if report.import_id and not is_dry:
        out.write(f"`flashcards revert {report.import_id}` takes it back.\n")


def _begins(problem: Problem) -> str:
    """Say how the row or note begins that has a problem, where that is known."""
    return f" (“{shorten(problem.about, _MOST_SHOWN, placeholder='…')}”)" if problem.about else ""


def _numbers(report: ImportReport) -> str:
    """Give the numbers of a report that are not 0."""
    stated = {"added": report.added, f"updated{_elsewhere(report)}": report.updated, "unchanged": report.unchanged}
    things = {
        "duplicate": report.duplicates,
        "conflict": report.conflicts - report.bundled,
        "card": report.cards,
        "review": report.reviews,
        "media file": report.media,
    }
    said = [f"{number} {name}" for name, number in stated.items() if number]
    said += [f"{counted(report.schedules, 'schedule')} taken over"] if report.schedules else []
    said += [counted(number, name) for name, number in things.items() if number]
    stays = "it is" if report.bundled == 1 else "they are"
    said += [f"{counted(report.bundled, 'note')} of the bundled decks kept as {stays}"] if report.bundled else []
    said = said or ["nothing to bring in"]
    return ", ".join(filter(None, (*said, report.attention)))


def _elsewhere(report: ImportReport) -> str:
    """Say in which decks updated notes are, of those that are not where they would be put: " in HIM"."""
    decks = report.updated_elsewhere
    named = sorted(decks, key=lambda name: (-decks[name], name))[:_MOST_DECKS]
    if len(decks) == 1 and decks[named[0]] == report.updated:
        return f" in {deck_path(named[0])}"
    said = [f"{decks[name]} in {deck_path(name)}" for name in named]
    rest = sum(decks.values()) - sum(decks[name] for name in named)
    said += [f"{rest} in other decks"] if rest else []
    return f" ({', '.join(said)})" if said else ""


def print_imports(look: Look, out: TextIO, *, as_json: bool) -> None:
    """Print the import history, newest first."""
    entries = look.read(importing.imports)
    if as_json:
        rows = [
            {
                "id": entry.id,
                "at": entry.at.isoformat(),
                "format": entry.format,
                "source": entry.source,
                "deck": entry.deck,
                **entry.summary,
                "reverted": entry.reverted_at is not None,
                "kept": sum(map(len, entry.kept)),
            }
            for entry in entries
        ]
        out.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    for entry in entries:
        at = entry.at.astimezone(look.zone)
        what = f"{entry.summary['added']} added, {entry.summary['updated']} updated"
        what += f", {counted(taken, 'schedule')} taken over" if (taken := entry.summary.get("schedules")) else ""
        kept = f" but for {counted(sum(map(len, entry.kept)), 'note')}" if entry.kept else ""
        taken_back = f" (taken back{kept})" if entry.reverted_at else ""
        when = f"{long_date(at.date())}, {at:%H:%M}"
        out.write(f"{entry.id:>4}  {when}  {entry.source} ({entry.format}): {what}{taken_back}\n")
    if not entries:
        out.write("Nothing was imported yet.\n")


def revert(collection: Collection, import_id: int, out: TextIO, progress: Progress, *, everything: bool) -> None:
    """Take an import back.

    Args:
        everything: notes that were edited or studied since, too.

    Raises:
        UnknownImportError: there is no such import, or all of it was taken back already.
    """
    plan = collection.read(lambda snapshot: importing.plan_revert(snapshot, import_id))
    for note in plan.touched:
        out.write(f"{_why_kept(note)}: {note.text}\n")
    done = collection.transact(
        Operation.REVERT_IMPORT,
        lambda change: importing.revert(change, import_id, keep_touched=not everything, progress=progress),
    ).value
    out.write(f"{counted(done.removed, 'note')} removed, {done.restored} as before, {done.kept} left alone.\n")
    if done.media:
        files = pictures_and_sounds(done.media)
        stays = "Files stay on the disk for undo, until a check in the window deletes them for good."
        out.write(f"Off the list: {files}. {stays}\n")


def _why_kept(note: "TouchedNote") -> str:
    """Say what became of a note since it was imported."""
    done = " and ".join(word for word, holds in (("edited", note.is_edited), ("studied", note.is_studied)) if holds)
    again = "changed by a later import" if note.is_imported_again else ""
    return " and ".join(filter(None, (f"{done} since" if done else "", again)))


def progress_to(stream: TextIO) -> Progress:
    """Give what shows progress on one line of a terminal, and nothing in a pipe."""
    shown = ""

    def show(doing: str, share: float) -> None:
        nonlocal shown
        line = f"{doing} {share:.0%}"
        if stream.isatty() and line != shown:
            shown = line
            stream.write(f"\r\x1b[K{line}")
            stream.flush()

    return show


def _transfers(look: Look, inputs: Inputs, progress: Progress, open_files: ExitStack) -> list[Transfer]:
    how = importing.reading_for(look, progress)
    try:
        return [open_files.enter_context(registry.read(file, how, inputs.format)) for file in inputs.files]
    except ImportRefusedError as error:
        raise (error if len(inputs.files) == 1 else _refused_for_all(error, len(inputs.files))) from error


def _refused_for_all(error: ImportRefusedError, count: int) -> FlashcardsError:
    """Say of a file that keeps others out that it does."""
    return FlashcardsError(f"{error} None of the {count} files came in: leave this one out to import the others.")


def _plans(look: Look, transfers: Sequence[Transfer], inputs: Inputs, progress: Progress) -> list[ImportPlan]:
    """Plan files, each knowing what those before it bring."""
    earlier = importing.Earlier()
    plans: list[ImportPlan] = []
    for transfer in transfers:
        if plans:
            earlier.add(plans[-1])
        plan = partial(
            importing.plan,
            transfer=transfer,
            media=look.media,
            wishes=inputs.wishes,
            progress=progress,
            earlier=earlier,
        )
        plans.append(look.read(plan))
    return plans
