"""Cards of an Anki collection, each with its schedule in our terms.

What a card's columns mean depends on where it stands. `due` is a place among the new cards, or a study day counted from
the collection's first one, or the second at which a learning card comes back. While a card is in a filtered deck, its
home and its due day are in `odid` and `odue`. `left` counts the steps that remain. A schedule that means nothing is
listed, and its card starts as new.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple, TypeAlias, cast

import numpy as np

from flashcards.domain.study_day import StudyCalendar
from flashcards.formats.allowance import Allowance
from flashcards.formats.anki.card_columns import (
    BURIED,
    LEARNING,
    MAX_COUNT,
    MAX_DAYS,
    MAX_SECOND,
    MAX_STABILITY,
    NEW,
    QUEUE_SUSPENDED,
    QUEUES,
    RELEARNING,
    REVIEW,
    WAITING,
    CardBatch,
    batches,
    deck_names,
    ordinary_cards,
)
from flashcards.formats.anki.note_names import NoteNames
from flashcards.formats.anki.outline import Outline, Preset
from flashcards.formats.card_columns import CardColumns, Ints, NoteCards, by_note
from flashcards.formats.findings import Findings
from flashcards.formats.foreign_database import ForeignDatabase, Row
from flashcards.formats.transfer import TransferCard

CARD_BYTES = 420
"""Memory a card takes, about."""

FIRST_SECOND = 1_000_000_000
"""A learning card's `due` above this is a second, else a day."""

_BAD_SCHEDULES = "cards with schedules that cannot be read; they start as new"
_BAD_MEMORIES = "cards with memories that cannot be read; they are worked out from the reviews"

_DEFAULT_STEPS = (Preset().learning_steps, Preset().relearning_steps)
_Standing: TypeAlias = tuple[int, int | None, int | None, int | None, int]


class _Memory(NamedTuple):
    """What Anki keeps of a card as JSON.

    Attributes:
        last_review_at: ms.
        position: what it was when the card was new.
    """

    stability: float | None = None
    difficulty: float | None = None
    last_review_at: int | None = None
    position: int = 0


_NOTHING = _Memory()


class CardReader:
    """Reads the cards of one collection.

    Attributes:
        decks: names by id.
        names: what cards are called in problems; it is to be told the notes.
    """

    def __init__(self, outline: Outline, calendar: StudyCalendar, findings: Findings) -> None:
        """Prepare for a collection.

        Args:
            outline: its decks and presets.
            calendar: that of the learner.
        """
        self._first_day = outline.created_on
        self._calendar = calendar
        self._findings = findings
        self.names = NoteNames()
        self.decks = {deck.id: deck.name for deck in outline.decks.values()}
        default = Preset()
        presets = {deck.id: outline.presets.get(deck.preset_id, default) for deck in outline.decks.values()}
        self._steps = {deck_id: (one.learning_steps, one.relearning_steps) for deck_id, one in presets.items()}

    def read(
        self, database: ForeignDatabase, allowance: Allowance, progress: Callable[[int], None]
    ) -> dict[int, NoteCards]:
        """Give the cards by the id of their note.

        Args:
            progress: told how many there are so far.

        Raises:
            ImportRefusedError: the file is damaged, or holds too much.
        """
        parts = [CardColumns.of((), deck_names(self.decks))]
        note_ids = [np.empty(0, np.int64)]
        count = 0
        for batch in batches(database, allowance):
            allowance.take(CARD_BYTES * len(batch.rows))
            count += len(batch.rows)
            progress(count)
            of_notes, part = self._cards(batch)
            note_ids.append(of_notes)
            parts.append(part)
        return by_note(CardColumns.joined(parts), np.concatenate(note_ids))

    def _cards(self, batch: CardBatch) -> tuple[Ints, CardColumns]:
        """Give the ids of notes, and the cards; those without a note are left out."""
        made, are_ordinary = ordinary_cards(batch, self._first_day, self.decks)
        if made is None or batch.columns is None:
            every = ((row, self._card_of_note(row, kept)) for row, kept in zip(batch.rows, batch.kept, strict=True))
            found = [(cast("int", row[1]), card) for row, card in every if card is not None]
            note_ids = np.array([note_id for note_id, _ in found], np.int64)
            return note_ids, CardColumns.of([card for _, card in found], deck_names(self.decks))
        for place, is_ordinary in enumerate(are_ordinary):
            if not is_ordinary:
                made.put(place, self.card(batch.rows[place], batch.kept[place]))
        return batch.columns[1], made

    def _card_of_note(self, row: Row, kept: object) -> TransferCard | None:
        if isinstance(row[1], int):
            return self.card(row, kept)
        self._findings.add(0, f"Card {row[0]!r} was left out: it has no note", "cards without a note")
        return None

    def card(self, row: Row, kept: object) -> TransferCard:
        """Make a card, whatever is in its row.

        Args:
            row: `card_columns.NUMBERS`, then the JSON.
            kept: what the JSON holds; None when it is none.
        """
        *numbers, _ = row
        if set(map(type, numbers)) != {int}:
            return self._unreadable(row)
        card_id, _, deck_id, ordinal, kind, queue, due, interval, ease, reps, lapses, left, home_due, home, flags = (
            cast("list[int]", numbers)
        )
        if home:
            deck_id, due = home, home_due or due
        memory = _NOTHING if kept == {} else self._memory(row, kept)
        standing = self._standing(kind, queue, due, left, deck_id)
        is_sound = -MAX_COUNT < interval < MAX_COUNT and min(ordinal, ease, reps, lapses) >= 0
        if standing is None or not is_sound or max(ordinal, ease, reps, lapses) >= MAX_COUNT:
            return self._unreadable(row)
        state, due_on, due_at, step, position = standing
        return TransferCard(
            ordinal,
            self._deck(deck_id, row),
            state,
            memory.stability if state else None,
            memory.difficulty if state else None,
            due_on,
            due_at,
            step,
            memory.position if state else position,
            max(interval, 0),
            ease / 1000,
            memory.last_review_at,
            reps,
            lapses,
            flags & 7,
            queue == QUEUE_SUSPENDED,
            queue in BURIED,
            card_id,
        )

    def _standing(self, kind: int, queue: int, due: int, left: int, deck_id: int) -> _Standing | None:
        """Give a card's state, due day, due time, step and position, or None when it has no meaning."""
        if kind == NEW and queue in QUEUES and abs(due) < MAX_COUNT:
            return NEW, None, None, None, max(due, 0)
        is_waiting = queue in WAITING  # the oldest scheduler left the type of a lapsed card alone
        if kind == REVIEW and queue in QUEUES and not is_waiting:
            return (REVIEW, self._first_day + due, None, None, 0) if abs(due) < MAX_DAYS else None
        if kind not in (LEARNING, REVIEW, RELEARNING) or queue not in QUEUES:
            return None
        state = LEARNING if kind == LEARNING else RELEARNING
        learning, relearning = self._steps.get(deck_id, _DEFAULT_STEPS)
        step = max((learning if kind == LEARNING else relearning) - left % 1000, 0)
        if FIRST_SECOND < due < MAX_SECOND:
            return state, self._calendar.day(datetime.fromtimestamp(due, UTC)), due * 1000, step, 0
        return (state, self._first_day + due, None, step, 0) if abs(due) < MAX_DAYS else None

    def _memory(self, row: Row, kept: object) -> _Memory:
        """Give what Anki keeps of a card as JSON."""
        values = kept if isinstance(kept, dict) else {}
        stability, difficulty = values.get("s"), values.get("d")
        if (stability is not None or not values) and not _is_memory(stability, difficulty):
            self._report(row, "The memory of {} cannot be read; its reviews will tell it", _BAD_MEMORIES)
            stability = None
        last_review_at = _whole(values.get("lrt"), MAX_SECOND) * 1000
        if stability is None:
            difficulty = None
        return _Memory(stability, difficulty, last_review_at or None, _whole(values.get("pos"), MAX_COUNT))

    def _deck(self, deck_id: int, row: Row) -> str:
        name = self.decks.get(deck_id)
        if name is None:
            self._report(row, "The deck of {} is not described in the file", "cards of unknown decks")
        return name or ""

    def _unreadable(self, row: Row) -> TransferCard:
        """Give a card as new."""
        card_id, _, deck_id, ordinal = row[:4]
        self._report(row, "The schedule of {} cannot be read; it starts as new", _BAD_SCHEDULES)
        deck = self._deck(deck_id if isinstance(deck_id, int) else 0, row)
        source_id = card_id if isinstance(card_id, int) else 0
        return TransferCard(ordinal if isinstance(ordinal, int) else -1, deck, source_id=source_id)

    def _report(self, row: Row, sentence: str, kind: str) -> None:
        """Report a card, in a sentence with a place for what it is called."""
        called = partial(self.names.card, row[0], row[1], row[3])
        self._findings.add_late(lambda: sentence.format(called()), kind)


def _is_memory(stability: object, difficulty: object) -> bool:
    """Say whether the model can have made a memory."""
    if not isinstance(stability, int | float) or not isinstance(difficulty, int | float):
        return False
    return 0 < stability < MAX_STABILITY and 1 <= difficulty <= 10


def _whole(value: object, most: int) -> int:
    """Check a number; one that is out of range counts as 0, as does none at all."""
    return value if isinstance(value, int) and 0 <= value < most else 0
