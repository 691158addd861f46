"""The outline of a collection of the older generations: types, decks and presets as JSON in the one row of `col`.

What is not of the kind it should be counts as missing.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from flashcards.domain.note_type import CardTemplate
from flashcards.formats.anki.outline import DEFAULT_PRESET, ForeignDeck, ForeignType, Preset
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import ForeignDatabase

Entry: TypeAlias = Mapping[str, object]
Column: TypeAlias = Literal["models", "decks", "dconf", "conf"]

_CLOZE = 1


def types(database: ForeignDatabase, findings: Findings) -> dict[int, ForeignType]:
    """Give the note types by id."""
    return {type_id: _type(type_id, values) for type_id, values in _entries(database, "models", findings).items()}


def decks(database: ForeignDatabase, findings: Findings) -> dict[int, ForeignDeck]:
    """Give the decks by id."""
    return {deck_id: _deck(deck_id, values) for deck_id, values in _entries(database, "decks", findings).items()}


def presets(database: ForeignDatabase, findings: Findings) -> dict[int, Preset]:
    """Give the presets by id."""
    return {preset_id: _preset(values) for preset_id, values in _entries(database, "dconf", findings).items()}


def setting(database: ForeignDatabase, key: str, findings: Findings) -> object:
    """Give a setting of the collection; None when it is not there or cannot be read."""
    return _column(database, "conf", findings).get(key)


def _type(type_id: int, values: Entry) -> ForeignType:
    return ForeignType(
        type_id,
        _text(values, "name"),
        values.get("type") == _CLOZE,
        tuple(_text(field, "name") for field in _list(values, "flds")),
        tuple(
            CardTemplate(_text(one, "name"), _text(one, "qfmt"), _text(one, "afmt")) for one in _list(values, "tmpls")
        ),
        _text(values, "css"),
    )


def _deck(deck_id: int, values: Entry) -> ForeignDeck:
    return ForeignDeck(
        deck_id,
        _text(values, "name"),
        is_filtered=values.get("dyn") == 1,
        description=_text(values, "desc"),
        preset_id=_whole(values, "conf") or DEFAULT_PRESET,
        new_limit=_whole(values, "newLimit"),
        review_limit=_whole(values, "reviewLimit"),
        desired_retention=_share(values, "desiredRetention"),
    )


def _preset(values: Entry) -> Preset:
    new, review, lapse = (_entry(values.get(name)) for name in ("new", "rev", "lapse"))
    new_limit, review_limit = _whole(new, "perDay"), _whole(review, "perDay")
    default = Preset()
    return Preset(
        default.new_limit if new_limit is None else new_limit,
        default.review_limit if review_limit is None else review_limit,
        _share(values, "desiredRetention"),
        _length(new, "delays", default.learning_steps),
        _length(lapse, "delays", default.relearning_steps),
    )


def _entries(database: ForeignDatabase, column: Column, findings: Findings) -> dict[int, Entry]:
    """Give the entries of a column by their ids."""
    return {int(key): _entry(value) for key, value in _column(database, column, findings).items() if key.isdecimal()}


def _column(database: ForeignDatabase, column: Column, findings: Findings) -> Entry:
    for (value,) in database.rows(f"SELECT {column} FROM col LIMIT 1"):  # noqa: S608 - one of four constants
        try:
            return _entry(json.loads(str(value)))
        except (ValueError, RecursionError):
            findings.add(0, f"The settings “{column}” of the collection cannot be read", "settings that cannot be read")
    return {}


def _entry(value: object) -> Entry:
    return value if isinstance(value, dict) else {}


def _list(values: Entry, key: str) -> Sequence[Entry]:
    """Give a list of entries in the order they say they have."""
    found = values.get(key)
    entries = [_entry(one) for one in found] if isinstance(found, list) else []
    return sorted(entries, key=lambda one: _whole(one, "ord") or 0)


def _text(values: Entry, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _whole(values: Entry, key: str) -> int | None:
    value = values.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _share(values: Entry, key: str) -> float | None:
    """Give a share, which decks of this generation keep as a percentage and presets as a fraction."""
    value = values.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return value / 100 if value > 1 else float(value)


def _length(values: Entry, key: str, default: int) -> int:
    value = values.get(key)
    return len(value) if isinstance(value, list) else default
