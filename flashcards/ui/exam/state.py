"""Everything the Exam page shows of practice exams, as frozen values. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from itertools import chain

from flashcards.collection.practice import Sat, Supply
from flashcards.domain.exam import FULL_MOCK, HALF_MOCK, QUICK_CHECK, Area, AttemptMode, Exam, Mix
from flashcards.domain.ids import AttemptId
from flashcards.exam.scoring import Share
from flashcards.exam.selection import counts_by_area
from flashcards.ui.practice.miss_words import ReasonsState, reasons_over
from flashcards.ui.practice.unfinished import Waiting
from flashcards.wording import counted, grouped, long_date, percent

MIXES: tuple[tuple[str, Mix], ...] = (("Full", FULL_MOCK), ("Half", HALF_MOCK), ("Quick", QUICK_CHECK))
"""What the papers are called."""

ONE_AT_A_TIME = "One practice exam is begun. Hand it in, or delete it, before you begin another."


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
class PracticePanelState:
    """What can be begun, what waits, and what was done.

    Attributes:
        supply: how many questions there are, in words.
        can_begin: whether there is any, and none waits to be handed in.
        areas: of the exam, for a mix of one's own.
        trend: how the newest compares with those before, or "".
        reasons: why questions were missed, over all papers shown.
        by_area: how many questions there are of each; empty while one waits to be handed in.
    """

    supply: str = ""
    can_begin: bool = False
    waiting: Waiting | None = None
    past: tuple[Past, ...] = ()
    areas: tuple[Area, ...] = ()
    trend: str = ""
    by_area: tuple[Supply, ...] = ()
    reasons: ReasonsState = field(default_factory=ReasonsState)


def panel_state(
    exam: Exam,
    supply: Sequence[Supply],
    waiting: Waiting | None,
    history: Sequence[Sat],
    zone: tzinfo | None = None,
) -> PracticePanelState:
    """Put practice exams into words.

    Args:
        history: those of this exam, and of exams that are gone.
    """
    everything, unseen = sum(one.all for one in supply), sum(one.unseen for one in supply)
    return PracticePanelState(
        supply=_supply(everything, unseen) if waiting is None else ONE_AT_A_TIME,
        can_begin=everything > 0 and waiting is None,
        waiting=waiting,
        past=tuple(_past(one, exam, zone) for one in history),
        areas=exam.blueprint,
        trend=_trend(exam, history),
        by_area=tuple(supply) if waiting is None else (),
        reasons=reasons_over(history),
    )


def own_mix(items: int, minutes: int, areas: Sequence[Area], ticked: Sequence[bool]) -> Mix | None:
    """Give a paper of the learner's own: the ticked areas by their weights; None when none is ticked.

    Args:
        minutes: 0 for no limit.
    """
    chosen = [area for area, is_in in zip(areas, ticked, strict=True) if is_in]
    if not chosen:
        return None if areas else Mix(items, minutes * 60)
    if len(chosen) == len(areas):
        return Mix(items, minutes * 60)
    counts = iter(counts_by_area(chosen, items))
    return Mix(items, minutes * 60, counts=tuple(next(counts) if is_in else 0 for is_in in ticked))


def _trend(exam: Exam, history: Sequence[Sat]) -> str:
    """Compare the papers of an exam that asked about all areas, and were gone through to the end."""
    alike = [sat for sat in history if _is_whole(sat) and sat.is_gone_through and _is_of(sat, exam)]
    said = trend_text([sat.score.overall for sat in alike])
    left_out = " and ".join(_left_out_of_trend(exam, history))
    is_told = left_out and (said or (len(history) > 1 and not history[0].is_gone_through))
    return f"{said} Not compared: {left_out}.".strip() if is_told else said


def _left_out_of_trend(exam: Exam, history: Sequence[Sat]) -> list[str]:
    reasons = (
        ("papers for another exam", any(not _is_of(sat, exam) for sat in history)),
        ("papers of some areas only", any(not _is_whole(sat) for sat in history)),
        ("papers with questions never shown", any(not sat.is_gone_through for sat in history)),
    )
    return [reason for reason, holds in reasons if holds]


def trend_text(newest_first: Sequence[Share]) -> str:
    """Compare the newest result with the one before, and say when that may be chance; "" for fewer than two."""
    if len(newest_first) < 2:
        return ""
    new, old, first = newest_first[0], newest_first[1], newest_first[-1]
    points = round(100 * new.share) - round(100 * old.share)
    if points == 0:
        said = "As many right as the time before."
    else:
        is_chance = new.low <= old.high and old.low <= new.high
        doubt = "; their intervals overlap, so it may be chance" if is_chance else ""
        said = f"{counted(abs(points), 'point')} {'more' if points > 0 else 'fewer'} than the time before{doubt}."
    if len(newest_first) == 2:
        return said
    return f"{said} From {percent(first.share)} to {percent(new.share)} over {len(newest_first)} practice exams."


def mix_text(mix: Mix) -> str:
    """Give a paper's size and time: "150 questions in 3 h 30 min"."""
    if not mix.limit_s:
        return f"{counted(mix.items, 'question')}, no time limit"
    hours, minutes = divmod(mix.limit_s // 60, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return f"{counted(mix.items, 'question')} in {' '.join(part for part in parts if part)}"


def default_exam(exams: Sequence[Exam], today: date) -> Exam | None:
    """Give the exam the page opens with: the next one, or the last that is over, or the newest past one.

    Args:
        exams: those not put away by date, then past ones, the newest first.
    """
    kept = [exam for exam in exams if not exam.is_past]
    ahead = (exam for exam in kept if exam.held_on >= today)
    return next(chain(ahead, reversed(kept), exams), None)


def ticked_text(by_area: Sequence[Supply], ticked: Sequence[bool]) -> str:
    """Say how many questions there are for some areas of an exam."""
    chosen = [one for one, is_in in zip(by_area, ticked, strict=False) if is_in]
    everything, unseen = sum(one.all for one in chosen), sum(one.unseen for one in chosen)
    if not everything:
        return "There are no multiple-choice questions for what is ticked yet."
    return f"{counted(everything, 'question')} for what is ticked, {grouped(unseen)} of them never seen."


def _supply(everything: int, unseen: int) -> str:
    if not everything:
        return "There are no multiple-choice questions for this exam yet."
    return f"{counted(everything, 'question')} for this exam, {grouped(unseen)} of them never seen."


def past_of(exam: Exam, exams: Sequence[Exam], history: Sequence[Sat]) -> tuple[Sat, ...]:
    """Give the practice exams that are shown with an exam: its own, and those of exams that are gone."""
    others = {one.id for one in exams} - {exam.id}
    return tuple(sat for sat in history if sat.attempt.exam_id not in others)


def _is_of(sat: Sat, exam: Exam) -> bool:
    if sat.attempt.exam_id is None:  # from before there was an exam
        return [name for name, _ in sat.attempt.areas] == [area.name for area in exam.blueprint]
    return sat.attempt.exam_id == exam.id


def _is_whole(sat: Sat) -> bool:
    """Say whether all areas were asked about, so that results can be compared."""
    return all(share.asked for share in sat.score.by_area)


def _what(sat: Sat, exam: Exam) -> str:
    asked = [name for (name, _), share in zip(sat.attempt.areas, sat.score.by_area, strict=True) if share.asked]
    parts = [
        counted(len(sat.questions), "question"),
        "practice" if sat.attempt.mode is AttemptMode.PRACTICE else "exam",
        "" if _is_whole(sat) else f"only {' and '.join(asked)}" if len(asked) == 1 else f"{len(asked)} areas",
        _unfinished(sat),
        "" if _is_of(sat, exam) else f"for the {sat.attempt.name}",
    ]
    return ", ".join(part for part in parts if part)


def _unfinished(sat: Sat) -> str:
    gaps = f"{grouped(sat.unanswered)} not answered" if sat.unanswered else ""
    if not sat.attempt.timed_out:
        return gaps
    return f"time ran out with {gaps}" if gaps else "time ran out"


def _past(sat: Sat, exam: Exam, zone: tzinfo | None) -> Past:
    overall = sat.score.overall
    predicted = sat.attempt.predicted
    at = sat.attempt.started_at.astimezone(zone)
    return Past(
        id=sat.attempt.id,
        on=f"{long_date(at.date())}, {at:%H:%M}",
        what=_what(sat, exam),
        share=overall.share,
        low=overall.low,
        high=overall.high,
        right=percent(overall.share),
        predicted="" if predicted is None else f"predicted {round(predicted[0] * 100)}–{percent(predicted[1])}",
    )
