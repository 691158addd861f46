"""Why questions were missed, and what changing answers did, in words. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.collection.misses import Missed, MissLog, miss_log, missed_places
from flashcards.collection.practice import Sat
from flashcards.domain.exam import ExamAnswer, ExamQuestion
from flashcards.domain.miss import Reason
from flashcards.exam.changing import Change
from flashcards.wording import counted, grouped

CHANGES = {
    Change.TO_RIGHT: "from wrong to right",
    Change.TO_WRONG: "from right to wrong",
    Change.WRONG_TO_WRONG: "from wrong to wrong",
}
NO_REASON = "No reason given yet"


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason, how often it was given, and for which areas."""

    name: str
    count: int
    areas: str


@dataclass(frozen=True, slots=True)
class ReasonsState:
    """The log of misses of one paper, or of several.

    Attributes:
        said: how many have a reason, or how to give one.
        changes: what changing answers did; "" when that is not known.
        next_place: of one paper, the first missed question without a reason; None when each has one.
    """

    lines: tuple[ReasonLine, ...] = ()
    said: str = ""
    changes: str = ""
    next_place: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.lines and not self.changes


def reasons_of(sat: Sat) -> ReasonsState:
    """Put the log of one paper into words."""
    open_ones = (place for place in missed_places(sat) if sat.answers[place].reason is None)
    log = miss_log([sat])
    return ReasonsState(_lines(log), _said(log), _changes(log, [sat]), next(open_ones, None))


def reasons_over(papers: Sequence[Sat]) -> ReasonsState:
    """Put the log of several papers into words."""
    log = miss_log(papers)
    return ReasonsState(_lines(log) if log.explained else (), _said(log), _changes(log, papers))


def first_choice(question: ExamQuestion, answer: ExamAnswer) -> str:
    """Say what was picked first, where that was changed to something wrong; or ""."""
    if answer.first is None or answer.first == answer.chosen:
        return ""
    picked = " and ".join(str(place + 1) for place in sorted(answer.first))
    return f"You picked {picked} first, which was {'right' if answer.first == question.correct else 'wrong, too'}."


def _lines(log: MissLog) -> tuple[ReasonLine, ...]:
    return tuple(ReasonLine(_name(one.reason), one.count, _areas(one)) for one in log.by_reason)


def _name(reason: Reason | None) -> str:
    return NO_REASON if reason is None else reason.label


def _areas(missed: Missed) -> str:
    return " · ".join(f"{name} {grouped(number)}" for name, number in missed.by_area)


def _said(log: MissLog) -> str:
    if not log.missed:
        return ""
    if not log.explained:
        return (
            "In the review, keys 1 to 5 say why you missed a question. Counted over some papers, the reasons show "
            "whether to study, to read more closely, or to mind the clock."
        )
    have = "has" if log.explained == 1 else "have"
    return f"{grouped(log.explained)} of {counted(log.missed, 'missed question')} {have} a reason."


def _changes(log: MissLog, papers: Sequence[Sat]) -> str:
    number = sum(count for _, count in log.changes)
    if number:
        each = ", ".join(f"{grouped(count)} {CHANGES[change]}" for change, count in log.changes)
        return f"You changed {counted(number, 'answer')} before handing in: {each}."
    is_known = any(answer.first is not None for sat in papers for answer in sat.answers)
    return "You changed no answer before handing in." if is_known else ""
