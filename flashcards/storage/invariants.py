"""What must always hold in a collection, beyond what the tables themselves enforce."""

from typing import NamedTuple


class Invariant(NamedTuple):
    """A rule, as a query for what breaks it.

    Attributes:
        sql: gives one row for each fault.
        sentence: names the fault, with the row's columns as {0}, {1} …
    """

    sql: str
    sentence: str


INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "SELECT id FROM card WHERE (state = 0) <> (stability IS NULL) OR (stability IS NULL) <> (difficulty IS NULL)",
        "card {0} must be new exactly when it has no memory",
    ),
    Invariant("SELECT id FROM card WHERE state <> 0 AND due_on IS NULL", "card {0} was studied but is never due"),
    Invariant(
        "SELECT id FROM note WHERE is_exam_only = 0 AND id NOT IN (SELECT note_id FROM card)",
        "note {0} has no card",
    ),
    Invariant(
        "SELECT card.id, card.ordinal + 1, note_type.name"
        " FROM card JOIN note ON note.id = card.note_id JOIN note_type ON note_type.id = note.note_type_id"
        " WHERE note_type.templates NOT LIKE '%{{cloze:%' AND card.ordinal >= json_array_length(note_type.templates)",
        "card {0} is card {1} of its note, which note type {2} does not make",
    ),
    Invariant(
        "SELECT note.id, length(note.fields) - length(replace(note.fields, char(31), '')) + 1,"
        " json_array_length(note_type.fields), note_type.name"
        " FROM note JOIN note_type ON note_type.id = note.note_type_id"
        " WHERE length(note.fields) - length(replace(note.fields, char(31), '')) + 1"
        " <> json_array_length(note_type.fields)",
        "note {0} has {1} fields where note type {3} has {2}",
    ),
    Invariant("SELECT guid, count(*) FROM note GROUP BY guid HAVING count(*) > 1", "guid {0} is used by {1} notes"),
    Invariant("SELECT name FROM tag WHERE id NOT IN (SELECT tag_id FROM note_tag)", "tag {0} is on no note"),
    Invariant(
        "SELECT id FROM undo_step WHERE is_undone = 1"
        " AND id < (SELECT max(done.id) FROM undo_step AS done WHERE done.is_undone = 0)",
        "undo step {0} was undone before a later step",
    ),
    Invariant(
        "SELECT id FROM undo_step WHERE id NOT IN (SELECT step_id FROM undo_change)",
        "undo step {0} changed nothing",
    ),
    Invariant(
        "SELECT id, name FROM deck WHERE trim(name) = '' OR '::' || name || '::' LIKE '%::::%'",
        "deck {0} has the name “{1}”, which lacks a part",
    ),
    Invariant("SELECT key FROM setting WHERE NOT json_valid(value)", "setting {0} is not readable"),
    Invariant(
        "SELECT id, due_on, interval_days FROM card WHERE abs(due_on) > 400000 OR abs(interval_days) > 400000",
        "card {0} is due on day {1} after {2} days, which is out of all range",
    ),
    Invariant("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM write_count)", "the count of writes is missing"),
    Invariant(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'review')",
        "the review log is not protected against changes",
    ),
)
