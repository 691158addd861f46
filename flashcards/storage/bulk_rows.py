"""The rows `bulk` writes by the hundred thousand: their columns, and what a caller gives for them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

PROVENANCE = (
    "citation",
    "checked_on",
    "as_of",
    "domain",
    "level",
    "facts",
    "tests",
    "is_exam_only",
    "tolerance",
)
REVIEW_COLUMNS = (
    "card_id",
    "reviewed_at",
    "reviewed_on",
    "rating = nullif(?, 0)",
    "kind",
    "state",
    "elapsed_days",
    "interval_days",
    "duration_ms",
)

NewNote = tuple[str, int, str, str, int, str | None, str, int, int]
"""A new note, by its columns: guid, note type, fields as `matching.stored_fields` joins them, sort text, checksum, what
was brought as JSON, origin, and when it was created and modified in ms."""

NOTE = (
    "guid",
    "note_type_id",
    "fields",
    "sort_text",
    "checksum",
    "shipped",
    "origin",
    "created_at",
    "modified_at",
)

CARD_KEYS = ("note_id", "deck_id", "ordinal")
"""What a card has to have, whatever it is."""

NEW_CARD = ("note_id", "deck_id", "ordinal", "position", "is_reserved")
"""The columns of a card nobody has seen."""


class CardSchedule(NamedTuple):
    """When a card comes back, by its columns; see `Card`."""

    state: int = 0
    stability: float | None = None
    difficulty: float | None = None
    step: int | None = None
    due_on: int | None = None
    due_at: int | None = None
    interval_days: int = 0
    last_review_at: int | None = None
    last_review_on: int | None = None
    reps: int = 0
    lapses: int = 0
    flag: int = 0
    is_suspended: int = 0
    buried_until: int | None = None


class BulkReviews(NamedTuple):
    """Lines of the review log.

    Attributes:
        columns: whole numbers, shape (lines,) each, in the order of `REVIEW_COLUMNS`; rating 0 for a manual change.
        order: which lines are written, and in which order.
    """

    columns: Sequence[npt.NDArray[np.integer[Any]]]
    order: npt.NDArray[np.integer[Any]]
