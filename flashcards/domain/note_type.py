"""Note types: which fields a note has and which cards they make.

Templates use Anki's language (`{{Field}}`, `{{FrontSide}}`, `{{#Field}}…{{/Field}}`, `{{cloze:Field}}`,
`{{type:Field}}`),
so that imported note types need no translation.
"""

from dataclasses import dataclass
from enum import IntEnum

from flashcards.domain.ids import NoteTypeId


class NoteKind(IntEnum):
    """How a note is asked. The numbers are stored: never change them."""

    BASIC = 1
    REVERSED = 2
    CLOZE = 3
    CHOICE = 4
    TYPED = 5
    CUSTOM = 6

    @property
    def label(self) -> str:
        """The word used in files, in JSON and on screen."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class CardTemplate:
    """How one card of a note is asked and answered."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """Fields and card templates that notes share.

    Attributes:
        fields: field names, in order; the first is what a note is sorted and recognised by.
        templates: one for each card, except a cloze type, whose single template serves every gap.
        css: styling that came with an imported type; kept for export, not applied.
    """

    id: NoteTypeId
    name: str
    kind: NoteKind
    fields: tuple[str, ...]
    templates: tuple[CardTemplate, ...]
    css: str = ""

    @property
    def is_built_in(self) -> bool:
        """Whether it is one of the types every collection has, which stay as they are."""
        return any(self.id == one.id for one in BUILT_IN)

    def field_index(self, name: str) -> int:
        """Give the position of a field.

        Raises:
            ValueError: there is no such field.
        """
        return self.fields.index(name)


_MORE = '{{#More}}<hr><div class="more">{{More}}</div>{{/More}}'

BUILT_IN: tuple[NoteType, ...] = (
    NoteType(
        NoteTypeId(1),
        "Basic",
        NoteKind.BASIC,
        ("Front", "Back", "More"),
        (CardTemplate("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}" + _MORE),),
    ),
    NoteType(
        NoteTypeId(2),
        "Basic (and reversed)",
        NoteKind.REVERSED,
        ("Front", "Back", "More"),
        (
            CardTemplate("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}" + _MORE),
            CardTemplate("Card 2", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}" + _MORE),
        ),
    ),
    NoteType(
        NoteTypeId(3),
        "Cloze",
        NoteKind.CLOZE,
        ("Text", "More"),
        (CardTemplate("Cloze", "{{cloze:Text}}", "{{cloze:Text}}" + _MORE),),
    ),
    NoteType(
        NoteTypeId(4),
        "Choice",
        NoteKind.CHOICE,
        ("Question", "Options", "More", "Case"),
        (CardTemplate("Card 1", "{{Question}}", "{{Question}}" + _MORE),),
    ),
    NoteType(
        NoteTypeId(5),
        "Typed answer",
        NoteKind.TYPED,
        ("Front", "Answer", "More"),
        (CardTemplate("Card 1", "{{Front}}{{type:Answer}}", "{{Front}}<hr id=answer>{{type:Answer}}" + _MORE),),
    ),
)
"""The types every collection has. Their ids are stored: never change them."""


def built_in(kind: NoteKind) -> NoteType:
    """Give the built-in type of a kind.

    Raises:
        KeyError: `kind` is CUSTOM, which has no built-in type.
    """
    return {note_type.kind: note_type for note_type in BUILT_IN}[kind]
