"""Readiness in words. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from flashcards.collection.practice import Sat
from flashcards.collection.readiness import Standing
from flashcards.domain.exam import Exam
from flashcards.scheduling.readiness import LEAST_ASKED, LEAST_SEEN, Expected, Readiness
from flashcards.ui.practice.sentences import gaps_text
from flashcards.wording import counted, grouped, long_date, percent

MANY_UNSEEN = 0.3
"""Share of an area's cards, never seen, that is named as what keeps it low."""

LEAST_COMPARED = 2
"""Areas with a figure, before one of them is called the lowest."""

NOTHING_YET = "Not enough evidence yet"
NOTE = (
    "The share of questions you would get right, with the 80 % interval: guesses, the step from recalling a fact to "
    "answering a question, and what the model may be wrong about are all in it. An area’s cards are taken to cover it. "
    "It is no chance of passing: nobody can compute that."
)


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """One area."""

    name: str
    mean: float
    low: float
    high: float
    has_evidence: bool
    said: str


@dataclass(frozen=True, slots=True)
class ReadyState:
    """The panel.

    Attributes:
        record: past predictions beside what came, or "".
    """

    headline: str = ""
    text: str = ""
    rows: tuple[ReadyRow, ...] = ()
    record: str = ""
    note: str = ""


def ready_state(exam: Exam, found: Standing, history: Sequence[Sat]) -> ReadyState:
    """Put readiness into words."""
    overall = found.today.overall
    if overall.has_evidence:
        headline = f"If the exam were today: {span_of(overall)} of the questions right"
    else:
        headline = NOTHING_YET
    return ReadyState(
        headline=headline,
        text=" ".join(filter(None, (_text(exam, found), _disagreement(found.today), _weakest(exam, found)))),
        rows=area_rows(exam, found.today),
        record=_record(history),
        note=NOTE,
    )


def area_rows(exam: Exam, found: Readiness) -> tuple[ReadyRow, ...]:
    """Put readiness in each area into words, in the order of the blueprint."""
    return tuple(
        ReadyRow(area.name, one.mean, one.low, one.high, one.has_evidence, _said(one))
        for area, one in zip(exam.blueprint, found.areas, strict=True)
    )


def span_of(one: Expected) -> str:
    """Write an interval: "61–72 %"."""
    return f"{round(one.low * 100)}–{percent(one.high)}"


def _text(exam: Exam, found: Standing) -> str:
    basis = "Worked out from your cards; a practice exam makes it surer."
    if found.questions:
        asked = counted(found.questions, "practice question")
        basis = f"Worked out from your cards and {asked} that {_were(found.questions)} new to you when asked."
    if not found.today.overall.has_evidence:
        return (
            f"For half of the exam, by weight, {LEAST_SEEN} cards must be seen or {LEAST_ASKED} practice questions "
            f"answered in each area. {basis}"
        )
    if found.untouched is None:
        return basis
    return f"If you stopped now, {span_of(found.untouched.overall)} on {long_date(exam.held_on)}. {basis}"


def _disagreement(found: Readiness) -> str:
    """Say that practice exams and cards tell different things, or ""."""
    if found.contradicted == 0:
        return ""
    how = "worse" if found.contradicted < 0 else "better"
    less = "less" if found.contradicted < 0 else "more"
    return f"Practice went clearly {how} than your cards alone would have it: so {less} is expected than from them."


def _weakest(exam: Exam, found: Standing) -> str:
    """Say why the lowest area stays low where many of its cards are unseen, however often the others are reviewed."""
    areas = zip(found.today.areas, found.cards, strict=False)
    told = [(one.mean, place) for place, (one, _) in enumerate(areas) if one.has_evidence]
    if len(told) < LEAST_COMPARED:
        return ""
    _, place = min(told)
    cards, seen = found.cards[place]
    if cards - seen < MANY_UNSEEN * cards:
        return ""
    return (
        f"{exam.blueprint[place].name} is lowest because {grouped(cards - seen)} of its {counted(cards, 'card')} were "
        "never seen, and those count as guesses: new cards raise it, reviews of the others hardly do."
    )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _record(history: Sequence[Sat]) -> str:
    said = [
        f"predicted {round(sat.attempt.predicted[0] * 100)}–{percent(sat.attempt.predicted[1])}, "
        f"got {percent(sat.score.overall.share)}{gaps_text(sat)}"
        for sat in history[:3]
        if sat.attempt.predicted is not None
    ]
    return f"So far: {'; '.join(said)}." if said else ""


def _said(one: Expected) -> str:
    return span_of(one) if one.has_evidence else "not enough yet"
