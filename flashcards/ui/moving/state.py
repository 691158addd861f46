"""Days that are not as usual, in words. No Qt."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from flashcards.domain.breaks import Break
from flashcards.wording import counted, day_and_month, percent

if TYPE_CHECKING:
    from flashcards.collection.moving import Move
    from flashcards.scheduling.exam_plan_forecast import Difference

WORKING_OUT = "Working out what that changes by exam day…"
FEW_POINTS = 0.5


class Way(IntEnum):
    """What can be asked of a day, in the order it is offered."""

    LIGHTER = 0
    BREAK = 1
    AHEAD = 2


@dataclass(frozen=True, slots=True)
class Wish:
    """What the learner asks for.

    Attributes:
        minutes: left for today, of a lighter day.
        first, last: days without study, of a break.
        count: cards, of studying ahead.
        instead_of: the planned break this one takes the place of, or None.
    """

    way: Way
    minutes: int
    first: date
    last: date
    count: int
    instead_of: Break | None = None


@dataclass(frozen=True, slots=True)
class MovingState:
    """What a wish would do.

    Attributes:
        cost: on exam day, or "".
        action: the words of the button.
        can_do: there is something to do.
    """

    text: str = ""
    cost: str = ""
    action: str = "Move"
    can_do: bool = False


def moving_state(wish: Wish, move: "Move", cost: str = "", *, is_pending: bool = False) -> MovingState:
    """Put into words what would become of the days.

    Args:
        is_pending: the cost is still worked out; a break, which may cost much, is not planned before it is known.
    """
    if wish.way is Way.BREAK and wish.last < wish.first:
        return MovingState("The break ends before it begins. Choose a later last day.", "", _break_action(wish))
    text, action = _WORDS[wish.way](wish, move)
    waits = is_pending and wish.way is Way.BREAK
    return MovingState(text, cost, action, can_do=not (move.is_empty or waits))


def done_text(move: "Move") -> str:
    """Say what was done, next to the offer to undo it."""
    if move.pause is not None:
        moved = f" Moved {counted(len(move.due_on), 'review')} behind it." if move.due_on else ""
        return f"Planned a break {span_text(move.pause)}.{moved}"
    parts = [counted(len(move.due_on), "review")] if move.due_on else []
    parts += [counted(len(move.new), "new card")] if move.new else []
    said = [f"Moved {' and '.join(parts)}."] if parts else []
    said += [f"{counted(move.more, 'more card')} of the plan for today."] if move.more else []
    return " ".join(said) or "Changed the plan."


def cost_text(exam: str, cost: "Difference", *, is_changed: bool = False) -> str:
    """Say what a change costs or brings on exam day.

    Args:
        is_changed: a planned break is given other days; the cost is that of the whole break.
    """
    points, it = cost.on_the_day, "Compared with no break, it" if is_changed else "It"
    if abs(points) < FEW_POINTS:
        return f"{it} makes next to no difference to what you recall at the {exam}."
    return f"{it} {'costs' if points < 0 else 'brings'} about {_points(points)} of recall at the {exam}."


def keep_text(cost: "Difference") -> str:
    """Say what keeping the cards after the exam costs on the day, and what it brings later, done or not."""
    day, later = cost.on_the_day, cost.afterwards
    on_the_day = "next to nothing changes" if abs(day) < FEW_POINTS else f"{_points(day)} {_more_or_less(day)} recall"
    if abs(later) < FEW_POINTS:
        return f"{on_the_day} on exam day, and hardly anything 30 days later."
    return f"{on_the_day} on exam day, {_points(later)} {_more_or_less(later)} 30 days later."


def _more_or_less(points: float) -> str:
    return "more" if points > 0 else "less"


def _points(points: float) -> str:
    return counted(max(1, round(abs(points))), "point")


def _lighter(wish: Wish, move: "Move") -> tuple[str, str]:
    if move.is_empty:
        return f"What is left for today fits into {counted(wish.minutes, 'minute')} as it is.", "Make today lighter"
    said = []
    if move.minutes:
        minutes = max(filter(None, move.minutes.values()), default=0)
        said.append(f"The exam’s plan keeps to {counted(minutes, 'minute')} in all today.")
    if move.new:
        said.append(f"{counted(len(move.new), 'new card')} {_wait(len(move.new))} for another day.")
    if move.due_on:
        reviews = counted(len(move.due_on), "review")
        said.append(
            f"{reviews}, those that lose least by it, {_come(move)} on the next three days of study. {_forgotten(move)}"
        )
    return " ".join(said), "Make today lighter"


def _break(wish: Wish, move: "Move") -> tuple[str, str]:
    days = Break(wish.first, wish.last)
    back = days.last + timedelta(days=1)
    said = [f"No study {span_text(days)}: {counted(days.length, 'day')}. You are back on {weekday_text(back)}."]
    if move.due_on:
        reviews = counted(len(move.due_on), "review")
        when = "day" if days.length == 1 else counted(days.length, "day")
        said.append(f"{reviews} that would be due {_come(move)} on the {when} after it. {_forgotten(move)}")
    said.append("No new card comes meanwhile, and answers from now on keep clear of these days.")
    return " ".join(said), _break_action(wish)


def _break_action(wish: Wish) -> str:
    return "Plan the break" if wish.instead_of is None else "Change the break"


def span_text(days: Break) -> str:
    """Give when a break is: "from Monday, November 23 to Friday, November 27", "on Monday, November 23"."""
    if days.length == 1:
        return f"on {weekday_text(days.first)}"
    return f"from {weekday_text(days.first)} to {weekday_text(days.last)}"


def weekday_text(day: date) -> str:
    """Give "Monday, November 23"."""
    return f"{day:%A}, {day_and_month(day)}"


def _ahead(_wish: Wish, move: "Move") -> tuple[str, str]:
    said = []
    if move.due_on:
        said.append(
            f"{counted(len(move.due_on), 'review')}, those that lose least by it, {_come(move)} today instead of "
            f"later. What they gain from it is about {percent(max(0.0, move.loss))} less than on their own days."
        )
    if move.more:
        minutes = max(filter(None, move.minutes.values()), default=0)
        said.append(
            f"{counted(move.more, 'more card')} of the exam’s plan, the next in its list, make it "
            f"{counted(minutes, 'minute')} in all today."
        )
    return " ".join(said) or "There is no card that could come today already.", "Study ahead"


def _come(move: "Move") -> str:
    return "comes" if len(move.due_on) == 1 else "come"


def _wait(number: int) -> str:
    return "waits" if number == 1 else "wait"


def _forgotten(move: "Move") -> str:
    more = round(move.forgotten)
    return f"About {more} more of them will be forgotten by then." if more else "Hardly any will be forgotten for that."


_WORDS = {Way.LIGHTER: _lighter, Way.BREAK: _break, Way.AHEAD: _ahead}


def break_text(days: Break, today: date) -> str:
    """Say when a planned break is."""
    length = counted(days.length, "day")
    if not days.has(today):
        return f"Break {span_text(days)}: {length} without study."
    left = (days.last - today).days
    until = "today is its last day" if left == 0 else f"until {weekday_text(days.last)}"
    return f"You are on a break, {until}. You are back on {weekday_text(days.last + timedelta(days=1))}."


def end_text(days: Break, today: date) -> str:
    """Name what takes a break away."""
    return "End the break" if days.has(today) else "Cancel the break"


def ended_text(days: Break, back: int, today: date) -> str:
    """Say what became of a break that was taken away, next to the offer to undo it."""
    what = "The break is over" if days.first < today else f"No break {span_text(days)}"
    moved = f" {counted(back, 'review')} {'has' if back == 1 else 'have'} {'its' if back == 1 else 'their'} day back."
    return f"{what}.{moved if back else ''}"
