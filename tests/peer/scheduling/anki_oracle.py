"""Anki itself, as an oracle: cards and reviews put into a collection file, and asked what becomes of them.

Anki leaves out its fuzz when the environment says ANKI_TEST_MODE as it is loaded; tests/conftest.py sees to that.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flashcards.domain.card import CardState, MemoryState
from flashcards.domain.learning import FSRS6_DEFAULT_PARAMETERS
from flashcards.domain.review import Rating
from tests.peer.scheduling.histories import History

DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Preset:
    """Settings of a deck, in Anki's words."""

    parameters: tuple[float, ...] = FSRS6_DEFAULT_PARAMETERS
    desired_retention: float = 0.9
    learning_steps_s: tuple[int, ...] = (60, 600)
    relearning_steps_s: tuple[int, ...] = (600,)
    max_interval_days: int = 36500


@dataclass(frozen=True, slots=True)
class Standing:
    """A card in the middle of its life."""

    preset: int
    state: CardState
    memory: MemoryState | None
    step: int
    interval_days: int
    elapsed_days: int


@dataclass(frozen=True, slots=True)
class Button:
    """What Anki says a button does."""

    state: CardState
    step: int | None
    delay_s: int | None
    interval_days: int
    memory: MemoryState


class Anki:
    """A collection with FSRS switched on and fuzz switched off."""

    def __init__(self, path: Path, presets: Sequence[Preset]) -> None:
        from anki.collection import Collection

        self._col = cast(Any, Collection(str(path)))
        self._col.db.execute("pragma synchronous = off")
        self._col.set_config("fsrs", True)
        self._presets = presets
        self._decks = [self._deck(number, preset) for number, preset in enumerate(presets)]
        self.next_day_at: int = self._col._backend.sched_timing_today().next_day_at
        self._next_review_id = 0

    def close(self) -> None:
        self._col.close()

    def add_reviewed(self, histories: Sequence[tuple[int, History]]) -> list[int]:
        """Add one card for each history, with the log rows it would have left; the last review was today."""
        ids = self._insert([self._card_row(preset) for preset, _ in histories])
        rows: list[tuple[int, ...]] = []
        for card_id, (_, history) in zip(ids, histories, strict=True):
            rows += self._log(card_id, history)
        self._col.db.executemany("insert into revlog values (?,?,-1,?,1,1,2500,1000,?)", rows)
        return ids

    def add_log(self, preset: int, reviews: Sequence[tuple[int, Rating]]) -> int:
        """Add one card with reviews at given seconds before the end of today, oldest first."""
        card_id = self._insert([self._card_row(preset)])[0]
        rows = [
            ((self.next_day_at - before_s) * 1000, card_id, int(rating), 0 if at == 0 else 1)
            for at, (before_s, rating) in enumerate(reviews)
        ]
        self._col.db.executemany("insert into revlog values (?,?,-1,?,1,1,2500,1000,?)", rows)
        return card_id

    def memory(self, card_id: int) -> MemoryState:
        """Give the memory Anki works out from the log of a card."""
        state = self._col._backend.compute_memory_state(card_id).state
        return MemoryState(state.stability, state.difficulty)

    def add_standing(self, standings: Sequence[Standing]) -> list[int]:
        """Add cards in the middle of their lives."""
        return self._insert([self._standing_row(one) for one in standings])

    def buttons(self, card_id: int) -> dict[Rating, Button]:
        """Give what each button does."""
        states = self._col._backend.get_scheduling_states(card_id)
        deck = self._col.db.scalar("select did from cards where id = ?", card_id)
        preset = self._presets[self._decks.index(deck)]
        return {rating: _button(getattr(states, rating.name.lower()).normal, preset) for rating in Rating}

    def _deck(self, number: int, preset: Preset) -> int:
        config = self._col.decks.add_config(f"preset {number}")
        config["fsrsParams6"] = list(preset.parameters)
        config["desiredRetention"] = preset.desired_retention
        config["new"]["delays"] = [seconds / 60 for seconds in preset.learning_steps_s]
        config["lapse"]["delays"] = [seconds / 60 for seconds in preset.relearning_steps_s]
        config["rev"]["maxIvl"] = preset.max_interval_days
        self._col.decks.update_config(config)
        deck_id: int = self._col.decks.id(f"deck {number}")
        self._col.decks.set_config_id_for_deck_dict(self._col.decks.get(deck_id), config["id"])
        return deck_id

    def _insert(self, rows: list[tuple[Any, ...]]) -> list[int]:
        first = (self._col.db.scalar("select max(id) from cards") or 1_000_000_000_000) + 1
        ids = list(range(first, first + len(rows)))
        self._col.db.executemany(
            "insert into cards values (?,1,?,0,0,-1,?,?,?,?,2500,?,0,?,0,0,0,?)",
            [(card_id, *row) for card_id, row in zip(ids, rows, strict=True)],
        )
        return ids

    def _card_row(self, preset: int) -> tuple[Any, ...]:
        return (self._decks[preset], 2, 2, 0, 1, 1, 0, "{}")

    def _standing_row(self, one: Standing) -> tuple[Any, ...]:
        steps = self._presets[one.preset].learning_steps_s
        if one.state is CardState.RELEARNING:
            steps = self._presets[one.preset].relearning_steps_s
        reviewed_at = self.next_day_at - one.elapsed_days * DAY_S - 3600
        data: dict[str, float] = {"lrt": reviewed_at}
        if one.memory is not None:
            data |= {"s": one.memory.stability_days, "d": one.memory.difficulty}
        queue = {CardState.NEW: 0, CardState.LEARNING: 1, CardState.REVIEW: 2, CardState.RELEARNING: 1}[one.state]
        left = max(len(steps) - one.step, 0) if one.state in (CardState.LEARNING, CardState.RELEARNING) else 0
        due = self.next_day_at - 7200 if queue == 1 else 0
        deck = self._decks[one.preset]
        return (deck, int(one.state), queue, due, one.interval_days, 3, left, json.dumps(data))

    def _log(self, card_id: int, history: History) -> list[tuple[int, ...]]:
        """Place the reviews of a history on their study days, an unlike second for each within a day."""
        days_ago = sum(days for days, _ in history[1:])
        rows: list[tuple[int, ...]] = []
        for at, (days, rating) in enumerate(history):
            days_ago -= days if at else 0
            moment = self.next_day_at - days_ago * DAY_S - 20 * 3600 + at * 900
            self._next_review_id += 1
            rows.append((moment * 1000 + self._next_review_id % 900_000, card_id, int(rating), 0 if at == 0 else 1))
        return rows


def _button(state: Any, preset: Preset) -> Button:
    if state.HasField("review"):
        return Button(CardState.REVIEW, None, None, state.review.scheduled_days, _memory(state.review))
    is_relearning = state.HasField("relearning")
    learning = state.relearning.learning if is_relearning else state.learning
    steps = preset.relearning_steps_s if is_relearning else preset.learning_steps_s
    return Button(
        CardState.RELEARNING if is_relearning else CardState.LEARNING,
        len(steps) - learning.remaining_steps if steps else 0,
        learning.scheduled_secs,
        0,
        _memory(learning),
    )


def _memory(state: Any) -> MemoryState:
    return MemoryState(state.memory_state.stability, state.memory_state.difficulty)
