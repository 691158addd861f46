"""The format step that counts decks in an index alone. Never edited: a later format is a later step.

The cards of a note are found by the index that keeps its ordinals unique; they need none of their own.
"""

STATEMENTS: tuple[str, ...] = (
    "DROP INDEX card_note",
    "DROP INDEX card_deck",
    "CREATE INDEX card_deck ON card (deck_id, note_id, state)",
    "CREATE INDEX card_position ON card (position)",
    "CREATE INDEX card_buried ON card (buried_until) WHERE buried_until IS NOT NULL",
)
