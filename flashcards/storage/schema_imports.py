"""The format step that lets an import be taken back at any later time, as it was shipped. Never edited."""

TABLES: tuple[str, ...] = (
    """CREATE TABLE import_change (
        id INTEGER PRIMARY KEY,
        import_id INTEGER NOT NULL, -- refers to no table: undo may take the import away, and redo bring it back
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        last_row_id INTEGER NOT NULL CHECK (last_row_id >= row_id),
        image TEXT
    ) STRICT""",
)

INDEXES: tuple[str, ...] = ("CREATE INDEX import_change_import ON import_change (import_id)",)
