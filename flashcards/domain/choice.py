"""Multiple choice: options, each with its rationale, and the order they are shown in."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MIN_OPTIONS = 2
MAX_OPTIONS = 10

OPTIONS_FIELD = 1
"""Which field of a choice note holds its options, as JSON."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice note.

    Attributes:
        text: HTML.
        rationale: why it is right or wrong, HTML; empty when none was given.
        is_pinned: keeps its place when the options are shuffled.
    """

    text: str
    is_correct: bool
    rationale: str = ""
    is_pinned: bool = False


def encode_options(options: Sequence[Option]) -> str:
    """Give options as the JSON kept in a choice note's `Options` field."""
    rows = [
        {"text": option.text, "correct": option.is_correct, "why": option.rationale, "pinned": option.is_pinned}
        for option in options
    ]
    return json.dumps(rows, ensure_ascii=False)


def decode_options(field: str) -> tuple[Option, ...]:
    """Read a choice note's `Options` field.

    Raises:
        ValueError: it is not what `encode_options` writes.
    """
    try:
        rows = json.loads(field)
        return tuple(_option(row) for row in rows)
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        problem = "the options of this note are not readable"
        raise ValueError(problem) from error


def _option(row: dict[str, Any]) -> Option:
    return Option(
        text=str(row["text"]),
        is_correct=bool(row["correct"]),
        rationale=str(row.get("why", "")),
        is_pinned=bool(row.get("pinned", False)),
    )


def showing_seed(card_id: int, reps: int) -> int:
    """Give a seed for one showing of a card, apart from those of all other cards and showings."""
    return card_id * 1_000_003 + reps


def order_for(options: Sequence[Option], card_id: int, reps: int) -> tuple[int, ...]:
    """Give the order a card shows its options in: another one each time it is shown, the same until it is answered.

    Args:
        card_id: the card.
        reps: answers it has had.
    """
    return shuffled(options, seed=showing_seed(card_id, reps))


def shuffled(options: Sequence[Option], seed: int) -> tuple[int, ...]:
    """Give the order to show options in; pinned ones keep their place.

    Args:
        options: as written.
        seed: the same seed gives the same order.

    Returns:
        Indices into `options`, shape (len(options),): the first is shown first.
    """
    loose = [index for index, option in enumerate(options) if not option.is_pinned]
    drawn = list(loose)
    random.Random(seed).shuffle(drawn)  # noqa: S311 - an order, not a secret
    order = list(range(len(options)))
    for place, index in zip(loose, drawn, strict=True):
        order[place] = index
    return tuple(order)
