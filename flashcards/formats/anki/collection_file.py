"""The database of a package, of either schema: what it must have, and its outline."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from flashcards.domain.deck import clean_deck_name
from flashcards.domain.errors import ImportRefusedError
from flashcards.domain.study_day import StudyCalendar, StudyDay, study_day_of
from flashcards.formats.allowance import Allowance
from flashcards.formats.anki import schema11, schema18
from flashcards.formats.anki.card_columns import MAX_SECOND
from flashcards.formats.anki.outline import Outline
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import ForeignDatabase

OLDEST, NEWEST = 11, 18
"""The schemas that can be read."""

_FIRST_WITH_TABLES = 15
"""The schema that first had tables for types, decks and presets."""

TABLES = {
    "col": ("id", "crt", "ver"),
    "notes": ("id", "guid", "mid", "mod", "tags", "flds"),
    "cards": (
        *("id", "nid", "did", "ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "odue", "odid"),
        *("flags", "data"),
    ),
}
"""The tables every schema has, with the columns that are read; a review log may be missing."""

MAX_NAME = 500
"""Characters of a deck's name that are kept."""

_UNNAMED = "Unnamed"
_JSON = {"col": ("models", "decks", "dconf", "conf")}
_MOST_MINUTES = 24 * 60


def outline(database: ForeignDatabase, calendar: StudyCalendar, allowance: Allowance, findings: Findings) -> Outline:
    """Give the types, decks and presets of a collection.

    Args:
        calendar: that of the learner; it decides where the file does not say in which time zone it was begun.

    Raises:
        ImportRefusedError: it has not the tables of an Anki collection, or is of a schema that cannot be read.
    """
    _check(database, TABLES, findings)
    schema, created_at = _about(database, findings)
    if schema < _FIRST_WITH_TABLES:
        _check(database, _JSON, findings)
        offset = schema11.setting(database, "creationOffset", findings)
        types, decks = schema11.types(database, findings), schema11.decks(database, findings)
        presets = schema11.presets(database, findings)
    else:
        _check(database, schema18.TABLES, findings)
        offset = schema18.setting(database, "creationOffset")
        types, decks = schema18.types(database, allowance, findings), schema18.decks(database, allowance, findings)
        presets = schema18.presets(database, allowance, findings)
    named = {deck_id: replace(deck, name=_deck_name(deck.name)) for deck_id, deck in decks.items()}
    return Outline(_created_on(created_at, offset, calendar), types, named, presets)


def _deck_name(name: str) -> str:
    try:
        return clean_deck_name(name[:MAX_NAME])
    except ValueError:
        return _UNNAMED


def _check(database: ForeignDatabase, tables: Mapping[str, tuple[str, ...]], findings: Findings) -> None:
    for table, columns in tables.items():
        missing = {column.lower() for column in columns} - set(database.tables.get(table, ()))
        if missing:
            problem = (
                f"its collection is not one of Anki's: it has no plain table “{table}” with "
                f"{', '.join(sorted(missing))}. Nothing was changed."
            )
            raise ImportRefusedError(problem, findings.path)


def _about(database: ForeignDatabase, findings: Findings) -> tuple[int, int]:
    """Give the schema, and when the collection was begun, in seconds."""
    for schema, created_at in database.rows("SELECT ver, crt FROM col LIMIT 1"):
        if isinstance(schema, int) and OLDEST <= schema <= NEWEST:
            if isinstance(created_at, int) and 0 < created_at < MAX_SECOND:
                return schema, created_at
            problem = "the day it was begun cannot be read, and due days count from there. Nothing was changed."
            raise ImportRefusedError(problem, findings.path)
        problem = (
            f"a version of Anki made it that cannot be read (schema {schema!r}; {OLDEST} to {NEWEST} can be). "
            "Nothing was changed. Open it in a current Anki and export it again."
        )
        raise ImportRefusedError(problem, findings.path)
    problem = "its collection is empty, without even a date. Nothing was changed."
    raise ImportRefusedError(problem, findings.path)


def _created_on(created_at: int, offset: object, calendar: StudyCalendar) -> StudyDay:
    """Give the day a collection was begun: the date its clock showed, since Anki counts dates from there.

    Args:
        created_at: seconds.
        offset: minutes the clock was behind UTC; anything but a whole number when the file does not say.
    """
    began = datetime.fromtimestamp(created_at, UTC)
    if isinstance(offset, int) and abs(offset) < _MOST_MINUTES:
        return study_day_of(began.astimezone(timezone(timedelta(minutes=-offset))).date())
    return calendar.day(began)
