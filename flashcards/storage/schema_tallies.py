"""The format step that brings tallies, as it was shipped. Never edited: a later format is a later step."""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE tally (
        day INTEGER NOT NULL,
        deck_id INTEGER NOT NULL, -- 0 when the card is gone
        domain INTEGER NOT NULL, -- 0 when its note has none
        standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 5),
        again INTEGER NOT NULL,
        hard INTEGER NOT NULL,
        good INTEGER NOT NULL,
        easy INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        learning INTEGER NOT NULL,
        young INTEGER NOT NULL,
        mature INTEGER NOT NULL,
        PRIMARY KEY (day, deck_id, domain, standing)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tally_hour (
        week INTEGER NOT NULL,
        deck_id INTEGER NOT NULL,
        domain INTEGER NOT NULL,
        slot INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 47), -- half hours, UTC
        answers INTEGER NOT NULL,
        recalled INTEGER NOT NULL,
        PRIMARY KEY (week, deck_id, domain, slot)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tally_recall (
        day INTEGER NOT NULL,
        deck_id INTEGER NOT NULL,
        domain INTEGER NOT NULL,
        bin INTEGER NOT NULL CHECK (bin BETWEEN 0 AND 49),
        answers INTEGER NOT NULL,
        recalled INTEGER NOT NULL,
        predicted INTEGER NOT NULL, -- sum, in millionths
        PRIMARY KEY (day, deck_id, domain, bin)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE tally_reach (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        through INTEGER NOT NULL, -- the last line of the log that is counted
        newest_at INTEGER NOT NULL, -- the latest of the times of those
        below INTEGER -- only cards with ids below this are counted so far; null when all are
    ) STRICT""",
    "INSERT INTO tally_reach (id, through, newest_at, below) VALUES (1, 0, 0, NULL)",
)
