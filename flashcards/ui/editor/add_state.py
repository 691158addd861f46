"""What the page for new notes shows. No widgets."""

from dataclasses import dataclass, replace

from flashcards.collection.editing import Listed, Supplies
from flashcards.collection.unfinished import Unfinished
from flashcards.domain.ids import NoteId, NoteTypeId
from flashcards.domain.note import Note, Provenance
from flashcards.domain.note_type import BUILT_IN, NoteType
from flashcards.ui.editor.previewing import PreviewCard

DEFAULT_DECK = "My cards"
"""Where the first note goes when there is no deck yet."""

NEW = NoteId(0)


_NOTHING = Supplies(BUILT_IN, (), ())
_EMPTY = Note(NEW, "", BUILT_IN[0].id, ("",) * len(BUILT_IN[0].fields))


@dataclass(frozen=True, slots=True)
class AddState:
    """Everything on the page.

    Attributes:
        note: the note to begin with: empty but for what is kept, or as it was left.
        kept: the fields that keep their text when a note is added.
        opened: counts the notes the form was given; it takes another when this has grown.
        cards: those the note makes as it is now.
        twin: another note of the same type that begins the same, or None.
        recent: notes added last.
    """

    is_ready: bool = False
    supplies: Supplies = _NOTHING
    note_type: NoteType = BUILT_IN[0]
    deck: str = DEFAULT_DECK
    note: Note = _EMPTY
    kept: frozenset[str] = frozenset()
    opened: int = 0
    cards: tuple[PreviewCard, ...] = ()
    twin: NoteId | None = None
    recent: tuple[Listed, ...] = ()


def unfinished_of(state: AddState) -> Unfinished:
    """Give what is written as an unfinished note."""
    note = state.note
    return Unfinished(state.note_type.id, state.deck, note.fields, note.tags, note.provenance.citation, state.kept)


def with_unfinished(state: AddState, unfinished: Unfinished) -> AddState:
    """Give the page with what was being written; in another note type when its own is gone."""
    types = {one.id: one for one in state.supplies.note_types}
    note_type = types.get(NoteTypeId(unfinished.note_type_id), types[BUILT_IN[0].id])
    fields = fitted(unfinished.fields, len(note_type.fields))
    note = Note(NEW, "", note_type.id, fields, unfinished.tags, Provenance(citation=unfinished.citation))
    deck = unfinished.deck or state.deck
    return replace(state, note_type=note_type, deck=deck, note=note, kept=unfinished.kept, opened=state.opened + 1)


def with_type(state: AddState, note_type: NoteType) -> AddState:
    """Give the page with another note type: text goes to fields of the same name, the rest in order."""
    before = dict(zip(state.note_type.fields, state.note.fields, strict=False))
    if state.note_type.kind != note_type.kind:
        before.pop("Options", None)  # the options of a choice are no text
    left = [text for name, text in before.items() if name not in note_type.fields and text]
    fields = tuple(before[name] if name in before else _next(left) for name in note_type.fields)
    if "Options" in note_type.fields and "Options" not in before:
        place = note_type.fields.index("Options")
        fields = (*fields[:place], "", *fields[place + 1 :])
    note = replace(state.note, note_type_id=note_type.id, fields=fields)
    return replace(state, note_type=note_type, note=note, opened=state.opened + 1)


def emptied(state: AddState) -> AddState:
    """Give the page ready for the next note: fields that are kept, tags and source stay."""
    pairs = zip(state.note_type.fields, state.note.fields, strict=False)
    fields = tuple(text if name in state.kept else "" for name, text in pairs)
    note = replace(state.note, fields=fields)
    return replace(state, note=note, opened=state.opened + 1, cards=(), twin=None)


def given_back(state: AddState, note: Note) -> AddState:
    """Give the page with a note that could not be added; what was written since comes after it."""
    pairs = zip(note.fields, fitted(state.note.fields, len(note.fields)), strict=True)
    kept = {place for place, name in enumerate(state.note_type.fields) if name in state.kept}
    fields = tuple(
        old if new in {"", old} or place in kept else f"{old}<br>{new}" if old else new
        for place, (old, new) in enumerate(pairs)
    )
    types = {one.id: one for one in state.supplies.note_types}
    note_type = types.get(note.note_type_id, state.note_type)
    return replace(state, note=replace(note, fields=fields), note_type=note_type, opened=state.opened + 1)


def fitted(fields: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Give so many fields: empty ones are added, and those too many are joined to the last."""
    if len(fields) <= count:
        return (*fields, *([""] * (count - len(fields))))
    return (*fields[: count - 1], "<br>".join(text for text in fields[count - 1 :] if text))


def _next(texts: list[str]) -> str:
    return texts.pop(0) if texts else ""
