"""The result of a practice exam in words."""

from collections import Counter

from flashcards.collection.practice import Sat
from flashcards.domain.exam import AttemptMode
from flashcards.exam.scoring import Outcome, Share
from flashcards.ui.practice.state import Line, Result, clock_text
from flashcards.wording import counted, long_date, percent

OUTCOME_NAMES = {
    Outcome.SURE_BUT_WRONG: "Sure but wrong",
    Outcome.WRONG_GUESS: "Wrong, a guess",
    Outcome.UNANSWERED: "Not answered",
    Outcome.LUCKY_GUESS: "Right, a guess",
    Outcome.RIGHT: "Right",
}
MODE_NAMES = {AttemptMode.EXAM: "exam", AttemptMode.PRACTICE: "practice"}
RULE = (
    "Share of questions right. The real exam reports a scaled score whose conversion is not public, so this is no "
    "pass or fail. As a study rule, aim at 75 to 80 % or more in every area."
)


def result_of(sat: Sat) -> Result:
    """Put a result into words."""
    attempt, score = sat.attempt, sat.score
    overall = score.overall
    return Result(
        title=f"{attempt.name}: {overall.right} of {overall.asked} right",
        subtitle=_subtitle(sat),
        percent=percent(overall.share),
        interval=f"A paper like this would bring {_span(overall.low, overall.high)} in 8 of 10 cases.",
        predicted=_predicted(sat),
        areas=tuple(_line(name, share) for (name, _), share in zip(attempt.areas, score.by_area, strict=True)),
        levels=tuple(_line(level.label.capitalize(), share) for level, share in score.by_level),
        times=_times(sat),
        outcomes=tuple(sorted(Counter(score.outcomes).items())),
        note=_note(sat),
    )


def _subtitle(sat: Sat) -> str:
    attempt = sat.attempt
    kind = MODE_NAMES[attempt.mode]
    over = ", handed in because the time was over" if attempt.timed_out else ""
    return f"{counted(len(sat.questions), 'question')}, {kind}, {long_date(attempt.started_at.date())}{over}"


def _predicted(sat: Sat) -> str:
    predicted = sat.attempt.predicted
    if predicted is None:
        return ""
    return f"Predicted {_span(*predicted)}, got {percent(sat.score.overall.share)}."


def _times(sat: Sat) -> tuple[tuple[str, str], ...]:
    used = ("Time used", clock_text(sat.attempt.elapsed_ms))
    middle = ("Middle time a question", clock_text(sat.score.median_time_ms))
    if not sat.attempt.limit_s:
        return used, middle
    return used, ("Time allowed", clock_text(sat.attempt.limit_s * 1000)), middle


def _note(sat: Sat) -> str:
    unscored = sum(question.is_pretest for question in sat.questions)
    if not unscored:
        return RULE
    return f"{counted(unscored, 'question')} did not count, as in the real exam; they are named in the review. {RULE}"


def _line(name: str, share: Share) -> Line:
    return Line(name, share.right, share.asked, share.share, share.low, share.high)


def _span(low: float, high: float) -> str:
    return f"{round(low * 100)}–{percent(high)}"
