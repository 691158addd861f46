"""A session of cards the learner chose, outside of what today brings."""

from dataclasses import dataclass
from enum import StrEnum

from flashcards.domain.ids import CardId, DeckId
from flashcards.domain.ranges import Range

SESSION_LIMITS = Range(1, 9999)
"""Cards in one session."""
SPANS = Range(1, 365)
"""Days back, or ahead."""


class Chosen(StrEnum):
    """Which cards are studied."""

    ANY = "any"
    MISSED = "missed"
    FADED = "faded"
    AHEAD = "ahead"
    NEW = "new"


class SessionOrder(StrEnum):
    """In which order they come, and so which of them stay out when there are too many."""

    FADED = "faded"
    DUE = "due"
    LAPSES = "lapses"
    ADDED = "added"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class CustomSession:
    """What the learner asks for; all of it has to hold of a card.

    Attributes:
        line: in the search language; "" for everything.
        deck: the full name of a deck, with those below it, or "".
        tag: a tag, with those below it, or "".
        domain: an RHIT domain, 1 to 6, or None.
        days: missed in the last so many study days, today being the first; or due within so many from today.
        limit: cards at most.
        moves_schedule: answers are reviews. Otherwise nothing is stored.
    """

    chosen: Chosen = Chosen.ANY
    line: str = ""
    deck: str = ""
    tag: str = ""
    domain: int | None = None
    days: int = 7
    limit: int = 50
    order: SessionOrder = SessionOrder.FADED
    moves_schedule: bool = True


@dataclass(frozen=True, slots=True)
class BegunSession:
    """A custom session that is studied: what was asked for, and the cards that were found then, in their order."""

    asked: CustomSession
    ids: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sitting is about.

    Attributes:
        deck_id: a deck with those below it; None for every deck.
        session: a custom session instead, or None.
    """

    deck_id: DeckId | None = None
    session: BegunSession | None = None
