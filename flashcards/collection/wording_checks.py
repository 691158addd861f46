"""Own notes that could ask better: answers that are long or lists, and choices that give the answer away.

These are the checks bundled decks are judged by, as far as they are about how a note asks; what only a publisher has to
say, such as a source or a domain, nobody else is reminded of.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flashcards.collection.splitting import suggested_parts
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note import Note
from flashcards.domain.note_type import BUILT_IN, NoteKind
from flashcards.domain.progress import Progress, no_progress
from flashcards.formats import lint_options, lint_wording
from flashcards.formats.draft import DeckDraft, NoteDraft
from flashcards.formats.lint_seen import Finding, SeenNote, see
from flashcards.storage import reading
from flashcards.storage.own_notes import own_notes
from flashcards.storage.snapshot import Snapshot
from flashcards.wording import as_sentence

SHOWN = 400
"""Notes listed; the newest."""

_PART = 500
"""Notes read at once."""

_CHECKS: tuple[Callable[[SeenNote], Iterable[Finding]], ...] = (
    lint_wording.long_answer,
    lint_wording.list_answer,
    lint_wording.bare_answer,
    lint_wording.negative_stem,
    lint_options.no_count,
    lint_options.long_option,
    lint_options.option_overlap,
    lint_options.above_option,
)
_KINDS: Mapping[NoteTypeId, NoteKind] = {one.id: one.kind for one in BUILT_IN}


@dataclass(frozen=True, slots=True)
class PoorNote:
    """A note that could ask better.

    Attributes:
        why: a sentence for each thing that was found.
        can_split: its answer is a list, of which `splitting.suggested_parts` makes several notes.
    """

    id: NoteId
    why: tuple[str, ...]
    can_split: bool


def poor_notes(snapshot: Snapshot, *, progress: Progress = no_progress) -> tuple[PoorNote, ...]:
    """Give the learner's own notes of the built-in types that could ask better, the newest first, at most `SHOWN`.

    Raises:
        CancelledError: `progress` said so.
    """
    ids = own_notes(snapshot)
    found: list[PoorNote] = []
    for start in range(0, len(ids), _PART):
        progress("Reading your notes", start / len(ids))
        notes = reading.notes(snapshot, ids[start : start + _PART])
        found += filter(None, (_judged(notes[one]) for one in ids[start : start + _PART]))
        if len(found) >= SHOWN:
            break
    return tuple(found[:SHOWN])


def _judged(note: Note) -> PoorNote | None:
    kind = _KINDS.get(note.note_type_id)
    if kind is None:
        return None
    draft = NoteDraft(note.guid, kind, note.fields, "")
    try:
        (seen,) = see(DeckDraft(Path(), (draft,)))
    except ValueError:  # options nobody can read ask nothing; the check of the collection names them
        return None
    why = tuple(f"{as_sentence(message)}." for check in _CHECKS for _, message in check(seen))
    return PoorNote(note.id, why, len(suggested_parts(note)) > 1) if why else None
