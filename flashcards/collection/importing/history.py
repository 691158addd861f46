"""The import history, and taking an import back at any later time.

Undo takes back the newest step; this takes back an import whatever was done since. What the learner has edited or
studied since then is named first, and stays if the learner wants it to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.collection.importing.restoring import restore
from flashcards.collection.media import unnamed_media
from flashcards.collection.presets import preset_uses
from flashcards.domain.errors import UnknownImportError
from flashcards.domain.ids import DeckId, NoteId, PresetId
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import import_history as stored
from flashcards.storage.id_runs import runs_of
from flashcards.storage.import_history import ImportEntry, TouchedNote, Written
from flashcards.storage.instants import to_ms
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

imports = stored.imports

_NOTHING = Written()


@dataclass(frozen=True, slots=True)
class RevertPlan:
    """What taking an import back would do.

    Attributes:
        added: notes it added that are still there; they would go.
        changed: notes it changed, or whose cards it did, that are still there; they would be as before.
        touched: those of both that were edited, studied, or changed by a later import since.
    """

    entry: ImportEntry
    added: tuple[NoteId, ...]
    changed: tuple[NoteId, ...]
    touched: tuple[TouchedNote, ...]


@dataclass(frozen=True, slots=True)
class Reverted:
    """What taking an import back did, in notes.

    Attributes:
        media: pictures and sounds it had brought and nothing names any more; their files stay for undo.
    """

    removed: int
    restored: int
    kept: int
    media: int = 0


def plan_revert(snapshot: Snapshot, import_id: int) -> RevertPlan:
    """Say what taking an import back would do; of one that was taken back in part, the rest.

    Raises:
        UnknownImportError: there is no such import, or all of it was taken back already.
    """
    entry = _entry(snapshot, import_id)
    written = stored.written(snapshot, import_id)
    notes = written.get("note", _NOTHING)
    added = stored.ids_in(snapshot, "note", notes.added)
    before = {*notes.before, *(row["note_id"] for row in written.get("card", _NOTHING).before.values())}
    if entry.reverted_at is not None:
        left = {one for run in entry.kept for one in run}
        added, before = [one for one in added if one in left], before & left
    changed = stored.ids_in(snapshot, "note", runs_of(sorted(before)))
    touched = _touched(snapshot, entry, written, [*runs_of(added), *runs_of(changed)])
    return RevertPlan(entry, tuple(map(NoteId, added)), tuple(map(NoteId, changed)), touched)


def revert(
    transaction: "Transaction", import_id: int, *, keep_touched: bool, progress: Progress = no_progress
) -> Reverted:
    """Take an import back, as an undoable step; one that was taken back in part, the rest of it.

    Args:
        keep_touched: leave notes that were edited or studied since as they are.
        progress: told how far it is, if it is much.

    Raises:
        UnknownImportError: there is no such import, or all of it was taken back already.
        CancelledError: `progress` said so; the transaction must end.
    """
    from flashcards.storage.clearing import counting  # it loads what writes

    snapshot = transaction.snapshot
    plan = plan_revert(snapshot, import_id)
    kept = {note.id for note in plan.touched} if keep_touched else set()
    written = stored.written(snapshot, import_id)
    going = [one for one in plan.added if one not in kept]
    restored = [one for one in plan.changed if one not in kept]
    reverter = transaction.reverter()
    reviews = stored.reviews_but_of(snapshot, written.get("review", _NOTHING).added, sorted(kept))
    told = counting(_rows(written), "Taking back: import", progress)
    transaction.delete_notes(going, told)
    restore(transaction, written, restored)
    reverter.delete_reviews(reviews, told)
    media = _remove_unused(transaction, written)
    reverter.mark(plan.entry, runs_of(sorted(kept)))
    return Reverted(len(going), len(restored), len(kept), media)


def _rows(written: Mapping[str, Written]) -> int:
    """Count the rows an import wrote."""
    return sum(sum(map(len, one.added)) + len(one.before) for one in written.values())


def _entry(snapshot: Snapshot, import_id: int) -> ImportEntry:
    entry = stored.import_entry(snapshot, import_id)
    if entry is None:
        problem = f"There is no import {import_id}. `flashcards imports` lists those there are."
        raise UnknownImportError(problem)
    if entry.reverted_at is not None and not entry.kept:
        problem = f"Import {import_id} ({entry.source}) was taken back already. Nothing was changed."
        raise UnknownImportError(problem)
    return entry


def _touched(
    snapshot: Snapshot, entry: ImportEntry, written: Mapping[str, Written], notes: Sequence[range]
) -> tuple[TouchedNote, ...]:
    reviews = written.get("review", _NOTHING).added
    span = range(reviews[0].start, reviews[-1].stop) if reviews else range(0)
    at_ms = to_ms(entry.at)
    return tuple(note for run in notes for note in stored.touched_notes(snapshot, run, at_ms, span))


def _remove_unused(transaction: "Transaction", written: Mapping[str, Written]) -> int:
    """Delete what the import made and nothing uses any more: decks from below, presets, note types, media.

    Returns:
        How many media those were.
    """
    snapshot = transaction.snapshot
    decks = [one for run in written.get("deck", _NOTHING).added for one in run]
    while unused := stored.unused_decks(snapshot, decks):
        for deck_id in unused:
            transaction.delete_deck(DeckId(deck_id))
    presets = [PresetId(one) for run in written.get("preset", _NOTHING).added for one in run]
    for use in preset_uses(snapshot) if presets else ():
        if use.preset.id in presets and not use.decks:
            transaction.presets.delete(use.preset.id)
    types = [one for run in written.get("note_type", _NOTHING).added for one in run]
    transaction.reverter().delete_note_types(stored.unused_note_types(snapshot, types))
    media = {one for run in written.get("media", _NOTHING).added for one in run}
    going = [entry.id for entry in unnamed_media(snapshot) if entry.id in media] if media else []
    transaction.remove_media(going)
    return len(going)
