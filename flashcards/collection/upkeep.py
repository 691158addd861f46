"""Looking a whole collection over: what is wrong with the file, cards that ask nothing, pictures missing or unused."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.collection.collection import Look
from flashcards.collection.media import loose_files, media_paths, unused_media
from flashcards.collection.unfinished import UnfinishedFile
from flashcards.domain.ids import CardId, NoteId
from flashcards.domain.media_names import named_in
from flashcards.domain.progress import Progress, no_progress
from flashcards.rendering import card_ordinals
from flashcards.storage import reading, upkeep
from flashcards.storage.backup_contents import Contents
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

__all__ = ["Contents", "Empty", "Files", "MediaState", "Overview", "contents", "delete_empty", "empty", "look_over"]

_TOLD_EVERY = 2000
"""Notes between two words about progress."""


@dataclass(frozen=True, slots=True)
class Empty:
    """What makes no question any more, because the note lacks what it would ask.

    Attributes:
        cards: those whose note has other cards that ask something.
        notes: those of which no card asks anything.
    """

    cards: tuple[CardId, ...] = ()
    notes: tuple[NoteId, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """Some media files."""

    number: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class MediaState:
    """How pictures and sounds and notes go together.

    Attributes:
        named: how many names notes use.
        missing: the names without a file, sorted.
        notes: those that use one of these.
        unused: what no note names.
        loose: files on the disk that no name stands for any more.
    """

    named: int = 0
    missing: tuple[str, ...] = ()
    notes: tuple[NoteId, ...] = ()
    unused: Files = Files()
    loose: Files = Files()


@dataclass(frozen=True, slots=True)
class Overview:
    """What was found.

    Attributes:
        findings: what is wrong with the file, a sentence each.
    """

    findings: tuple[str, ...]
    contents: Contents
    empty: Empty
    media: MediaState


def look_over(look: Look, *, progress: Progress = no_progress) -> Overview:
    """Read everything, and say what is wrong; nothing is changed.

    Raises:
        CancelledError: `progress` said so.
    """
    progress("Checking the file", 0.0)
    findings = look.verify()
    held, without = look.read(contents), look.read(lambda snapshot: empty(snapshot, progress=progress))
    progress("Looking for pictures and sounds", 0.0)
    return Overview(findings, held, without, look.read(lambda snapshot: media_state(snapshot, look)))


def contents(snapshot: Snapshot) -> Contents:
    """Count what the collection holds."""
    return upkeep.contents(snapshot)


def empty(snapshot: Snapshot, *, progress: Progress = no_progress) -> Empty:
    """Find the cards that ask nothing.

    Raises:
        CancelledError: `progress` said so.
    """
    types = reading.note_types(snapshot)
    whole = max(1, upkeep.contents(snapshot).notes)
    cards: list[CardId] = []
    notes: list[NoteId] = []
    for place, (note_id, found) in enumerate(groupby(upkeep.written_cards(snapshot), lambda one: one.note_id)):
        if place % _TOLD_EVERY == 0:
            progress("Looking for cards that ask nothing", place / whole)
        having = list(found)
        asking = card_ordinals(types[having[0].note_type_id], upkeep.split_fields(having[0].fields))
        without = [card.id for card in having if card.ordinal not in asking]
        if len(without) == len(having):
            notes.append(note_id)
        else:
            cards += without
    return Empty(tuple(cards), tuple(notes))


def delete_empty(transaction: "Transaction", *, progress: Progress = no_progress) -> int:
    """Delete the cards that ask nothing, where their note has others that do; give how many.

    Raises:
        CancelledError: `progress` said so; nothing was changed.
    """
    cards = empty(transaction.snapshot, progress=progress).cards
    transaction.delete_cards(cards)
    return len(cards)


def media_state(snapshot: Snapshot, look: Look) -> MediaState:
    """See how pictures, sounds and notes go together."""
    notes_of: dict[str, list[NoteId]] = {}
    for note_id, fields in upkeep.notes_with_media(snapshot):
        for name in set(named_in(fields)):
            notes_of.setdefault(name, []).append(note_id)
    missing = sorted(notes_of.keys() - media_paths(snapshot, look.media, notes_of).keys())
    unused = unused_media(snapshot, waiting_fields(look.path))
    return MediaState(
        named=len(notes_of),
        missing=tuple(missing),
        notes=tuple(sorted({note for name in missing for note in notes_of[name]})),
        unused=_files(entry.size for entry in unused),
        loose=_files(path.stat().st_size for path in loose_files(snapshot, look.media)),
    )


def waiting_fields(collection: Path) -> tuple[str, ...]:
    """Give the fields of the note that is written and not added yet: its pictures are wanted, too."""
    unfinished = UnfinishedFile(collection).read()
    return () if unfinished is None else unfinished.fields


def _files(sizes: Iterable[int]) -> Files:
    every = list(sizes)
    return Files(len(every), sum(every))
