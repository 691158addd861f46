"""What a search can begin with: everything cards are filed under, for the list beside the table."""

from dataclasses import dataclass

from flashcards.collection.flags import flag_names
from flashcards.collection.saved_searches import searches
from flashcards.domain.flags import USUAL_FLAGS
from flashcards.domain.saved_search import SavedSearch
from flashcards.storage import reading
from flashcards.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The names cards are filed under.

    Attributes:
        decks: full names, parents before children.
        tags: in the order of the alphabet.
        flags: what flags 1 to 7 are called.
    """

    searches: tuple[SavedSearch, ...]
    decks: tuple[str, ...]
    tags: tuple[str, ...]
    note_types: tuple[str, ...]
    flags: tuple[str, ...] = USUAL_FLAGS


def sidebar(snapshot: Snapshot) -> Sidebar:
    """Give everything cards are filed under."""
    types = sorted((one.name for one in reading.note_types(snapshot).values()), key=str.casefold)
    return Sidebar(
        searches=searches(snapshot),
        decks=tuple(deck.name for deck in reading.decks(snapshot)),
        tags=reading.tag_names(snapshot),
        note_types=tuple(types),
        flags=flag_names(snapshot),
    )
