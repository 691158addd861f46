"""Once an exam is over: its cards return to plain scheduling, those that are due spread over the next weeks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from flashcards.collection import exams
from flashcards.collection.presets import preset_saying
from flashcards.collection.studying import learner_calendar
from flashcards.domain.card import Card, CardState
from flashcards.domain.deck import Deck, parents
from flashcards.domain.exam import Afterwards, Exam
from flashcards.domain.study_day import StudyDay
from flashcards.scheduling.memory_model import MemoryModel, model_of
from flashcards.storage import planning, reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

SPREAD_DAYS = {Afterwards.KEEP: 14, Afterwards.MAINTAIN: 28, Afterwards.WIND_DOWN: 28}
"""Days over which the cards that are due then are spread."""

WOUND_DOWN_RETENTION = 0.75
"""How likely a card is to be known when it comes back, for who lets the subject go."""


def put_away(
    transaction: "Transaction",
    exam: Exam,
    result: str,
    afterwards: Afterwards,
    now: datetime,
    zone: tzinfo | None = None,
) -> int:
    """Keep an exam among the past ones, and give its cards the schedule they would have without it.

    `KEEP` goes on as before, `MAINTAIN` brings no more new cards, and `WIND_DOWN` lets the reviews grow rarer too.

    Returns:
        How many cards were given another day.
    """
    exams.put_away(transaction, exam, result, afterwards)
    decks = [deck for deck in reading.decks(transaction.snapshot) if exams.is_studied(exam, deck.name)]
    _change_decks(transaction, decks, afterwards, exam.name)
    settings = reading.learning_settings(transaction.snapshot)
    retention = WOUND_DOWN_RETENTION if afterwards is Afterwards.WIND_DOWN else settings.desired_retention
    day = learner_calendar(transaction.snapshot, zone).day(now)
    ids = {deck.id for deck in decks}
    rows = [row.id for row in planning.plan_rows(transaction.snapshot, day) if row.deck_id in ids]
    cards = [card for card in reading.cards(transaction.snapshot, rows).values() if card.state is CardState.REVIEW]
    moved = rescheduled(cards, model_of(settings), retention, day, SPREAD_DAYS[afterwards])
    changed = [after for before, after in zip(cards, moved, strict=True) if after.due_on != before.due_on]
    transaction.update_cards(changed)
    return len(changed)


def rescheduled(cards: Sequence[Card], model: MemoryModel, retention: float, today: StudyDay, days: int) -> list[Card]:
    """Give reviews the day their memory asks for; those that would be due by today share the next days evenly.

    The best remembered wait longest: a day's delay costs them least.
    """
    wanted = {card.id: _due(card, model, retention) for card in cards}
    late = sorted(
        (card for card in cards if wanted[card.id] <= today),
        key=lambda card: (_recall(card, model, today), card.id),
    )
    for place, card in enumerate(late):
        wanted[card.id] = StudyDay(today + 1 + place * days // len(late))
    return [_on(card, wanted[card.id], today) for card in cards]


def _due(card: Card, model: MemoryModel, retention: float) -> StudyDay:
    if card.memory is None or card.last_review_on is None:
        return card.due_on or StudyDay(0)
    return StudyDay(card.last_review_on + max(1, round(model.interval(card.memory.stability_days, retention))))


def _recall(card: Card, model: MemoryModel, today: StudyDay) -> float:
    if card.memory is None or card.last_review_on is None:
        return 0.0
    return model.retrievability(card.memory.stability_days, max(0, today - card.last_review_on))


def _on(card: Card, due_on: StudyDay, today: StudyDay) -> Card:
    last = card.last_review_on if card.last_review_on is not None else today
    return replace(card, due_on=due_on, interval_days=max(1, due_on - last))


def _change_decks(transaction: "Transaction", decks: Sequence[Deck], afterwards: Afterwards, exam: str) -> None:
    """Stop new cards, and let reviews grow rarer, on the topmost decks studied for the exam."""
    if afterwards is Afterwards.KEEP:
        return
    above = parents(decks)
    for deck in decks:
        if above[deck.id] is None:
            retention = WOUND_DOWN_RETENTION if afterwards is Afterwards.WIND_DOWN else deck.options.desired_retention
            options = replace(deck.options, new_limit=0, desired_retention=retention)
            preset = preset_saying(transaction, options, f"After {exam}")
            transaction.update_deck(replace(deck, preset=preset))
