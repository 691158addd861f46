"""Format 1, as it was shipped. Never edited: a later format is a later step."""

_ID = "id INTEGER PRIMARY KEY AUTOINCREMENT"  # an id is never given twice: the log names cards long deleted

_TABLES: tuple[str, ...] = (
    f"CREATE TABLE setting ({_ID}, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT",
    f"""CREATE TABLE note_type (
        {_ID},
        name TEXT NOT NULL UNIQUE,
        kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
        fields TEXT NOT NULL,
        templates TEXT NOT NULL,
        css TEXT NOT NULL DEFAULT '',
        is_built_in INTEGER NOT NULL DEFAULT 0 CHECK (is_built_in IN (0, 1)),
        revision INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    f"""CREATE TABLE deck (
        {_ID},
        name TEXT NOT NULL COLLATE NOCASE UNIQUE,
        bundled TEXT,
        description TEXT NOT NULL DEFAULT '',
        new_limit INTEGER CHECK (new_limit BETWEEN 0 AND 9999),
        review_limit INTEGER CHECK (review_limit BETWEEN 0 AND 9999),
        desired_retention REAL CHECK (desired_retention BETWEEN 0.7 AND 0.99),
        is_collapsed INTEGER NOT NULL DEFAULT 0 CHECK (is_collapsed IN (0, 1)),
        revision INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    f"""CREATE TABLE note (
        {_ID},
        guid TEXT NOT NULL UNIQUE,
        note_type_id INTEGER NOT NULL REFERENCES note_type (id),
        fields TEXT NOT NULL,
        sort_text TEXT NOT NULL DEFAULT '',
        checksum INTEGER NOT NULL DEFAULT 0,
        citation TEXT NOT NULL DEFAULT '',
        checked_on TEXT,
        as_of TEXT NOT NULL DEFAULT '',
        domain INTEGER CHECK (domain BETWEEN 1 AND 6),
        level INTEGER CHECK (level BETWEEN 1 AND 3),
        facts TEXT NOT NULL DEFAULT '',
        tests TEXT NOT NULL DEFAULT '',
        is_exam_only INTEGER NOT NULL DEFAULT 0 CHECK (is_exam_only IN (0, 1)),
        tolerance REAL,
        origin TEXT NOT NULL DEFAULT '',
        shipped TEXT,
        created_at INTEGER NOT NULL,
        modified_at INTEGER NOT NULL,
        revision INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    f"CREATE TABLE tag ({_ID}, name TEXT NOT NULL COLLATE NOCASE UNIQUE) STRICT",
    f"""CREATE TABLE note_tag (
        {_ID},
        note_id INTEGER NOT NULL REFERENCES note (id),
        tag_id INTEGER NOT NULL REFERENCES tag (id),
        UNIQUE (note_id, tag_id)
    ) STRICT""",
    f"""CREATE TABLE card (
        {_ID},
        note_id INTEGER NOT NULL REFERENCES note (id),
        deck_id INTEGER NOT NULL REFERENCES deck (id),
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
        stability REAL CHECK (stability > 0),
        difficulty REAL CHECK (difficulty BETWEEN 1 AND 10),
        step INTEGER,
        due_on INTEGER,
        due_at INTEGER,
        position INTEGER NOT NULL DEFAULT 0,
        interval_days INTEGER NOT NULL DEFAULT 0,
        last_review_at INTEGER,
        last_review_on INTEGER,
        reps INTEGER NOT NULL DEFAULT 0,
        lapses INTEGER NOT NULL DEFAULT 0,
        flag INTEGER NOT NULL DEFAULT 0 CHECK (flag BETWEEN 0 AND 7),
        is_suspended INTEGER NOT NULL DEFAULT 0 CHECK (is_suspended IN (0, 1)),
        is_reserved INTEGER NOT NULL DEFAULT 0 CHECK (is_reserved IN (0, 1)),
        buried_until INTEGER,
        revision INTEGER NOT NULL DEFAULT 0,
        CHECK ((state = 0) = (stability IS NULL)),
        CHECK ((stability IS NULL) = (difficulty IS NULL)),
        UNIQUE (note_id, ordinal)
    ) STRICT""",
    f"""CREATE TABLE review (
        {_ID},
        card_id INTEGER NOT NULL, -- refers to no table: the log outlives the cards
        reviewed_at INTEGER NOT NULL,
        reviewed_on INTEGER NOT NULL,
        rating INTEGER CHECK (rating BETWEEN 1 AND 4),
        kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 5),
        state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
        elapsed_days INTEGER NOT NULL,
        interval_days INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        retrievability REAL CHECK (retrievability BETWEEN 0 AND 1),
        stability REAL,
        difficulty REAL
    ) STRICT""",
    f"""CREATE TABLE media (
        {_ID},
        name TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        added_at INTEGER NOT NULL
    ) STRICT""",
    f"""CREATE TABLE undo_step (
        {_ID},
        operation TEXT NOT NULL,
        at INTEGER NOT NULL,
        is_undone INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1))
    ) STRICT""",
    """CREATE TABLE undo_change (
        id INTEGER PRIMARY KEY,
        step_id INTEGER NOT NULL REFERENCES undo_step (id),
        sequence INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        row_id INTEGER NOT NULL,
        last_row_id INTEGER NOT NULL CHECK (last_row_id >= row_id),
        image TEXT
    ) STRICT""",
    f"""CREATE TABLE import_run (
        {_ID},
        at INTEGER NOT NULL,
        format TEXT NOT NULL,
        source TEXT NOT NULL,
        deck TEXT NOT NULL,
        summary TEXT NOT NULL,
        step_id INTEGER, -- the step is forgotten sooner than the import
        reverted_at INTEGER
    ) STRICT""",
    f"""CREATE TABLE bundled_deck (
        {_ID},
        key TEXT NOT NULL UNIQUE,
        digest TEXT NOT NULL,
        loaded_at INTEGER NOT NULL
    ) STRICT""",
    "CREATE TABLE write_count (id INTEGER PRIMARY KEY CHECK (id = 1), writes INTEGER NOT NULL) STRICT",
)

_STUDIED = "is_suspended = 0 AND is_reserved = 0"

_INDEXES: tuple[str, ...] = (
    "CREATE INDEX note_note_type ON note (note_type_id)",
    "CREATE INDEX note_checksum ON note (checksum)",
    "CREATE INDEX note_origin ON note (origin) WHERE origin <> ''",
    "CREATE INDEX note_tag_tag ON note_tag (tag_id)",
    "CREATE INDEX card_note ON card (note_id)",
    "CREATE INDEX card_deck ON card (deck_id)",
    f"CREATE INDEX card_new ON card (position, id) WHERE state = 0 AND {_STUDIED}",
    f"CREATE INDEX card_due ON card (due_on) WHERE state = 2 AND {_STUDIED}",
    f"CREATE INDEX card_learning ON card (due_on, due_at) WHERE state IN (1, 3) AND {_STUDIED}",
    "CREATE INDEX review_card ON review (card_id, reviewed_at)",
    "CREATE INDEX review_day ON review (reviewed_on)",
    "CREATE INDEX undo_change_step ON undo_change (step_id, sequence)",
)

_TRIGGERS: tuple[str, ...] = (
    "CREATE TRIGGER review_is_append_only BEFORE UPDATE ON review"
    " BEGIN SELECT RAISE(ABORT, 'the review log is append-only'); END",
)

STATEMENTS = (
    *_TABLES,
    *_INDEXES,
    *_TRIGGERS,
    "INSERT INTO write_count (id, writes) VALUES (1, 0)",
)

_MORE = '{{#More}}<hr><div class="more">{{More}}</div>{{/More}}'

BUILT_IN_NOTE_TYPES: tuple[tuple[int, str, int, tuple[str, ...], tuple[tuple[str, str, str], ...]], ...] = (
    (
        1,
        "Basic",
        1,
        ("Front", "Back", "More"),
        (("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}" + _MORE),),
    ),
    (
        2,
        "Basic (and reversed)",
        2,
        ("Front", "Back", "More"),
        (
            ("Card 1", "{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}" + _MORE),
            ("Card 2", "{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}" + _MORE),
        ),
    ),
    (3, "Cloze", 3, ("Text", "More"), (("Cloze", "{{cloze:Text}}", "{{cloze:Text}}" + _MORE),)),
    (
        4,
        "Choice",
        4,
        ("Question", "Options", "More", "Case"),
        (("Card 1", "{{Question}}", "{{Question}}" + _MORE),),
    ),
    (
        5,
        "Typed answer",
        5,
        ("Front", "Answer", "More"),
        (("Card 1", "{{Front}}{{type:Answer}}", "{{Front}}<hr id=answer>{{type:Answer}}" + _MORE),),
    ),
)
"""Id, name, kind, fields, and templates as name, question and answer."""
