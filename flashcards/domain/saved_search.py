"""Searches the learner keeps under a name."""

from dataclasses import dataclass

from flashcards.domain.ids import SavedSearchId


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search and what the learner calls it.

    Attributes:
        query: the line as it was typed.
        position: place in the list; lower comes first.
    """

    id: SavedSearchId
    name: str
    query: str
    position: int
