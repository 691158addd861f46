"""Find and replace in the fields or tags of many notes: looked at first, then done, as one step."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flashcards.collection.bulk.chosen import by_id, in_parts
from flashcards.collection.bulk.finding import FieldChange, Finder, Rewritten
from flashcards.collection.bulk.replacement import Place, Replacement
from flashcards.collection.bulk.replacing_tags import replace_in_tags, tag_changes
from flashcards.collection.note_cards import sync_cards
from flashcards.domain.ids import NoteId
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import choosing, reading
from flashcards.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

SHOWN = 500
"""Changes a preview shows; the rest is only counted."""

_PART = 500


@dataclass(frozen=True, slots=True)
class ReplacePreview:
    """What a replacement would do.

    Attributes:
        changes: the first `SHOWN` of them.
        notes, places: how many notes change, and in how many places.
        cards_added, cards_lost: cards the notes make then and do not now, and the other way round.
        seen_lost: how many of the lost ones were studied: their schedules are lost, their reviews stay in the log.
        left: notes that would have nothing to ask any more; they are left as they are.
    """

    changes: tuple[FieldChange, ...]
    notes: int
    places: int
    cards_added: int
    cards_lost: int
    seen_lost: int
    left: tuple[NoteId, ...]


def fields_to_search(snapshot: Snapshot, ids: Iterable[NoteId]) -> tuple[str, ...]:
    """Give the names of the fields some notes have, each once, for the learner to choose from."""
    types = reading.note_types(snapshot)
    used = dict.fromkeys(
        one for part in in_parts(ids, "", no_progress) for one in choosing.note_types_of(snapshot, part)
    )
    return tuple(dict.fromkeys(name for type_id in sorted(used) for name in types[type_id].fields))


def preview_replace(
    snapshot: Snapshot,
    ids: Iterable[NoteId],
    replacement: Replacement,
    field: str | Place | None = None,
    *,
    progress: Progress = no_progress,
) -> ReplacePreview:
    """Look at what `replace_in` would do.

    Args:
        field: the name of the one field to search, whatever note type has it; None for all; or the tags.

    Raises:
        PatternError: the pattern takes too long.
        CancelledError: `progress` said so.
    """
    if isinstance(field, Place):
        return _preview_tags(snapshot, ids, replacement, progress)
    finder = Finder(snapshot, replacement, field)
    changes: list[FieldChange] = []
    left: list[NoteId] = []
    gone: list[tuple[NoteId, int]] = []
    notes = places = added = 0
    for part in in_parts(ids, "Searching", progress, _PART):
        found = finder.find(part)
        left += [one.note_id for one in found if one.is_lost]
        for one in (one for one in found if not one.is_lost):
            notes += 1
            places += sum(len(change.text.spans_before) for change in one.changes)
            added += len(set(one.after) - set(one.before))
            gone += [(one.note_id, ordinal) for ordinal in set(one.before) - set(one.after)]
            changes += one.changes[: max(0, SHOWN - len(changes))]
    lost = choosing.cards_at(snapshot, gone)
    seen = sum(card.is_seen for card in lost)
    return ReplacePreview(tuple(changes), notes, places, added, len(lost), seen, tuple(left))


def replace_in(
    transaction: "Transaction",
    ids: Iterable[NoteId],
    replacement: Replacement,
    field: str | Place | None = None,
    *,
    but: Set[NoteId] = frozenset(),
    progress: Progress = no_progress,
) -> list[NoteId]:
    """Replace what is found in notes; cards they make then are added, those they make no longer go.

    A note that would have nothing to ask any more is left as it is.

    Args:
        field: the name of the one field to search, whatever note type has it; None for all; or the tags.
        but: notes to be left out.

    Returns:
        The notes that were changed.

    Raises:
        PatternError: the pattern takes too long; nothing was changed.
        CancelledError: `progress` said so; nothing was changed.
    """
    if isinstance(field, Place):
        return replace_in_tags(transaction, (one for one in ids if one not in but), replacement, progress)
    wanted = [note_id for note_id in by_id(ids) if note_id not in but]
    finder = Finder(transaction.snapshot, replacement, field)
    edits = transaction.edits()
    done: list[NoteId] = []
    with edits.rewriting(len(wanted)):
        for part in in_parts(wanted, "Replacing", progress, _PART):
            found = [one for one in finder.rewrite(part) if not one.is_lost]
            for keeps_first in (True, False):
                fields = {one.note_id: one.stored for one in found if one.keeps_first is keeps_first}
                edits.set_fields(fields, keeps_first=keeps_first)
            _sync(transaction, [one for one in found if one.before != one.after])
            done += [one.note_id for one in found]
    return done


def _preview_tags(
    snapshot: Snapshot, ids: Iterable[NoteId], replacement: Replacement, progress: Progress
) -> ReplacePreview:
    """Look likewise at tags; each is shown once, however many notes have it."""
    shown: dict[str, FieldChange] = {}
    notes = places = 0
    for changes in tag_changes(snapshot, ids, replacement, progress):
        notes += 1
        for change in changes:
            places += len(change.text.spans_before)
            shown.setdefault(change.text.before, change)
    first = tuple(shown.values())[:SHOWN]
    return ReplacePreview(first, notes, places, cards_added=0, cards_lost=0, seen_lost=0, left=())


def _sync(transaction: "Transaction", found: Sequence[Rewritten]) -> None:
    for note in reading.notes(transaction.snapshot, [one.note_id for one in found]).values():
        sync_cards(transaction, note)
