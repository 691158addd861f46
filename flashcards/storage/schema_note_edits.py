"""The format step that notes edited texts down in half the time. Never edited: a later format is a later step.

What the triggers leave behind is what those of `schema_text_index` left.
"""

_KNOWN = "(SELECT 1 FROM unindexed_note WHERE id = old.id AND is_too_long = 0)"

_NOTE_DOWN = (
    "BEGIN INSERT INTO unindexed_note (id, indexed_fields) VALUES (old.id, old.fields)"
    " ON CONFLICT (id) DO UPDATE SET is_too_long = 0; END"
)

STATEMENTS: tuple[str, ...] = (
    "DROP TRIGGER note_text_changes",
    "DROP TRIGGER note_text_goes",
    "CREATE TRIGGER note_text_changes AFTER UPDATE OF fields ON note"
    " WHEN old.fields <> new.fields AND old.id <= (SELECT indexed_up_to FROM text_index)"
    f" AND NOT EXISTS {_KNOWN} {_NOTE_DOWN}",
    "CREATE TRIGGER note_text_goes AFTER DELETE ON note WHEN old.id <= (SELECT indexed_up_to FROM text_index)"
    f" AND NOT EXISTS {_KNOWN} {_NOTE_DOWN}",
)
