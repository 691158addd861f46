"""The pictures and sounds a file brings: what is there already, under which names, and copying the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flashcards.collection.importing.values import ImportPlan
from flashcards.collection.media import LARGEST_BYTES, MediaFolder, MediaTooLargeError, other_name
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats.draft import Problem
from flashcards.formats.transfer import MediaFile, Transfer
from flashcards.storage.media_files import KeptFile, digest_of
from flashcards.storage.media_rows import media_named
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.collection.importing.earlier import Earlier

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


def plan_media(
    snapshot: Snapshot, transfer: Transfer, media: MediaFolder, progress: Progress, earlier: "Earlier"
) -> PlannedMedia:
    """Say which media files would be added, and under which names. Only names that are taken make it read files.

    Args:
        earlier: what files before it in the same import bring.
    """
    taken = _Taken(snapshot, [file.name for file in transfer.media], media, earlier)
    new: list[MediaFile] = []
    renames: dict[str, str] = {}
    problems: list[Problem] = []
    for number, file in enumerate(transfer.media):
        progress("Comparing pictures and sounds", number / len(transfer.media))
        if file.size > LARGEST_BYTES:
            problems.append(_problem(transfer, file, MediaTooLargeError()))
            continue
        try:
            name, is_there = taken.place(file)
        except (FlashcardsError, OSError) as error:
            problems.append(_problem(transfer, file, error))
            continue
        if name != file.name:
            renames[file.name] = name
        if not is_there:
            new.append(file)
    return PlannedMedia(tuple(new), renames, tuple(problems))


class _Taken:
    """Which names stand for something: in the collection, or once the files before have come in."""

    def __init__(self, snapshot: Snapshot, names: Sequence[str], media: MediaFolder, earlier: "Earlier") -> None:
        self._snapshot = snapshot
        self._media = media
        self._earlier = earlier
        self._known = media_named(snapshot, names) if names else {}

    def place(self, file: MediaFile) -> tuple[str, bool]:
        """Give the name a file keeps or gets, and whether its content is there already under that.

        Raises:
            FlashcardsError: it cannot be read.
            OSError: likewise.
        """
        meant = self._digest(file.name)
        if meant is None:
            return file.name, False
        with file.open() as content:
            digest = digest_of(content)
        if digest == meant:
            return file.name, self._is_there(file.name, digest)
        other = other_name(file.name, digest)
        self._known |= media_named(self._snapshot, [other])
        return other, self._digest(other) == digest and self._is_there(other, digest)

    def _digest(self, name: str) -> str | None:
        entry = self._known.get(name)
        return self._earlier.media_digest(name) if entry is None else entry.sha256

    def _is_there(self, name: str, digest: str) -> bool:
        return self._media.path(digest, name).is_file() or name in self._earlier.media


def keep_media(media: MediaFolder, plan: ImportPlan, progress: Progress = no_progress) -> ImportPlan:
    """Copy the media of a plan into the folder, and give the plan that knows of it.

    Nothing refers to the files yet: `forget_media` deletes those that were not there before. What cannot be copied is a
    problem, and not among the plan's media any more.

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
    copied = tuple(file for file in plan.media if file.name in kept)
    return replace(plan, media=copied, kept=kept, problems=(*plan.problems, *problems))


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


def _problem(transfer: Transfer, file: MediaFile, error: Exception) -> Problem:
    why = f"it has {_LARGEST}" if isinstance(error, MediaTooLargeError) else str(error).rstrip(".")
    why = why.removeprefix(f"{transfer.source.name}: ")
    is_named = why.startswith(f"“{file.name}”")
    return Problem(transfer.source, 0, f"{why}." if is_named else f"“{file.name}” is left out: {why}.")
