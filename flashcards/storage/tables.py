"""The journalled tables: how their rows are ordered, named and restored. Standard library only."""

from dataclasses import dataclass

from flashcards.domain.changes import Kind


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What the write gate must know of a table beyond its columns.

    Attributes:
        kind: what screens are told has changed.
        has_revision: its rows count their writes in a column `revision`.
        view_columns: how a screen shows the row, not what it is, or what was done in an exam; undo leaves these alone
            and they are no step.
        adds_are_steps: whether undo takes new rows away again.
    """

    name: str
    kind: Kind
    has_revision: bool = False
    view_columns: frozenset[str] = frozenset()
    adds_are_steps: bool = True


JOURNALLED: tuple[TableInfo, ...] = (
    TableInfo("setting", Kind.SETTINGS),
    TableInfo("note_type", Kind.NOTE_TYPE, has_revision=True),
    TableInfo("preset", Kind.PRESET, has_revision=True),
    TableInfo("deck", Kind.DECK, has_revision=True, view_columns=frozenset({"is_collapsed"})),
    TableInfo("tag", Kind.TAG),
    TableInfo("note", Kind.NOTE, has_revision=True),
    TableInfo("note_tag", Kind.TAG),
    TableInfo("card", Kind.CARD, has_revision=True),
    TableInfo("review", Kind.REVIEW),
    TableInfo("media", Kind.MEDIA),
    TableInfo("import_run", Kind.IMPORT),
    TableInfo("bundled_deck", Kind.IMPORT),
    TableInfo("exam", Kind.EXAM, has_revision=True),
    TableInfo(
        "exam_attempt",
        Kind.ATTEMPT,
        has_revision=True,
        view_columns=frozenset({"elapsed_ms", "place", "submitted_at", "timed_out", "left_at"}),
        adds_are_steps=False,
    ),
    TableInfo(
        "exam_answer",
        Kind.ATTEMPT,
        has_revision=True,
        view_columns=frozenset({"chosen", "struck", "is_flagged", "is_guess", "time_ms", "first"}),
        adds_are_steps=False,
    ),
    TableInfo("prediction", Kind.PREDICTION, adds_are_steps=False),
    TableInfo("fit", Kind.FIT, adds_are_steps=False),
    TableInfo("saved_search", Kind.SEARCH),
)
"""Every table undo covers, each after the ones it refers to."""

BY_NAME: dict[str, TableInfo] = {table.name: table for table in JOURNALLED}

TALLIES: frozenset[str] = frozenset({"tally", "tally_hour", "tally_recall", "tally_reach", "tally_moved"})
"""Tables worked out from others, which no journal needs."""

TEXT_INDEX: frozenset[str] = frozenset({"text_index", "unindexed_note"})
"""What the index of words knows of itself; it is worked out from the notes."""

_JOURNAL = frozenset({"undo_step", "undo_change", "import_change", "write_count"})

ALL_TABLES: frozenset[str] = frozenset(BY_NAME) | TALLIES | TEXT_INDEX | _JOURNAL
"""Every table a sound collection has."""


def kinds_of(names: frozenset[str] | set[str]) -> frozenset[Kind]:
    """Give the kinds of thing some tables hold."""
    return frozenset(BY_NAME[name].kind for name in names)
