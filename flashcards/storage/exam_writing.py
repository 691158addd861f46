"""Every write about exams. Beginning, answering and handing in are no steps for undo: a result stays a result.

Why a question was missed is said of a result, and no part of it: that is a step.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from flashcards.domain.errors import ExamAlreadySubmittedError
from flashcards.domain.exam import Attempt, Exam, ExamAnswer, ExamQuestion
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.domain.miss import Reason
from flashcards.storage.exam_rows import ExamAnswerRow, ExamAttemptRow, ExamRow
from flashcards.storage.gate import Gate
from flashcards.storage.rows import Values
from flashcards.storage.snapshot import Snapshot


class ExamWriter:
    """Writes exams and attempts through the gate of one transaction."""

    def __init__(self, gate: Gate, snapshot: Snapshot) -> None:
        """Write through a gate; `snapshot` sees what it wrote."""
        self._gate = gate
        self._snapshot = snapshot

    def add(self, exam: Exam) -> ExamId:
        """Store a new exam; its id and revision do not count."""
        (exam_id,) = self._gate.add("exam", [ExamRow.of(exam)])
        return ExamId(exam_id)

    def update(self, exam: Exam) -> Exam:
        """Store an exam and give it with its new revision.

        Raises:
            StaleCardError: it was written or deleted since `exam` was read.
        """
        self._gate.change("exam", [ExamRow.of(exam) | {"id": exam.id, "revision": exam.revision}])
        return replace(exam, revision=exam.revision + 1)

    def delete(self, exam_id: ExamId) -> None:
        """Delete an exam; its attempts stay."""
        self._gate.remove("exam", [exam_id])

    def begin(self, attempt: Attempt, questions: Sequence[ExamQuestion]) -> AttemptId:
        """Store a new attempt with its paper; its id does not count."""
        (attempt_id,) = self._gate.add("exam_attempt", [ExamAttemptRow.of(attempt)])
        rows = [ExamAnswerRow.of(attempt_id, place, question) for place, question in enumerate(questions)]
        self._gate.add("exam_answer", rows)
        return AttemptId(attempt_id)

    def save(self, attempt: Attempt, answers: Mapping[int, ExamAnswer]) -> None:
        """Store how far an attempt is, and answers by their place on the paper.

        Raises:
            ExamAlreadySubmittedError: it was handed in before.
            StaleCardError: it was deleted.
        """
        stored = self._snapshot.row("SELECT submitted_at FROM exam_attempt WHERE id = ?", (attempt.id,))
        if stored is not None and stored[0] is not None:
            raise ExamAlreadySubmittedError
        found = self._snapshot.rows("SELECT place, id FROM exam_answer WHERE attempt_id = ?", (attempt.id,))
        ids: dict[int, int] = {row[0]: row[1] for row in found}
        rows = [ExamAnswerRow.given(answer) | {"id": ids[place]} for place, answer in answers.items()]
        self._gate.change("exam_answer", rows)
        self._gate.change("exam_attempt", [ExamAttemptRow.progress(attempt) | {"id": attempt.id}])

    def give_reason(self, attempt_id: AttemptId, place: int, reason: Reason | None) -> None:
        """Store why a question was missed; None takes that back. A question that is gone is passed over."""
        found = self._snapshot.row("SELECT id FROM exam_answer WHERE attempt_id = ? AND place = ?", (attempt_id, place))
        if found is not None:
            row: Values = {"id": found[0], "reason": None if reason is None else int(reason)}
            self._gate.change("exam_answer", [row])

    def delete_attempt(self, attempt_id: AttemptId) -> None:
        """Delete an attempt with its answers."""
        rows = self._snapshot.rows("SELECT id FROM exam_answer WHERE attempt_id = ?", (attempt_id,))
        self._gate.remove("exam_answer", [row[0] for row in rows])
        self._gate.remove("exam_attempt", [attempt_id])

    def add_prediction(self, exam_id: ExamId, at_ms: int, kind: str, value: object) -> None:
        """Keep on record what is expected of an exam.

        Args:
            kind: what it is about.
            value: anything JSON can hold.
        """
        row: Values = {"exam_id": exam_id, "at": at_ms, "kind": kind, "value": json.dumps(value, ensure_ascii=False)}
        self._gate.add("prediction", [row])
