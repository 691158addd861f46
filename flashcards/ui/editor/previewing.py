"""What a note being written would look like: each of its cards, made as for study. No Qt."""

from dataclasses import dataclass

from flashcards.domain.note import Note
from flashcards.domain.note_type import NoteType
from flashcards.rendering import RenderedCard, card_ordinals, render
from flashcards.rendering.cards import makes_gaps

MOST_CARDS = 100
"""Cards of one note that are made for a preview."""


@dataclass(frozen=True, slots=True)
class PreviewCard:
    """One card of a note.

    Attributes:
        name: that of its template, or its gap.
    """

    ordinal: int
    name: str
    content: RenderedCard


def preview(note: Note, note_type: NoteType, deck: str) -> tuple[PreviewCard, ...]:
    """Give the cards a note would make; none when it would make none."""
    ordinals = card_ordinals(note_type, note.fields)[:MOST_CARDS]
    has_gaps = makes_gaps(note_type)
    return tuple(
        PreviewCard(
            ordinal,
            f"Gap {ordinal + 1}" if has_gaps else note_type.templates[ordinal].name,
            render(note_type, note.fields, ordinal, deck=deck, tags=note.tags),
        )
        for ordinal in ordinals
    )
