"""Note types as the learner changes them: listed, copied, renamed, deleted. The built-in ones stay as they are."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flashcards.collection.editing import in_order
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteKind, NoteType
from flashcards.domain.progress import Progress, no_progress
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.type_notes import (
    TypeCount,
    counts_by_type,
    newest_note_of_type,
    notes_of_type,
)

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

PLAIN_KINDS = frozenset({NoteKind.BASIC, NoteKind.REVERSED, NoteKind.CLOZE})
"""Kinds that are nothing but their templates: a copy of them may be changed in any way."""

_TABLES = 3
"""Rows that go with each note, about: itself, a card, a tag."""


class NoteTypeError(FlashcardsError):
    """A note type cannot be changed that way."""


@dataclass(frozen=True, slots=True)
class TypeListing:
    """A note type in a list."""

    note_type: NoteType
    notes: int
    cards: int


def type_list(snapshot: Snapshot) -> tuple[TypeListing, ...]:
    """Give every note type with its counts, the built-in ones first."""
    counts = counts_by_type(snapshot)
    types = in_order(reading.note_types(snapshot).values())
    return tuple(TypeListing(one, *counts.get(one.id, TypeCount())) for one in types)


def sample_note(snapshot: Snapshot, type_id: NoteTypeId) -> Note | None:
    """Give the note of a type that was added last, to show its templates with; None when there is none."""
    note_id = newest_note_of_type(snapshot, type_id)
    return None if note_id is None else reading.notes(snapshot, [note_id]).get(note_id)


def copy_type(transaction: "Transaction", type_id: NoteTypeId, name: str) -> NoteTypeId:
    """Add a copy of a note type, to be changed freely.

    Raises:
        NoteTypeError: the name is empty or taken.
    """
    source = _type(transaction, type_id)
    kind = NoteKind.CUSTOM if source.kind in PLAIN_KINDS else source.kind
    return transaction.add_note_type(replace(source, name=checked_name(transaction, name), kind=kind))


def rename_type(transaction: "Transaction", type_id: NoteTypeId, name: str) -> None:
    """Give a note type another name.

    Raises:
        NoteTypeError: the name is empty or taken, or the type is built in.
    """
    note_type = own_type(transaction, type_id)
    transaction.update_note_type(replace(note_type, name=checked_name(transaction, name, but=type_id)))


def delete_type(transaction: "Transaction", type_id: NoteTypeId, progress: Progress = no_progress) -> int:
    """Delete a note type with its notes and their cards; give how many notes. Reviews stay in the log.

    Args:
        progress: told how far it is, if there are many notes.

    Raises:
        NoteTypeError: the type is built in.
        CancelledError: `progress` said so; the transaction must end.
    """
    from flashcards.storage.clearing import counting  # it loads what writes

    own_type(transaction, type_id)
    notes = notes_of_type(transaction.snapshot, type_id)
    transaction.delete_notes(notes, counting(_TABLES * len(notes), "Deleting notes", progress))
    transaction.types.remove(type_id)
    return len(notes)


def _type(transaction: "Transaction", type_id: NoteTypeId) -> NoteType:
    found = reading.note_types(transaction.snapshot).get(type_id)
    if found is None:
        problem = "This note type was deleted meanwhile. Nothing was changed; undo brings it back."
        raise NoteTypeError(problem)
    return found


def own_type(transaction: "Transaction", type_id: NoteTypeId) -> NoteType:
    """Give a note type that may be changed.

    Raises:
        NoteTypeError: it is built in, or gone.
    """
    note_type = _type(transaction, type_id)
    if note_type.is_built_in:
        problem = f"“{note_type.name}” comes with the program and stays as it is. Copy it, and change the copy."
        raise NoteTypeError(problem)
    return note_type


def checked_name(transaction: "Transaction", name: str, but: NoteTypeId | None = None) -> str:
    """Give a name in its one spelling, if it can be that of a note type.

    Raises:
        NoteTypeError: it is empty, or that of another type than `but`.
    """
    wanted = " ".join(name.split())
    if not wanted:
        problem = "A note type needs a name."
        raise NoteTypeError(problem)
    for one in reading.note_types(transaction.snapshot).values():
        if one.id != but and one.name.casefold() == wanted.casefold():
            problem = f"There is a note type called “{one.name}” already. Choose another name."
            raise NoteTypeError(problem)
    return wanted
