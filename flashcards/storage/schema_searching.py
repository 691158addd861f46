"""The format step that keeps searches under a name, as it was shipped. Never edited: a later format is a later step."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE saved_search (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (trim(name) <> ''),
        query TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT""",
)
