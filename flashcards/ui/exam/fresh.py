"""What a new exam, and a new paper, begin with."""

from datetime import timedelta
from itertools import chain, count
from secrets import randbits

from flashcards.domain.exam import Exam
from flashcards.ui.exam.page_state import NO_EXAM, ExamPageState

SEED_BITS = 48
USUAL_NAME = "RHIT exam"
USUAL_WEEKS = 12
"""How far ahead a new exam is suggested."""


def fresh_exam(state: ExamPageState) -> Exam:
    """Give a new exam some weeks ahead, with a name that no other has."""
    taken = {exam.name for exam in state.exams}
    numbered = (f"{USUAL_NAME} {number}" for number in count(2))
    name = next(name for name in chain((USUAL_NAME,), numbered) if name not in taken)
    return Exam(NO_EXAM, name, state.today + timedelta(weeks=USUAL_WEEKS))


def seed() -> int:
    """Give a seed nobody can foresee; it is stored with the paper."""
    return randbits(SEED_BITS)
