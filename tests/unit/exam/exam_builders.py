"""Questions and candidates with defaults; a test states what matters."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flashcards.domain.choice import Option
from flashcards.domain.exam import Attempt, AttemptMode, ExamQuestion
from flashcards.domain.ids import AttemptId
from flashcards.domain.note import Level
from flashcards.exam.selection import Candidate

NOON = datetime(2027, 1, 10, 12, 0, tzinfo=UTC)


def options(correct: Sequence[int] = (0,), number: int = 4) -> tuple[Option, ...]:
    return tuple(Option(f"Option {place}", place in correct, f"Because {place}.") for place in range(number))


def a_candidate(
    guid: str,
    area: int = 0,
    *,
    level: Level | None = Level.RECALL,
    case: str = "",
    seen_at: int | None = None,
    is_reserved: bool = False,
    correct: Sequence[int] = (0,),
) -> Candidate:
    return Candidate(
        guid, area, level, f"<p>{guid}?</p>", options(correct), case=case, seen_at=seen_at, is_reserved=is_reserved
    )


def a_question(
    guid: str = "q",
    area: int = 0,
    *,
    correct: Sequence[int] = (0,),
    is_pretest: bool = False,
    level: Level | None = Level.RECALL,
) -> ExamQuestion:
    return ExamQuestion(guid, area, level, f"<p>{guid}?</p>", options(correct), is_pretest=is_pretest)


def an_attempt(*, mode: AttemptMode = AttemptMode.EXAM, limit_s: int = 600, elapsed_ms: int = 0) -> Attempt:
    return Attempt(
        id=AttemptId(1),
        exam_id=None,
        name="RHIT exam",
        mode=mode,
        seed=7,
        areas=(("Everything", 1.0),),
        limit_s=limit_s,
        started_at=NOON,
        elapsed_ms=elapsed_ms,
    )
