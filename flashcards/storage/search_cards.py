"""Searching by the state of cards and by what was done with them."""

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from flashcards.domain.card import CardState
from flashcards.domain.search import CardFilter, Compare, Property, Rated, Since
from flashcards.storage.answers import answers_since
from flashcards.storage.catalogue import Cards, Floats, Mask
from flashcards.storage.columns import ids_of
from flashcards.storage.search_where import LookUp

_OPERATORS: dict[str, Callable[[Any, float], Mask]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_STATES: dict[CardFilter, Callable[[Cards], Mask]] = {
    CardFilter.NEW: lambda cards: cards.state == CardState.NEW,
    CardFilter.LEARN: lambda cards: (cards.state == CardState.LEARNING) | (cards.state == CardState.RELEARNING),
    CardFilter.REVIEW: lambda cards: cards.state >= CardState.REVIEW,
    CardFilter.SUSPENDED: lambda cards: cards.is_suspended,
    CardFilter.RESERVED: lambda cards: cards.is_reserved,
}


def in_state(what: CardFilter, look: LookUp) -> Mask:
    """Ask for a state; marks and leeches are tags and not asked here."""
    cards, today = look.catalogue.cards, look.moment.today
    if what is CardFilter.BURIED:
        return (cards.buried_until > today) & ~cards.is_suspended
    if what is CardFilter.DUE:
        return _due(look)
    return _STATES[what](cards)


def compared(node: Compare, look: LookUp) -> Mask:
    """Compare a property. Difficulties up to 1 are on Anki's scale, those above from 1 to 10."""
    value = node.value
    if node.what is Property.DIFFICULTY and value <= 1:
        value = value * 9 + 1
    numbers = _NUMBERS[node.what](look)
    found: Mask = _OPERATORS[node.operator](numbers, value) & ~np.isnan(numbers)
    return found


def rated(node: Rated, look: LookUp) -> Mask:
    """Ask for cards answered lately."""
    answers = answers_since(look, node.days)
    fits = answers.reviewed_at >= look.moment.days_ago_ms(node.days)
    if node.latest > 1:
        fits &= answers.reviewed_at < look.moment.days_ago_ms(node.latest - 1)
    if node.rating is not None:
        fits &= answers.rating == node.rating
    return look.catalogue.cards_with_ids(answers.card_id[fits])


def since(node: Since, look: LookUp) -> Mask:
    """Ask for what was added, edited, introduced or rescheduled lately."""
    start, notes = look.moment.days_ago_ms(node.days), look.catalogue.notes
    if node.what == "introduced":
        return _introduced(node, look)
    if node.what == "resched":
        sql = "SELECT DISTINCT card_id FROM review WHERE rating IS NULL AND kind <> 3 AND reviewed_at >= ?"
        return look.catalogue.cards_with_ids(ids_of(look.snapshot, sql, (start,)))
    return look.catalogue.of_notes((notes.created_at if node.what == "added" else notes.modified_at) >= start)


def _due(look: LookUp) -> Mask:
    """Look at the rest only of those whose day has come."""
    cards, today = look.catalogue.cards, look.moment.today
    places = np.flatnonzero(cards.due_on <= today)
    is_kept = cards.is_suspended[places] | cards.is_reserved[places] | (cards.buried_until[places] > today)
    found = np.zeros(len(cards.id), bool)
    found[places[~is_kept & (cards.state[places] > CardState.NEW)]] = True
    return found


def _introduced(node: Since, look: LookUp) -> Mask:
    start = look.moment.days_ago_ms(node.days)
    answers = answers_since(look, node.days)
    ids = np.unique(answers.card_id[answers.reviewed_at >= start])
    before = "SELECT DISTINCT card_id FROM review WHERE card_id IN ({}) AND reviewed_at < ? AND rating IS NOT NULL"
    found = look.snapshot.rows(before.format(",".join(map(str, ids.tolist()))), (start,))
    earlier = np.fromiter((row[0] for row in found), np.int64)
    return look.catalogue.cards_with_ids(np.setdiff1d(ids, earlier))


def _is_out(look: LookUp) -> Mask:
    cards = look.catalogue.cards
    return cards.is_suspended | cards.is_reserved | (cards.buried_until > look.moment.today)


def _days_to_due(look: LookUp) -> Floats:
    cards = look.catalogue.cards
    return np.where((cards.state > CardState.NEW) & ~_is_out(look), cards.due_on - look.moment.today, np.nan)


def _position(look: LookUp) -> Floats:
    cards = look.catalogue.cards
    return np.where(cards.state == CardState.NEW, cards.position, np.nan)


_NUMBERS: dict[Property, Callable[[LookUp], Floats]] = {
    Property.DUE: _days_to_due,
    Property.POSITION: _position,
    Property.RETRIEVABILITY: lambda look: look.recall,
    Property.DIFFICULTY: lambda look: look.catalogue.cards.difficulty,
    Property.STABILITY: lambda look: look.catalogue.cards.stability,
    Property.INTERVAL: lambda look: look.catalogue.cards.interval_days.astype(np.float64),
    Property.REPS: lambda look: look.catalogue.cards.reps.astype(np.float64),
    Property.LAPSES: lambda look: look.catalogue.cards.lapses.astype(np.float64),
}
"""What a property is compared with, shape (cards,); not a number for cards that do not have it."""
