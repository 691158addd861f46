"""What the statistics are asked about: which cards, and how far back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import Enum

from flashcards.collection.searching import search
from flashcards.collection.studying import learner_calendar
from flashcards.domain.deck import Deck, is_within
from flashcards.domain.study_day import StudyDay
from flashcards.storage import reading, tally_reading
from flashcards.storage.snapshot import Snapshot
from flashcards.storage.tally_reading import Scope


class Period(Enum):
    """How far back; its value is in days, today among them."""

    MONTH = 31
    QUARTER = 92
    YEAR = 365
    ALL = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What the learner asks.

    Attributes:
        deck: the deck, with those below it; "" for the whole collection.
        search: a line of the search language, instead of a deck; "" for none.
    """

    period: Period = Period.MONTH
    deck: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made exact.

    Attributes:
        first, today: study days, both within the period.
        zone: the learner's time zone; None asks the operating system.
    """

    first: StudyDay
    today: StudyDay
    scope: Scope
    zone: tzinfo | None


def asked(snapshot: Snapshot, question: Question, now: datetime, zone: tzinfo | None = None) -> Asked:
    """Make a question exact: all there is begins with the first answer.

    Raises:
        SearchError: the search cannot be understood.
    """
    today = learner_calendar(snapshot, zone).day(now)
    scope = scope_of(snapshot, question, now, zone)
    first = StudyDay(today - question.period.value + 1)
    if question.period is Period.ALL:
        first = min(tally_reading.first_day(snapshot) or today, today)
    return Asked(first, today, scope, zone)


def scope_of(snapshot: Snapshot, question: Question, now: datetime, zone: tzinfo | None) -> Scope:
    """Give the cards a question is about.

    Raises:
        SearchError: the search cannot be understood.
    """
    if question.search.strip():
        return Scope(cards=[found.card_id for found in search(snapshot, question.search, now, zone)])
    if question.deck:
        return Scope(decks=[deck.id for deck in decks_within(reading.decks(snapshot), question.deck)])
    return tally_reading.EVERYTHING


def decks_within(decks: Sequence[Deck], name: str) -> list[Deck]:
    """Give the deck of a name, and those below it."""
    return [deck for deck in decks if is_within(deck.name, name)]
