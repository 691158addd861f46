"""What the page of note types says."""

from collections.abc import Sequence

from flashcards.collection.note_types import TypeListing
from flashcards.collection.reshaping import Losses
from flashcards.wording import counted


def counts(listing: TypeListing | None) -> str:
    """Say how many notes and cards a type has."""
    if listing is None or not listing.notes:
        return "No notes yet"
    return f"{counted(listing.notes, 'note')}, {counted(listing.cards, 'card')}"


def deletes(listing: TypeListing | None) -> str:
    """Say what deleting a type deletes with it."""
    if listing is None or not listing.notes:
        return "Delete the note type (Ctrl+Del)"
    notes, cards = counted(listing.notes, "note"), counted(listing.cards, "card")
    return f"Delete the note type with its {notes} and {cards} (Ctrl+Del)"


def losses_told(losses: Losses) -> str:
    """Say what saving would delete, or nothing."""
    texts = [f"the text of “{name}” in {counted(count, 'note')}" for name, count in losses.texts.items() if count]
    cards = [f"{counted(losses.cards, 'card')} with the schedule"] if losses.cards else []
    lost = [*texts, *cards]
    if not lost:
        return ""
    return f"Saving deletes {' and '.join(lost)}. Undo brings it back."


def taken_out(field: str, cards: Sequence[str]) -> str:
    """Say that a field that goes is taken out of card templates."""
    where = ", ".join(f"“{one}”" for one in cards)
    return f"“{field}” is taken out of {where} as well. Undo brings it back."
