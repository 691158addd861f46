"""What the Today page shows, in words and numbers ready to be set."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import Enum
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from flashcards.domain.breaks import Break
from flashcards.domain.custom_study import Chosen, CustomSession
from flashcards.domain.study_day import StudyDay, date_of
from flashcards.search.writing import any_of, term
from flashcards.ui.newest import Newest
from flashcards.ui.page_model import COUNTED, PageModel
from flashcards.ui.plan_builder import PlanBuilder
from flashcards.ui.plan_words import more_text
from flashcards.ui.runner import CollectionRunner
from flashcards.ui.today.expecting import SaidKeeper
from flashcards.ui.today.words import LEFT_CARDS, done_words, exam_words, left_by_plan
from flashcards.wording import counted, day_and_month

if TYPE_CHECKING:
    from pathlib import Path

    from flashcards.collection.planning import TodaysPlan
    from flashcards.collection.studying import Today
    from flashcards.domain.exam import Exam
    from flashcards.storage.snapshot import Snapshot

NO_DAY = date(1970, 1, 1)
WAIT = "…"
LAST_LOOK = "A last look…"
LAST_LOOK_CARDS = 20


OFF = "Today is off: nothing new comes for an exam. The plan takes that into account."


class Mood(Enum):
    """Which of its three faces the page shows."""

    TO_STUDY = "to study"
    DONE = "done"
    NO_CARDS = "no cards"


@dataclass(frozen=True, slots=True)
class TodayState:
    """Everything on the page.

    Attributes:
        title, short_title: the date, and with less of the weekday where that is too long.
        minutes: what is due takes this long; shown large.
        unit: what stands beside it.
        done_title, done_text, done_action: said instead when nothing is due; the words of the button, or "".
        done_today: what was done already, or "".
        plan_text: what the cards are chosen for and what more time would bring, or "".
        left_text: that cards are due which the plan leaves, or "".
        left_session: those, with all others that are due, for who wants to study them all the same.
        is_pending: the plan is still to come.
        exam_days: shown large, or "" without an exam.
        exam_text: what is counted down to, and its date.
        weeks: answers a day, oldest first, the last of them on `on`.
        ahead: cards that fall due on the days after `on`.
        breaks: those that are not over.
        last_look: what is offered on the day of an exam to who asks for it, and changes no schedule.
    """

    is_ready: bool = False
    mood: Mood = Mood.TO_STUDY
    on: date = NO_DAY
    title: str = ""
    short_title: str = ""
    minutes: str = ""
    unit: str = ""
    new: int = 0
    learning: int = 0
    due: int = 0
    done_title: str = ""
    done_text: str = ""
    done_action: str = ""
    done_icon: str = "circle-check"
    done_today: str = ""
    plan_text: str = ""
    left_text: str = ""
    left_session: CustomSession | None = None
    is_pending: bool = False
    exam_days: str = ""
    exam_text: str = ""
    weeks: tuple[int, ...] = ()
    weeks_text: str = ""
    ahead: tuple[int, ...] = ()
    ahead_text: str = ""
    breaks: tuple[Break, ...] = ()
    last_look: CustomSession | None = None


def state_of(today: "Today", plan: "TodaysPlan | None" = None, *, is_pending: bool = False) -> TodayState:
    """Put today's numbers into words.

    Args:
        is_pending: the plan is still to come, so its numbers are not shown yet.
    """
    cards = today.new + today.learning + today.due
    exam_days, exam_text = exam_words(today)
    done_title, done_text, done_action = _done(today)
    left = left_by_plan(today, plan)
    return TodayState(
        is_ready=True,
        mood=_mood(today, cards),
        on=today.on,
        title=f"{today.on:%A}, {day_and_month(today.on)}",
        short_title=f"{today.on:%a}, {day_and_month(today.on)}",
        minutes=WAIT if is_pending else str(max(1, today.minutes)),
        unit="planning today" if is_pending else _unit(today, cards),
        plan_text=_plan_text(today, plan),
        left_text=left,
        left_session=CustomSession(line="is:due", limit=LEFT_CARDS) if left else None,
        is_pending=is_pending,
        new=today.new,
        learning=today.learning,
        due=today.due,
        done_title=done_title,
        done_text=" ".join(filter(None, (done_text, left))),
        done_action=done_action,
        done_icon="circle-check" if today.has_notes else "layers",
        done_today=done_words(today),
        exam_days=exam_days,
        exam_text=exam_text,
        weeks=today.weeks,
        weeks_text=counted(sum(today.weeks), "answer"),
        ahead=today.ahead,
        ahead_text=f"{counted(sum(today.ahead), 'card')} due",
        breaks=today.breaks,
        last_look=_last_look(today.held_today),
    )


def _last_look(held: "tuple[Exam, ...]") -> CustomSession | None:
    """Give a look at the cards of an exam that are most forgotten; None without one today."""
    if not held:
        return None
    decks = {deck for exam in held for deck in exam.decks} if all(exam.decks for exam in held) else set()
    line = reduce(any_of, (term("deck", deck) for deck in sorted(decks)), "")
    return CustomSession(Chosen.FADED, line, limit=LAST_LOOK_CARDS, moves_schedule=False)


def _unit(today: "Today", cards: int) -> str:
    return f"{'minute' if today.minutes <= 1 else 'minutes'} for {counted(cards, 'card')}"


def _plan_text(today: "Today", plan: "TodaysPlan | None") -> str:
    """Say what the plan is for and what more time would bring; on the day of an exam, that nothing is of that."""
    rest = f"Today is the {_held(today)}: what is studied for it rests. " if today.held_today else ""
    if plan is None or plan.count == 0:
        return f"{rest}{OFF}" if today.is_off else rest.rstrip()
    names = " and ".join(exam.name for exam in plan.exams)
    most = "what adds most by exam day, minute for minute"
    if plan.wanted:
        first = f"{counted(plan.wanted, 'card')} behind what you missed or guessed in a practice exam"
        most = f"{first}, then {most}" if plan.wanted < plan.count else first
    return f"{rest}Chosen for the {names}: {most}. {more_text(plan)}"


def _mood(today: "Today", cards: int) -> Mood:
    if not today.has_notes:
        return Mood.NO_CARDS
    return Mood.TO_STUDY if cards else Mood.DONE


def _done(today: "Today") -> tuple[str, str, str]:
    """Say that nothing is due, and when something will be; or that there are no cards, and how to get some."""
    if not today.has_notes:
        return "There are no cards yet", "Take one of the decks that come with Flashcards.", "Choose decks"
    if any(one.has(today.on) for one in today.breaks):
        return "You are on a break", "Nothing is to be studied. What was due comes after it.", ""
    if today.held_today:
        text = "Its decks rest: what counts is known by now, and new cards would only get in its way."
        return f"Today is the {_held(today)}", text, LAST_LOOK
    title = "Done for today" if today.reviewed_today else "Today is off" if today.is_off else "Nothing is due today"
    if today.days_to_exam is not None and today.days_to_exam > 1:
        return title, "The plan goes on from where you are on the next day of study.", "Study ahead…"
    return title, *_next(today)


def _next(today: "Today") -> tuple[str, str]:
    """Say when the next card comes, and offer what can come before."""
    due, new = today.next_due_on, today.next_new_on
    if due is None:
        return f"No card is scheduled. {_new_cards(today)}", ""
    if new is not None and new < due:
        return f"{_new_cards(today)} The next review comes {_when(due, today)}.", "Study ahead…"
    return f"The next card comes back {_when(due, today)}.", "Study ahead…"


def _new_cards(today: "Today") -> str:
    if today.next_new_on is None:
        return "New cards come when the daily limit in Settings allows them."
    return f"New cards may come {_when(today.next_new_on, today)}."


def _when(day: StudyDay, today: "Today") -> str:
    on = date_of(day)
    return "tomorrow" if day == today.day + 1 else f"on {on:%A}, {day_and_month(on)}"


def _held(today: "Today") -> str:
    return " and ".join(exam.name for exam in today.held_today)


class TodayViewModel(PageModel):
    """Reads today's numbers, and again whenever something they depend on has changed.

    With an exam ahead the page is painted first and planned then; while the plan's tables are being built, the cards
    are chosen by the simpler rule.

    Signals:
        changed: `state` is another now.
    """

    heeds = COUNTED

    def __init__(
        self,
        runner: CollectionRunner,
        clock: Callable[[], datetime],
        zone: tzinfo | None,
        parent: QObject | None = None,
        plans: "Path | None" = None,
    ) -> None:
        super().__init__(runner, clock, zone, parent)
        self._plans = plans
        self._builder = PlanBuilder(runner, plans, self)
        self._builder.built.connect(self.refresh_if_shown)
        self._newest = Newest(runner, self._take, self)
        self._keeper = SaidKeeper(runner, clock, self)
        self.state = TodayState()

    @Slot()
    def refresh(self) -> None:
        """Ask for today's numbers; the plan follows them the first time, and comes with them afterwards."""
        self._newest.ask(self._query_planned if self.state.is_ready else self._query)

    def _query(self, snapshot: "Snapshot") -> "Planned":
        from flashcards.collection.studying import today

        found = today(snapshot, self._clock(), self._zone)
        is_ahead = found.days_to_exam is not None and found.days_to_exam > 0
        return Planned(found, None, is_pending=is_ahead and found.has_notes)

    def _query_planned(self, snapshot: "Snapshot") -> "Planned":
        from flashcards.collection.plan_access import plan_of_today
        from flashcards.collection.studying import today

        now = self._clock()
        plan = plan_of_today(snapshot, now, self._zone, self._plans)
        return Planned(today(snapshot, now, self._zone, plan), plan)

    @Slot(object)
    def _take(self, found: "Planned") -> None:
        self.state = state_of(found.today, found.plan, is_pending=found.is_pending)
        self.changed.emit()
        if found.is_pending:
            self._newest.ask(self._query_planned, once_painted=True)
            return
        self._keeper.note(found.today)
        if found.plan is not None:
            self._builder.build(found.plan.missing)


@dataclass(frozen=True, eq=False)
class Planned:
    """Today's numbers, and the plan they are of.

    Attributes:
        is_pending: there is an exam ahead, and its plan is still to come.
    """

    today: "Today"
    plan: "TodaysPlan | None"
    is_pending: bool = False
