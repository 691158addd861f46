"""Notes that mean something else: which entries of `CHANGES` are news, and what they do to a schedule."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flashcards.collection.card_actions import set_due
from flashcards.collection.deck_updates import Reason
from flashcards.domain.card import Card
from flashcards.domain.ids import NoteId
from flashcards.domain.review import ReviewKind
from flashcards.domain.study_day import StudyCalendar, StudyDay
from flashcards.formats.deck_changes_reader import MeaningChange
from flashcards.storage import reading

if TYPE_CHECKING:
    from flashcards.storage.transaction import Transaction

Entries = Mapping[str, Sequence[MeaningChange]]
"""Entries by the note they are about, newest first."""


def new_entries(entries: Sequence[MeaningChange], known: frozenset[str]) -> tuple[Entries, frozenset[str]]:
    """Part the entries that are news from those a deck was loaded with before.

    Args:
        known: the names of the latter.

    Returns:
        The news, and the names of all `entries`.
    """
    news: dict[str, list[MeaningChange]] = {}
    for entry in entries:
        if _name(entry) not in known:
            news.setdefault(entry.guid, []).append(entry)
    return news, frozenset(_name(entry) for entry in entries)


def reasons(news: Entries, guid: str, *, is_withdrawal: bool) -> tuple[Reason, ...]:
    """Give why a note means something else, newest first; nothing when its publisher does not say so."""
    found = [entry for entry in news.get(guid, ()) if entry.is_withdrawal is is_withdrawal]
    return tuple(Reason(entry.on, entry.why, entry.citation, entry.changed) for entry in found)


def make_due(transaction: "Transaction", note_id: NoteId, now: datetime, calendar: StudyCalendar) -> int:
    """Bring a note's studied cards up for review today, with what is known of their memory.

    Cards that come up today anyway are left as they are, and so are new ones.

    Returns:
        How many studied cards come up because of it. Suspended ones do not come up; theirs is the day all the same.
    """
    today = calendar.day(now)
    cards = reading.cards_of_notes(transaction.snapshot, [note_id])
    later = [card for card in cards if card.memory is not None and _comes_later(card, today)]
    set_due(transaction, [card.id for card in later], today, now, calendar, kind=ReviewKind.RESCHEDULED)
    return sum(not card.is_suspended for card in later)


def _comes_later(card: Card, today: StudyDay) -> bool:
    return card.is_buried(today) or card.due_on is None or card.due_on > today


def _name(entry: MeaningChange) -> str:
    return f"{entry.on.isoformat()} {entry.guid}"
