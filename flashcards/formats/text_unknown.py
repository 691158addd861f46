"""Note types of which a table gives only the name."""

import re
from collections.abc import Sequence

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType

_NOT_IN_NAMES = re.compile(r"[{}:\"#^/\s]+")
_GAP = "{{c"
_USUAL = ("Front", "Back")


def make_type(
    name: str, rows: Sequence[Sequence[str | None]], names: Sequence[str], *, is_alone: bool = False
) -> NoteType:
    """Make a type for notes whose own is not known here.

    It shows the first field and asks for the others, or for the gaps of the first where most notes have them.

    Args:
        name: what the table calls it.
        rows: the fields of its notes.
        names: what the table calls the fields; empty ones are made up.
        is_alone: the table has no other type, so that its names are this one's: it has them all, also where no note
            uses the last.
    """
    width = max((_used(fields) for fields in (*rows, names if is_alone else ())), default=1)
    fields = _field_names(names, max(width, 1))
    first, *others = fields
    more = "".join(f"{{{{#{other}}}}}<div>{{{{{other}}}}}</div>{{{{/{other}}}}}" for other in others)
    if sum(_GAP in (one[0] or "") for one in rows) > 0.5 * len(rows):
        side = f"{{{{cloze:{first}}}}}"
        template = CardTemplate("Cloze", side, side + more)
    else:
        template = CardTemplate("Card 1", f"{{{{{first}}}}}", "{{FrontSide}}<hr id=answer>" + more)
    return NoteType(NoteTypeId(0), name, NoteKind.CUSTOM, fields, (template,))


def _used(fields: Sequence[str | None]) -> int:
    return max((place for place, field in enumerate(fields, start=1) if field), default=0)


def _field_names(names: Sequence[str], count: int) -> tuple[str, ...]:
    made: list[str] = []
    for place in range(count):
        usual = _USUAL[place] if place < len(_USUAL) else f"Field {place + 1}"
        name = _NOT_IN_NAMES.sub(" ", names[place]).strip() if place < len(names) else ""
        made.append(name if name and name not in made else usual if usual not in made else f"Field {place + 1}")
    return tuple(made)
