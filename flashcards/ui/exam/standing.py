"""The plan and the blueprint map in words. No Qt."""

from dataclasses import dataclass
from datetime import date

from flashcards.collection.blueprint_map import BlueprintMap
from flashcards.collection.planning import TodaysPlan
from flashcards.domain.breaks import Break
from flashcards.domain.exam import Afterwards, Exam
from flashcards.exam.selection import divided
from flashcards.plan_wording import left_text
from flashcards.ui.exam.later import NOTHING_LEFT, Later, left_for_later
from flashcards.ui.plan_words import more_text
from flashcards.wording import counted, grouped, long_date, percent

_AFTERWARDS = {
    Afterwards.KEEP: "Its cards go on as before.",
    Afterwards.MAINTAIN: "Its cards are kept up, without new ones.",
    Afterwards.WIND_DOWN: "Its cards are winding down.",
}


@dataclass(frozen=True, slots=True)
class PlanState:
    """Today's plan.

    Attributes:
        later: what does not come today.
        can_pause: days without study can be planned.
        is_changed: today has minutes of its own.
        breaks: those that are not over.
    """

    headline: str = ""
    text: str = ""
    later: Later = NOTHING_LEFT
    can_study: bool = False
    can_lighten: bool = False
    can_pause: bool = False
    is_changed: bool = False
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class MapRow:
    """One area of the map."""

    name: str
    weight: str
    cards: int
    seen: int
    recall: float
    recalled: str
    minutes: str
    missing: str


def plan_state(
    exam: Exam,
    plan: TodaysPlan | None,
    today: date,
    own_minutes: int | None,
    breaks: tuple[Break, ...] = (),
    *,
    learning: int = 0,
) -> PlanState:
    """Put today's plan into words.

    Args:
        own_minutes: what today has instead of the usual minutes, or None.
        breaks: those that are not over.
        learning: cards in their steps that come today, too.
    """
    days, is_off = (exam.held_on - today).days, any(one.has(today) for one in breaks)
    if plan is None or days <= 0:
        text = "Nothing more is planned for it: what counts is known by now." if days == 0 else ""
        return PlanState(_countdown(exam, days), text, can_pause=days > 0, breaks=breaks)
    minutes = 0 if is_off else _minutes_today(plan, today) if own_minutes is None else own_minutes
    headline = f"{_countdown(exam, days)}{_with_study(exam, plan, days, is_today=minutes > 0)}"
    return PlanState(
        headline=headline,
        text=_today(exam, plan, minutes, learning) if minutes else _no_study(learning, is_break=is_off),
        later=left_for_later(exam, plan) if minutes else NOTHING_LEFT,
        can_study=plan.count + learning > 0,
        can_lighten=minutes > 0 and own_minutes is None,
        can_pause=True,
        is_changed=own_minutes is not None and not is_off,
        breaks=breaks,
    )


def past_state(exam: Exam, said: tuple[float, float] | None) -> PlanState:
    """Say what came of an exam that was put away, beside what was expected of it.

    Args:
        said: the share of questions expected right, both ends of the interval; None when nothing was.
    """
    parts = [f"Your result: {exam.result}." if exam.result else "You noted no result."]
    if said is not None:
        parts.append(f"Last expected: {round(said[0] * 100)}–{percent(said[1])} of the questions right.")
    if exam.afterwards is not None:
        parts.append(_AFTERWARDS[exam.afterwards])
    return PlanState(f"The {exam.name} was on {long_date(exam.held_on)}.", " ".join(parts))


def map_rows(found: BlueprintMap, target: float) -> tuple[MapRow, ...]:
    """Put the blueprint map into words."""
    weights = divided([area.share for area in found.areas], 100)
    return tuple(
        MapRow(
            name=area.name,
            weight=percent(weight / 100),
            cards=area.cards,
            seen=area.seen,
            recall=area.recall,
            recalled=percent(area.recall) if area.cards else "–",
            minutes=grouped(round(area.minutes)),
            missing=f"{area.gap(target):.1f}" if area.gap(target) else "–",
        )
        for area, weight in zip(found.areas, weights, strict=True)
    )


def gap_text(found: BlueprintMap, target: int) -> str:
    """Say where most is missing to the target."""
    widest = found.widest_gap(target / 100)
    whole = f"If the exam were today you would recall about {percent(found.recall)} of it, by the weights of its areas."
    if widest is None:
        return f"{whole} Your target of {target} % is reached in every area."
    return (
        f"{whole} Most is missing in {widest.name}: {widest.gap(target / 100):.1f} points of the whole exam "
        f"to your target of {target} %."
    )


def map_note(found: BlueprintMap) -> str:
    """Say which cards of the decks the map does not count, or ""."""
    parts = []
    if found.reserved:
        parts.append(f"{counted(found.reserved, 'card')} kept for practice exams, which the plan leaves alone")
    if found.outside:
        parts.append(
            f"{counted(found.outside, 'card')} that {'belongs' if found.outside == 1 else 'belong'} to no area"
        )
    return f"Not counted here: {', and '.join(parts)}." if parts else ""


def _countdown(exam: Exam, days: int) -> str:
    if days < 0:
        return f"The {exam.name} was on {long_date(exam.held_on)}."
    if days == 0:
        return f"The {exam.name} is today. Good luck."
    return f"{counted(days, 'day')} to the {exam.name} on {exam.held_on:%A}, {long_date(exam.held_on)}"


def _with_study(exam: Exam, plan: TodaysPlan, days: int, *, is_today: bool) -> str:
    """Say on how many of the days left there is study, where days off lie among them."""
    found = next((more.days - 1 + is_today for more in plan.more if more.exam.id == exam.id), days)
    return f", {found or 'none'} of them with study" if found < days and days > 1 else ""


def _today(exam: Exam, plan: TodaysPlan, minutes: int, learning: int) -> str:
    time = counted(minutes, "minute")
    within = time if len(plan.exams) == 1 else f"{time} for {counted(len(plan.exams), 'exam')}"
    reviews = f"{counted(plan.reviews, 'review')}{f', {grouped(learning)} in learning' if learning else ''}"
    what = f"Today, within {within}: {reviews} and {plan.new} new."
    return " ".join(filter(None, (what, left_text(plan.left_due, plan.new, plan.reviews), more_text(plan, exam))))


def _no_study(learning: int, *, is_break: bool) -> str:
    """Say that nothing is planned, and what comes all the same: steps that were begun do not wait."""
    said = "No study is planned today." if is_break else "Today is off. The plan takes that into account."
    if not learning:
        return said
    return f"{said} {counted(learning, 'card')} in learning {'comes' if learning == 1 else 'come'} all the same."


def _minutes_today(plan: TodaysPlan, today: date) -> int:
    """Give the usual minutes of today: those of the exam that is given most."""
    return max(0 if exam.days_off.has(today) else exam.minutes_a_day for exam in plan.exams)
