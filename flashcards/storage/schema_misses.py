"""The format step that keeps first choices and reasons of misses. Never edited: a later format is a later step."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE exam_answer ADD COLUMN first TEXT",
    "ALTER TABLE exam_answer ADD COLUMN reason INTEGER CHECK (reason BETWEEN 1 AND 5)",
    "DROP TRIGGER exam_answer_is_final",
    "CREATE TRIGGER exam_answer_is_final BEFORE UPDATE OF"
    " attempt_id, place, guid, question, chosen, struck, is_flagged, is_guess, time_ms, first ON exam_answer"
    " WHEN (SELECT submitted_at FROM exam_attempt WHERE id = OLD.attempt_id) IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'an exam that was handed in stays as it is'); END",
)
"""Answers of an exam that was handed in stay as they are, but for what is said of them afterwards."""
