"""Everything the page of a practice exam shows, as frozen values. No Qt."""

from dataclasses import dataclass
from enum import Enum

from flashcards.domain.choice import encode_options
from flashcards.domain.exam import AttemptMode, ExamAnswer, ExamQuestion
from flashcards.domain.miss import Reason
from flashcards.domain.note_type import NoteKind, built_in
from flashcards.exam.scoring import Outcome
from flashcards.rendering import render
from flashcards.ui.card.showing import Choice, Showing
from flashcards.ui.practice.miss_words import ReasonsState

SECONDS_A_MINUTE = 60
HURRY_MS = 5 * 60_000
"""From here on the clock asks for attention."""


class Phase(Enum):
    """What the page is doing."""

    LOADING = "loading"
    QUESTION = "question"
    LIST = "list"
    PAUSED = "paused"
    HANDING_IN = "handing in"
    RESULT = "result"
    REVIEW = "review"
    GONE = "gone"


RUNNING = frozenset({Phase.QUESTION, Phase.LIST})
"""The clock goes on."""


class Mark(Enum):
    """What became of a question so far; the value is said and shown."""

    OPEN = "not answered"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Cell:
    """A question in the list of all questions."""

    place: int
    mark: Mark
    is_flagged: bool
    is_guess: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An area or a level in the result.

    Attributes:
        share, low, high: 0 to 1.
    """

    name: str
    right: int
    asked: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spent:
    """What one question took.

    Attributes:
        place: on the paper.
        area: its name.
        said: all of it in words.
    """

    place: int
    area: str
    outcome: Outcome
    time_ms: int
    said: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a practice exam, in words ready to be set.

    Attributes:
        percent: shown large.
        interval: where the share behind it lies, with 80 % confidence.
        predicted: what was expected before, and what came; or "".
        outcomes_of: which questions `outcomes` counts, where that is more than the share counts; or "".
        spent: what each question took, in the order of the paper.
        pace_ms: the time there was for each; 0 without a limit.
        longest: which took longest, in words.
        can_review: there is a question that was shown.
        note: what the number leaves out.
        reasons: why questions were missed.
    """

    title: str
    subtitle: str
    percent: str
    interval: str
    predicted: str
    areas: tuple[Line, ...]
    levels: tuple[Line, ...]
    times: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[Outcome, int], ...]
    outcomes_of: str
    spent: tuple[Spent, ...]
    pace_ms: int
    longest: str
    can_review: bool
    note: str
    reasons: ReasonsState


@dataclass(frozen=True, slots=True)
class PracticeState:
    """The page.

    Attributes:
        place, count: the question shown, from 0, and how many there are.
        clock: time left, or used where there is no limit.
        has_limit: the time ends.
        is_hurried: little time is left.
        is_striking: the next option named is crossed out.
        cells: all questions, for the list.
        left: questions not answered.
        verdict: in review, how the question went and how long it took.
        number: in review, which question of the paper it is, from 1.
        looked_at: in review, how many questions there are to be looked at.
        citation: in review, the source.
        reasons: in review, those the question can have been missed for.
        reason: in review, the one that was given.
        first_choice: in review, what was picked first, in words.
    """

    phase: Phase = Phase.LOADING
    title: str = ""
    mode: AttemptMode = AttemptMode.EXAM
    place: int = 0
    count: int = 0
    clock: str = ""
    has_limit: bool = False
    is_hurried: bool = False
    is_flagged: bool = False
    is_guess: bool = False
    is_striking: bool = False
    showing: Showing | None = None
    cells: tuple[Cell, ...] = ()
    left: int = 0
    result: Result | None = None
    verdict: str = ""
    number: int = 0
    looked_at: int = 0
    citation: str = ""
    reasons: frozenset[Reason] = frozenset()
    reason: Reason | None = None
    first_choice: str = ""
    problem: str = ""

    @property
    def runs_on(self) -> bool:
        """Whether an exam is sat whose clock goes on when the learner leaves."""
        return self.mode is AttemptMode.EXAM and self.phase in RUNNING


def clock_text(milliseconds: int) -> str:
    """Give a span as "2:05:09", or "5:09" within the hour; a begun second counts as whole."""
    seconds = -(-milliseconds // 1000)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, SECONDS_A_MINUTE)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def cell_of(place: int, answer: ExamAnswer) -> Cell:
    """Give what the list shows of a question."""
    return Cell(place, Mark.ANSWERED if answer.is_given else Mark.OPEN, answer.is_flagged, answer.is_guess)


def showing_of(question: ExamQuestion, answer: ExamAnswer, key: int, *, is_checked: bool) -> Showing:
    """Give a question as the card view shows it; with its verdicts and rationales once it is checked."""
    fields = (question.stem, encode_options(question.options), question.more, question.case)
    content = render(built_in(NoteKind.CHOICE), fields, 0)
    choice = Choice(
        content.choice,
        len(question.correct),
        picked=answer.chosen,
        struck=answer.struck,
        is_checked=is_checked,
    )
    return Showing(key, content, is_checked, choice)
