"""Rows of a collection file as what they stand for. Each function says what is wrong in a `ValueError`."""

import json
from collections.abc import Sequence

from flashcards.domain.ids import NoteTypeId
from flashcards.domain.note_type import CardTemplate, NoteKind, NoteType, built_in
from flashcards.formats import provenance as provenances
from flashcards.formats.foreign_database import Row, Value
from flashcards.formats.transfer import TransferCard, TransferNote

TYPES = "id, name, kind, fields, templates, css"
CARDS = (
    "note_id, deck_id, id, ordinal, state, stability, difficulty, step, due_on, due_at, position, interval_days, "
    "last_review_at, reps, lapses, flag, is_suspended, buried_until"
)
NOTES = (
    "id, guid, note_type_id, fields, citation, checked_on, as_of, domain, level, facts, tests, is_exam_only, "
    "tolerance, created_at, modified_at"
)

_FIELDS = "\x1f"
"""Between the fields of a note."""

_LEVELS = {1: "recall", 2: "application", 3: "analysis"}
_LARGEST = 2**53


def type_of(row: Row) -> NoteType:
    """Give a note type; one of a built-in kind is the built-in one."""
    _, name, kind, fields, templates, css = row
    if not isinstance(kind, int) or kind not in {one.value for one in NoteKind}:
        problem = f"its kind is {kind!r}"
        raise ValueError(problem)
    if NoteKind(kind) is not NoteKind.CUSTOM:
        return built_in(NoteKind(kind))
    names = [str(one) for one in _json_list(fields)]
    made = tuple(
        CardTemplate(*(str(one.get(key, "")) for key in ("name", "question", "answer")))
        for one in _json_list(templates)
        if isinstance(one, dict)
    )
    if not names or not made:
        problem = "it has no fields or no templates"
        raise ValueError(problem)
    return NoteType(NoteTypeId(0), str(name), NoteKind.CUSTOM, tuple(names), made, str(css or ""))


def card_of(row: Row, deck: str, today: int) -> TransferCard:
    """Give a card.

    Args:
        deck: its name; empty when it is missing.
        today: the study day; a card buried beyond it is buried.
    """
    number, ordinal, state, stability, difficulty, step, due_on, due_at, position, interval = row[2:12]
    last, reps, lapses, flag, is_suspended, buried_until = row[12:]
    return TransferCard(
        ordinal=_whole(ordinal),
        deck=deck,
        state=_whole(state),
        stability=stability if isinstance(stability, float | int) else None,
        difficulty=difficulty if isinstance(difficulty, float | int) else None,
        step=None if step is None else _whole(step),
        due_on=None if due_on is None else _whole(due_on),
        due_at=None if due_at is None else _whole(due_at),
        position=_whole(position),
        interval_days=_whole(interval),
        last_review_at=None if last is None else _whole(last),
        reps=_whole(reps),
        lapses=_whole(lapses),
        flag=_whole(flag),
        is_suspended=bool(is_suspended),
        is_buried=isinstance(buried_until, int) and buried_until > today,
        source_id=_whole(number),
    )


def note_of(
    row: Row, note_type: NoteType, type_place: int, cards: Sequence[TransferCard], tags: Sequence[str]
) -> TransferNote:
    """Give a note."""
    _, guid, _, text, *known, created_at, modified_at = row
    fields = tuple(_text(text).split(_FIELDS))
    if len(fields) != len(note_type.fields):
        problem = f"it has {len(fields)} fields, where “{note_type.name}” has {len(note_type.fields)}"
        raise ValueError(problem)
    return TransferNote(
        guid=_text(guid),
        type_place=type_place,
        fields=fields,
        deck=cards[0].deck if cards else "",
        tags=tuple(sorted(tags)),
        cards=tuple(cards),
        created_at=_whole(created_at),
        modified_at=_whole(modified_at),
        provenance=provenances.from_values(_provenance(known)),
    )


def _provenance(known: Sequence[Value]) -> dict[str, object]:
    citation, checked_on, as_of, domain, level, facts, tests, is_exam_only, tolerance = known
    return {
        "citation": citation,
        "checked_on": checked_on,
        "as_of": as_of,
        "domain": domain,
        "level": _LEVELS.get(level) if isinstance(level, int) else None,
        "facts": str(facts or "").split(),
        "tests": str(tests or "").split(),
        "is_exam_only": is_exam_only == 1,
        "tolerance": tolerance,
    }


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    problem = "it has no text"
    raise ValueError(problem)


def _whole(value: Value) -> int:
    if not isinstance(value, int) or abs(value) > _LARGEST:
        problem = f"{value!r} is no number for it"
        raise ValueError(problem)
    return value


def _json_list(text: Value) -> list[object]:
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError) as error:
        problem = "it cannot be understood"
        raise ValueError(problem) from error
    return found if isinstance(found, list) else []
