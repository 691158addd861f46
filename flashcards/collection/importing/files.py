"""The pictures and sounds a file brings: what is there already, under which names, and copying the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flashcards.collection.importing.values import ImportPlan
from flashcards.collection.media import LARGEST_BYTES, MediaFolder, MediaTooLargeError, other_name
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import MediaFile, Transfer
from flashcards.storage.media_files import KeptFile, digest_of
from flashcards.storage.media_rows import MediaEntry, media_named
from flashcards.storage.snapshot import Snapshot

_LARGEST = f"more than {LARGEST_BYTES // 1024**2} MB"


@dataclass(frozen=True, slots=True)
class PlannedMedia:
    """What becomes of the media of a file.

    Attributes:
        new: files that are not there yet.
        renames: new names of those whose name stands for something else.
    """

    new: tuple[MediaFile, ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def plan_media(snapshot: Snapshot, transfer: Transfer, media: MediaFolder, progress: Progress) -> PlannedMedia:
    """Say which media files would be added, and under which names. Only names that are taken make it read files."""
    known = media_named(snapshot, [file.name for file in transfer.media]) if transfer.media else {}
    new: list[MediaFile] = []
    renames: dict[str, str] = {}
    problems: list[Problem] = []
    for number, file in enumerate(transfer.media):
        progress("Comparing pictures and sounds", number / len(transfer.media))
        if file.size > LARGEST_BYTES:
            problems.append(_problem(transfer, file, MediaTooLargeError()))
            continue
        entry = known.get(file.name)
        try:
            name = file.name if entry is None else _name(file, entry)
        except (FlashcardsError, OSError) as error:
            problems.append(_problem(transfer, file, error))
            continue
        if name != file.name:
            renames[file.name] = name
        if entry is None or name != file.name or not media.path(entry.sha256, entry.name).is_file():
            new.append(file)
    return PlannedMedia(tuple(new), renames, tuple(problems))


def keep_media(media: MediaFolder, plan: ImportPlan, progress: Progress = no_progress) -> ImportPlan:
    """Copy the media of a plan into the folder, and give the plan that knows of it.

    Nothing refers to the files yet: `forget_media` deletes those that were not there before.

    Raises:
        StorageError: they do not fit on the disk; none was copied.
        OSError: the folder cannot be written; none is left.
        CancelledError: `progress` said so; none is left.
    """
    media.check_room(sum(file.size for file in plan.media))
    kept: dict[str, KeptFile] = {}
    problems: list[Problem] = []
    try:
        for number, file in enumerate(plan.media):
            progress("Copying pictures and sounds", number / len(plan.media))
            _keep(media, file, kept, problems, plan.transfer)
        media.settle()
    except BaseException:
        forget_media(media, replace(plan, kept=kept))
        raise
    return replace(plan, kept=kept, problems=(*plan.problems, *problems))


def forget_media(media: MediaFolder, plan: ImportPlan) -> None:
    """Delete the files `keep_media` has added, after a plan that was not applied."""
    for name, kept in plan.kept.items():
        if kept.is_new:
            media.remove(kept, name)


def _keep(
    media: MediaFolder, file: MediaFile, kept: dict[str, KeptFile], problems: list[Problem], transfer: Transfer
) -> None:
    try:
        with file.open() as content:
            kept[file.name] = media.keep(content, file.name)
    except (FlashcardsError, MediaTooLargeError) as error:
        problems.append(_problem(transfer, file, error))


def _name(file: MediaFile, entry: MediaEntry) -> str:
    """Give the name a file keeps or gets, when a name is taken."""
    with file.open() as content:
        digest = digest_of(content)
    return file.name if digest == entry.sha256 else other_name(file.name, digest)


def _problem(transfer: Transfer, file: MediaFile, error: Exception) -> Problem:
    why = f"it has {_LARGEST}" if isinstance(error, MediaTooLargeError) else str(error).rstrip(".")
    why = why.removeprefix(f"{transfer.source.name}: ")
    is_named = why.startswith(f"“{file.name}”")
    return Problem(transfer.source, 0, f"{why}." if is_named else f"“{file.name}” is left out: {why}.")
