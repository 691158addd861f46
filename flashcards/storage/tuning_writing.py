"""Fits, and what cards remember and when they are due by other parameters, written through the gate."""

import json
from collections.abc import Iterable
from datetime import datetime

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.fit import Fit
from flashcards.domain.ids import CardId
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyDay
from flashcards.storage.gate import Gate
from flashcards.storage.instants import to_ms
from flashcards.storage.rows import Values


class TuningWriter:
    """Writes through the gate of one transaction."""

    def __init__(self, gate: Gate, now: datetime) -> None:
        """Write through a gate."""
        self._gate = gate
        self._now = now

    def add(self, fit: Fit) -> None:
        """Keep what came of a fit. It is no step: undo takes back parameters, not what was found out."""
        row: Values = {
            "fitted_on": fit.on,
            "reviews": fit.reviews,
            "tried": fit.after.reviews,
            "parameters_before": json.dumps(fit.parameters_before),
            "parameters_after": json.dumps(fit.parameters_after),
            "log_loss_before": fit.before.log_loss,
            "log_loss_after": fit.after.log_loss,
            "rmse_before": fit.before.rmse_bins,
            "rmse_after": fit.after.rmse_bins,
        }
        self._gate.add("fit", [row])

    def remember(self, memories: Iterable[tuple[CardId, MemoryState]]) -> None:
        """Give cards the memory that other parameters make of their answers; all else about them stays."""
        self._gate.change(
            "card",
            (
                {"id": card_id, "stability": memory.stability_days, "difficulty": memory.difficulty}
                for card_id, memory in memories
            ),
        )

    def reschedule(self, moves: Iterable[tuple[CardId, StudyDay, StudyDay]], today: StudyDay) -> None:
        """Give reviews another due day, each with a line in the log that the program did it.

        Args:
            moves: the card, the study day of its last review, and the day it is to be due.
        """
        line: Values = {
            "reviewed_at": to_ms(self._now),
            "reviewed_on": today,
            "rating": None,
            "kind": int(ReviewKind.RESCHEDULED),
            "state": int(CardState.REVIEW),
            "duration_ms": 0,
        }
        found = list(moves)
        self._gate.change(
            "card", ({"id": card, "due_on": due, "interval_days": max(1, due - last)} for card, last, due in found)
        )
        lines = [
            line | {"card_id": card, "elapsed_days": today - last, "interval_days": due - today}
            for card, last, due in found
        ]
        self._gate.add("review", lines)
