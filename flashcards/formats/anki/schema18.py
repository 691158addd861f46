"""The outline of a collection of the latest generation: a table each for types, fields, templates, decks and presets.

Their settings are protobuf messages; the numbers here are those of the fields. A message that cannot be read counts as
empty and is listed: names, and with them the notes, are in columns of their own.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator

from flashcards.domain.note_type import CardTemplate
from flashcards.formats.allowance import Allowance
from flashcards.formats.anki.outline import ForeignDeck, ForeignType, Preset
from flashcards.formats.anki.wire import Message, WireError
from flashcards.formats.file_names import shown
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import ForeignDatabase, Row, Value

TABLES = {
    "notetypes": ("id", "name", "config"),
    "fields": ("ntid", "ord", "name"),
    "templates": ("ntid", "ord", "name", "config"),
    "decks": ("id", "name", "kind"),
    "deck_config": ("id", "name", "config"),
    "config": ("KEY", "val"),
}
"""The tables read here, with their columns."""

TYPE_KIND, TYPE_CSS = 1, 3
CLOZE = 1
TEMPLATE_QUESTION, TEMPLATE_ANSWER = 1, 2
DECK_NORMAL, DECK_FILTERED = 1, 2
NORMAL_PRESET, NORMAL_DESCRIPTION, NORMAL_REVIEW_LIMIT, NORMAL_NEW_LIMIT, NORMAL_RETENTION = 1, 4, 6, 7, 10
PRESET_LEARNING, PRESET_RELEARNING, PRESET_NEW, PRESET_REVIEWS, PRESET_RETENTION = 1, 2, 9, 10, 37

_ROW_BYTES = 500
"""Memory that what becomes of a row takes besides its texts, about."""

LEVELS = "\x1f"
"""Between the parts of a deck's name."""


def types(database: ForeignDatabase, allowance: Allowance, findings: Findings) -> dict[int, ForeignType]:
    """Give the note types by id."""
    fields: dict[Value, list[str]] = defaultdict(list)
    for type_id, name in _rows(database, allowance, "SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields[type_id].append(str(name))
    templates: dict[Value, list[CardTemplate]] = defaultdict(list)
    for type_id, name, config in _rows(
        database, allowance, "SELECT ntid, name, config FROM templates ORDER BY ntid, ord"
    ):
        message = _message(config, "card template", name, findings)
        sides = message.text(TEMPLATE_QUESTION), message.text(TEMPLATE_ANSWER)
        templates[type_id].append(CardTemplate(str(name), *sides))
    found: dict[int, ForeignType] = {}
    for type_id, name, config in _rows(database, allowance, "SELECT id, name, config FROM notetypes"):
        message = _message(config, "note type", name, findings)
        is_cloze = message.number(TYPE_KIND) == CLOZE
        parts = tuple(fields[type_id]), tuple(templates[type_id])
        if isinstance(type_id, int):
            found[type_id] = ForeignType(type_id, str(name), is_cloze, *parts, message.text(TYPE_CSS))
    return found


def decks(database: ForeignDatabase, allowance: Allowance, findings: Findings) -> dict[int, ForeignDeck]:
    """Give the decks by id."""
    found: dict[int, ForeignDeck] = {}
    for deck_id, name, kind in _rows(database, allowance, "SELECT id, name, kind FROM decks"):
        message = _message(kind, "deck", name, findings)
        normal = _message(message.data(DECK_NORMAL), "deck", name, findings)
        if isinstance(deck_id, int):
            found[deck_id] = ForeignDeck(
                deck_id,
                str(name).replace(LEVELS, "::"),
                is_filtered=message.has(DECK_FILTERED),
                description=normal.text(NORMAL_DESCRIPTION),
                preset_id=normal.number(NORMAL_PRESET),
                new_limit=_number(normal, NORMAL_NEW_LIMIT),
                review_limit=_number(normal, NORMAL_REVIEW_LIMIT),
                desired_retention=normal.real(NORMAL_RETENTION),
            )
    return found


def presets(database: ForeignDatabase, allowance: Allowance, findings: Findings) -> dict[int, Preset]:
    """Give the presets by id."""
    found: dict[int, Preset] = {}
    for preset_id, name, config in _rows(database, allowance, "SELECT id, name, config FROM deck_config"):
        message = _message(config, "preset", name, findings)
        if isinstance(preset_id, int):
            found[preset_id] = Preset(
                message.number(PRESET_NEW),
                message.number(PRESET_REVIEWS),
                message.real(PRESET_RETENTION),
                len(message.reals(PRESET_LEARNING)),
                len(message.reals(PRESET_RELEARNING)),
            )
    return found


def setting(database: ForeignDatabase, key: str) -> object:
    """Give a setting of the collection; None when it is not there or cannot be read."""
    for (value,) in database.rows("SELECT val FROM config WHERE KEY = ?", (key,)):
        if isinstance(value, bytes):
            try:
                found: object = json.loads(value)
            except (ValueError, RecursionError):
                return None
            return found
    return None


def _rows(database: ForeignDatabase, allowance: Allowance, statement: str) -> Iterator[Row]:
    """Give rows that are kept, in one way or another."""
    for row in database.rows(statement):
        allowance.take(_ROW_BYTES + sum(map(sys.getsizeof, row)))
        yield row


def _message(source: Value, what: str, name: Value, findings: Findings) -> Message:
    try:
        return Message(source if isinstance(source, bytes) else b"\xff")
    except WireError:
        findings.add(
            0,
            f"The settings of the {what} “{shown(str(name))}” cannot be read",
            f"{what}s with settings that cannot be read",
        )
        return Message(b"")


def _number(message: Message, field: int) -> int | None:
    return message.number(field) if message.has(field) else None
