"""The format step that has tallies follow moved cards later. Never edited: a later format is a later step."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE tally_moved (
        card_id INTEGER PRIMARY KEY, -- of a card that may be gone
        deck_id INTEGER NOT NULL, -- for which the tallies hold its lines
        domain INTEGER NOT NULL
    ) STRICT""",
)
