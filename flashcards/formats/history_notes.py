"""Notes, cards and note types as objects of our JSON (docs/json-format.md). What a value has by default is left out."""

from collections.abc import Callable, Mapping
from typing import Any

from flashcards.domain.card import CardState
from flashcards.domain.choice import Option, decode_options, encode_options
from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note import DOMAINS, Level, Provenance
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.formats import json_values as take
from flashcards.formats import provenance as provenances
from flashcards.formats.transfer import TransferCard, TransferNote

_STATES = {state.name.lower(): state for state in CardState}
_KINDS = {kind.label: kind for kind in NoteKind}
_LEVELS = {level.label: level for level in Level}
_NEW = TransferCard(0, "")
_ID = {"source_id": "id"}
_OPTIONS = "Options"
_MAX_ORDINAL = 9999
_IDENTITY = frozenset({"ordinal", "deck", "id"})
"""What makes a card one, whatever its schedule."""


def type_object(note_type: NoteType) -> dict[str, Any]:
    """Write a note type."""
    return {
        "name": note_type.name,
        "kind": note_type.kind.label,
        "fields": list(note_type.fields),
        "templates": [
            {"name": one.name, "question": one.question, "answer": one.answer} for one in note_type.templates
        ],
        "css": note_type.css,
    }


def read_type(row: Mapping[str, Any]) -> NoteType:
    """Read a note type; one of a built-in kind is the built-in one.

    Raises:
        ValueError: it says what is wrong.
    """
    kind = _one_of(_KINDS, row, "kind")
    if kind is not NoteKind.CUSTOM:
        return built_in(kind)
    fields = take.texts(row, "fields")
    templates = tuple(
        CardTemplate(take.text(one, "name"), take.text(one, "question"), take.text(one, "answer"))
        for one in map(take.an_object, row.get("templates") or ())
    )
    if not fields or not templates:
        problem = f"the note type “{take.text(row, 'name')}” has no fields or no templates"
        raise ValueError(problem)
    return NoteType(NoteTypeId(0), take.text(row, "name"), kind, fields, templates, take.text(row, "css"))


def note_object(note: TransferNote, note_type: NoteType) -> dict[str, Any]:
    """Write a note with its cards."""
    fields: dict[str, object] = dict(zip(note_type.fields, note.fields, strict=False))
    if note_type.kind is NoteKind.CHOICE:
        fields[_OPTIONS] = _readable_options(note.fields[note_type.field_index(_OPTIONS)])
    row: dict[str, Any] = {"guid": note.guid, "type": note_type.name, "deck": note.deck, "fields": fields}
    if note.tags is not None:
        row["tags"] = list(note.tags)
    row |= {key: value for key in ("created_at", "modified_at") if (value := getattr(note, key)) is not None}
    row |= provenances.to_values(note.provenance)
    if note.cards:
        row["cards"] = [_card_object(card, note.deck) for card in note.cards]
    return row


def read_note(
    row: Mapping[str, Any], line: int, note_type: NoteType, place: int, tell: Callable[[str], None]
) -> TransferNote:
    """Read a note with its cards.

    Args:
        place: that of the note type.
        tell: told of each card whose schedule cannot be read; it starts as new.

    Raises:
        ValueError: it says what is wrong.
    """
    deck = take.text(row, "deck")
    cards = row.get("cards") or ()
    return TransferNote(
        guid=take.text(row, "guid"),
        type_place=place,
        fields=_fields(row, note_type),
        deck=deck,
        tags=tuple(sorted(set(take.texts(row, "tags")))) if row.get("tags") is not None else None,
        cards=tuple(_card(take.an_object(card), deck, tell) for card in cards),
        created_at=take.maybe(row, "created_at", take.whole),
        modified_at=take.maybe(row, "modified_at", take.whole),
        line=line,
        provenance=_read_provenance(row),
    )


def _fields(row: Mapping[str, Any], note_type: NoteType) -> tuple[str | None, ...]:
    given = take.an_object(row.get("fields"))
    unknown = given.keys() - set(note_type.fields)
    if unknown:
        problem = f"the note type “{note_type.name}” has no field “{min(unknown)}”"
        raise ValueError(problem)
    return tuple(_field(given, name, note_type) for name in note_type.fields)


def _field(given: Mapping[str, Any], name: str, note_type: NoteType) -> str | None:
    if note_type.kind is NoteKind.CHOICE and isinstance(given.get(name), list):
        return encode_options([_option(take.an_object(one)) for one in given[name]])
    if name in given and given[name] is None:
        return None
    return take.text(given, name)


def _option(row: Mapping[str, Any]) -> Option:
    return Option(
        take.text(row, "text"), take.yes_or_no(row, "correct"), take.text(row, "why"), take.yes_or_no(row, "pinned")
    )


def _readable_options(field: str | None) -> object:
    """Give options as objects; as they are where that would not be the same."""
    try:
        options = decode_options(field or "")
    except ValueError:
        return field
    if encode_options(options) != field:
        return field
    return [
        {"text": one.text, "correct": one.is_correct, "why": one.rationale, "pinned": one.is_pinned} for one in options
    ]


def _card_object(card: TransferCard, deck: str) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key, value in card._asdict().items():
        if key == "ordinal" or value != getattr(_NEW, key):
            row[_ID.get(key, key)] = value
    if card.deck == deck:
        row.pop("deck", None)
    if card.state:
        row["state"] = CardState(card.state).name.lower()
    if card.due_on is not None:
        row["due_on"] = take.day_text(card.due_on)
    return row


def _card(row: Mapping[str, Any], deck: str, tell: Callable[[str], None]) -> TransferCard:
    """Read a card; where a value of it is wrong, all that makes it one is kept, and it starts as new."""
    try:
        return _read_card(row, deck)
    except ValueError as problem:
        tell(f"a card starts as new: {problem}")
        return _read_card({key: value for key, value in row.items() if key in _IDENTITY}, deck)


def _read_card(row: Mapping[str, Any], deck: str) -> TransferCard:
    state = _one_of(_STATES, row, "state") if row.get("state") is not None else CardState.NEW
    return TransferCard(
        ordinal=take.whole(row, "ordinal", most=_MAX_ORDINAL),
        deck=take.text(row, "deck", deck),
        state=int(state),
        stability=take.maybe(row, "stability", _number),
        difficulty=take.maybe(row, "difficulty", _number),
        due_on=take.maybe(row, "due_on", take.a_day),
        due_at=take.maybe(row, "due_at", take.whole),
        step=take.maybe(row, "step", take.whole),
        position=take.whole(row, "position"),
        interval_days=take.whole(row, "interval_days"),
        ease=take.number(row, "ease", 0.0),
        last_review_at=take.maybe(row, "last_review_at", take.whole),
        reps=take.whole(row, "reps"),
        lapses=take.whole(row, "lapses"),
        flag=take.whole(row, "flag", most=7),
        is_suspended=take.yes_or_no(row, "is_suspended"),
        is_buried=take.yes_or_no(row, "is_buried"),
        source_id=take.whole(row, "id"),
    )


def _number(row: Mapping[str, Any], key: str) -> float:
    return take.number(row, key, 0.0)


def _read_provenance(row: Mapping[str, Any]) -> Provenance:
    return Provenance(
        citation=take.text(row, "citation"),
        checked_on=take.maybe(row, "checked_on", take.a_date),
        as_of=take.text(row, "as_of"),
        domain=take.maybe(row, "domain", _domain),
        level=_one_of(_LEVELS, row, "level") if row.get("level") is not None else None,
        facts=take.texts(row, "facts"),
        tests=take.texts(row, "tests"),
        is_exam_only=take.yes_or_no(row, "is_exam_only"),
        tolerance=take.maybe(row, "tolerance", _number),
    )


def _domain(row: Mapping[str, Any], key: str) -> int:
    return take.whole(row, key, least=DOMAINS[0], most=DOMAINS[-1])


def _one_of(known: Mapping[str, take.T], row: Mapping[str, Any], key: str) -> take.T:
    value = take.text(row, key)
    if value not in known:
        problem = f"“{key}” is “{value[:40]}”, which is none of {', '.join(known)}"
        raise ValueError(problem)
    return known[value]
