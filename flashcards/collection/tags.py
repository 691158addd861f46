"""What can be done to a tag wherever it stands."""

from typing import TYPE_CHECKING

from flashcards.domain.deck import SEPARATOR, is_within
from flashcards.domain.errors import FlashcardsError
from flashcards.domain.ids import NoteId
from flashcards.domain.tags import folded
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

_PROTECTED = str.maketrans({sign: f"\\{sign}" for sign in "\\*"})


class TagNameError(FlashcardsError):
    """A tag cannot be called that."""


def rename_tag(transaction: "Transaction", old: str, new: str) -> int:
    """Call a tag something else on every note that has it; the tags below it move with it.

    Where the new name is there already, the two become one.

    Returns:
        How many notes had it.

    Raises:
        TagNameError: the name is empty, or has a blank in it.
    """
    name = SEPARATOR.join(part for part in new.strip().split(SEPARATOR) if part)
    if not name or len(name.split()) != 1:
        problem = f"“{new.strip()}” cannot be a tag: a tag is one word. Use - or _ between its parts."
        raise TagNameError(problem)
    depth = len(old.split(SEPARATOR))
    having = {tag: reading.notes_tagged(transaction.snapshot, tag) for tag in _family(transaction, old)}
    touched = _take_off(transaction, old, having)
    edits = transaction.edits()
    for tag, notes in having.items():
        edits.add_tags(notes, [SEPARATOR.join((name, *tag.split(SEPARATOR)[depth:]))])
    return len(touched)


def delete_tag(transaction: "Transaction", name: str) -> int:
    """Take a tag, with the tags below it, off every note; give how many had it."""
    having = {tag: reading.notes_tagged(transaction.snapshot, tag) for tag in _family(transaction, name)}
    return len(_take_off(transaction, name, having))


def _family(transaction: "Transaction", name: str) -> list[str]:
    return [tag for tag in reading.tag_names(transaction.snapshot) if is_within(folded(tag), folded(name))]


def _take_off(transaction: "Transaction", name: str, having: dict[str, list[NoteId]]) -> list[NoteId]:
    notes = sorted({note for found in having.values() for note in found})
    return transaction.edits().remove_tags(notes, [name.translate(_PROTECTED)])
