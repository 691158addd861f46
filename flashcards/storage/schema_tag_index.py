"""The format step that finds the notes of a tag in its index alone. Never edited: a later format is a later step."""

STATEMENTS: tuple[str, ...] = (
    "DROP INDEX note_tag_tag",
    "CREATE INDEX note_tag_tag ON note_tag (tag_id, note_id)",
)
