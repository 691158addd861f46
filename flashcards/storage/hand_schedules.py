"""The schedules of thousands of cards changed by hand, through the gate, without a domain value for each."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.ids import CardId
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage.gate import Gate
from flashcards.storage.rows import Value, Values
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.statements import id_list

_READ = (
    "SELECT id, state, stability, difficulty, last_review_on FROM card"
    " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
)

_REVIEW, _MANUAL = int(CardState.REVIEW), int(ReviewKind.MANUAL)

_DUE = ("state", "step", "due_at", "buried_until", "is_suspended", "due_on", "interval_days")
_BEGINNING = ("last_review_at", "last_review_on", "stability", "difficulty")

_NEW: Values = {
    "state": int(CardState.NEW),
    "stability": None,
    "difficulty": None,
    "step": None,
    "due_on": None,
    "due_at": None,
    "interval_days": 0,
    "last_review_at": None,
    "last_review_on": None,
    "buried_until": None,
    "is_suspended": 0,
}


_LINE = (
    "card_id",
    "reviewed_at",
    "reviewed_on",
    "kind",
    "state",
    "elapsed_days",
    "interval_days",
    "duration_ms",
    "stability",
    "difficulty",
)


class Standing(NamedTuple):
    """How a card stands; both numbers of its memory are None when it is new."""

    id: CardId
    state: int
    stability_days: float | None
    difficulty: float | None
    last_review_on: int | None


class Due(NamedTuple):
    """When a card is to come.

    Attributes:
        memory: what is known of it from now on, as if it had been recalled today; None leaves what is known.
    """

    id: CardId
    due_on: StudyDay
    interval_days: int
    memory: MemoryState | None = None


class HandSchedules:
    """Changes schedules within one transaction, whoever wrote the cards last."""

    def __init__(self, gate: Gate, snapshot: Snapshot, now_ms: int) -> None:
        """Write through a transaction's gate, and read what it has written."""
        self._gate = gate
        self._snapshot = snapshot
        self._now_ms = now_ms

    def of(self, ids: Sequence[CardId]) -> list[Standing]:
        """Give how cards stand, in the order of `ids`; those that are gone are left out."""
        found = {row[0]: Standing._make(row) for row in self._snapshot.rows(_READ, (id_list(ids),))}
        return [found[card_id] for card_id in ids if card_id in found]

    def set_due(self, dues: Iterable[Due]) -> None:
        """Put cards into review, due on a day and shown when it comes, also those that were suspended."""
        known, beginning = list[tuple[Value, ...]](), list[tuple[Value, ...]]()
        for card_id, due_on, interval_days, memory in dues:
            schedule = (_REVIEW, None, None, None, 0, due_on, interval_days)
            if memory is None:
                known.append((*schedule, card_id))
            else:
                beginning.append((*schedule, None, None, memory.stability_days, memory.difficulty, card_id))
        self._gate.set_each("card", _DUE, known)
        self._gate.set_each("card", (*_DUE, *_BEGINNING), beginning)

    def reset(self, ids: Sequence[CardId], *, keeps_counts: bool) -> list[CardId]:
        """Make cards as they were before anybody saw them, also those that were suspended; their places stay.

        Args:
            keeps_counts: how often they were answered and forgotten stays.

        Returns:
            Those that were not so before.
        """
        changed = self._gate.set_alike("card", ids, _NEW if keeps_counts else _NEW | {"reps": 0, "lapses": 0})
        return [CardId(one) for one in changed]

    def log(self, before: Sequence[Standing], dues: Iterable[Due | None], today: StudyDay) -> None:
        """Write the lines of the log that say schedules were changed.

        Args:
            before: how the cards stood.
            dues: when each of them comes now; None where it is new again.
        """
        self._gate.add_lines(_LINE, list(map(self._line, before, dues, repeat(today))))

    def _line(self, before: Standing, due: Due | None, today: StudyDay) -> tuple[Value, ...]:
        card_id, state, stability, difficulty, last_on = before
        elapsed = 0 if last_on is None else today - last_on
        if due is None:
            return card_id, self._now_ms, today, _MANUAL, state, elapsed, 0, 0, None, None
        if due.memory is not None:
            stability, difficulty = due.memory.stability_days, due.memory.difficulty
        return card_id, self._now_ms, today, _MANUAL, state, elapsed, due.due_on - today, 0, stability, difficulty
