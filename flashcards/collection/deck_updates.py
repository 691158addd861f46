"""What an update of the bundled decks brings: rules that changed, and words the learner has to decide about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from flashcards.collection.shipped import Shipped
from flashcards.formats.deck_changes_reader import Changed


class Decision(StrEnum):
    """What the learner made of a conflict. The words are stored: never change them."""

    WAITING = "waiting"
    MINE = "mine"
    THEIRS = "theirs"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a note means something else.

    Attributes:
        on: the date of the deck's version.
        why: one sentence.
        citation: what changed the rule, or what the note has it from.
        changed: what of the note is another.
    """

    on: date
    why: str
    citation: str
    changed: Changed = Changed.RULE


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A note that means something else since the update.

    Attributes:
        reasons: newest first; several when versions were skipped.
        before, after: as shipped; `after` is None when the note was withdrawn.
        cards_due: studied cards that come up for review because of it.
    """

    guid: str
    reasons: tuple[Reason, ...]
    before: Shipped
    after: Shipped | None
    cards_due: int = 0

    @property
    def changed(self) -> Changed:
        """What of the note is another; of several versions, the weightiest."""
        return weightiest(self.reasons)


def weightiest(reasons: Sequence[Reason]) -> Changed:
    """Give what of a note is another, by all reasons there are for it."""
    found = {reason.changed for reason in reasons}
    return next(one for one in Changed if one in found)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A note in which the learner and the publisher changed the same part, each in their own way.

    The learner's words stay until there is a decision.

    Attributes:
        parts: names of fields, or `shipped.CITATION`.
        before: as it was shipped when the learner changed it.
    """

    guid: str
    parts: tuple[str, ...]
    before: Shipped
    decision: Decision = Decision.WAITING


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading decks did, in notes.

    Attributes:
        rules: notes the learner had, and that mean something else now.
        conflicts: notes whose words wait for a decision.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    rules: tuple[RuleChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def __add__(self, other: "Loaded") -> "Loaded":
        """Add up two decks."""
        return Loaded(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.rules + other.rules,
            self.conflicts + other.conflicts,
        )

    @property
    def cards_due(self) -> int:
        """Studied cards that come up for review because their rule changed."""
        return sum(rule.cards_due for rule in self.rules)


@dataclass(frozen=True, slots=True)
class DeckUpdate:
    """The last update that had something to tell.

    Attributes:
        conflicts: those of this update, decided or not, and older ones that still wait.
    """

    at: datetime
    rules: tuple[RuleChange, ...]
    conflicts: tuple[Conflict, ...]
