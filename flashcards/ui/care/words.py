"""What the page says of what was found, and of backups. No Qt."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from flashcards.collection.backups import Backup
from flashcards.collection.other_collections import Known
from flashcards.collection.upkeep import Contents, Files, MediaState, Overview
from flashcards.wording import counted, grouped, long_date

SHOWN = 20
"""Findings, and names of missing files, that are listed."""

MEGABYTE = 1_000_000


def of_file(overview: Overview) -> str:
    """Say whether anything is wrong with the file."""
    if not overview.findings:
        return f"Nothing is wrong with the file. {read(overview.contents)} were read."
    lines = [f"{counted(len(overview.findings), 'thing')} in the file {_is(overview.findings)} not as it should be:"]
    lines += [f"• {finding}" for finding in overview.findings[:SHOWN]]
    if (others := len(overview.findings) - SHOWN) > 0:
        lines.append(f"… and {others} more.")
    lines.append("Going back to the newest backup from before this happened mends it.")
    return "\n".join(lines)


def read(contents: Contents) -> str:
    """Say how much there is."""
    return (
        f"{counted(contents.notes, 'note')}, {counted(contents.cards, 'card')}"
        f" and {counted(contents.answers, 'answer')}"
    )


def of_missing(media: MediaState) -> str:
    """Say which files are missing."""
    if not media.missing:
        if not media.named:
            return "No note has pictures or sounds."
        return f"All {counted(media.named, 'file')} that notes show or play are there."
    names = ", ".join(media.missing[:SHOWN])
    if (others := len(media.missing) - SHOWN) > 0:
        names += f" and {grouped(others)} more"
    what = "is missing" if len(media.missing) == 1 else "are missing"
    return (
        f"{counted(len(media.missing), 'file')} that notes show or play {what}: {names}. "
        "Import the deck once more with its pictures, or attach them anew."
    )


def of_unused(unused: Files) -> str:
    """Say what no note uses."""
    if not unused.number:
        return "Every picture and sound is used by a note."
    return f"{counted(unused.number, 'file')} with a picture or sound that no note uses ({size(unused.size)})."


def of_loose(loose: Files) -> str:
    """Say what lies on the disk for nothing."""
    return f"{counted(loose.number, 'file')} on the disk that nothing uses any more ({size(loose.size)})."


def of_empty(number: int) -> str:
    """Say how many cards ask nothing."""
    if not number:
        return "Every card asks something."
    if number == 1:
        return "1 card asks nothing: what it asked was taken out of its note."
    return f"{counted(number, 'card')} ask nothing: what they asked was taken out of their notes."


def of_empty_notes(number: int) -> str:
    """Say how many notes ask nothing at all."""
    asks = "asks" if number == 1 else "ask"
    return f"{counted(number, 'note')} {asks} nothing at all. Write what is missing, or delete them."


def size(number: int) -> str:
    """Give "4.2 MB", or "12 KB" below one."""
    if number < MEGABYTE:
        return f"{max(1, round(number / 1000))} KB"
    return f"{number / MEGABYTE:.1f} MB"


def when(at: datetime, now: datetime, zone: tzinfo | None, *, to_the_second: bool = False) -> str:
    """Give "today, 12:30", "yesterday, 23:10" or the date; "today, 12:30:07" where seconds are wanted."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    names = {today: "today", today - timedelta(days=1): "yesterday"}
    return f"{names.get(local.date(), long_date(local.date()))}, {local:{'%H:%M:%S' if to_the_second else '%H:%M'}}"


def of_collection(known: Known) -> str:
    """Say what a collection holds, and where it is."""
    if known.contents is None:
        return f"Not begun yet, in {known.path.parent}" if not known.path.exists() else f"Cannot be read, {known.path}"
    return f"{counted(known.contents.notes, 'note')}, {known.path}"


def of_backup(backup: Backup) -> str:
    """Say what a backup holds."""
    if backup.contents is None:
        return "Cannot be read"
    return f"{counted(backup.contents.notes, 'note')}, {counted(backup.contents.answers, 'answer')}"


def lost(then: Contents, now: Contents) -> str:
    """Say what going back would cost, as far as it can be counted."""
    fewer = _counts(now.notes - then.notes, now.answers - then.answers)
    more = _counts(then.notes - now.notes, then.answers - now.answers)
    said: list[str] = []
    if fewer:
        said.append(f"{_and(fewer)} that came since would be gone.")
    if more:
        said.append(f"{_and(more)} taken away since would be back.")
    if not said:
        said.append("There are as many notes and answers now as then; what was changed since would be as it was.")
    return " ".join((*said, "What there is now is kept as a backup first, so that you can come back to it."))


def _counts(notes: int, answers: int) -> list[str]:
    return [counted(number, noun) for number, noun in ((notes, "note"), (answers, "answer")) if number > 0]


def _and(parts: Sequence[str]) -> str:
    return " and ".join(parts)


def _is(found: Sequence[object]) -> str:
    return "is" if len(found) == 1 else "are"
