"""What is found out about a note type as it is to become. Reads only."""

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from flashcards.collection import note_types, reshaping
from flashcards.collection.reshaping import Losses, Reshaping, moved_fields
from flashcards.domain.ids import NoteId
from flashcards.domain.note import Note
from flashcards.rendering.checking import TemplateProblem, problems_of
from flashcards.ui.editor.previewing import PreviewCard, preview

if TYPE_CHECKING:
    from flashcards.storage.snapshot import Snapshot

NOTHING_LOST = Losses({}, 0)


class Looked(NamedTuple):
    """What there is to know of it.

    Attributes:
        problems: what is wrong with the templates.
        cards: what they make of the note added last, or of the fields' names.
        losses: what storing would delete.
    """

    work: Reshaping
    problems: tuple[TemplateProblem, ...]
    cards: tuple[PreviewCard, ...]
    losses: Losses


def look(snapshot: "Snapshot", *, work: Reshaping) -> Looked:
    """Find it out."""
    note_type = work.note_type
    sample = note_types.sample_note(snapshot, note_type.id)
    fields = tuple(f"({name})" for name in note_type.fields) if sample is None else moved_fields(sample.fields, work)
    note = replace(sample, fields=fields) if sample is not None else Note(NoteId(0), "", note_type.id, fields)
    is_there = any(one.note_type.id == note_type.id for one in note_types.type_list(snapshot))
    lost = reshaping.losses(snapshot, work) if is_there and not note_type.is_built_in else NOTHING_LOST
    return Looked(work, problems_of(note_type), preview(note, note_type, ""), lost)
