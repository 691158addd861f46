"""What Obsidian Spaced Repetition writes behind a card: `<!--SR:!2026-08-16,51,230-->`, a group for each sibling."""

import math
import re
from datetime import UTC, date, datetime

from flashcards.domain.card import CardState
from flashcards.domain.study_day import study_day_of
from flashcards.formats.format import Reading
from flashcards.formats.transfer import TransferCard

COMMENT = re.compile(r"<!--SR:(.*?)-->")
_FSRS = "fsrs"
_NEVER = "2000-01-01"
"""The due date of a sibling that was never reviewed."""

_MAX_DAYS = 36_500
_DAY_MS = 86_400_000
_NOON_MS = _DAY_MS // 2


def cards_of(comment: str, reading: Reading) -> tuple[tuple[TransferCard, ...], str]:
    """Give the siblings of a comment, by ordinal, and the first group that cannot be read, empty where all can.

    Such a group is a new card.
    """
    groups = [group.strip() for group in comment.split("!")[1:501]]
    cards = [_card(ordinal, group, reading) for ordinal, group in enumerate(groups)]
    wrong = next((f"!{group}" for group, card in zip(groups, cards, strict=True) if card is None), "")
    known = tuple(card or TransferCard(ordinal, "") for ordinal, card in enumerate(cards))
    return known if any(card.state for card in known) else (), wrong


def _card(ordinal: int, group: str, reading: Reading) -> TransferCard | None:
    """Give a card, new or not; None where what is said of it cannot be."""
    values = [value.strip() for value in group.split(",")]
    try:
        card = _fsrs(values, reading) if values[0] == _FSRS else _sm2(values)
    except (ValueError, IndexError, OverflowError):
        return None
    return card._replace(ordinal=ordinal) if card else TransferCard(ordinal, "")


def _sm2(values: list[str]) -> TransferCard | None:
    """Read due date, interval in days, and ease in percent; None for a sibling that was never reviewed.

    Raises:
        ValueError: they cannot be.
    """
    due, interval, ease = values[0], _number(values[1]), _number(values[2])
    if due == _NEVER:
        return None
    if not 0 < interval <= _MAX_DAYS:
        problem = f"{interval} is no interval"
        raise ValueError(problem)
    due_on = study_day_of(date.fromisoformat(due[:10]))
    days = max(round(interval), 1)
    return TransferCard(
        0,
        "",
        state=int(CardState.REVIEW),
        due_on=due_on,
        interval_days=days,
        ease=min(max(ease / 100, 1.3), 10.0),
        last_review_at=(due_on - days) * _DAY_MS + _NOON_MS,
        reps=1,
    )


def _fsrs(values: list[str], reading: Reading) -> TransferCard | None:
    """Read due time, interval, stability, difficulty, state, answers, lapses, step and time of the last answer.

    Raises:
        ValueError: they cannot be.
    """
    _, due, interval, stability, difficulty, state, reps, lapses, step, last = values
    if CardState(int(state)) is CardState.NEW:
        return None
    due_at, last_at = _time(due), _time(last)
    is_in_steps = int(state) != CardState.REVIEW
    return TransferCard(
        0,
        "",
        state=int(state),
        stability=_number(stability),
        difficulty=min(max(_number(difficulty), 1.0), 10.0),
        due_on=reading.calendar.day(due_at),
        due_at=round(due_at.timestamp() * 1000) if is_in_steps else None,
        step=min(int(step), 9) if is_in_steps else None,
        interval_days=min(max(round(_number(interval)), 0 if is_in_steps else 1), _MAX_DAYS),
        last_review_at=round(last_at.timestamp() * 1000),
        reps=min(int(reps), 10**6),
        lapses=min(int(lapses), 10**6),
    )


def _time(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _number(text: str) -> float:
    value = float(text)
    if not 0 <= value < math.inf:
        problem = f"{text} is no number"
        raise ValueError(problem)
    return value
