"""Reading what the Exam page says of plan and standing."""

from dataclasses import replace
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.domain.exam import Exam
from flashcards.ui.exam.page_state import ExamPageState

if TYPE_CHECKING:
    from flashcards.collection.planning import TodaysPlan
    from flashcards.storage.snapshot import Snapshot
    from flashcards.ui.exam.standing import PlanState


def standing_of(
    snapshot: "Snapshot", state: ExamPageState, now: datetime, zone: tzinfo | None, plans: Path | None
) -> ExamPageState:
    """Add today's plan and the blueprint map to the state of the page."""
    from flashcards.collection import practice, readiness
    from flashcards.collection.blueprint_map import blueprint_map
    from flashcards.collection.decks import deck_tree
    from flashcards.collection.plan_access import plan_of_today
    from flashcards.collection.planning import own_minutes
    from flashcards.collection.studying import learning_of
    from flashcards.ui.exam.ready import ready_state
    from flashcards.ui.exam.standing import gap_text, map_note, map_rows
    from flashcards.ui.exam.state import past_of

    exam = state.exam
    if exam is None:
        return state
    plan = plan_of_today(snapshot, now, zone, plans) if exam.id and not exam.is_past else None
    standing = blueprint_map(snapshot, exam, now, zone)
    found = readiness.standing(snapshot, exam, now, zone)
    overall = found.today.overall
    own = {day: minutes for day, minutes in own_minutes(snapshot).items() if day >= state.today}
    learning = 0 if plan is None else learning_of(snapshot, plan.decks, now, zone)
    return replace(
        state,
        ready=ready_state(exam, found, past_of(exam, state.exams, practice.history(snapshot))),
        predicted=(overall.low, overall.high) if overall.has_evidence else None,
        top_decks=tuple(deck.name for deck in deck_tree(snapshot, now, zone) if deck.depth == 0),
        plan=_plan_of(snapshot, exam, plan, state.today, own.get(state.today), learning),
        map=map_rows(standing, exam.target / 100),
        gap=gap_text(standing, exam.target),
        map_note=map_note(standing),
        todays=plan,
        own_minutes=own,
    )


def _plan_of(
    snapshot: "Snapshot", exam: Exam, plan: "TodaysPlan | None", today: date, own_minutes: int | None, learning: int
) -> "PlanState":
    """Put the plan into words, or what came of an exam that was put away."""
    from flashcards.collection import breaks, readiness
    from flashcards.ui.exam.standing import past_state, plan_state

    if exam.is_past:
        return past_state(exam, readiness.last_said(snapshot, exam))
    return plan_state(exam, plan, today, own_minutes, breaks.ahead(snapshot, today), learning=learning)
