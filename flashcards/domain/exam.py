"""Exams: what is studied for, how it is weighted, and one sitting of a practice exam with its fixed paper."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum

from flashcards.domain.choice import Option
from flashcards.domain.ids import AttemptId, ExamId
from flashcards.domain.learning import MINUTES_A_DAY
from flashcards.domain.miss import Reason
from flashcards.domain.note import DOMAIN_NAMES, Level
from flashcards.domain.ranges import Range

TARGETS = Range(1, 100)
FLOORS = Range(0, 100)
"""Percent of an exam, and of each of its areas, to be known."""

SECONDS_PER_ITEM = 84
"""The pace of the RHIT exam: 210 minutes for 150 questions."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of an exam, with its weight.

    Attributes:
        weight: its share of the exam, relative to the other areas; above 0.
        domain: the notes of this RHIT domain belong to it; None for an area made of a deck.
        deck: the notes of this deck and those below it belong to it; empty for an area made of a domain.
    """

    name: str
    weight: float
    domain: int | None = None
    deck: str = ""

    def __post_init__(self) -> None:
        """Refuse a weight that means nothing, and an area nothing can belong to."""
        if not self.weight > 0:
            problem = f"{self.name}: the weight of an area must be above 0"
            raise ValueError(problem)
        if (self.domain is None) == (not self.deck):
            problem = f"{self.name}: an area is made of a domain or of a deck"
            raise ValueError(problem)


RHIT_BLUEPRINT: tuple[Area, ...] = tuple(
    Area(DOMAIN_NAMES[domain], weight, domain) for domain, weight in enumerate((33, 24, 22, 33, 22, 16), start=1)
)
"""The RHIT outline, in questions of 150: each share lies inside the published range."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days without study.

    Attributes:
        weekdays: 0 for Monday to 6 for Sunday.
        dates: single days and holidays, sorted.
    """

    weekdays: frozenset[int] = frozenset()
    dates: tuple[date, ...] = ()

    def has(self, day: date) -> bool:
        """Say whether a day is free."""
        return day.weekday() in self.weekdays or day in self.dates


class Afterwards(IntEnum):
    """What becomes of the cards once the exam is over. The numbers are stored: never change them."""

    KEEP = 1
    WIND_DOWN = 2
    MAINTAIN = 3


@dataclass(frozen=True, slots=True)
class Exam:
    """Something taken on a date, and how the learner prepares for it.

    Attributes:
        held_on: the day of the exam.
        blueprint: its areas; the weights count relative to each other.
        decks: full names of the decks studied for it, with those below them; empty for all.
        minutes_a_day: how long the learner means to study.
        target: the share of questions the learner wants right, in percent.
        floor: at least this share of each area is introduced, in percent, unless it is in `dropped`.
        dropped: names of areas the learner agreed to leave out.
        keeps_after: whether the cards shall also last beyond the exam.
        is_past: over and put away.
        afterwards: what the learner chose once it was over, or None.
        result: what the learner says came of it, such as "passed" or "312"; empty when they did not say.
    """

    id: ExamId
    name: str
    held_on: date
    blueprint: tuple[Area, ...] = RHIT_BLUEPRINT
    decks: tuple[str, ...] = ()
    minutes_a_day: int = 25
    days_off: DaysOff = DaysOff()
    target: int = 80
    floor: int = 25
    dropped: tuple[str, ...] = ()
    keeps_after: bool = False
    is_past: bool = False
    afterwards: Afterwards | None = None
    result: str = ""
    revision: int = 0

    def __post_init__(self) -> None:
        """Refuse values no screen offers."""
        if not self.name.strip():
            problem = "an exam needs a name"
            raise ValueError(problem)
        if not self.blueprint:
            problem = f"{self.name}: an exam needs at least one area"
            raise ValueError(problem)
        MINUTES_A_DAY.check("minutes a day", self.minutes_a_day)
        TARGETS.check("target percent", self.target)
        FLOORS.check("floor percent", self.floor)

    @property
    def shares(self) -> tuple[float, ...]:
        """Each area's share of the exam, adding up to 1."""
        total = sum(area.weight for area in self.blueprint)
        return tuple(area.weight / total for area in self.blueprint)


class AttemptMode(IntEnum):
    """How strictly a practice exam is sat. The numbers are stored: never change them."""

    EXAM = 1
    PRACTICE = 2


@dataclass(frozen=True, slots=True)
class Mix:
    """How many questions a paper has, and how long it may take.

    Attributes:
        items: questions in all.
        limit_s: seconds allowed; 0 for no limit.
        pretest: questions that do not count and are not marked as such.
        case_sets: how many situations with several questions are wanted.
        counts: questions of each area, in the order of the blueprint; empty to follow its weights.
    """

    items: int
    limit_s: int
    pretest: int = 0
    case_sets: int = 0
    counts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a paper that cannot be drawn."""
        if self.items < 1 or not 0 <= self.pretest < self.items:
            problem = "a paper needs a question, and one that counts"
            raise ValueError(problem)
        if self.counts and sum(self.counts) != self.items:
            problem = f"{sum(self.counts)} questions by area, but {self.items} in all"
            raise ValueError(problem)


FULL_MOCK = Mix(150, 150 * SECONDS_PER_ITEM, pretest=20, case_sets=2)
HALF_MOCK = Mix(75, 75 * SECONDS_PER_ITEM, case_sets=1)
QUICK_CHECK = Mix(30, 30 * SECONDS_PER_ITEM)


@dataclass(frozen=True, slots=True)
class ExamQuestion:
    """A question as it stands on the paper, whatever becomes of its note.

    Attributes:
        guid: the note's identity.
        area: index into the exam's blueprint.
        stem, case, more: HTML; `case` is the situation it is about, or empty.
        options: in the order they are shown.
        tests: guids of the recall notes it is about.
        is_pretest: it does not count.
    """

    guid: str
    area: int
    level: Level | None
    stem: str
    options: tuple[Option, ...]
    case: str = ""
    more: str = ""
    citation: str = ""
    tests: tuple[str, ...] = ()
    is_pretest: bool = False

    @property
    def correct(self) -> frozenset[int]:
        """The right options, by their place."""
        return frozenset(place for place, option in enumerate(self.options) if option.is_correct)


@dataclass(frozen=True, slots=True)
class ExamAnswer:
    """What the learner did with one question.

    Attributes:
        chosen: options picked, by their place.
        struck: options crossed out.
        is_flagged: to be looked at again.
        is_guess: the learner says it was a guess.
        time_ms: how long the question was on the screen, in all.
        first: the first whole choice, of as many options as are right; None before that, and where it was not kept.
        reason: why it was missed, which the learner says afterwards.
    """

    chosen: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    is_flagged: bool = False
    is_guess: bool = False
    time_ms: int = 0
    first: frozenset[int] | None = None
    reason: Reason | None = None

    @property
    def is_given(self) -> bool:
        """Whether anything was picked."""
        return bool(self.chosen)

    @property
    def was_shown(self) -> bool:
        """Whether the learner has seen the question."""
        return self.time_ms > 0 or self.is_given

    def took(self, time_ms: int) -> "ExamAnswer":
        """Add time on the screen."""
        return replace(self, time_ms=self.time_ms + time_ms)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sitting of a practice exam.

    Attributes:
        exam_id: the exam it was for, or None when that is gone.
        areas: names of the blueprint's areas as they were, with their shares.
        limit_s: seconds allowed; 0 for no limit.
        elapsed_ms: time used so far, as it was stored last; a pause in practice does not count.
        place: the question shown last.
        submitted_at: when it was handed in; None while it is open.
        timed_out: the time was over before it was handed in.
        left_at: when the learner left an exam on purpose: its clock has been going on since. None while it is sat,
            after a crash, and in practice.
        predicted: the share expected right, low and high end of the 80 % interval, when it began; None without.
    """

    id: AttemptId
    exam_id: ExamId | None
    name: str
    mode: AttemptMode
    seed: int
    areas: tuple[tuple[str, float], ...]
    limit_s: int
    started_at: datetime
    elapsed_ms: int = 0
    place: int = 0
    submitted_at: datetime | None = None
    timed_out: bool = False
    predicted: tuple[float, float] | None = None
    left_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.submitted_at is None

    def elapsed_by(self, now: datetime) -> int:
        """Give the milliseconds used up to a time: what was stored, and what went by since an exam was left."""
        away = timedelta() if self.left_at is None else max(now - self.left_at, timedelta())
        return self.elapsed_ms + round(away / timedelta(milliseconds=1))

    def remaining_ms(self, elapsed_ms: int) -> int | None:
        """Give the time left, 0 when it is over; None without a limit."""
        return max(0, self.limit_s * 1000 - elapsed_ms) if self.limit_s else None
