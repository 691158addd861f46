"""What a list of cards or notes can show, and what it can be sorted by."""

from dataclasses import dataclass
from enum import Enum


class Unit(Enum):
    """What a line of the list is."""

    CARDS = "cards"
    NOTES = "notes"


class Column(Enum):
    """A property that lists show. The value is stored in settings: never change it.

    Beside each stands what is shown of a card. Of a note it is the same where the property is the note's own; where it
    is its cards', see below. None where there is nothing to show.
    """

    FIRST_FIELD = (
        "first field"  # str: the beginning of the plain first field; of the second card of a reversed note, its second;
        # of a card of a gap with that gap as `[…]`; of a note with the marks of its gaps
    )
    CARD = "card"  # str: the name of the template, with the number of the gap; of a note the number of its cards, int
    DECK = "deck"  # str; of a note all its decks, joined with a comma
    NOTE_TYPE = "note type"  # str
    KIND = "kind"  # NoteKind
    DUE = "due"  # StudyDay, None when new; of a note the soonest
    POSITION = "position"  # int among the new cards, None for others; of a note the first
    INTERVAL = "interval"  # int days, None when new; of a note the mean, float
    STABILITY = "stability"  # float days, None when new; of a note the lowest
    DIFFICULTY = "difficulty"  # float 1 to 10, None when new; of a note the highest
    RETRIEVABILITY = "retrievability"  # float 0 to 1, now; None when new; of a note the lowest
    REPS = "reps"  # int; of a note the sum
    LAPSES = "lapses"  # int; of a note the sum
    EASE = "ease"  # float 1 to 4: the mean rating of all its answers, None without any; of a note of all its cards
    STATE = "state"  # Standing; of a note that of its first card
    FLAG = "flag"  # int 0 to 7; of a note the highest
    TAGS = "tags"  # str: sorted, parted by blanks
    CREATED = "created"  # datetime, UTC
    EDITED = "edited"  # datetime, UTC
    REVIEWED = "reviewed"  # datetime, UTC: the last answer; None without any; of a note the newest
    CITATION = "citation"  # str
    DOMAIN = "domain"  # int 1 to 6, or None


class Standing(Enum):
    """Where a card stands today, in one word: what keeps it away comes first."""

    SUSPENDED = "suspended"
    RESERVED = "reserved"
    BURIED = "buried"
    NEW = "new"
    LEARNING = "learning"
    REVIEW = "review"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by. What is empty comes last, whichever way it is sorted."""

    column: Column = Column.FIRST_FIELD
    is_descending: bool = False
