"""What the page shows while a practice exam is sat. No Qt."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.ui.practice.state import HURRY_MS, Phase, PracticeState, cell_of, clock_text, showing_of

if TYPE_CHECKING:
    from flashcards.exam.session import ExamSession


def asked_state(state: PracticeState, session: "ExamSession", key: int, now: datetime) -> PracticeState:
    """Give the page with the question, the clock and the list as they stand.

    Args:
        key: of the card view, another for each question shown.
    """
    answers, attempt = session.answers, session.attempt(now)
    clock, is_hurried = clock_now(session, now)
    is_seen = state.phase is Phase.QUESTION
    return replace(
        state,
        title=attempt.name,
        mode=attempt.mode,
        place=session.place,
        count=len(answers),
        is_flagged=session.answer.is_flagged,
        is_guess=session.answer.is_guess,
        showing=showing_of(session.question, session.answer, key, is_checked=False) if is_seen else None,
        cells=tuple(cell_of(place, answer) for place, answer in enumerate(answers)),
        left=sum(not answer.is_given for answer in answers),
        clock=clock,
        has_limit=session.remaining_ms(now) is not None,
        is_hurried=is_hurried,
    )


def clock_now(session: "ExamSession", now: datetime) -> tuple[str, bool]:
    """Give the clock in words, and whether little time is left."""
    left = session.remaining_ms(now)
    if left is None:
        return clock_text(session.elapsed_ms(now)), False
    return clock_text(left), left <= HURRY_MS
