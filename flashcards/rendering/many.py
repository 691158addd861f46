"""Which cards a note yields, asked of many notes of one type."""

from collections.abc import Sequence

from flashcards.domain.note_type import NoteType
from flashcards.rendering.cards import card_ordinals, makes_gaps
from flashcards.rendering.filling import is_empty


class CardMaker:
    """Gives the same as `card_ordinals`, but looks at the templates once for all notes with the same fields filled.

    Attributes:
        note_type: the type of the notes.
        makes_gaps: it makes a card for each gap, not for each template.
    """

    def __init__(self, note_type: NoteType) -> None:
        """Make cards of one type."""
        self.note_type = note_type
        self.makes_gaps = makes_gaps(note_type)
        self._known: dict[tuple[bool, ...], tuple[int, ...]] = {}

    def ordinals(self, fields: Sequence[str]) -> tuple[int, ...]:
        """Give the ordinals of the cards a note yields, ascending."""
        return self.every([fields])[0]

    def every(self, notes: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
        """Give the ordinals of the cards each of some notes yields, by the fields of each."""
        if self.makes_gaps:
            return [card_ordinals(self.note_type, fields) for fields in notes]
        columns = [
            [not field or (not field[0].isalnum() and is_empty(field)) for field in column]
            for column in zip(*notes, strict=True)
        ]
        shapes = list(zip(*columns, strict=True))
        for shape in set(shapes).difference(self._known):
            self._known[shape] = card_ordinals(self.note_type, notes[shapes.index(shape)])
        return [self._known[shape] for shape in shapes]
