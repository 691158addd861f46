"""The format step that brings the index of words, as it was shipped. Never edited: a later format is a later step.

`note_text` holds which notes have which words: runs of letters, digits, `_` and whatever is not ASCII, upper and lower
case alike as in SQL's LIKE. Writing a note does not touch it: triggers only put down which notes it does not know, or
knows as they were, whoever writes them. Notes above `text_index.indexed_up_to` it does not know either. `note_word`
lists the words.
"""

_NOTE_DOWN = (
    "INSERT INTO unindexed_note (id, indexed_fields) SELECT old.id, old.fields"
    " WHERE NOT EXISTS (SELECT 1 FROM unindexed_note WHERE id = old.id);"
    " UPDATE unindexed_note SET is_too_long = 0 WHERE id = old.id AND is_too_long = 1;"
)

STATEMENTS: tuple[str, ...] = (
    "CREATE VIRTUAL TABLE note_text USING fts5("
    "fields, tokenize = \"ascii tokenchars '_'\", content = 'note', content_rowid = 'id', detail = none, columnsize = 0"
    ")",
    "CREATE VIRTUAL TABLE note_word USING fts5vocab(note_text, 'row')",
    """CREATE TABLE unindexed_note (
        id INTEGER PRIMARY KEY, -- of a note that may be gone
        indexed_fields TEXT, -- what the index has of it, if anything
        is_too_long INTEGER NOT NULL DEFAULT 0 CHECK (is_too_long IN (0, 1)) -- for the index, which cuts long words off
    ) STRICT""",
    """CREATE TABLE text_index (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        indexed_up_to INTEGER NOT NULL,
        generation INTEGER NOT NULL -- counts up whenever words may have come in
    ) STRICT""",
    "INSERT INTO text_index (id, indexed_up_to, generation) VALUES (1, 0, 0)",
    # a new note has a higher id than any before, unless undo or redo brings it back
    "CREATE TRIGGER note_text_comes_back AFTER INSERT ON note"
    " WHEN new.id <= (SELECT indexed_up_to FROM text_index)"
    " AND NOT EXISTS (SELECT 1 FROM unindexed_note WHERE id = new.id)"
    " BEGIN INSERT INTO unindexed_note (id) VALUES (new.id); END",
    "CREATE TRIGGER note_text_changes AFTER UPDATE OF fields ON note"
    " WHEN old.fields <> new.fields AND old.id <= (SELECT indexed_up_to FROM text_index)"
    f" BEGIN {_NOTE_DOWN} END",
    "CREATE TRIGGER note_text_goes AFTER DELETE ON note WHEN old.id <= (SELECT indexed_up_to FROM text_index)"
    f" BEGIN {_NOTE_DOWN} END",
)
