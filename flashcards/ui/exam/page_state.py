"""Everything the Exam page shows, as one frozen value. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from flashcards.domain.exam import Exam
from flashcards.domain.ids import ExamId
from flashcards.ui.exam.outlook import OutlookState
from flashcards.ui.exam.ready import ReadyState
from flashcards.ui.exam.standing import MapRow, PlanState
from flashcards.ui.exam.state import PracticePanelState

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan

NO_DAY = date(1970, 1, 1)
NO_EXAM = ExamId(0)
"""The id of the exam that stands in when the learner has none: the RHIT outline, without a date."""


@dataclass(frozen=True, slots=True)
class ExamPageState:
    """The page.

    Attributes:
        exam: the one shown; its id is `NO_EXAM` when the learner has none.
        exams: all of them, those ahead first.
        today: the study day's date.
        map_note: which cards the map does not count, or "".
        top_decks: names of the decks at the top of the tree.
        is_over: its day is behind and it was not put away.
        todays: the plan of today; None without an exam ahead.
        own_minutes: of days from today on that have minutes of their own; 0 on those of a break.
        predicted: the share expected right today, both ends of its interval; None without enough evidence.
    """

    is_ready: bool = False
    exam: Exam | None = None
    exams: tuple[Exam, ...] = ()
    today: date = NO_DAY
    top_decks: tuple[str, ...] = ()
    is_over: bool = False
    plan: PlanState = field(default_factory=PlanState)
    map: tuple[MapRow, ...] = ()
    gap: str = ""
    map_note: str = ""
    ready: ReadyState = field(default_factory=ReadyState)
    predicted: tuple[float, float] | None = None
    todays: "TodaysPlan | None" = None
    own_minutes: Mapping[date, int] = field(default_factory=dict)
    outlook: OutlookState = field(default_factory=OutlookState)
    practice: PracticePanelState = field(default_factory=PracticePanelState)
