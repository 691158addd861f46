"""The result of a practice exam in words."""

from collections import Counter
from datetime import tzinfo
from statistics import median

from flashcards.collection.practice import Sat
from flashcards.domain.exam import AttemptMode
from flashcards.exam.scoring import Outcome, Share
from flashcards.ui.practice.miss_words import reasons_of
from flashcards.ui.practice.sentences import gaps_text
from flashcards.ui.practice.state import Line, Result, Spent, clock_text
from flashcards.wording import counted, grouped, long_date, percent

OUTCOME_NAMES = {
    Outcome.SURE_BUT_WRONG: "Wrong, not marked as a guess",
    Outcome.WRONG_GUESS: "Wrong, a guess",
    Outcome.UNANSWERED: "Not answered",
    Outcome.LUCKY_GUESS: "Right, a guess",
    Outcome.RIGHT: "Right",
}
MODE_NAMES = {AttemptMode.EXAM: "exam", AttemptMode.PRACTICE: "practice"}
LONGEST = 3
"""How many questions that took long are named."""

RULE = (
    "Share of questions right. The real exam reports a scaled score whose conversion is not public, so this is no "
    "pass or fail. As a study rule, aim at 75 to 80 % or more in every area."
)


def result_of(sat: Sat, zone: tzinfo | None = None) -> Result:
    """Put a result into words.

    Args:
        zone: the learner's time zone; None asks the operating system.
    """
    attempt, score = sat.attempt, sat.score
    overall = score.overall
    return Result(
        title=f"{attempt.name}: {overall.right} of {overall.asked} right",
        subtitle=_subtitle(sat, zone),
        percent=percent(overall.share),
        interval=f"A paper like this would bring {_span(overall.low, overall.high)} in 8 of 10 cases.",
        predicted=_predicted(sat),
        areas=tuple(
            _line(name, share) for (name, _), share in zip(attempt.areas, score.by_area, strict=True) if share.asked
        ),
        levels=tuple(_line(level.label.capitalize(), share) for level, share in score.by_level),
        times=_times(sat),
        outcomes=tuple(sorted(Counter(score.outcomes).items())),
        outcomes_of=_outcomes_of(sat),
        spent=_spent(sat),
        pace_ms=round(1000 * attempt.limit_s / len(sat.questions)),
        longest=_longest(sat),
        can_review=bool(sat.review_order()),
        note=_note(sat),
        reasons=reasons_of(sat),
    )


def _subtitle(sat: Sat, zone: tzinfo | None) -> str:
    attempt = sat.attempt
    kind = MODE_NAMES[attempt.mode]
    over = ", handed in because the time was over" if attempt.timed_out else ""
    on = long_date(attempt.started_at.astimezone(zone).date())
    return f"{counted(len(sat.questions), 'question')}, {kind}, {on}{over}"


def _predicted(sat: Sat) -> str:
    predicted = sat.attempt.predicted
    if predicted is None:
        return ""
    return f"Predicted {_span(*predicted)}, got {percent(sat.score.overall.share)}{gaps_text(sat)}."


def _times(sat: Sat) -> tuple[tuple[str, str], ...]:
    used = ("Time used", clock_text(sat.attempt.elapsed_ms))
    allowed = [("Time allowed", clock_text(sat.attempt.limit_s * 1000))] if sat.attempt.limit_s else []
    return used, *allowed, *_middles(sat)


def _middles(sat: Sat) -> list[tuple[str, str]]:
    """Give the middle time of a question, of those right and of those wrong."""
    outcomes = sat.score.outcomes
    groups = {
        "Middle time a question": [place for place, answer in enumerate(sat.answers) if answer.was_shown],
        "… answered right": [place for place, one in enumerate(outcomes) if one.is_right],
        "… answered wrong": [
            place for place, one in enumerate(outcomes) if not one.is_right and one is not Outcome.UNANSWERED
        ],
    }
    return [
        (name, clock_text(round(median(sat.score.time_ms[place] for place in places))))
        for name, places in groups.items()
        if places
    ]


def _spent(sat: Sat) -> tuple[Spent, ...]:
    return tuple(
        Spent(
            place=place,
            area=sat.attempt.areas[question.area][0],
            outcome=outcome,
            time_ms=time_ms,
            said=f"Question {place + 1}: {OUTCOME_NAMES[outcome].lower()}, {clock_text(time_ms)}, "
            f"{sat.attempt.areas[question.area][0]}",
        )
        for place, (question, outcome, time_ms) in enumerate(
            zip(sat.questions, sat.score.outcomes, sat.score.time_ms, strict=True)
        )
    )


def _outcomes_of(sat: Sat) -> str:
    unscored = sum(question.is_pretest for question in sat.questions)
    if not unscored:
        return ""
    return f"Of all {counted(len(sat.questions), 'question')}, with the {grouped(unscored)} that did not count."


def _longest(sat: Sat) -> str:
    times = sat.score.time_ms
    slowest = [place for place in sorted(range(len(times)), key=lambda place: -times[place]) if times[place]][:LONGEST]
    if not slowest:
        return ""
    return f"Longest: {', '.join(f'question {place + 1} ({clock_text(times[place])})' for place in slowest)}."


def _note(sat: Sat) -> str:
    unscored = sum(question.is_pretest for question in sat.questions)
    is_part = any(not share.asked for share in sat.score.by_area)
    unseen = sum(not answer.was_shown for answer in sat.answers)
    were, stay = ("was", "It stays") if unseen == 1 else ("were", "They stay")
    parts = [
        f"{counted(unseen, 'question')} {were} never shown, which counts as wrong. "
        f"{stay} unseen for the next paper, so the review leaves {'it' if unseen == 1 else 'them'} out."
        if unseen
        else "",
        f"{counted(unscored, 'question')} did not count, as in the real exam; they are named in the review."
        if unscored
        else "",
        "Areas of which nothing was asked are left out." if is_part else "",
        RULE,
    ]
    return " ".join(part for part in parts if part)


def _line(name: str, share: Share) -> Line:
    return Line(name, share.right, share.asked, share.share, share.low, share.high)


def _span(low: float, high: float) -> str:
    return f"{round(low * 100)}–{percent(high)}"
