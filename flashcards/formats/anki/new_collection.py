"""An empty Anki collection of the latest schema, to be filled: its tables, and the rows every collection has."""

import json
from collections.abc import Sequence
from datetime import date

from flashcards.domain.study_day import study_day_of
from flashcards.formats.anki import wire
from flashcards.formats.anki.collection_file import NEWEST
from flashcards.formats.anki.outline import DEFAULT_DECK, DEFAULT_PRESET, Preset
from flashcards.formats.anki.schema18 import (
    PRESET_LEARNING,
    PRESET_NEW,
    PRESET_RELEARNING,
    PRESET_RETENTION,
    PRESET_REVIEWS,
)
from flashcards.formats.written_database import WrittenDatabase

FIRST_DAY = study_day_of(date(2020, 1, 1))
"""The study day due days count from."""

_BEGAN = FIRST_DAY * 86_400 + 4 * 3600
"""4 o'clock that day, UTC: the clock Anki is told, so that its days are ours wherever the file is read."""

_COL = "id crt mod scm ver dty usn ls"
_TABLES = (
    "CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, "
    "ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, "
    "models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL)",
    "CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, "
    "usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, "
    "flags integer NOT NULL, data text NOT NULL)",
    "CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, "
    "mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, "
    "ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, "
    "left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL)",
    "CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, "
    "ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, "
    "type integer NOT NULL)",
    "CREATE TABLE notetypes (id integer NOT NULL PRIMARY KEY, name text NOT NULL COLLATE unicase, "
    "mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL)",
    "CREATE TABLE fields (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase, "
    "config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID",
    "CREATE TABLE templates (ntid integer NOT NULL, ord integer NOT NULL, name text NOT NULL COLLATE unicase, "
    "mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL, PRIMARY KEY (ntid, ord)) WITHOUT ROWID",
    "CREATE TABLE decks (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase, "
    "mtime_secs integer NOT NULL, usn integer NOT NULL, common blob NOT NULL, kind blob NOT NULL)",
    "CREATE TABLE deck_config (id integer PRIMARY KEY NOT NULL, name text NOT NULL COLLATE unicase, "
    "mtime_secs integer NOT NULL, usn integer NOT NULL, config blob NOT NULL)",
    "CREATE TABLE config (KEY text NOT NULL PRIMARY KEY, usn integer NOT NULL, mtime_secs integer NOT NULL, "
    "val blob NOT NULL) WITHOUT ROWID",
    "CREATE TABLE tags (tag text NOT NULL PRIMARY KEY COLLATE unicase, usn integer NOT NULL, "
    "collapsed boolean NOT NULL, config blob NULL) WITHOUT ROWID",
    "CREATE TABLE graves (oid integer NOT NULL, type integer NOT NULL, usn integer NOT NULL, PRIMARY KEY (oid, type)) "
    "WITHOUT ROWID",
)
_SMALL_INDEXES = (
    "CREATE UNIQUE INDEX idx_notetypes_name ON notetypes (name)",
    "CREATE INDEX idx_notetypes_usn ON notetypes (usn)",
    "CREATE UNIQUE INDEX idx_fields_name_ntid ON fields (name, ntid)",
    "CREATE UNIQUE INDEX idx_templates_name_ntid ON templates (name, ntid)",
    "CREATE INDEX idx_templates_usn ON templates (usn)",
    "CREATE UNIQUE INDEX idx_decks_name ON decks (name)",
    "CREATE INDEX idx_graves_pending ON graves (usn)",
)
_LARGE_INDEXES = (
    "CREATE INDEX ix_notes_usn ON notes (usn)",
    "CREATE INDEX ix_notes_csum ON notes (csum)",
    "CREATE INDEX idx_notes_mid ON notes (mid)",
    "CREATE INDEX ix_cards_usn ON cards (usn)",
    "CREATE INDEX ix_cards_nid ON cards (nid)",
    "CREATE INDEX ix_cards_sched ON cards (did, queue, due)",
    "CREATE INDEX idx_cards_odid ON cards (odid) WHERE odid != 0",
    "CREATE INDEX ix_revlog_usn ON revlog (usn)",
    "CREATE INDEX ix_revlog_cid ON revlog (cid)",
)

_SETTINGS: dict[str, object] = {
    "activeDecks": [DEFAULT_DECK],
    "addToCur": True,
    "collapseTime": 1200,
    "creationOffset": 0,
    "curDeck": DEFAULT_DECK,
    "dayLearnFirst": False,
    "dueCounts": True,
    "estTimes": True,
    "fsrs": True,
    "newSpread": 0,
    "sched2021": True,
    "schedVer": 2,
    "sortBackwards": False,
    "sortType": "noteFld",
    "timeLim": 0,
}
_LEARNING_MINUTES, _RELEARNING_MINUTES = (1.0, 10.0), (10.0,)
_PRESET_NUMBERS = {16: 36_500, 17: 1, 18: 1, 19: 4, 21: 1, 22: 8, 24: 60}
"""Longest interval, least interval after a lapse, intervals after the steps, what leeches get, what makes one, and the
most seconds an answer counts for: as in a preset of Anki's that nobody changed."""

_PRESET_REALS = {11: 2.5, 12: 1.3, 13: 1.2, 15: 1.0, 40: 0.9}
"""First ease, what Easy, Hard and every answer multiply by, and the retention supposed of the past; likewise."""


def begin_collection(database: WrittenDatabase, modified_ms: int, learning_steps: int, relearning_steps: int) -> None:
    """Make the tables, and the rows every collection has but for its first deck.

    Args:
        modified_ms: when the collection was changed last.
        learning_steps, relearning_steps: how many steps a card may be in.
    """
    for statement in _TABLES:
        database.run(statement)
    row = (1, _BEGAN, modified_ms, modified_ms, NEWEST, 0, 0, 0, "", "", "", "", "")
    database.insert("col", [row], len(row))
    settings = [(key, 0, 0, json.dumps(value).encode()) for key, value in _SETTINGS.items()]
    database.insert("config", settings, 4)
    steps = _lengthened(_LEARNING_MINUTES, learning_steps), _lengthened(_RELEARNING_MINUTES, relearning_steps)
    database.insert("deck_config", [(DEFAULT_PRESET, "Default", 0, 0, _preset(*steps))], 5)


def index_names(database: WrittenDatabase) -> None:
    """Make the indexes of names, by which no two may be the same."""
    for statement in _SMALL_INDEXES:
        database.run(statement)


def index_rows(database: WrittenDatabase) -> None:
    """Make the indexes of notes, cards and reviews. A collection in use needs them; one that is imported does not."""
    for statement in _LARGE_INDEXES:
        database.run(statement)


def _preset(learning: Sequence[float], relearning: Sequence[float]) -> bytes:
    default = Preset()
    numbers = {PRESET_NEW: default.new_limit, PRESET_REVIEWS: default.review_limit, **_PRESET_NUMBERS}
    reals = {PRESET_RETENTION: 0.9, **_PRESET_REALS}
    return b"".join(
        (
            wire.reals(PRESET_LEARNING, learning),
            wire.reals(PRESET_RELEARNING, relearning),
            *(wire.number(field, value) for field, value in sorted(numbers.items())),
            *(wire.real(field, value) for field, value in sorted(reals.items())),
        )
    )


def _lengthened(minutes: tuple[float, ...], count: int) -> tuple[float, ...]:
    """Give steps of which there are at least so many."""
    return (*minutes, *[minutes[-1]] * (count - len(minutes)))
