"""The format step that brings exams, as it was shipped. Never edited: a later format is a later step."""

_ID = "id INTEGER PRIMARY KEY AUTOINCREMENT"

STATEMENTS: tuple[str, ...] = (
    f"""CREATE TABLE exam (
        {_ID},
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        held_on TEXT NOT NULL,
        blueprint TEXT NOT NULL,
        decks TEXT NOT NULL DEFAULT '[]',
        minutes_a_day INTEGER NOT NULL CHECK (minutes_a_day BETWEEN 1 AND 1440),
        weekdays_off TEXT NOT NULL DEFAULT '[]',
        dates_off TEXT NOT NULL DEFAULT '[]',
        target INTEGER NOT NULL CHECK (target BETWEEN 1 AND 100),
        floor INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 100),
        dropped TEXT NOT NULL DEFAULT '[]',
        keeps_after INTEGER NOT NULL DEFAULT 0 CHECK (keeps_after IN (0, 1)),
        is_past INTEGER NOT NULL DEFAULT 0 CHECK (is_past IN (0, 1)),
        afterwards INTEGER CHECK (afterwards BETWEEN 1 AND 3),
        result TEXT NOT NULL DEFAULT '',
        revision INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    f"""CREATE TABLE exam_attempt (
        {_ID},
        exam_id INTEGER, -- refers to no table: results outlive the exam they were for
        name TEXT NOT NULL,
        mode INTEGER NOT NULL CHECK (mode BETWEEN 1 AND 2),
        seed INTEGER NOT NULL,
        areas TEXT NOT NULL,
        limit_s INTEGER NOT NULL CHECK (limit_s >= 0),
        started_at INTEGER NOT NULL,
        elapsed_ms INTEGER NOT NULL DEFAULT 0 CHECK (elapsed_ms >= 0),
        place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
        submitted_at INTEGER,
        timed_out INTEGER NOT NULL DEFAULT 0 CHECK (timed_out IN (0, 1)),
        predicted TEXT,
        revision INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    f"""CREATE TABLE exam_answer (
        {_ID},
        attempt_id INTEGER NOT NULL REFERENCES exam_attempt (id),
        place INTEGER NOT NULL CHECK (place >= 0),
        guid TEXT NOT NULL,
        question TEXT NOT NULL,
        chosen TEXT NOT NULL DEFAULT '[]',
        struck TEXT NOT NULL DEFAULT '[]',
        is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)),
        is_guess INTEGER NOT NULL DEFAULT 0 CHECK (is_guess IN (0, 1)),
        time_ms INTEGER NOT NULL DEFAULT 0 CHECK (time_ms >= 0),
        revision INTEGER NOT NULL DEFAULT 0,
        UNIQUE (attempt_id, place)
    ) STRICT""",
    f"""CREATE TABLE prediction (
        {_ID},
        exam_id INTEGER NOT NULL, -- refers to no table: what was predicted stays on record
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        value TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX exam_answer_guid ON exam_answer (guid)",
    "CREATE INDEX prediction_exam ON prediction (exam_id, at)",
    "CREATE TRIGGER exam_answer_is_final BEFORE UPDATE ON exam_answer"
    " WHEN (SELECT submitted_at FROM exam_attempt WHERE id = OLD.attempt_id) IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'an exam that was handed in stays as it is'); END",
)

FIRST_EXAM = (
    "INSERT INTO exam (name, held_on, blueprint, minutes_a_day, target, floor)"
    " SELECT coalesce(nullif(json_extract(value, '$.exam_name'), ''), 'RHIT exam'),"
    " json_extract(value, '$.exam_on'), ?, coalesce(json_extract(value, '$.minutes_a_day'), 25), 80, 25"
    " FROM setting WHERE key = 'learning' AND json_extract(value, '$.exam_on') IS NOT NULL"
)
"""The date that was kept among the settings becomes an exam."""

RHIT_BLUEPRINT = (
    ("Data Content, Structure, and Information Governance", 33, 1),
    ("Access, Disclosure, Privacy, and Security", 24, 2),
    ("Data Analytics and Use", 22, 3),
    ("Revenue Cycle Management", 33, 4),
    ("Compliance", 22, 5),
    ("Leadership", 16, 6),
)
"""Name, weight and domain."""
