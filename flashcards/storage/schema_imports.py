"""The format step that lets an import be taken back at any later time, as it was shipped. Never edited."""

_BROUGHT = '{"brought": '
"""How `note.shipped` begins when an import brought the note. The fields follow in a line of their own once they are no
longer those of the note."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE import_change (
        id INTEGER PRIMARY KEY,
        import_id INTEGER NOT NULL, -- refers to no table: undo may take the import away, and redo bring it back
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        last_row_id INTEGER NOT NULL CHECK (last_row_id >= row_id),
        image TEXT
    ) STRICT""",
    "CREATE INDEX import_change_import ON import_change (import_id)",
    # a hundred thousand notes are not stored twice: what was brought is written down when it is first changed
    f"""CREATE TRIGGER note_keeps_what_was_brought AFTER UPDATE OF fields ON note
        WHEN substr(old.shipped, 1, {len(_BROUGHT)}) = '{_BROUGHT}' AND instr(old.shipped, char(10)) = 0
            AND new.shipped IS old.shipped AND new.fields <> old.fields
        BEGIN
            UPDATE note SET shipped = old.shipped || char(10) || old.fields WHERE id = old.id;
        END""",
)
