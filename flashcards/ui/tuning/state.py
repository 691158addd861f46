"""The Tuning page in words. No Qt."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flashcards.domain.fit import LEAST_REVIEWS, Fit, Parameters
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from flashcards.domain.study_day import date_of
from flashcards.scheduling.fsrs6 import FSRS6
from flashcards.wording import counted, days, grouped, long_date, percent

if TYPE_CHECKING:
    from flashcards.collection.tuning.outlook import Outlook
    from flashcards.collection.tuning.rescheduling import Preview
    from flashcards.scheduling.workload import Level

TIMES = ("A card recalled once", "Recalled twice", "Recalled 3 times", "Recalled 4 times")
"""How often the card of the example is recalled in a row."""

CURVE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What the collection says.

    Attributes:
        parameters: those in use.
        retention: the general desired retention.
        reviews: of a later day.
        fit: what came of the newest fit, if there was one.
    """

    parameters: Parameters
    retention: float
    reviews: int
    fit: Fit | None


@dataclass(frozen=True, slots=True)
class TuningState:
    """Everything on the page.

    Attributes:
        outlook: a year at every desired retention; None until it is worked out.
        preview: what rescheduling would do; None until somebody asks.
        doing, share: what is being done, and how much of it is done; "" for nothing.
    """

    known: Known | None = None
    outlook: "Outlook | None" = None
    preview: "Preview | None" = None
    doing: str = ""
    share: float = 0.0

    @property
    def is_fitted(self) -> bool:
        """Whether the parameters in use are the learner's own."""
        return self.known is not None and self.known.parameters != FSRS6_DEFAULT_PARAMETERS

    @property
    def can_fit(self) -> bool:
        """Whether there are enough reviews."""
        return self.known is not None and self.known.reviews >= LEAST_REVIEWS


def headline(known: Known) -> str:
    """Say where the parameters come from."""
    fit = known.fit
    if known.parameters == FSRS6_DEFAULT_PARAMETERS:
        return "The memory model works with the usual parameters"
    if fit is not None and known.parameters == fit.parameters_after:
        return f"Fitted to your own reviews on {long_date(_on(fit))}"
    return "The memory model works with parameters of your own"


def explanation(known: Known) -> str:
    """Say how many reviews there are, and what came of the newest fit."""
    if known.reviews < LEAST_REVIEWS:
        return (
            f"You have {counted(known.reviews, 'review')} of a later day; from {LEAST_REVIEWS} on they say enough "
            "about how you forget. Until then the parameters of many learners serve you better."
        )
    fit = known.fit
    if fit is None:
        return f"You have {counted(known.reviews, 'review')} of a later day: enough to fit the model to how you forget."
    if not fit.is_better:
        return (
            f"The last fit, on {long_date(_on(fit))}, predicted your newest {counted(fit.after.reviews, 'review')} no "
            "better than the parameters in use, so nothing was changed."
        )
    return (
        f"Tried on your newest {counted(fit.after.reviews, 'review')}, which it had not seen, it predicted better than "
        "what was in use before. It is looked at again weekly, after a sitting."
    )


def comparison(fit: Fit, retention: float) -> tuple[tuple[str, str, str], ...]:
    """Give a table of before and after: what, before, after."""
    return (
        ("Log loss (smaller is better)", f"{fit.before.log_loss:.4f}", f"{fit.after.log_loss:.4f}"),
        ("Off by, RMSE (bins)", percent_1(fit.before.rmse_bins), percent_1(fit.after.rmse_bins)),
        *(
            (f"{times} comes back after", before, after)
            for times, before, after in zip(
                TIMES,
                _intervals(fit.parameters_before, retention),
                _intervals(fit.parameters_after, retention),
                strict=True,
            )
        ),
        (
            "Then forgotten comes back after",
            _lapse(fit.parameters_before, retention),
            _lapse(fit.parameters_after, retention),
        ),
    )


def forgetting(parameters: Parameters) -> tuple[tuple[float, float], ...]:
    """Give the recall of a card answered Good once, day by day."""
    model = FSRS6(parameters)
    stability = model.next_states(None, 0)[Rating.GOOD].stability_days
    return tuple((float(day), model.retrievability(stability, day)) for day in range(CURVE_DAYS + 1))


def what_if(outlook: "Outlook", retention: float) -> str:
    """Say what a desired retention would cost and bring, beside the one there is."""
    level = nearest(outlook, retention)
    minutes = f"At {percent(level.retention)}: about {counted(round(level.minutes), 'minute')} a day over the next year"
    known = f"{grouped(round(level.known))} of {counted(level.cards, 'card')} known at its end"
    current = outlook.current
    if current is None or current.retention == level.retention:
        return f"{minutes}, {known}."
    more = round(level.minutes) - round(current.minutes)
    change = "as many as now" if more == 0 else f"{abs(more)} {'more' if more > 0 else 'fewer'} than now"
    gained = round(level.known) - round(current.known)
    return f"{minutes} ({change}), {known} ({'+' if gained >= 0 else '−'}{grouped(abs(gained))})."


def nearest(outlook: "Outlook", retention: float) -> "Level":
    """Give the level nearest to a desired retention."""
    return min(outlook.levels, key=lambda level: abs(level.retention - retention))


def moves(preview: "Preview") -> str:
    """Say what rescheduling would do."""
    moving = preview.earlier + preview.later
    if not moving:
        return "Every card is due when its memory asks for it. Nothing would move."
    today, month = (
        f"{grouped(before)} now, {grouped(after)} then"
        for before, after in (
            (preview.before[0], preview.after[0]),
            (sum(preview.before), sum(preview.after)),
        )
    )
    return (
        f"{grouped(moving)} of {counted(preview.cards, 'review')} would move: {grouped(preview.earlier)} to an earlier "
        f"day, {grouped(preview.later)} to a later one. Due today: {today}. In the next 30 days: {month}."
    )


def percent_1(share: float) -> str:
    """Give a share in percent with one decimal."""
    return f"{share * 100:.1f}\N{NARROW NO-BREAK SPACE}%"


def _on(fit: Fit) -> date:
    return date_of(fit.on)


def _intervals(parameters: Parameters, retention: float) -> list[str]:
    model, memory, found, elapsed = FSRS6(parameters), None, [], 0
    for _ in TIMES:
        memory = model.next_states(memory, elapsed)[Rating.GOOD]
        elapsed = max(1, round(model.interval(memory.stability_days, retention)))
        found.append(days(elapsed))
    return found


def _lapse(parameters: Parameters, retention: float) -> str:
    model = FSRS6(parameters)
    memory = model.next_states(model.next_states(None, 0)[Rating.GOOD], 3)[Rating.GOOD]
    elapsed = max(1, round(model.interval(memory.stability_days, retention)))
    lapsed = model.next_states(memory, elapsed)[Rating.AGAIN]
    return days(max(1, round(model.interval(lapsed.stability_days, retention))))
