"""Everything the Exam page shows of practice exams, as frozen values. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.collection.practice import Sat, Supply
from flashcards.domain.exam import FULL_MOCK, HALF_MOCK, QUICK_CHECK, Attempt, AttemptMode, Exam, Mix
from flashcards.domain.ids import AttemptId
from flashcards.ui.practice.state import clock_text
from flashcards.wording import counted, long_date, percent

MIXES: tuple[tuple[str, Mix], ...] = (("Full", FULL_MOCK), ("Half", HALF_MOCK), ("Quick", QUICK_CHECK))
"""What the papers are called."""


@dataclass(frozen=True, slots=True)
class Past:
    """A practice exam that was handed in, for the history.

    Attributes:
        share: 0 to 1.
    """

    id: AttemptId
    on: str
    what: str
    share: float
    low: float
    high: float
    right: str
    predicted: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A practice exam that was begun and not handed in."""

    id: AttemptId
    text: str


@dataclass(frozen=True, slots=True)
class PracticePanelState:
    """What can be begun, what waits, and what was done.

    Attributes:
        supply: how many questions there are, in words.
        can_begin: whether there is any.
    """

    supply: str = ""
    can_begin: bool = False
    waiting: Waiting | None = None
    past: tuple[Past, ...] = ()


def panel_state(supply: Sequence[Supply], waiting: Attempt | None, history: Sequence[Sat]) -> PracticePanelState:
    """Put practice exams into words."""
    everything, unseen = sum(one.all for one in supply), sum(one.unseen for one in supply)
    return PracticePanelState(
        supply=_supply(everything, unseen),
        can_begin=everything > 0,
        waiting=None if waiting is None else _waiting(waiting),
        past=tuple(_past(one) for one in history),
    )


def mix_text(mix: Mix) -> str:
    """Give a paper's size and time: "150 questions in 3 h 30 min"."""
    if not mix.limit_s:
        return f"{counted(mix.items, 'question')}, no time limit"
    hours, minutes = divmod(mix.limit_s // 60, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return f"{counted(mix.items, 'question')} in {' '.join(part for part in parts if part)}"


def default_exam(exams: Sequence[Exam]) -> Exam | None:
    """Give the exam the page opens with: the next one, or the newest past one."""
    return next(iter(exams), None)


def _supply(everything: int, unseen: int) -> str:
    if not everything:
        return "There are no multiple-choice questions for this exam yet."
    return f"{counted(everything, 'question')} for this exam, {unseen} of them never seen."


def _waiting(attempt: Attempt) -> Waiting:
    left = attempt.remaining_ms(attempt.elapsed_ms)
    clock = "" if left is None else f", {clock_text(left)} left"
    kind = "exam" if attempt.mode is AttemptMode.EXAM else "practice"
    return Waiting(
        attempt.id,
        f"The {kind} begun on {long_date(attempt.started_at.date())} waits at question {attempt.place + 1}{clock}.",
    )


def _past(sat: Sat) -> Past:
    overall = sat.score.overall
    predicted = sat.attempt.predicted
    return Past(
        id=sat.attempt.id,
        on=long_date(sat.attempt.started_at.date()),
        what=counted(len(sat.questions), "question"),
        share=overall.share,
        low=overall.low,
        high=overall.high,
        right=percent(overall.share),
        predicted="" if predicted is None else f"predicted {round(predicted[0] * 100)}–{percent(predicted[1])}",
    )
